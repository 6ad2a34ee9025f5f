/* The editor saves by itself, and a person presses a button: one after the other. Both at once made a new article twice,
   and told its writer that somebody else had saved a version. */
(() => {
  "use strict";
  const form = document.getElementById("page-edit-form");
  if (!form) return;
  let saving = false;
  let leaving = false;
  let pressed = null;

  function begunWith(version) {
    for (const name of ["revision_id", "revision_created_at"]) {
      const field = form.elements.namedItem(`loaded_${name}`);
      if (field && version[name]) field.value = version[name];
    }
  }

  function saved() {
    saving = false;
    setTimeout(() => { // after all who listen
      const button = pressed;
      if (!button || saving) return;
      pressed = null;
      button.disabled = false; // Wagtail disables what was pressed, and a disabled button is not sent
      form.requestSubmit(button);
    });
  }

  document.addEventListener("w-autosave:save", (event) => {
    if (leaving) event.preventDefault();
    saving = true;
    setTimeout(() => event.defaultPrevented && saved()); // nothing is sent, and nothing will be told of it
  });
  document.addEventListener("w-autosave:success", (event) => {
    begunWith(event.detail.data);
    saved();
  });
  document.addEventListener("w-autosave:error", saved);

  form.addEventListener("submit", (event) => {
    if (!saving || !event.submitter) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter;
  }, true);
  document.addEventListener("submit", (event) => { leaving ||= event.target === form && !event.defaultPrevented; });
  addEventListener("pageshow", () => { leaving = false; });
})();
