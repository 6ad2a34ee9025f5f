/* The editor saves by itself. A button that is pressed meanwhile waits for it: a new article would be made twice otherwise. */
(() => {
  "use strict";
  const form = document.getElementById("page-edit-form");
  if (!form) return;
  let saving = false;
  let pressed = null;

  function done() {
    saving = false;
    const button = pressed;
    pressed = null;
    if (!button) return;
    button.disabled = false; // Wagtail disables what was pressed, and a disabled button is not sent
    form.requestSubmit(button);
  }

  document.addEventListener("w-autosave:save", () => { saving = true; });
  for (const end of ["success", "error"]) document.addEventListener(`w-autosave:${end}`, done);

  form.addEventListener("submit", (event) => {
    if (!saving || !event.submitter) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter;
  }, true);
})();
