// Scheme, menus, timeline filter, finder of offices, notes in place, search. The site works without any of it.
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

// "Also in your language": offered to who comes from elsewhere; nothing is kept until somebody declines.
function suggestion() {
  const DECLINED = "suggestion";
  const kept = () => { try { return sessionStorage.getItem(DECLINED); } catch { return null; } };
  const kind = (tag) => { try { const { language, script } = new Intl.Locale(tag).maximize(); return `${language}-${script}`; } catch { return ""; } };
  if (kept() || document.referrer.startsWith(`${location.origin}/`)) return;
  const here = kind(root.lang);
  const links = $$(".langs__list [data-suggestion]");
  let link;
  for (const tag of navigator.languages ?? []) {
    if (kind(tag) === here) return;
    link = links.find((other) => kind(other.hreflang) === kind(tag));
    if (link) break;
  }
  if (!link) return;
  const { lang, dir } = $("[lang]", link);
  const box = Object.assign(document.createElement("aside"), { className: "suggestion", lang, dir, ariaLabel: link.dataset.suggestion });
  const offer = Object.assign(document.createElement("a"), { href: link.href, hreflang: lang, textContent: link.dataset.suggestion });
  const close = Object.assign(document.createElement("button"), { type: "button", className: "tool", textContent: link.dataset.close });
  const decline = () => {
    const inside = box.contains(document.activeElement);
    box.remove();
    if (inside) $("#content").focus({ preventScroll: true });
    try { sessionStorage.setItem(DECLINED, "declined"); } catch { /* holds for this page only */ }
  };
  close.addEventListener("click", decline);
  box.addEventListener("keydown", (event) => { if (event.key === "Escape") decline(); });
  box.append(offer, close);
  $(".skip").after(box);
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

// The finder of offices: letters match with and without their marks; a link to an office opens it.
function finder() {
  const box = $("[data-finder]");
  if (!box) return;
  const fold = (text) => text.normalize("NFD").replace(/[\p{M}\u200b]/gu, "").replace(/đ/gi, "d").toLowerCase();
  const field = $("input", box), status = $("[role=status]", box), offices = $$(".office", box);
  const texts = offices.map((office) => fold(office.textContent));
  const filter = () => {
    const wanted = fold(field.value).split(/\s+/);
    offices.forEach((office, at) => { office.hidden = !wanted.every((word) => texts[at].includes(word)); });
    for (const region of $$(".finder__region", box)) region.hidden = !$(".office:not([hidden])", region);
    const found = offices.filter((office) => !office.hidden).length;
    status.textContent = field.value.trim() ? (found ? box.dataset.found : box.dataset.none).replace("{n}", found) : "";
  };
  const show = () => {
    const office = document.getElementById(location.hash.slice(1))?.closest(".office");
    if (office) { office.open = true; office.scrollIntoView(); }
  };
  field.parentElement.hidden = false;
  field.addEventListener("input", filter);
  if (field.value) filter();
  addEventListener("hashchange", show);
  show();
}

function tables() {
  const reach = () => { for (const table of $$("table")) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0; else table.removeAttribute("tabindex"); };
  reach();
  addEventListener("resize", reach);
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
    more.focus({ preventScroll: true }); // keys and screen readers go on in the card; closing it gives the mark back
  });
}

// One box serves the dialog of every page and the page of results; the engine loads when it is first used.
function searchBox(box) {
  const $in = (selector) => $(selector, box);
  const field = $in("input"), status = $in("[role=status]"), list = $in("ol"), more = $in("[data-search-more]"), filters = $in(".search__filters");
  const selects = $$("select", box), asked = new URLSearchParams(box.tagName === "DIALOG" ? "" : location.search);
  const { script, index, locale, root: top, busy, none, count, error } = box.dataset;
  const absolute = (path) => new URL(path || "./", location.href).href;
  const STEP = 8;
  let engine, module, found = [], shown = 0, turn = 0;

  const load = () => engine ??= import(absolute(script))
    .then((loaded) => { module = loaded; return module.open(absolute(index), locale); })
    .then((opened) => { offer(opened); return opened; })
    .catch((reason) => { engine = undefined; throw reason; });

  function offer(opened) {
    for (const select of selects) {
      const values = select.dataset.filter === "year" ? opened.years : opened.sections;
      for (const value of values) select.append(new Option(value, value));
      if (values.includes(asked.get(select.dataset.filter))) select.value = asked.get(select.dataset.filter);
      name(select);
      select.addEventListener("change", () => { name(select); run(); });
    }
    filters.hidden = false;
  }

  // A filter that is not set has no name, so that the form leaves it out of the address.
  const name = (select) => { select.name = select.value && select.dataset.filter; };

  // Arrows go from the field to the results and between them, as Tab does.
  function step(event) {
    const stops = [field, ...$$("a", list), more].filter((stop) => !stop.hidden);
    const to = stops.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!stops.includes(document.activeElement) || !stops[to]) return;
    event.preventDefault();
    stops[to].focus();
  }

  const mark = (text) => module.marked(text, field.value, locale).map(([part, hit]) => hit ? Object.assign(document.createElement("mark"), { textContent: part }) : part);
  const make = (tag, ...content) => { const element = document.createElement(tag); element.append(...content); return element; };

  async function show() {
    const mine = turn;
    const pages = await Promise.all(found.slice(shown, shown + STEP).map((result) => result()));
    if (mine !== turn) return;
    shown += STEP;
    for (const page of pages) {
      const link = make("a", ...mark(page.title));
      link.href = absolute(top + page.url);
      const item = make("li", link, " ", make("small", page.date || page.section), make("p", ...mark(page.description)));
      if (page.heading) {
        const place = make("a", ...mark(page.heading.text));
        place.href = `${link.href}#${page.heading.id}`;
        place.className = "search__place";
        item.append(make("p", place));
      }
      list.append(item);
    }
    more.hidden = shown >= found.length;
  }

  async function run() {
    const query = field.value.trim();
    const mine = ++turn;
    if (!query) { list.replaceChildren(); status.textContent = ""; more.hidden = true; return; }
    status.textContent = busy;
    await new Promise((resolve) => setTimeout(resolve, 150));
    if (mine !== turn) return;
    try {
      const opened = await load();
      const chosen = Object.fromEntries(selects.map((select) => [select.dataset.filter, select.value]));
      const answer = await opened.search(query, chosen);
      if (mine !== turn) return;
      found = answer.results;
      shown = 0;
      list.replaceChildren();
      await show();
      if (mine === turn) status.textContent = (found.length ? count : none).replace("{n}", found.length).replace("{query}", query);
    } catch {
      if (mine === turn) status.textContent = error;
    }
  }

  field.addEventListener("input", run);
  box.addEventListener("keydown", step);
  more.addEventListener("click", async () => {
    const first = list.children.length;
    await show();
    list.children[first]?.querySelector("a").focus();
  });
  return { field, load, run };
}

function search() {
  const box = $("[data-search]");
  if (!box) return;
  const { field, load, run } = searchBox(box);
  const open = $("[data-search-open]");
  if (box.tagName !== "DIALOG") {
    box.hidden = false;
    const form = $("form", box);
    const keep = () => history.replaceState(null, "", field.value ? `?${new URLSearchParams(new FormData(form))}` : location.pathname);
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    if (field.value) run();
    for (const kind of ["input", "change"]) box.addEventListener(kind, keep);
    form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
    open.addEventListener("click", (event) => { event.preventDefault(); field.focus(); });
    return;
  }
  if (!box.showModal) return;
  open.setAttribute("role", "button");
  open.addEventListener("click", (event) => { event.preventDefault(); box.showModal(); field.focus(); load().catch(() => {}); });
  open.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); open.click(); } });
  $("[data-search-close]", box).addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
}

const start = () => { scheme(); menus(); suggestion(); timelines(); finder(); tables(); notes(); search(); };
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
