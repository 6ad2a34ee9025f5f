// Search in a copy of the paper that no server answers for: the words lie beside the page, a file for each two first letters.
// They come as scripts, because a page on a disk may load those and nothing else.
const words = {};
const articles = {};
window.bylineWords = (part, found) => { words[part] = found; };
window.bylineArticles = (part, found) => { articles[part] = found; };

const split = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
const partOf = (word) => Array.from(word).slice(0, 2).map((letter) => letter.codePointAt(0).toString(16)).join("-");
const A_PART = 500;
const MOST = 50;

const load = (name) => new Promise((done) => {
  const script = document.createElement("script");
  script.src = `words/${name}.js`;
  script.onload = script.onerror = done;
  document.head.append(script);
});

const numbersOf = (word) => {
  const found = new Set();
  for (const [each, numbers] of Object.entries(words[partOf(word)] || {})) {
    if (each.startsWith(word)) numbers.forEach((number) => found.add(number));
  }
  return found;
};

const show = (list, { href, title, about, when }) => {
  const item = document.createElement("li");
  item.innerHTML = '<article class="card streamed"><div class="card-words"><h2 class="headline"><a></a></h2><p class="standfirst"></p><p class="by"></p></div></article>';
  const link = item.querySelector("a");
  link.href = href;
  link.textContent = title;
  item.querySelector(".standfirst").textContent = about;
  item.querySelector(".by").textContent = when;
  list.append(item);
};

const search = async (asked) => {
  const wanted = [...new Set(split(asked))].filter((word) => Array.from(word).length > 1);
  if (!wanted.length) return;
  await Promise.all([...new Set(wanted.map(partOf))].map(load));
  const sets = wanted.map(numbersOf);
  const hits = [...sets[0]].filter((number) => sets.every((set) => set.has(number)));
  await Promise.all([...new Set(hits.map((number) => Math.floor(number / A_PART)))].map((part) => load(`articles-${part}`)));
  const told = hits.map((number) => articles[Math.floor(number / A_PART)][number % A_PART]);
  const inTitle = ({ title }) => wanted.every((word) => split(title).some((each) => each.startsWith(word)));
  told.sort((one, other) => inTitle(other) - inTitle(one) || (other.at < one.at ? -1 : 1));
  const status = document.querySelector("[data-found]");
  status.textContent = status.dataset.found.replace("%s", String(hits.length));
  told.slice(0, MOST).forEach((hit) => show(document.querySelector("ol.hits"), hit));
};

const asked = new URLSearchParams(location.search).get("q") || "";
const field = document.querySelector("form.search [name=q]");
field.value = asked;
search(asked);
