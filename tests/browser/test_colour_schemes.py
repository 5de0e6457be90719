"""Light, dark, the visitor's own colours, more contrast, and paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sight import faint
from web import LOCALES, Look, Web, codes

SOURCE = LOCALES[0].code
KEY = "scheme"


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def _stored(page: Page) -> Any:
    return page.evaluate(f"localStorage.getItem('{KEY}')")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_choice_goes_round_and_is_kept(system: str, width: int, look: Look, web: Web) -> None:
    tab = look(scheme=system, width=width)
    path = web.one(SOURCE, "layout-article").path
    page = tab.go(path)
    auto = _ground(page)
    assert _stored(page) is None
    grounds = {}
    for choice in ("light", "dark"):
        _toggle(page, width)
        grounds[choice] = _ground(page)
        assert _stored(page) == choice
        label = page.locator("[data-scheme-toggle]").get_attribute(f"data-{choice}") or "?"
        expect(page.locator(".scheme__text")).to_have_text(label)
        tab.go(path)
        assert _ground(page) == grounds[choice]
        tab.go("")
        assert page.evaluate("document.documentElement.dataset.scheme") == choice
        tab.go(path)
    assert grounds["light"] != grounds["dark"]
    assert grounds[system] == auto
    _toggle(page, width)
    assert _ground(page) == auto
    assert _stored(page) is None


def _toggle(page: Page, width: int) -> None:
    toggle = page.locator("[data-scheme-toggle]")
    if width < 600 and not toggle.is_visible():
        page.locator(".tool--menu").click()
    toggle.click()


def test_follows_the_system_while_nothing_is_chosen(look: Look) -> None:
    page = look(scheme="light").go()
    light = _ground(page)
    page.emulate_media(color_scheme="dark")
    assert _ground(page) != light


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"contrast": "more"}], ids=["forced-colours", "more-contrast"])
def test_text_stays_readable(media: dict[str, Any], scheme: str, look: Look, web: Web) -> None:
    tab = look(scheme=scheme, **media)
    found = {}
    for seen in web.kinds(SOURCE):
        page = tab.go(seen.path)
        if texts := faint(page):
            found[seen.path] = texts
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", codes())
def test_paper_has_text_and_sources_and_no_navigation(code: str, scheme: str, look: Look, web: Web) -> None:
    tab = look(scheme=scheme)
    for layout in ("home", "article", "news", "timeline"):
        page = tab.go(web.one(code, f"layout-{layout}", "sources").path)
        page.emulate_media(media="print")
        shown = page.locator("nav, button, summary, dialog, .skip").evaluate_all(
            "nodes => nodes.filter((node) => node.checkVisibility()).map((node) => node.outerHTML.slice(0, 80))"
        )
        assert shown == []
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".sources li").first).to_be_visible()
        after = page.locator(".sources a").first.evaluate("node => getComputedStyle(node, '::after').content")
        assert "http" in after
        assert _ground(page) in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
        assert faint(page) == []
        page.emulate_media(media="screen")


def test_page_can_be_printed(look: Look, web: Web) -> None:
    page = look().go(web.one(SOURCE, "layout-article", "sources").path)
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_paper_says_where_the_page_is(look: Look, web: Web) -> None:
    page = look().go(web.one(SOURCE, "layout-article", "sources").path)
    address = page.locator(".site-footer__address")
    expect(address).to_be_hidden()
    page.emulate_media(media="print")
    expect(address).to_be_visible()
    expect(address).to_have_text(page.locator("link[rel=canonical]").get_attribute("href") or "?")
