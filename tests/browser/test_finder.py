"""The finder of offices: a whole list without a script, quick to search with one; and the pages of downloads stay light."""

from __future__ import annotations

import gzip

import pytest
from axe import violations
from playwright.sync_api import expect
from web import LOCALES, Look, Web, codes

SOURCE = LOCALES[0].code
SHOWN = ".office:visible"
LIMITS = {"finder": 100_000, "lockups": 100_000, "examples": 75_000}
"""Bytes of a first visit: those of their layouts, as of any page; the finder and the downloads are wide pages of lists and pictures."""


def finder(web: Web, code: str) -> str:
    return web.one(code, "finder").path


def test_without_a_script_every_office_opens(look: Look, web: Web) -> None:
    page = look(script=False).go(finder(web, SOURCE))
    expect(page.locator(".finder__field")).to_be_hidden()
    assert page.locator(SHOWN).count() == page.locator(".office").count() > 50
    office = page.locator(".office").first
    expect(office.locator("img")).to_be_hidden()
    office.locator("summary").click()
    expect(office.locator("img")).to_be_visible()
    expect(office.locator(".office__names dd").first).to_be_visible()


@pytest.mark.parametrize("typed", ["Lào Viêng Chăn", "lao vieng", "vientiane", "ສະຖານເອກ"])
def test_an_office_is_found_with_and_without_marks(typed: str, look: Look, web: Web) -> None:
    page = look().go(finder(web, SOURCE))
    page.locator("#finder-field").fill(typed)
    expect(page.locator("#emb-la-vientiane")).to_be_attached()
    expect(page.locator(SHOWN).filter(has=page.locator("#emb-la-vientiane"))).to_have_count(1)
    found = page.locator(SHOWN).count()
    assert found < 5
    expect(page.locator(".finder__status")).to_contain_text(str(found))
    assert page.locator(".finder__region:visible").count() == 1
    page.locator("#finder-field").fill("")
    assert page.locator(SHOWN).count() == page.locator(".office").count()


def test_nothing_found_is_said(look: Look, web: Web) -> None:
    page = look().go(finder(web, SOURCE))
    page.locator("#finder-field").fill("zzz")
    expect(page.locator(SHOWN)).to_have_count(0)
    status = page.locator(".finder__status").text_content() or ""
    assert status == page.locator(".finder").get_attribute("data-none")


@pytest.mark.parametrize("script", [True, False])
def test_a_link_to_an_office_opens_it(look: Look, web: Web, *, script: bool) -> None:
    page = look(script=script).go(f"{finder(web, SOURCE)}#emb-la-vientiane")
    expect(page.locator("#emb-la-vientiane")).to_be_in_viewport()
    expect(page.locator("#emb-la-vientiane img")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_an_open_office_breaks_no_rule(scheme: str, width: int, look: Look, web: Web) -> None:
    page = look(scheme=scheme, width=width).go(finder(web, SOURCE))
    page.locator(".office summary").first.click()
    page.locator("#finder-field").fill("an do")
    assert violations(page) == []


@pytest.mark.parametrize("code", codes())
def test_lists_and_previews_are_light(code: str, look: Look, web: Web) -> None:
    for mark, limit in LIMITS.items():
        tab = look()
        tab.go(web.one(code, mark).path).evaluate("document.fonts.ready.then(() => true)")
        sizes = {
            response.url: len(body) if response.headers["content-type"].startswith("font/") else len(gzip.compress(body, 9))
            for response in tab.responses
            for body in [response.body()]
        }
        assert sum(sizes.values()) <= limit, (mark, sizes)
