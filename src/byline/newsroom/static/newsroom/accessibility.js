/* Gives Wagtail's own widgets the names and roles that assistive technology needs (WCAG 2.2, 1.3.1
   and 4.1.2), also those that are added to the page later. */
(() => {
  "use strict";
  const text = (element) => element?.textContent.replace("*", "").trim();

  function name(element, label) {
    if (label) element.setAttribute("aria-label", label);
  }

  // What is scrolled sideways on a narrow screen is scrolled with the keyboard too (2.1.1).
  const sized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });

  const MENDS = {
    '.public-DraftEditor-content[role="textbox"]:not([aria-label])': (editor) => {
      const own = editor.closest(".w-field__wrapper")?.querySelector(":scope > .w-field__label");
      const panel = editor.closest(".w-panel");
      name(editor, text(own ?? panel?.querySelector(".c-sf-block__type") ?? panel?.querySelector(".w-panel__heading")));
    },
    ".tagit .ui-autocomplete-input:not([aria-label])": (input) => {
      const replaced = input.closest(".w-field__input")?.querySelector('[data-controller="w-tag"]');
      name(input, text(replaced?.labels?.[0]));
    },
    "#fileupload:not([aria-label])": (input) => name(input, text(input.parentElement.querySelector("button"))),
    "th[aria-label]:empty": (cell) => { // an empty cell is announced as such, whatever its label
      const label = document.createElement("span");
      label.className = "w-sr-only";
      label.textContent = cell.getAttribute("aria-label");
      cell.append(label);
    },
    'h2[role="alert"]': (heading) => { // as an alert it would not be a heading
      const alert = document.createElement("div");
      alert.setAttribute("role", "alert");
      heading.removeAttribute("role");
      heading.replaceWith(alert);
      alert.append(heading);
    },
    '[role="tab"]:not([role="tablist"] *)': (link) => link.removeAttribute("role"), // it only leads to a tab
    "table.listing": (table) => sized.observe(table), // again is harmless
    "h3.filter-title:not([aria-level])": (heading) => heading.setAttribute("aria-level", "2"),
    "#header-title:not(h1, [aria-level])": (heading) => {
      heading.setAttribute("aria-level", document.querySelector("h1") ? "2" : "1");
    },
  };

  function mend() {
    for (const [selector, change] of Object.entries(MENDS)) document.querySelectorAll(selector).forEach(change);
  }

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mend();
    });
  }).observe(document, { childList: true, subtree: true });
})();
