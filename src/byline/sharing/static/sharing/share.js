// Copy the address, print, and the device's own share sheet. Each button is shown where it works.
const status = document.querySelector(".shared");
const url = document.querySelector("link[rel=canonical]").href;
const title = document.querySelector("h1").textContent;

const methods = {
  copy: navigator.clipboard && (() => navigator.clipboard.writeText(url).then(() => say("copied"), () => say("uncopied"))),
  print: () => window.print(),
  device: navigator.share && (() => navigator.share({ title, url }).catch(() => {})), // closing the sheet is an answer
};

function say(what) {
  status.textContent = status.dataset[what];
}

for (const button of document.querySelectorAll("button[data-share]")) {
  const method = methods[button.dataset.share];
  if (!method) continue;
  button.addEventListener("click", method);
  button.parentElement.hidden = false;
}
