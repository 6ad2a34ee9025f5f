/* Saves by the editor and by a button must not overlap. Both at once would create a new article
   twice, and warn its writer that somebody else had saved a version. */
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
    setTimeout(() => { // after all other listeners
      const button = pressed;
      if (!button || saving) return;
      pressed = null;
      button.disabled = false; // Wagtail disables the pressed button, and browsers don't send one
      form.requestSubmit(button);
    });
  }

  document.addEventListener("w-autosave:save", (event) => {
    if (leaving) event.preventDefault();
    saving = true;
    setTimeout(() => event.defaultPrevented && saved()); // no request is sent, so no other event follows
  });
  document.addEventListener("w-autosave:success", (event) => {
    begunWith(event.detail.data);
    saved();
  });
  document.addEventListener("w-autosave:error", saved);

  // A form that was refused counts as changed. Once Wagtail has saved it, Wagtail no longer looks
  // for changes, until it is given an interval.
  if (form.dataset.wUnsavedForceValue === "true") {
    document.addEventListener("w-autosave:success", () => {
      form.dataset.wUnsavedCheckIntervalValue = "500"; // ms, its default
    }, { once: true });
  }

  // “Publish on …” without a date leads to the date.
  document.addEventListener("click", (event) => {
    const date = form.elements.namedItem("go_live_at");
    const button = event.target.closest("button[name=action-publish][value=later]");
    if (!button || !date || date.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const tab = date.closest("[role=tabpanel]");
    document.querySelector(`[role=tab][aria-controls="${tab?.id}"], [role=tab][href="#${tab?.id}"]`)?.click();
    date.closest("[data-panel]")?.querySelector("[data-panel-toggle][aria-expanded=false]")?.click();
    button.closest("[data-controller~=w-dropdown]")?.querySelector(".w-dropdown__toggle[aria-expanded=true]")?.click();
    focusWhenShown(date);
  }, true);

  // A tab is shown some time after the click, and what is hidden can't be focused.
  function focusWhenShown(field) {
    new ResizeObserver((_, observer) => {
      if (!field.offsetHeight) return;
      observer.disconnect();
      field.focus();
    }).observe(field);
  }

  form.addEventListener("submit", (event) => {
    if (!saving || !event.submitter) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter;
  }, true);
  document.addEventListener("submit", (event) => { leaving ||= event.target === form && !event.defaultPrevented; });
  addEventListener("pageshow", () => { leaving = false; });
})();
