/* The queue by keyboard and without reloading: buttons are sent, and entries replaced by the response. */
(() => {
  "use strict";
  const queue = document.getElementById("queue");
  if (!queue) return;
  const list = document.getElementById("entries");
  const lastAct = document.getElementById("last-act");
  const waiting = document.getElementById("waits");
  const help = document.getElementById("keys");
  const nothing = document.getElementById("nothing");
  const gone = new Map(); // the entries that followed a removed one, in case it comes back
  let current = null;
  let busy = false;

  const entries = () => [...list.querySelectorAll(".entry")];
  const at = (pk) => document.getElementById(`entry-${pk}`);

  function go(entry, scrolls = true) {
    if (!entry) return;
    current?.classList.remove("is-current");
    current = entry;
    entry.classList.add("is-current");
    entry.focus({ preventScroll: true });
    if (scrolls) entry.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = entries();
    const place = all.indexOf(current);
    go(all[Math.min(all.length - 1, Math.max(0, place < 0 ? 0 : place + by))]);
  }

  function entryOf(html) {
    const box = document.createElement("template");
    box.innerHTML = html.trim();
    return box.content.firstElementChild;
  }

  function takeOut(entry) {
    const all = entries();
    gone.set(entry.dataset.pk, all.slice(all.indexOf(entry) + 1).map((next) => next.dataset.pk));
    entry.remove();
  }

  function putBack(pk, entry) {
    const after = (gone.get(pk) || []).map(at).find(Boolean);
    list.insertBefore(entry, after || null);
  }

  function place(answered) {
    const all = entries();
    const from = all.indexOf(current);
    let focus = null;
    for (const [pk, html] of Object.entries(answered)) {
      const old = at(pk);
      const fresh = html && entryOf(html);
      if (old && fresh) old.replaceWith(fresh);
      else if (old) takeOut(old);
      else if (fresh) putBack(pk, fresh);
      if (fresh) focus ??= fresh;
    }
    if (focus) return go(focus);
    const next = all.slice(Math.max(from, 0)).find((entry) => entry.isConnected) || entries().at(-1);
    return next ? go(next) : nothingLeft();
  }

  function nothingLeft() {
    current = null;
    nothing.hidden = false;
    lastAct.querySelector("button")?.focus();
  }

  function say(answer) {
    lastAct.replaceChildren();
    for (const [kind, all] of [["message", answer.messages], ["failure", answer.failures]]) {
      for (const words of all) {
        const line = document.createElement("p");
        line.className = kind;
        line.textContent = words;
        lastAct.append(line);
      }
    }
    if (!answer.undo) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-secondary button-small";
    button.textContent = queue.dataset.undoWords + " ";
    button.append(Object.assign(document.createElement("kbd"), { textContent: "u" }));
    button.addEventListener("click", undo);
    lastAct.append(button);
  }

  function count(number) {
    waiting.textContent = number;
    const link = document.querySelector(`#wagtail-sidebar a[href="${location.pathname}"] .menuitem-label`);
    if (link) link.textContent = link.textContent.replace(/ \(\d+\)$/, "") + (number ? ` (${number})` : "");
  }

  async function send(path, body) {
    if (busy) return;
    busy = true;
    try {
      const answer = await fetch(path, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const result = await answer.json();
      nothing.hidden = true;
      say(result);
      place(result.entries);
      if (!entries().length) nothing.hidden = false;
      count(result.waiting);
      tally();
    } catch {
      say({ messages: [], failures: [queue.dataset.failed], undo: false });
    } finally {
      busy = false;
    }
  }

  const undo = () => send(queue.dataset.undo, new FormData(queue));

  queue.addEventListener("submit", (event) => {
    if (!event.submitter) return;
    event.preventDefault();
    const entry = event.submitter.closest(".entry");
    if (entry) go(entry);
    send(queue.action, new FormData(queue, event.submitter));
  });
  lastAct.addEventListener("submit", (event) => {
    event.preventDefault();
    undo();
  });

  function press(entry, verb) {
    entry?.querySelector(`button[name=do][value^="${verb}:"]`)?.click();
  }

  function openReasons(entry) {
    const reasons = entry?.querySelector(".reasons");
    if (!reasons) return;
    reasons.open = true;
    reasons.querySelector(".reason").focus();
    reasons.scrollIntoView({ block: "nearest" });
  }

  function choose(entry, number) {
    const open = entry?.querySelector(".reasons[open]");
    open?.querySelectorAll(".reason")[number - 1]?.click();
  }

  function closeAll(entry) {
    for (const open of entry?.querySelectorAll("details[open]") || []) open.open = false;
    entry?.focus({ preventScroll: true });
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press(current, "approve"),
    r: () => openReasons(current),
    x: () => current?.querySelector("input[name=pk]").click(),
    o: () => current?.querySelector("a.open").click(),
    h: () => current?.querySelector(".past summary").click(),
    u: () => lastAct.querySelector("button")?.click(),
    "?": () => help.showModal(),
    Escape: () => closeAll(current),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing) {
      if (event.key === "Escape" && typing.closest(".entry")) closeAll(current);
      return;
    }
    const number = Number(event.key);
    if (number >= 1 && number <= 9) choose(current, number);
    else if (KEYS[event.key]) KEYS[event.key]();
    else return;
    event.preventDefault();
  });

  list.addEventListener("focusin", (event) => {
    const entry = event.target.closest(".entry");
    if (!entry || entry === current) return;
    current?.classList.remove("is-current");
    current = entry;
    entry.classList.add("is-current");
  });

  list.addEventListener("toggle", async (event) => {
    const past = event.target.closest("details.past");
    if (!past?.open || past.dataset.read) return;
    past.dataset.read = "yes";
    const page = await fetch(past.dataset.src);
    if (!page.ok) return;
    const history = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("past");
    past.querySelector(".more").replaceChildren(...history.childNodes);
  }, true);

  const all = document.getElementById("pick-all");
  const picked = document.getElementById("picked");
  function tally() {
    const boxes = [...list.querySelectorAll("input[name=pk]")];
    const number = boxes.filter((box) => box.checked).length;
    if (picked) picked.value = number;
    if (all) all.checked = number > 0 && number === boxes.length;
  }
  list.addEventListener("change", tally);
  all?.addEventListener("change", () => {
    for (const box of list.querySelectorAll("input[name=pk]")) box.checked = all.checked;
    tally();
  });

  if (all) all.hidden = false;
  const keys = document.getElementById("show-keys");
  keys.hidden = false;
  keys.addEventListener("click", () => help.showModal());
  tally();
  go(entries()[0], false);
})();
