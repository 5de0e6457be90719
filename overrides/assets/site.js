// Scheme, menus, timeline filter, notes in place, search. The site works without any of it.
const root = document.documentElement;
const KEY = "scheme";
const SCHEMES = ["auto", "light", "dark"];

const apply = (scheme) => scheme === "auto" ? delete root.dataset.scheme : (root.dataset.scheme = scheme);
try { const chosen = localStorage.getItem(KEY); if (SCHEMES.includes(chosen)) apply(chosen); } catch { /* storage is off */ }

const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

function scheme() {
  const button = $("[data-scheme-toggle]");
  if (!button) return;
  const label = () => { $(".scheme__text", button).textContent = button.title = button.dataset[root.dataset.scheme ?? "auto"]; };
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    const next = SCHEMES[(SCHEMES.indexOf(root.dataset.scheme ?? "auto") + 1) % 3];
    apply(next);
    label();
    try { localStorage[next === "auto" ? "removeItem" : "setItem"](KEY, next); } catch { /* holds for this page only */ }
  });
}

function menus() {
  for (const menu of $$("details[data-menu]")) {
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) { menu.open = false; $("summary", menu).focus(); }
    });
  }
}

function timelines() {
  for (const timeline of $$("[data-timeline]")) {
    const chips = $$(".chip", timeline);
    $(".chips", timeline).hidden = false;
    for (const chip of chips) chip.addEventListener("click", () => {
      for (const other of chips) other.setAttribute("aria-pressed", other === chip);
      let year;
      for (const event of $$(".event", timeline)) {
        event.hidden = chip.dataset.theme !== "" && chip.dataset.theme !== event.dataset.theme;
        const own = event.dataset.year;
        if (!event.hidden) { $(".event__year", event).hidden = own === year; year = own; }
      }
    });
  }
}

function tables() {
  for (const table of $$("table")) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
}

function notes() {
  if (!("popover" in HTMLElement.prototype)) return;
  const card = Object.assign(document.createElement("div"), { className: "cite-card", popover: "auto" });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".cite a");
    const source = link && document.getElementById(link.hash.slice(1));
    if (!source || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const more = Object.assign(document.createElement("a"), { href: link.hash, textContent: `[${link.textContent}]` });
    more.addEventListener("click", () => card.hidePopover());
    card.replaceChildren(more, " ", ...source.cloneNode(true).childNodes);
    link.closest("sup").after(card);
    card.showPopover();
    const at = link.getBoundingClientRect();
    const left = Math.min(Math.max(16, at.left - 16), root.clientWidth - card.offsetWidth - 16);
    const below = at.bottom + 8 + card.offsetHeight < innerHeight;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? at.bottom + 8 : at.top - 8 - card.offsetHeight) + scrollY}px`;
  });
}

function search() {
  const dialog = $("#search");
  const open = $("[data-search-open]");
  if (!dialog?.showModal || !open) return;
  const field = $("input", dialog), status = $("[role=status]", dialog), list = $("ol", dialog), more = $("[data-search-more]", dialog);
  const { bundle, base, busy, none, count, error } = dialog.dataset;
  const STEP = 8;
  let engine, found = [], shown = 0, turn = 0;

  const load = () => engine ??= import(new URL(bundle + "pagefind.js", location.href).href)
    .then(async (module) => { await module.options({ baseUrl: base }); module.init(); return module; })
    .catch((reason) => { engine = undefined; throw reason; });

  async function show() {
    const mine = turn;
    const pages = await Promise.all(found.slice(shown, shown + STEP).map((result) => result.data()));
    if (mine !== turn) return;
    shown += STEP;
    for (const page of pages) {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: page.url, textContent: page.meta.title });
      const place = Object.assign(document.createElement("small"), { textContent: page.meta.date ?? page.meta.section ?? "" });
      const text = document.createElement("p");
      text.innerHTML = page.excerpt; // escaped by Pagefind, with <mark> around the words found
      item.append(link, " ", place, text);
      list.append(item);
    }
    more.hidden = shown >= found.length;
  }

  // Who types without marks writes "d" for "đ", which the index keeps apart: ask for both.
  const spellings = (query) => root.lang === "vi" && !/đ/i.test(query) ? [...new Set([query, query.replace(/\bd/gi, "đ")])] : [query];

  async function run() {
    const query = field.value.trim();
    const mine = ++turn;
    if (!query) { list.replaceChildren(); status.textContent = ""; more.hidden = true; return; }
    status.textContent = busy;
    await new Promise((resolve) => setTimeout(resolve, 250));
    if (mine !== turn) return;
    try {
      const module = await load();
      const answers = await Promise.all(spellings(query).map((words) => module.search(words)));
      if (mine !== turn) return;
      const best = new Map();
      for (const result of answers.flatMap((answer) => answer.results)) if (!(best.get(result.id)?.score >= result.score)) best.set(result.id, result);
      found = [...best.values()].sort((one, other) => other.score - one.score);
      shown = 0;
      list.replaceChildren();
      status.textContent = (found.length ? count : none).replace("{n}", found.length).replace("{query}", query);
      await show();
    } catch {
      if (mine === turn) status.textContent = error;
    }
  }

  open.hidden = false;
  open.addEventListener("click", () => { dialog.showModal(); load().catch(() => {}); });
  $("[data-search-close]", dialog).addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  $("form", dialog).addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", run);
  more.addEventListener("click", show);
}

const start = () => { scheme(); menus(); timelines(); tables(); notes(); search(); };
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
