"""Pictures of points: rendered from SVG, and written small."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

_COLOURS: Final = 96
"""Enough for a handful of flat colours with the edges between them; a full picture is three times as large."""


def rendered(svg: str, width: int) -> Image.Image:
    """An SVG in a width in pixels, with transparency."""
    import resvg_py  # slow to import
    from PIL import Image

    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))
    return Image.open(io.BytesIO(data)).convert("RGBA")


def few_colours(picture: Image.Image) -> bytes:
    """A flat picture as a PNG with a palette."""
    from PIL import Image

    out = io.BytesIO()
    picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG", compress_level=7)
    return out.getvalue()
