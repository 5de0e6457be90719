"""Nothing is cut off and nothing scrolls sideways: not on the smallest phone, not with text twice as large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from web import Look, Web, codes

WIDTHS = (320, 390, 640, 768, 1280, 1600)
"""640 is a window of 1280 zoomed by 200 %."""

LARGE = "html { font-size: 200% }"
SPACED = "text spaced out"
STYLES = {
    "text twice as large": (1280, LARGE),
    "text twice as large on a phone": (390, LARGE),
    "text twice as large on a small phone": (320, LARGE),
    # WCAG 1.4.12
    SPACED: (
        390,
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em }",
    ),
}

WEAR = "css => { document.adoptedStyleSheets = [new CSSStyleSheet()]; document.adoptedStyleSheets[0].replaceSync(css); }"

OUTSIDE = """(spaced) => {
  const wide = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth > wide) found.push(`page: ${document.documentElement.scrollWidth} > ${wide}`);
  const scrolls = (node) => ['auto', 'scroll'].includes(getComputedStyle(node).overflowX);
  const unseen = (node) => getComputedStyle(node).clipPath !== 'none';
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    if (spaced && text.parentElement.closest('.chart__view')) continue;
    range.selectNodeContents(text);
    const out = [...range.getClientRects()].find((box) => box.width && (box.left < -1 || box.right > wide + 1));
    if (!out) continue;
    let node = text.parentElement;
    while (node && !scrolls(node) && !unseen(node)) node = node.parentElement;
    if (!node) found.push(`${text.parentElement.className || text.parentElement.tagName}: ${text.data.trim().slice(0, 40)}`);
  }
  return found;
}"""
"""Texts that lie outside the window, unless they lie in a part that scrolls by itself or are for screen readers alone.

Lines in drawings cannot break: with letters spaced out some leave their chart, whose data stand in a table below it.
The page about accessibility says so.
"""

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.site-header .brand, .site-header .tools, .site-header .menu')]
    .filter((node) => node.checkVisibility()).map((node) => [node.className, node.getBoundingClientRect()]);
  return boxes.flatMap(([name, a], at) => boxes.slice(at + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map(([other]) => `${name} over ${other}`));
}"""


@pytest.mark.parametrize("code", codes())
def test_nothing_lies_outside_the_window(code: str, look: Look, web: Web) -> None:
    """With the offer of another language over the page, as most who come from elsewhere meet it."""
    tab = look(offers=True, locale="sv" if code != "sv" else "vi")
    found = {}
    for seen in web.kinds(code):
        page = tab.go(seen.path)
        for name, width, style in _views():
            page.set_viewport_size({"width": width, "height": 844})
            page.evaluate(WEAR, style)
            if wrong := [*page.evaluate(OUTSIDE, name == SPACED), *page.evaluate(OVERLAPS)]:
                found[seen.path, name] = wrong
    assert found == {}


@pytest.mark.parametrize("code", ["vi", "zh", "ru", "ar"])
def test_window_zoomed_four_times(code: str, look: Look, web: Web) -> None:
    """WCAG 1.4.10: a window of 1280 by 1024 at 400 % is 320 by 256 pixels of CSS, each of four by four dots."""
    tab = look(device_scale_factor=4)
    found = {}
    for seen in web.kinds(code):
        page = tab.go(seen.path)
        page.set_viewport_size({"width": 320, "height": 256})
        if wrong := page.evaluate(OUTSIDE):
            found[seen.path] = wrong
    assert found == {}


def _views() -> Iterator[tuple[str, int, str]]:
    yield from ((f"{width} px", width, "") for width in WIDTHS)
    yield from ((name, width, style) for name, (width, style) in STYLES.items())
