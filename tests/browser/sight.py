"""Looks at the picture of a page: whether each of its texts stands out from what is behind it.

Style sheets cannot tell: the colours that a visitor forces are put in after they are computed.
"""

from __future__ import annotations

import io

from PIL import Image
from playwright.sync_api import Page

_TEXTS = """() => {
  const style = (node) => getComputedStyle(node); // checkVisibility does not know of drawings that are not shown
  const unseen = (node) => node && (style(node).clipPath !== 'none' || style(node).display === 'none' || unseen(node.parentElement));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange(), found = [];
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const parent = text.parentElement;
    if (!text.data.trim() || !parent.checkVisibility({ visibilityProperty: true }) || unseen(parent)) continue;
    range.selectNodeContents(text);
    const box = range.getClientRects()[0];
    if (box && box.width > 4 && box.right <= innerWidth)
      found.push([text.data.trim().slice(0, 40), box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]);
  }
  return found;
}"""

ENOUGH = 3.0
"""Lightest against darkest point; the edges of thin letters are blurred, so it is less than between the colours themselves."""


TRIES = 3
"""A slow machine may paint late; what is faint stays faint."""

_PAINTED = "document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))"


def faint(page: Page) -> list[str]:
    """The texts of the page that do not stand out."""
    found: list[str] = []
    for _ in range(TRIES):
        found = _faint(page)
        if not found:
            break
    return found


def _faint(page: Page) -> list[str]:
    """The window is made as high as the page, so that a picture of all of it moves nothing."""
    size = page.viewport_size or {"width": 1280, "height": 900}
    page.evaluate(_PAINTED)
    page.set_viewport_size({"width": size["width"], "height": page.evaluate("document.documentElement.scrollHeight")})
    page.evaluate(_PAINTED)
    picture = Image.open(io.BytesIO(page.screenshot(type="jpeg", quality=90))).convert("L")
    texts = page.evaluate(_TEXTS)
    page.set_viewport_size(size)
    return [f"{text} ({ratio:.1f})" for text, *box in texts if (ratio := _contrast(picture.crop(tuple(box)))) < ENOUGH]


def _contrast(part: Image.Image) -> float:
    darkest, lightest = ((float(str(value)) / 255) ** 2.2 for value in part.getextrema())
    return float((lightest + 0.05) / (darkest + 0.05))
