"""A drawing as the files that programs of the office open: PDF, PNG, WebP and ICO.

The same drawing gives the same bytes: no file carries a date, and none needs a font.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Final

from bansac.kit.drawing import Drawing, to_svg

_PDF: Final = """#set document(title: sys.inputs.title, date: none)
#set text(lang: sys.inputs.lang)
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%, height: 100%, alt: sys.inputs.title)
"""
_ICO_LARGEST: Final = 256
_FLAT_COLOURS: Final = 8
_LEVELS: Final = 32
"""Strengths of the edges in a picture with a palette."""


def to_pdf(drawing: Drawing) -> bytes:
    """The drawing as a vector PDF of one page, one unit a point, tagged, with its title and language."""
    import typst  # noqa: PLC0415  # slow to import

    source = _PDF.format(width=f"{drawing.width:.2f}", height=f"{drawing.height:.2f}")
    return typst.compile(
        source.encode("utf-8"),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"title": drawing.title, "lang": drawing.lang, "picture": to_svg(drawing).decode("utf-8")},
    )


def to_png(drawing: Drawing, width_px: int) -> bytes:
    """The drawing as a PNG of a width in pixels."""
    import resvg_py  # noqa: PLC0415  # slow to import

    return resvg_py.svg_to_bytes(svg_string=to_svg(drawing).decode("utf-8"), width=width_px, skip_system_fonts=True)


def to_flat_png(drawing: Drawing, width_px: int) -> bytes:
    """The same with a palette, less than half as large; see :func:`flattened`.

    Raises:
        ValueError: The drawing has a ground, or too many colours for a palette.
    """
    if drawing.ground:
        raise ValueError("a flat drawing has no ground")
    return flattened(to_png(drawing, width_px), list(dict.fromkeys(part.fill for part in drawing.parts)))


def flattened(png: bytes, fills: Sequence[str]) -> bytes:
    """A picture with a palette: each colour, exact, in a few strengths of its edges.

    Where two colours touch, a point of their edge takes the nearer one; so it is for drawings
    whose colours stand apart. With one colour the picture keeps its shape alone.

    Args:
        png: A picture with transparency.
        fills: Its colours, or one that it is to take.

    Raises:
        ValueError: There are too many colours for a palette.
    """
    from PIL import Image, ImageChops  # noqa: PLC0415  # slow to import

    if len(fills) > _FLAT_COLOURS:
        raise ValueError("not a flat drawing")
    levels = min(_LEVELS, 256 // len(fills))
    colours = [bytes.fromhex(fill.removeprefix("#")) for fill in fills]
    few = Image.new("P", (1, 1))
    few.putpalette(b"".join(colours))
    with Image.open(io.BytesIO(png)) as whole:
        strength = whole.getchannel("A").point([round(level * (levels - 1) / 255) for level in range(256)])
        nearest = whole.convert("RGB").quantize(palette=few, dither=Image.Dither.NONE) if len(fills) > 1 else Image.new("P", whole.size)
    first = Image.frombytes("L", nearest.size, nearest.tobytes()).point([min(index * levels, 255) for index in range(256)])
    small = Image.frombytes("P", nearest.size, ImageChops.add(first, strength).tobytes())
    small.putpalette(b"".join(colour * levels for colour in colours))
    out = io.BytesIO()
    alphas = bytes(round(level * 255 / (levels - 1)) for level in range(levels)) * len(fills)
    small.save(out, "PNG", transparency=alphas, compress_level=9)
    return out.getvalue()


def to_webp(drawing: Drawing, width_px: int) -> bytes:
    """The drawing as a lossless WebP of a width in pixels."""
    from PIL import Image  # noqa: PLC0415  # slow to import

    out = io.BytesIO()
    with Image.open(io.BytesIO(to_png(drawing, width_px))) as picture:
        picture.save(out, "WEBP", lossless=True, method=4, exact=False)
    return out.getvalue()


def to_ico(drawings: Drawing | Sequence[Drawing], sizes: Sequence[int]) -> bytes:
    """Square drawings as an ICO file of PNG pictures.

    Args:
        drawings: One drawing for all sizes, or one for each.
        sizes: Sides in pixels, at most 256.

    Raises:
        ValueError: A size is too large, or the numbers of drawings and sizes differ.
    """
    if max(sizes) > _ICO_LARGEST:
        raise ValueError(f"an icon has at most {_ICO_LARGEST} pixels")
    each = [drawings] * len(sizes) if isinstance(drawings, Drawing) else list(drawings)
    pictures = [to_png(drawing, size) for drawing, size in zip(each, sizes, strict=True)]
    entries, offset = b"", 6 + 16 * len(pictures)
    for data, size in zip(pictures, sizes, strict=True):
        side = size % _ICO_LARGEST  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures)
