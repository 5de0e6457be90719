"""Everything can be reached, seen and left with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from web import LOCALES, Look, Web, codes

SOURCE = LOCALES[0].code

FOCUSED = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  const outlined = (pseudo) => {
    const style = getComputedStyle(node, pseudo);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  return {
    name: node.outerHTML.slice(0, 120),
    number: [...document.querySelectorAll('*')].indexOf(node),
    body: node === document.body,
    outlined: outlined(null) || outlined('::after'),
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""

REACHABLE = """() => [...document.querySelectorAll('a[href], button, summary, input, select, [tabindex="0"]')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled).length"""


def _is_focused(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).evaluate("node => node === document.activeElement"))


@pytest.mark.parametrize("code", codes())
def test_skip_link_comes_first_and_leads_to_the_text(code: str, look: Look, web: Web) -> None:
    page = look().go(web.one(code, "layout-article").path)
    page.keyboard.press("Tab")
    assert _is_focused(page, ".skip")
    box = page.locator(".skip").bounding_box()
    assert box is not None
    assert box["width"] > 40
    assert box["height"] >= 24
    page.keyboard.press("Enter")
    assert _is_focused(page, "main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("layout", ["home", "article", "timeline", "search"])
def test_focus_goes_through_everything_in_order_and_is_seen(layout: str, width: int, look: Look, web: Web) -> None:
    page = look(width=width).go(web.one(SOURCE, f"layout-{layout}").path)
    stops = []
    page.keyboard.press("Tab")
    while not (stop := page.evaluate(FOCUSED))["body"]:
        stops.append(stop)
        assert len(stops) < 500
        page.keyboard.press("Tab")
    numbers = [stop["number"] for stop in stops]
    assert numbers == sorted(numbers)
    assert [stop["name"] for stop in stops if not (stop["outlined"] and stop["seen"])] == []
    assert len(stops) == page.evaluate(REACHABLE)


def test_languages_open_and_close(look: Look) -> None:
    page = look().go()
    page.locator(".langs summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".langs__list")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('.langs__list').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator(".langs__list")).to_be_hidden()
    assert _is_focused(page, ".langs summary")


def test_menu_opens_and_closes_on_a_phone(look: Look) -> None:
    page = look(width=390).go()
    page.locator(".tool--menu").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#menu")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#menu').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator("#menu")).to_be_hidden()
    assert _is_focused(page, ".tool--menu")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_search_keeps_and_returns_the_focus(key: str, look: Look, web: Web) -> None:
    page = look().go(web.one(SOURCE, "layout-article").path)
    page.locator("[data-search-open]").focus()
    page.keyboard.press(key)
    expect(page.locator("#search")).to_be_visible()
    assert _is_focused(page, "#search-field")
    page.keyboard.type("Việt Nam")
    expect(page.locator(".search__results li").first).to_be_visible()
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || document.activeElement.closest('#search') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).to_be_hidden()
    assert _is_focused(page, "[data-search-open]")


def test_note_opens_and_closes_in_place(look: Look, web: Web) -> None:
    page = look().go(web.one(SOURCE, "layout-article", "cite").path)
    page.locator(".cite a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cite-card")).to_be_visible()
    assert page.evaluate("document.querySelector('.cite-card').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator(".cite-card")).to_be_hidden()
    assert page.evaluate("document.activeElement === document.querySelector('.cite a')")
