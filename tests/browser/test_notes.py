"""A click on a note mark shows the source where the eye is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from web import Look, Web, codes


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("code", codes())
def test_source_is_shown_in_place(code: str, width: int, look: Look, web: Web) -> None:
    page = look(width=width).go(web.one(code, "layout-article", "cite").path)
    marks = page.locator("main .cite a")
    card = page.locator(".cite-card")
    for mark in (marks.first, marks.last):
        target = mark.get_attribute("href") or ""
        before = page.url
        mark.click()
        expect(card).to_be_visible()
        expect(card).to_contain_text(page.locator(target).inner_text())
        assert page.url == before
        box = card.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        expect(mark).to_be_in_viewport()
        expect(card).to_be_in_viewport(ratio=0.99)
        page.mouse.click(2, 300)
        expect(card).to_be_hidden()


def test_note_leads_on_to_the_list(look: Look, web: Web) -> None:
    page = look().go(web.one(codes()[0], "layout-article", "cite").path)
    mark = page.locator(".cite a").first
    mark.click()
    page.locator(".cite-card a").first.click()
    expect(page.locator(".cite-card")).to_be_hidden()
    target = mark.get_attribute("href") or ""
    assert page.url.endswith(target)
    expect(page.locator(target)).to_be_in_viewport()
