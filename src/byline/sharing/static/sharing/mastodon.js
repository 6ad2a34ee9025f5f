// The browser remembers the instance. It is stored nowhere else.
const field = document.querySelector("input[name=instance]");
const key = "byline-instance";
try {
  field.value ||= localStorage.getItem(key) || "";
  field.form.addEventListener("submit", () => localStorage.setItem(key, field.value));
  document.querySelector("[data-kept]").hidden = false;
} catch {} // storage is unavailable
