"""Without JavaScript a visitor reads everything and gets everywhere; what needs a script is not shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from web import BASE, Look, Web, codes

HIDDEN = """nodes => nodes.filter((node) => !node.checkVisibility())
  .filter((node) => !node.closest('details:not([open]), [aria-hidden=true], .event__year, [data-search]'))
  .map((node) => node.outerHTML.slice(0, 99))"""
"""What is not shown, though it is no ornament, no part of the search, and does not wait below a line that opens it."""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("code", codes())
def test_menu_and_languages_open(code: str, width: int, look: Look, web: Web) -> None:
    page = look(width=width, script=False).go(web.one(code, "layout-article").path)
    menu = page.locator("#menu a")
    assert menu.count() > 3
    if width < 600:
        expect(menu.first).to_be_hidden()
        page.locator(".tool--menu").click()
    for number in range(menu.count()):
        expect(menu.nth(number)).to_be_visible()
    if width < 600:
        page.keyboard.press("Escape")
        expect(menu.first).to_be_hidden()
    language = page.locator(f".langs__list a[hreflang='{next(other for other in codes() if other != code)}']")
    expect(language).to_be_hidden()
    page.locator(".langs summary").click()
    expect(language).to_be_visible()
    language.click()
    expect(page.locator("html")).to_have_attribute("lang", next(other for other in codes() if other != code))


@pytest.mark.parametrize("code", codes())
def test_everything_is_shown(code: str, look: Look, web: Web) -> None:
    tab = look(script=False)
    for seen in web.kinds(code):
        page = tab.go(seen.path)
        for button in page.locator("[data-scheme-toggle], [data-search], .chips, .finder__field").all():
            expect(button).to_be_hidden()
        texts = page.locator("main").locator("h1, h2, h3, p, li, dd, td, .event, .sources li")
        hidden = texts.evaluate_all(HIDDEN)
        assert hidden == [], seen.path


@pytest.mark.parametrize("code", codes())
def test_note_marks_lead_to_the_sources(code: str, look: Look, web: Web) -> None:
    page = look(script=False).go(web.one(code, "layout-article", "cite").path)
    mark = page.locator(".cite a").first
    target = mark.get_attribute("href") or ""
    mark.click()
    assert page.url.endswith(target)
    expect(page.locator(target)).to_be_in_viewport()


@pytest.mark.parametrize("code", codes())
def test_search_leads_to_a_list_of_every_page(code: str, look: Look, web: Web) -> None:
    page = look(script=False).go(web.one(code, "layout-article").path)
    page.locator("[data-search-open]").click()
    expect(page.locator("body")).to_have_class("layout-search")
    listed = page.locator("main a").evaluate_all("links => links.map((link) => link.pathname)")
    made = {"search", "news-list"}  # this page, and the lists of news by topic, which the news lead to
    own = {seen.path for seen in web.of(code) if seen.layout not in made and "notice--fallback" not in seen.marks}
    assert {path.removeprefix(BASE) for path in listed} >= own
