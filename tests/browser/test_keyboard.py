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


HIDDEN = """() => {
  const node = document.activeElement;
  if (node === document.body) return null;
  const box = [...node.getClientRects()].find((box) => box.width && box.height) ?? node.getBoundingClientRect();
  const xs = [box.left + 2, (box.left + box.right) / 2, box.right - 2], ys = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
  const free = xs.some((x) => ys.some((y) => {
    const top = document.elementFromPoint(x, y);
    return top && (node.contains(top) || top.contains(node));
  }));
  return free ? '' : node.outerHTML.slice(0, 120);
}"""
"""The focused element, if something else lies over the whole of it; null at the end of the page."""


@pytest.mark.parametrize(("width", "height"), [(320, 256), (390, 640), (1280, 900)])
@pytest.mark.parametrize("layout", ["home", "plan"])
def test_offer_of_another_language_hides_no_focus(layout: str, width: int, height: int, look: Look, web: Web) -> None:
    """WCAG 2.4.11, on the way down, where the offer lies over the end of the window."""
    other = next(code for code in codes() if code != SOURCE)
    page = look(width=width, offers=True, locale=other).go(web.one(SOURCE, f"layout-{layout}").path)
    page.set_viewport_size({"width": width, "height": height})
    expect(page.locator(".suggestion")).to_be_visible()
    hidden, stops = [], 0
    page.keyboard.press("Tab")
    while (found := page.evaluate(HIDDEN)) is not None:
        hidden += [found] if found else []
        stops += 1
        assert stops < 500
        page.keyboard.press("Tab")
    assert hidden == []
    assert stops > 20


STRUCTURE = """() => {
  const name = (node) => node.getAttribute('aria-label')
    ?? (node.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    once: ['h1', 'main', 'body > header', 'body > footer'].map((selector) => all(selector).length),
    unnamed: all('nav, dialog, [role=dialog], [popover], [role=group]').filter((node) => !name(node))
      .map((node) => node.outerHTML.slice(0, 99)),
    double: all('nav').map(name).filter((label, at, labels) => labels.indexOf(label) !== at),
    raised: all('[tabindex]').filter((node) => node.tabIndex > 0).length,
  };
}"""


@pytest.mark.parametrize("code", codes())
def test_regions_and_dialogs_have_names(code: str, look: Look, web: Web) -> None:
    tab = look()
    for seen in web.kinds(code):
        found = tab.go(seen.path).evaluate(STRUCTURE)
        assert found == {"once": [1, 1, 1, 1], "unnamed": [], "double": [], "raised": 0}, seen.path


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
