// An embed is a link. With this script it can also be played where it stands, once a reader asks for it.
for (const button of document.querySelectorAll("button[data-player]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.title = button.dataset.title;
    frame.allow = "encrypted-media; fullscreen; picture-in-picture";
    frame.allowFullscreen = true;
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
    frame.src = button.dataset.player;
    button.closest(".face").replaceWith(frame);
    frame.focus();
  });
}
