// Scheme, menus, timeline filter, notes in place, search. The site works without any of it.
const root = document.documentElement;
const KEY = "scheme";
const SCHEMES = ["auto", "light", "dark"];

const stored = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
const apply = (scheme) => scheme === "auto" ? delete root.dataset.scheme : (root.dataset.scheme = scheme);
const chosen = stored();
if (chosen === "light" || chosen === "dark") apply(chosen);

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
    try { next === "auto" ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, next); } catch { /* storage is off: the choice holds for this page */ }
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
      const text = document.createElement("p");
      text.innerHTML = page.excerpt; // escaped by Pagefind, with <mark> around the words found
      item.append(link, text);
      list.append(item);
    }
    more.hidden = shown >= found.length;
  }

  async function run() {
    const query = field.value.trim();
    const mine = ++turn;
    if (!query) { list.replaceChildren(); status.textContent = ""; more.hidden = true; return; }
    status.textContent = busy;
    try {
      const answer = await (await load()).debouncedSearch(query, {}, 250);
      if (mine !== turn || answer === null) return;
      found = answer.results;
      shown = 0;
      list.replaceChildren();
      status.textContent = found.length ? count.replace("{n}", found.length) : none.replace("{query}", query);
      await show();
    } catch {
      if (mine === turn) status.textContent = error;
    }
  }

  open.hidden = false;
  const start = () => { dialog.showModal(); load().catch(() => {}); };
  open.addEventListener("click", start);
  $("[data-search-close]", dialog).addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  $("form", dialog).addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", run);
  more.addEventListener("click", show);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !dialog.open && !event.target.closest("input, textarea, select, [contenteditable]")) { event.preventDefault(); start(); }
  });
}

const start = () => { scheme(); menus(); timelines(); notes(); search(); };
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
