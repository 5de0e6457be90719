"""No page breaks a rule of WCAG 2.2 A or AA that a machine can check: light and dark, on a phone and on a desk."""

from __future__ import annotations

import pytest
from axe import violations
from playwright.sync_api import expect
from web import LOCALES, Look, Seen, Web, codes

SOURCE = LOCALES[0].code
CORNERS = [("light", 390), ("dark", 1280)]
VIEWS = [*CORNERS, ("dark", 390), ("light", 1280)]
EVERY = (SOURCE, "light", 1280)
CASES = [(code, scheme, width) for code in codes() for scheme, width in (VIEWS if code == SOURCE else CORNERS)]


@pytest.mark.parametrize(("code", "scheme", "width"), CASES)
def test_pages_break_no_rule(code: str, scheme: str, width: int, look: Look, web: Web) -> None:
    """Every page of the source language once; of each language, every layout and component, small and light, large and dark."""
    tab = look(width=width, scheme=scheme)
    pages: list[Seen] = web.of(code) if (code, scheme, width) == EVERY else web.kinds(code)
    found = {seen.path: broken for seen in pages if (broken := violations(tab.go(seen.path)))}
    assert found == {}


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
    for scheme, width in CORNERS:
        tab = look(width=width, scheme=scheme)
        assert violations(tab.go("404.html")) == []


def test_checker_sees_what_is_wrong(look: Look) -> None:
    page = look().go()
    page.locator("main").evaluate("""main => {
      const div = document.createElement('div');
      div.innerHTML = '<img src="?"><p>grey on white</p><button></button><button>a</button><button>b</button>';
      Object.assign(div.children[1].style, { color: '#bbb', background: '#fff' });
      for (const button of div.querySelectorAll('button')) Object.assign(button.style, { width: '9px', height: '9px', padding: 0 });
      main.append(div);
    }""")
    found = {broken.split(":")[0] for broken in violations(page)}
    assert found >= {"button-name", "color-contrast", "image-alt", "target-size"}
