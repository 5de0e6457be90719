"""The ring as a picture behind slides and covers: cropped at an edge, thin, in one quiet colour."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Final

from bansac.brand import svg
from bansac.brand.colour import mix, to_bytes
from bansac.brand.ring import ring
from bansac.kit.documents.pixels import rendered
from bansac.kit.source import Brand

REACH: Final = 66.0
"""How much of the ring is shown, in its own units: large shapes stay clear."""
_STRENGTH: Final = 0.5
"""How much of the gilt is seen on lacquer."""
_LEVELS: Final = 16
"""Strengths of the edges of lines; four bits a pixel."""


def ring_svg(brand: Brand, size: tuple[float, float], centre: tuple[float, float], scale: float) -> str:
    """The middle of the ring as an SVG without ground.

    Args:
        brand: Geometry and colours.
        size: Width and height of the picture in units.
        centre: The ring's centre in the picture; it may lie outside.
        scale: Units of the picture in one of the ring.
    """
    middle = brand.geometry.ring.within(REACH)
    box = (-centre[0] / scale, -centre[1] / scale, size[0] / scale, size[1] / scale)
    return svg.document(box, "", *ring(middle).svg(_colour(brand))).replace("<title></title>", "")


def ring_png(brand: Brand, size: tuple[float, float], centre: tuple[float, float], scale: float, width: int) -> bytes:
    """The same as a PNG of a width in pixels, transparent."""
    return _png(ring_svg(brand, size, centre, scale), width, _colour(brand))


def _colour(brand: Brand) -> str:
    return mix(brand.tokens.colour("hero"), brand.tokens.colour("hero-line"), _STRENGTH)


@lru_cache(maxsize=4)
def _png(picture: str, width: int, colour: str) -> bytes:
    """A picture in one colour: a palette of that colour in a few strengths, a fifth of the size of a full one."""
    from PIL import Image  # slow to import

    drawn = rendered(picture, width)
    strength = drawn.getchannel("A").point([round(level / 255 * (_LEVELS - 1)) for level in range(256)])
    small = Image.frombytes("P", strength.size, strength.tobytes())
    small.putpalette(list(to_bytes(colour)) * _LEVELS)
    out = io.BytesIO()
    alphas = bytes(round(level * 255 / (_LEVELS - 1)) for level in range(_LEVELS))
    small.save(out, "PNG", transparency=alphas, bits=4, optimize=True)
    return out.getvalue()
