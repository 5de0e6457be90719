"""No page breaks a rule of WCAG 2.2 A or AA that a machine can check: light and dark, on a phone and on a desk."""

from __future__ import annotations

import pytest
from axe import COLOURS, STRUCTURE, WHOLE, shorten, violations
from playwright.sync_api import expect
from web import LOCALES, Look, Web, codes

SOURCE = LOCALES[0].code
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
VIEWS = [(scheme, width) for width in WIDTHS for scheme in SCHEMES]


@pytest.mark.parametrize("code", codes())
def test_pages_break_no_rule(code: str, look: Look, web: Web) -> None:
    """Every layout and component in every language, scheme and width. What repeats is looked at twice, not hundreds of times."""
    tab = look()
    found = {}
    for seen in web.kinds(code):
        page = tab.go(seen.path)
        shorten(page)
        for scheme, width in VIEWS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate("new Promise((done) => requestAnimationFrame(() => done()))")
            if broken := violations(page, WHOLE if scheme == SCHEMES[0] else COLOURS):
                found[seen.path, scheme, width] = broken
    assert found == {}


def test_whole_pages_break_no_rule(look: Look, web: Web) -> None:
    """Every page of the source language as it is: its headings, names, regions, links and tables."""
    tab = look()
    assert {seen.path: broken for seen in web.of(SOURCE) if (broken := violations(tab.go(seen.path), STRUCTURE))} == {}


@pytest.mark.parametrize(("scheme", "width"), VIEWS)
def test_what_opens_breaks_no_rule(scheme: str, width: int, look: Look, web: Web) -> None:
    """The menu, the languages, a note and the search dialog, each while it is open."""
    tab = look(width=width, scheme=scheme)
    page = tab.go(web.one(SOURCE, "layout-article", "cite").path)
    found = {}
    if width < 600:
        page.locator(".tool--menu").click()
        expect(page.locator("#menu")).to_be_visible()
        found["menu"] = violations(page)
        page.keyboard.press("Escape")
    page.locator(".langs summary").click()
    found["languages"] = violations(page)
    page.keyboard.press("Escape")
    page.locator(".cite a").first.click()
    expect(page.locator(".cite-card")).to_be_visible()
    found["note"] = violations(page)
    page.keyboard.press("Escape")
    page.locator("[data-search-open]").click()
    page.locator("#search-field").fill("Việt Nam")
    expect(page.locator(".search__results li").first).to_be_visible()
    found["search"] = violations(page)
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_404_page_breaks_no_rule(look: Look) -> None:
    for scheme, width in VIEWS:
        tab = look(width=width, scheme=scheme)
        assert violations(tab.go("404.html")) == []


def test_checker_sees_what_is_wrong(look: Look) -> None:
    """Even where it comes last and the page is shortened."""
    page = look().go()
    page.locator("main").evaluate("""main => {
      const div = document.createElement('div');
      div.innerHTML = '<img src="?"><p>grey on white</p><button></button><button>a</button><button>b</button>';
      Object.assign(div.children[1].style, { color: '#bbb', background: '#fff' });
      for (const button of div.querySelectorAll('button')) Object.assign(button.style, { width: '9px', height: '9px', padding: 0 });
      main.append(div);
    }""")
    shorten(page)
    found = {broken.split(":")[0] for broken in violations(page)}
    assert found >= {"button-name", "color-contrast", "image-alt", "target-size"}
