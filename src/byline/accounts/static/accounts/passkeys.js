// A passkey that is refused or not found says so on the page; the rest of the work is in allauth's own scripts.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.getElementById("passkey-trouble");
  if (!told) return;
  told.hidden = false;
  told.textContent = told.dataset.words;
});
