// Sending, replying and turning pages without leaving the article.
// Without JavaScript, the page's own forms and links do the same.
(() => {
  const section = document.querySelector(".discussion");
  const LIST = "ol.responses:not(.pinned, .new)";
  const PROOF_LASTS = 100 * 60e3; // milliseconds, less than the server's two hours
  let form = null, home = null, name = "", work = null, worked = 0, shown = location.pathname;

  const find = (selector, place = section) => place.querySelector(selector);
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const ask = (url, more) => fetch(url, { headers: { "Byline-Part": "1" }, ...more });
  const make = (tag, more) => Object.assign(document.createElement(tag), more);

  // Proof of work (ALTCHA): find the counter whose derived key has the prefix of the challenge.
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  async function derive(parameters, counter) {
    const word = new Uint8Array([...bytes(parameters.nonce), ...[24, 16, 8, 0].map((shift) => counter >>> shift)]);
    const key = await crypto.subtle.importKey("raw", word, "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(parameters.salt), iterations: parameters.cost };
    return { counter, derivedKey: hex(await crypto.subtle.deriveBits(how, key, 8 * parameters.keyLength)) };
  }

  async function solve(challenge) {
    const { parameters } = challenge;
    for (let first = 0; ; first += 4) {
      const tried = await Promise.all([0, 1, 2, 3].map((next) => derive(parameters, first + next)));
      const solution = tried.find((candidate) => candidate.derivedKey.startsWith(parameters.keyPrefix));
      if (solution) return btoa(JSON.stringify({ challenge, solution }));
    }
  }

  async function begin() {
    worked = Date.now();
    try {
      const { challenge, started } = await (await fetch("/-/proof/")).json();
      return { started, proof: await solve(challenge) };
    } catch {
      return {}; // without a proof, the response waits for a moderator
    }
  }

  // The form
  function enter(next) {
    form?.replaceWith(next);
    form = next;
    form.addEventListener("focusin", () => (work ??= begin()));
    form.addEventListener("submit", send);
    if (!home.contains(form)) offerCancel();
    greet();
  }

  function greet() {
    const guests = form.querySelectorAll(".guest");
    if (!name || !guests.length) return;
    for (const field of guests) {
      field.hidden = true;
      find("input", field).disabled = true;
    }
    form.prepend(make("p", { className: "wide", textContent: form.dataset.as.replace("%s", name) }));
  }

  function field(key, value) {
    const input = find(`[name=${key}]`, form) ?? form.appendChild(make("input", { type: "hidden", name: key }));
    input.value = value ?? "";
  }

  async function prove() {
    if (Date.now() - worked > PROOF_LASTS) work = null;
    const done = await (work ??= begin());
    field("proof", done.proof);
    return done;
  }

  async function send(event) {
    event.preventDefault();
    const { submitter } = event;
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const done = await prove();
    if (done.started && !find("[name=started]", form)) field("started", done.started);
    const body = new URLSearchParams(new FormData(form));
    if (submitter?.name) body.append(submitter.name, submitter.value);
    try {
      take(parse(await (await ask(form.action, { method: "POST", body })).text()));
    } catch {
      tell(form.dataset.trouble);
    }
    form.ariaBusy = "false";
  }

  function take(answer) {
    const posted = find("li.mine", answer), again = find("form.write", answer);
    if (posted) {
      const to = find("[name=to]", form)?.value;
      work = null;
      leave();
      find("[name=text]", form).value = "";
      for (const old of form.querySelectorAll(".form-error, .looked-at, .errorlist")) old.remove();
      place(posted, to);
    } else if (again) {
      enter(again);
      find(".form-error, .looked-at, [aria-invalid=true]", form)?.focus();
    } else {
      throw new Error("unexpected response");
    }
  }

  function tell(words) {
    find(".form-error", form)?.remove();
    form.prepend(make("p", { className: "form-error wide", role: "alert", textContent: words }));
  }

  function place(posted, to) {
    const earlier = document.getElementById(find("article", posted).id)?.closest("li");
    const parent = to && document.getElementById(`response-${to}`)?.closest("li");
    if (earlier) earlier.replaceWith(posted);
    else if (parent) parent.after(posted);
    else if ("newest" in section.dataset) list().prepend(posted);
    else list().append(posted);
    posted.tabIndex = -1;
    posted.focus();
  }

  function list() {
    find(".none-yet")?.remove();
    const last = !find(".pager [rel=next]") && find(LIST); // new responses belong on the last page
    if (last) return last;
    const own = find("ol.new") ?? make("ol", { className: "responses new" });
    find(".respond-box").before(own);
    return own;
  }

  // Replying below a response, and cancelling
  function reply(link) {
    leave();
    field("to", new URLSearchParams(link.search).get("to"));
    link.closest("li").append(form);
    offerCancel();
    find("[name=text]", form).focus();
  }

  function offerCancel() {
    const cancel = make("button", { type: "button", className: "plain cancel", textContent: form.dataset.cancel });
    cancel.addEventListener("click", leave);
    find(".send", form).append(" ", cancel);
  }

  function leave() {
    find(".cancel", form)?.remove();
    find("[name=to]", form)?.remove();
    home.append(form);
  }

  // Turning pages
  async function turn(url) {
    try {
      const page = parse(await (await fetch(url)).text());
      if (form) leave();
      for (const kind of [LIST, ".pager"]) find(kind).replaceWith(find(kind, page));
      document.title = page.title;
    } catch {
      location.assign(url);
    }
    const head = find("#responses-head");
    head.tabIndex = -1;
    head.focus();
  }

  section.addEventListener("click", async (event) => {
    const link = event.target.closest("a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (form && /^\?to=\d+$/.test(link.search)) {
      event.preventDefault();
      reply(link);
    } else if (link.closest(".pager")) {
      event.preventDefault();
      history.pushState(null, "", link.href);
      shown = location.pathname;
      turn(link.href);
    } else if (link.closest(".answers, .replies") && document.getElementById(link.hash.slice(1))) {
      event.preventDefault();
      location.hash = link.hash;
    }
  });
  addEventListener("popstate", () => {
    if (location.pathname !== shown) turn(location.href);
    shown = location.pathname;
  });

  // The name of the signed-in reader, asked for when the form becomes visible
  async function greetSignedIn(box) {
    name = (await (await fetch("/-/me")).json()).name;
    const invitation = name && find("[data-account]", box);
    if (invitation) {
      const written = find("form.write", parse(await (await ask(invitation.dataset.account)).text()));
      if (!written) return;
      invitation.replaceWith(written);
      home = box;
      enter(written);
    } else if (form) greet();
  }

  // The page of a report submits its form once the proof is ready
  const report = find("form.report");
  if (report) {
    form = report;
    form.addEventListener("focusin", () => (work ??= begin()));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.ariaBusy === "true") return;
      form.ariaBusy = "true";
      await prove();
      form.submit();
    });
  }

  const box = find(".respond-box");
  const ownForm = box && find("form.write", box);
  if (ownForm) {
    home = box;
    enter(ownForm);
  }
  if (ownForm || (box && find("[data-account]", box))) {
    new IntersectionObserver((seen, watch) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      greetSignedIn(box).catch(() => {});
    }).observe(box);
  }
})();
