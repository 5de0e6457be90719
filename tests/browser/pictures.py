"""Pictures of whole pages: kept small, compared block by block, shown where they differ.

The numbers were measured. Between two runs no block differs at all. With ``--disable-lcd-text`` a block
differs by 2 at most, with other hinting by 0. Of what has to be noticed, a heading that is 16 px
out of place changes least: 0.2 % of the blocks of the longest page differ by more than 6.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageChops

SCALE = 3
"""A picture is kept at a third of its size: an area of 3×3 px becomes one point."""

STEP = 4
"""Its colours are rounded to multiples of this, in each channel from 0 to 255, which halves the files."""

BLOCK = 6
"""Points along the side of a block: 18 px of the page."""

DIFFERENT = 6
"""A block differs if the mean of one of its channels, from 0 to 255, is further off than this."""

SHARE = 0.001
"""So many of the blocks may differ."""


def small(screenshot: bytes) -> Image.Image:
    """What is kept of a screenshot and compared."""
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB").reduce(SCALE)
    return picture.point([min(255, (value + STEP // 2) // STEP * STEP) for value in range(256)] * 3)


def keep(picture: Image.Image, path: Path) -> None:
    """Write a picture without losing anything."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, "WEBP", lossless=True, quality=80, method=5)


def share(blocks: Image.Image) -> float:
    """How many of the blocks differ, from 0 to 1."""
    return sum(blocks.histogram()[DIFFERENT + 1 :]) / (blocks.width * blocks.height)


def compare(expected: Image.Image, actual: Image.Image) -> Image.Image:
    """How far each block is off, one point a block, from 0 to 255. What only one of them has differs wholly."""
    size = max(expected.width, actual.width), max(expected.height, actual.height)
    means = (_on(size, picture, ground).reduce(BLOCK) for picture, ground in ((expected, "black"), (actual, "white")))
    red, green, blue = ImageChops.difference(*means).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def difference(actual: Image.Image, blocks: Image.Image) -> Image.Image:
    """The actual picture made pale, with the blocks that differ in red."""
    size = blocks.width * BLOCK, blocks.height * BLOCK
    pale = Image.blend(_on(size, actual, "white").convert("L").convert("RGB"), Image.new("RGB", size, "white"), 0.6)
    marked = blocks.point([0] * (DIFFERENT + 1) + [160] * (255 - DIFFERENT)).resize(size, Image.Resampling.NEAREST)
    pale.paste((200, 0, 0), mask=marked)
    return pale


def _on(size: tuple[int, int], picture: Image.Image, ground: str) -> Image.Image:
    whole = Image.new("RGB", size, ground)
    whole.paste(picture)
    return whole
