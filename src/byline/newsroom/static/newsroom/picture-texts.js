// Suggests the texts that a chosen picture file contains, in the upload form's empty fields.
"use strict";

document.addEventListener("change", async ({ target: input }) => {
  const url = input.dataset?.bylineTextsUrl;
  if (!url || !input.files?.length) return;
  const { form } = input;
  const data = new FormData();
  data.append("file", input.files[0]);
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(url, { method: "POST", body: data, headers: { "X-CSRFToken": token } });
  if (!answer.ok) return;
  for (const [name, text] of Object.entries(await answer.json())) {
    const field = form.querySelector(`[name="${name}"], [name$="-${name}"]`);
    if (!field || field.value || !text) continue;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
