// What only a script can do with an article: copy its address, print it, hand it to the device. Each is shown where it works.
const told = document.querySelector(".shared");
const url = document.querySelector("link[rel=canonical]").href;
const title = document.querySelector("h1").textContent;

const ways = {
  copy: navigator.clipboard && (() => navigator.clipboard.writeText(url).then(() => say("copied"), () => say("uncopied"))),
  print: () => window.print(),
  device: navigator.share && (() => navigator.share({ title, url }).catch(() => {})), // who closes the sheet has said enough
};

function say(what) {
  told.textContent = told.dataset[what];
}

for (const button of document.querySelectorAll("button[data-share]")) {
  const way = ways[button.dataset.share];
  if (!way) continue;
  button.addEventListener("click", way);
  button.parentElement.hidden = false;
}
