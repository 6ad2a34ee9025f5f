// The instance is asked for once: this browser keeps its name, and nobody else is told.
const field = document.querySelector("input[name=instance]");
const key = "byline-instance";
try {
  field.value ||= localStorage.getItem(key) || "";
  field.form.addEventListener("submit", () => localStorage.setItem(key, field.value));
  document.querySelector("[data-kept]").hidden = false;
} catch {} // a browser that keeps nothing
