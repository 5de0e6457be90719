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
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%, height: 100%, alt: sys.inputs.title)
"""
_ICO_LARGEST: Final = 256


def to_pdf(drawing: Drawing) -> bytes:
    """The drawing as a vector PDF of one page, one unit a point, tagged with its title."""
    import typst  # noqa: PLC0415  # slow to import

    source = _PDF.format(width=f"{drawing.width:.2f}", height=f"{drawing.height:.2f}")
    return typst.compile(
        source.encode("utf-8"),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"title": drawing.title, "picture": to_svg(drawing).decode("utf-8")},
    )


def to_png(drawing: Drawing, width_px: int) -> bytes:
    """The drawing as a PNG of a width in pixels."""
    import resvg_py  # noqa: PLC0415  # slow to import

    return resvg_py.svg_to_bytes(svg_string=to_svg(drawing).decode("utf-8"), width=width_px, skip_system_fonts=True)


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
