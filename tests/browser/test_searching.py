"""The search: nothing of it loads before it is used, and it finds what people of each language look for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Page, expect
from web import BASE, LOCALES, Look, Web, codes, locale_of

from bansac.search.index import Entry, build_index
from bansac.search.terms import page_terms

SOURCE = LOCALES[0].code
HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
QUERIES: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "queries.yml").read_text(encoding="utf-8"))
FOLDING: list[dict[str, Any]] = yaml.safe_load((CASES / "folding.yml").read_text(encoding="utf-8"))
RANKING: list[dict[str, Any]] = yaml.safe_load((CASES / "ranking.yml").read_text(encoding="utf-8"))
LEAST = 8
"""Golden queries that every locale has at least."""

FOLD = """async ([url, cases]) => {
  const { fold, variants, words } = await import(url);
  return cases.map(({ word, variants: forms = {} }) => {
    const found = words(word);
    const others = Object.fromEntries(Object.keys(forms).map((locale) => [locale, variants(found[0], locale)]));
    return { words: found.length, folded: fold(found[0]), variants: others };
  });
}"""

MARKED = """async ([url, text, query, locale]) => {
  const { marked } = await import(url);
  return marked(text, query, locale).map(([part, found]) => found ? `[${part}]` : part).join('');
}"""


def _find(page: Page, query: str) -> list[str]:
    """Search in the dialog, and return the addresses found."""
    if not page.locator("#search").is_visible():
        page.locator("[data-search-open]").click()
    field = page.locator("#search-field")
    field.fill("")
    expect(page.locator("[data-search] [role=status]")).to_be_empty()
    field.fill(query)
    return _found(page)


def _found(page: Page) -> list[str]:
    """Wait until the search has ended, and return the addresses of the results that are shown."""
    box = page.locator("[data-search]")
    expect(box.locator("[role=status]")).to_have_text(_text(page, "count", "none"))
    links = box.locator(".search__results li > a")
    return [path.removeprefix(BASE) for path in links.evaluate_all("links => links.map((link) => link.pathname)")]


def _text(page: Page, *names: str) -> re.Pattern[str]:
    """What the status says when the search has ended."""
    texts = (re.escape(page.locator("[data-search]").get_attribute(f"data-{name}") or "") for name in names)
    return re.compile("|".join(text.replace(r"\{n\}", r"\d+").replace(r"\{query\}", ".*") for text in texts))


@pytest.mark.parametrize("code", codes())
def test_nothing_loads_before_use(code: str, look: Look, web: Web) -> None:
    tab = look()
    page = tab.go(web.one(code, "layout-article").path)
    page.wait_for_timeout(300)
    assert [url for url in tab.requests if "search" in url] == []
    assert _find(page, "Việt Nam")
    assert [url for url in tab.requests if f"/search/{code}/" in url]
    assert [url for other in codes() if other != code for url in tab.requests if f"/search/{other}/" in url] == []


@pytest.mark.parametrize("code", codes())
def test_golden_queries(code: str, look: Look) -> None:
    prefix = locale_of(code).prefix
    page = look().go(prefix)
    found = {entry["query"]: (prefix + entry["page"], _find(page, entry["query"])[:3]) for entry in QUERIES[code]["finds"]}
    assert len(found) >= LEAST
    assert {query: pages for query, (wanted, pages) in found.items() if wanted not in pages} == {}


@pytest.mark.parametrize("code", codes())
def test_words_that_stand_nowhere(code: str, look: Look) -> None:
    page = look().go(locale_of(code).prefix)
    for query in QUERIES[code]["nothing"]:
        assert _find(page, query) == []
        expect(page.locator("[data-search] [role=status]")).to_contain_text(query)


@pytest.mark.parametrize("code", codes())
def test_page_of_results_finds_the_same(code: str, look: Look) -> None:
    prefix = locale_of(code).prefix
    entry = QUERIES[code]["finds"][0]
    dialog = _find(look().go(prefix), entry["query"])
    assert _found(look().go(f"{prefix}search/?q={quote(entry['query'])}")) == dialog


def test_browser_folds_as_the_index_does(look: Look) -> None:
    page = look().go()
    answers = page.evaluate(FOLD, [_script(page), FOLDING])
    wanted = [{"words": 1, "folded": case["folded"], "variants": case.get("variants", {})} for case in FOLDING]
    assert dict(zip((case["word"] for case in FOLDING), answers, strict=True)) == dict(
        zip((case["word"] for case in FOLDING), wanted, strict=True)
    )


def _script(page: Page) -> str:
    return str(page.locator("[data-search]").evaluate("box => new URL(box.dataset.script, location.href).href"))


@pytest.mark.parametrize("case", RANKING, ids=lambda case: case["locale"])
def test_made_pages_are_found_in_order(case: dict[str, Any], look: Look) -> None:
    """Pages of one sentence in the place of the real ones: words that the site does not have, and what comes first."""
    code = case["locale"]
    page = look().go(locale_of(code).prefix)
    entries = [
        Entry(f"{name}/", name, "", "", "", "", page_terms(f"<p>{text}</p>", title=name, description="", locale=code))
        for name, text in case["pages"].items()
    ]
    files = build_index(entries)
    page.route(f"**/assets/search/{code}/**", lambda route: route.fulfill(body=files[route.request.url.partition(f"/search/{code}/")[2]]))
    found = {query: [url.strip("/") for url in _find(page, query)] for query in (*case["finds"], *case.get("order", {}))}
    assert {query: sorted(found[query]) for query in case["finds"]} == case["finds"]
    assert {query: found[query] for query in case.get("order", {})} == case.get("order", {})


@pytest.mark.parametrize(
    ("code", "text", "query", "wanted"),
    [
        ("vi", "Ngành Ngoại giao của Đức", "ngoai duc", "Ngành [Ngoại] giao của [Đức]"),
        ("zh", "越南外交部发言人今天表示", "发言人", "越南外交部[发言人]今天表示"),
        ("fr", "Les affaires de l’ambassadeur", "AMBASSADEURS", "Les affaires de [l’ambassadeur]"),
        ("ar", "بيان وزارة الخارجية", "لوزارة", "بيان [وزارة] الخارجية"),
        ("ru", "Встреча с послом", "посол", "Встреча с [послом]"),
        ("sv", "Fem värden", "varde", "Fem [värden]"),
    ],
)
def test_words_found_are_marked(code: str, text: str, query: str, wanted: str, look: Look) -> None:
    page = look().go()
    assert page.evaluate(MARKED, [_script(page), text, query, code]) == wanted


@pytest.mark.parametrize("code", codes())
def test_title_finds_its_page(code: str, look: Look, web: Web) -> None:
    """For locales without golden queries as well."""
    page = look().go(locale_of(code).prefix)
    titled = [seen for seen in web.of(code) if seen.layout in {"section", "value", "plan", "timeline"}]
    found = {seen.title: _find(page, seen.title)[:3] for seen in titled}
    assert {seen.title: found[seen.title] for seen in titled if seen.path not in found[seen.title]} == {}


@pytest.mark.parametrize("code", codes())
def test_results_are_pages_of_the_same_language(code: str, look: Look, web: Web) -> None:
    """Those that are not translated are left out: their text is in another language."""
    page = look().go(locale_of(code).prefix)
    pages = {seen.path for seen in web.of(code) if "notice--fallback" not in seen.marks}
    assert _find(page, "2025")
    more = page.locator("[data-search-more]")
    results = page.locator(".search__results li")
    while more.is_visible():
        before = results.count()
        more.click()
        expect(results.nth(before)).to_be_visible()
    found = _found(page)
    assert len(found) == len(set(found))
    assert set(found) <= pages
    assert re.findall(r"\d+", page.locator("[data-search] [role=status]").inner_text()) == [str(len(found))]
    results.first.locator("a").first.click()
    page.wait_for_url(f"**{BASE}{found[0]}")
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("code", codes())
def test_page_of_results_can_be_reached_and_sent(code: str, look: Look, web: Web) -> None:
    """Enter in the dialog opens it; its address says what was looked for; a heading found leads to its place."""
    tab = look()
    page = tab.go(web.one(code, "layout-article").path)
    word = page.locator("h1").inner_text()
    found = _find(page, word)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{BASE}{locale_of(code).prefix}search/?q=*")
    assert _found(page) == found
    expect(page.locator("#search-field")).to_have_value(word)
    again = look().go(f"{locale_of(code).prefix}search/?q={quote(word)}")
    assert _found(again) == found


@pytest.mark.parametrize("code", codes())
def test_filters_narrow_what_was_found(code: str, look: Look, web: Web) -> None:
    page = look().go(web.one(code, "layout-search").path)
    page.locator("#search-field").fill("2025")
    every = _found(page)
    for select in page.locator("[data-search] select").all():
        expect(select).to_be_visible()
        value = select.locator("option").nth(1).get_attribute("value") or ""
        select.select_option(value)
        expect(page.locator("[data-search] [role=status]")).to_have_text(_text(page, "count", "none"))
        page.wait_for_timeout(400)
        assert _found(page) != every
        select.select_option("")
        page.wait_for_timeout(400)
        assert _found(page) == every


@pytest.mark.parametrize("code", codes())
def test_page_that_is_not_translated_is_not_found(code: str, look: Look, web: Web) -> None:
    """Searched by its title, which is in the language of the source."""
    missing = [seen for seen in web.of(code) if "notice--fallback" in seen.marks]
    page = look().go(locale_of(code).prefix)
    assert {seen.path for seen in missing if seen.path in _find(page, seen.title)} == set()


def test_filters_are_kept_in_the_address(look: Look, web: Web) -> None:
    """Through a reload, and on the way back from a page that was found."""
    page = look().go(web.one(SOURCE, "layout-search").path)
    page.locator("#search-field").fill("Việt Nam")
    every = _found(page)
    section = page.locator("[data-filter=section]")
    chosen = section.locator("option").nth(2).get_attribute("value") or ""
    section.select_option(chosen)
    expect(page.locator("[data-search] [role=status]")).to_have_text(_text(page, "count"))
    page.wait_for_timeout(400)
    found = _found(page)
    assert found != every
    assert "section=" in page.url
    assert "year=" not in page.url
    page.reload()
    assert _found(page) == found
    expect(section).to_have_value(chosen)
    page.locator(".search__results a").first.click()
    page.wait_for_url(f"**{BASE}{found[0]}")
    page.go_back()
    assert _found(page) == found
    expect(page.locator("#search-field")).to_have_value("Việt Nam")
    expect(section).to_have_value(chosen)


def test_end_of_a_search_is_announced(look: Look, web: Web) -> None:
    """A live region says that the search goes on, and then how many pages were found."""
    page = look().go(web.one(SOURCE, "layout-article").path)
    page.locator("[data-search-open]").click()
    page.evaluate(
        """() => {
          const status = document.querySelector('#search [role=status]');
          window.said = [];
          new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true, subtree: true });
        }"""
    )
    found = _find(page, "đoàn kết")
    said = page.evaluate("said.filter((text) => text)")
    assert said[0] == page.locator("#search").get_attribute("data-busy")
    assert re.findall(r"\d+", said[-1])
    assert int(re.findall(r"\d+", said[-1])[0]) >= len(found) > 0


def test_arrows_go_through_the_results(look: Look) -> None:
    page = look().go()
    _find(page, "Việt Nam")
    links = page.locator("#search .search__results a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search-field")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search-field")).to_be_focused()
    page.keyboard.press("ArrowDown")
    target = links.nth(0).evaluate("link => link.href")
    page.keyboard.press("Enter")
    page.wait_for_url(target)


def test_more_results_take_the_focus(look: Look) -> None:
    page = look().go()
    shown = len(_find(page, "Việt Nam"))
    page.locator("[data-search-more]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search .search__results li").nth(shown).locator("a").first).to_be_focused()


def test_markup_in_a_query_stays_text(look: Look) -> None:
    page = look().go()
    _find(page, "<img src=x onerror=alert(1)>")
    assert page.locator("#search img").count() == 0


def test_every_locale_has_golden_queries() -> None:
    assert list(QUERIES) == codes()
