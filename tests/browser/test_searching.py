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

SOURCE = LOCALES[0].code
QUERIES: dict[str, list[dict[str, Any]]] = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))
GOLDEN = [(code, entry["query"], entry["finds"]) for code, entries in QUERIES.items() for entry in entries]


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


@pytest.mark.parametrize(("code", "query", "finds"), GOLDEN)
def test_golden_query(code: str, query: str, finds: str, look: Look) -> None:
    prefix = locale_of(code).prefix
    found = _find(look().go(prefix), query)
    assert prefix + finds in found[:3]


@pytest.mark.parametrize("code", codes())
def test_title_finds_its_page(code: str, look: Look, web: Web) -> None:
    """For locales without golden queries as well."""
    page = look().go(locale_of(code).prefix)
    titled = [seen for seen in web.of(code) if seen.layout in {"section", "value", "plan", "timeline"}]
    found = {seen.title: _find(page, seen.title)[:3] for seen in titled}
    assert {seen.title: found[seen.title] for seen in titled if seen.path not in found[seen.title]} == {}


@pytest.mark.parametrize("code", codes())
def test_results_are_pages_of_the_same_language(code: str, look: Look, web: Web) -> None:
    page = look().go(locale_of(code).prefix)
    pages = {seen.path for seen in web.of(code)}
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


def test_words_that_stand_nowhere(look: Look) -> None:
    page = look().go()
    assert _find(page, "xqzwv") == []
    expect(page.locator("[data-search] [role=status]")).to_contain_text("xqzwv")


def test_markup_in_a_query_stays_text(look: Look) -> None:
    page = look().go()
    _find(page, "<img src=x onerror=alert(1)>")
    assert page.locator("#search img").count() == 0


def test_queries_are_of_locales_of_the_site() -> None:
    assert set(QUERIES) <= set(codes())
