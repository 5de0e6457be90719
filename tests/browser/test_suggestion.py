"""A reader whose browser prefers another language is offered the page in it: once, quietly, and nothing moves."""

from __future__ import annotations

import pytest
from axe import violations
from playwright.sync_api import expect
from web import LOCALES, Look, Web

SOURCE, OTHER = LOCALES[0].code, LOCALES[1].code
STORED = "() => [localStorage.length, sessionStorage.length, document.cookie]"
SHIFT = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(0), 300);
})"""


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_page_is_offered_in_the_language_of_the_reader(width: int, scheme: str, look: Look, web: Web) -> None:
    page = look(width=width, scheme=scheme, offers=True, locale=OTHER).go(web.one(SOURCE, "layout-plan").path)
    offer = page.locator(".suggestion")
    expect(offer).to_be_in_viewport(ratio=0.99)
    expect(offer).to_have_attribute("lang", OTHER)
    assert page.evaluate(SHIFT) == 0
    assert page.evaluate(STORED) == [0, 0, ""]
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert offer.locator("a").evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", OTHER)
    expect(offer).to_have_count(0)
    assert page.evaluate(STORED) == [0, 0, ""]


def test_declining_is_remembered_for_the_tab(look: Look, web: Web) -> None:
    tab = look(offers=True, locale=OTHER)
    page = tab.go(web.one(SOURCE, "layout-plan").path)
    page.locator(".suggestion button").click()
    expect(page.locator(".suggestion")).to_have_count(0)
    assert page.evaluate("Object.keys(sessionStorage)") == ["suggestion"]
    page = tab.go(web.one(SOURCE, "layout-value").path)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".suggestion")).to_have_count(0)


def test_nothing_is_offered_to_who_reads_the_language_or_one_the_site_has_not(look: Look, web: Web) -> None:
    for locale in (SOURCE, "ja", "zh-TW"):
        page = look(offers=True, locale=locale).go(web.one(SOURCE, "layout-plan").path)
        page.wait_for_load_state("networkidle")
        expect(page.locator(".suggestion")).to_have_count(0)


def test_without_script_nothing_is_offered(look: Look, web: Web) -> None:
    page = look(offers=True, locale=OTHER, script=False).go(web.one(SOURCE, "layout-plan").path)
    expect(page.locator(".suggestion")).to_have_count(0)
