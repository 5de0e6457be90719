"""The grounds of social cards: lacquer, the middle of the ring cropped at the edge, a gilt rule and the mark.

A ground depends on the direction of the text and on the value that the card speaks
of, on nothing else; so it is drawn once a process and only text is drawn on its copies.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PIL import Image

from bansac.brand.colour import mix, to_bytes
from bansac.brand.mark import angles, petal_shapes
from bansac.brand.parameters import Geometry, PetalParameters
from bansac.brand.raster import Mask
from bansac.brand.ring import ring
from bansac.brand.tokens import VALUES, Tokens
from bansac.brand.typeset import Direction

SIZE: Final = (1200, 630)
MARGIN: Final = 72
MARK_SIZE: Final = 84
MARK_TOP: Final = 58

_RING_REACH: Final = 66.0
"""How much of the ring is shown, in its own units: large shapes stay clear in small previews, and files stay small."""
_RING_SCALE: Final = 5.2
_RING_CENTRE: Final = (1236, 288)
_RING_STRENGTH: Final = 0.5
_RULE: Final = 8


class Grounds:
    """Draws the grounds and keeps them."""

    def __init__(self, tokens: Tokens, geometry: Geometry) -> None:
        self._tokens = tokens
        self._geometry = geometry
        self._kept = lru_cache(maxsize=None)(self._drawn)

    def copy(self, direction: Direction, value: str | None) -> Image.Image:
        """A ground to draw text on.

        Args:
            direction: ``rtl`` has the mark on the right and the ring on the left.
            value: The id of a value, whose colour the ground takes; None for lacquer.
        """
        return self._kept(direction, value if value in VALUES else None).copy()

    def _drawn(self, direction: Direction, value: str | None) -> Image.Image:
        picture = self._gradient(value)
        gilt = self._tokens.colour("hero-line")
        self._lay(picture, self._ring_mask(), gilt, _RING_STRENGTH)
        picture.paste(to_bytes(gilt), (0, SIZE[1] - _RULE, SIZE[0], SIZE[1]))
        if direction == "rtl":
            picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        left = SIZE[0] - MARGIN - MARK_SIZE if direction == "rtl" else MARGIN
        mark = mark_mask(self._geometry, MARK_SIZE)
        ivory = Image.new("RGB", mark.size, to_bytes(self._tokens.colour("hero-text")))
        picture.paste(ivory, (left, MARK_TOP), mark)
        return picture

    def _gradient(self, value: str | None) -> Image.Image:
        """From the dark start of the text to the light behind the ring."""
        if value is None or value == "loyalty":
            light, deep = self._tokens.colour("hero"), self._tokens.colour("hero-deep")
        else:
            colour = self._tokens.colour(f"{value}-text")
            light, deep = mix(colour, "#000000", 0.08), mix(colour, "#000000", 0.52)
        reach = 1500
        glow = Image.radial_gradient("L").resize((reach * 2, reach * 2), Image.Resampling.BICUBIC)
        x, y = _RING_CENTRE
        shade = glow.crop((reach - x, reach - y, reach - x + SIZE[0], reach - y + SIZE[1]))
        return Image.composite(Image.new("RGB", SIZE, to_bytes(deep)), Image.new("RGB", SIZE, to_bytes(light)), shade.point(_strengthened))

    def _ring_mask(self) -> Image.Image:
        middle = self._geometry.ring.within(_RING_REACH)
        mask = Mask(SIZE, _RING_SCALE, _RING_CENTRE)
        ring(middle).paint(mask)
        return mask.finished()

    def _lay(self, picture: Image.Image, mask: Image.Image, colour: str, strength: float) -> None:
        faded = mask.point([round(level * strength) for level in range(256)])
        picture.paste(Image.new("RGB", SIZE, to_bytes(colour)), (0, 0), faded)


def mark_mask(geometry: Geometry, size: int, form: PetalParameters | None = None) -> Image.Image:
    """The mark in one colour, as coverage, in a square of a size in pixels."""
    mark = geometry.mark
    form = form or mark.form_at(size)
    scale = size / mark.box
    mask = Mask((size, size), scale, (size / 2, size / 2 + mark.lift * scale))
    for turn in angles(mark).values():
        petal, *needles = petal_shapes(form, turn)
        mask.fill([petal])
        mask.fill(needles, 0)
    return mask.finished()


def _strengthened(level: float) -> int:
    """Make the fall of light steeper, so that the text stands on the dark part."""
    return min(255, round(level * 1.9))
