"""A lockup as files: kinds, schemes and formats, with the names of the files.

``horizontal-colour.svg``, ``stacked-reversed-1600.png``: kind, scheme, and the width in
pixels for pictures of points.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from bansac.kit.drawing import to_svg
from bansac.kit.export import flattened, to_ico, to_pdf, to_png, to_webp
from bansac.kit.lockups import SCHEMES, Kind, Scheme, coloured, layout, mark
from bansac.kit.names import Name
from bansac.kit.sizes import Use, check_size
from bansac.kit.source import Brand

PNG_WIDTHS: Final = (400, 800, 1600, 2400)
"""Pixels; in the narrowest picture the mark is not below its smallest size."""
OFFICE_WIDTHS: Final = (640, 1280)
"""The same for an office, whose names are longer and whose archive must stay small."""
WEBP_WIDTH: Final = 1600
FORMATS: Final = ("svg", "pdf", "png", "webp")
ICO_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)


def lockup_files(
    brand: Brand,
    names: Sequence[Name],
    *,
    kinds: Sequence[Kind] = ("horizontal", "stacked"),
    schemes: Sequence[Scheme] = SCHEMES,
    png_widths: Sequence[int] = PNG_WIDTHS,
    formats: Collection[str] = FORMATS,
) -> Iterator[tuple[str, bytes]]:
    """The files of a name's lockups.

    Args:
        brand: The brand folder.
        names: What the lockup says, the first largest.
        kinds: Which lockups.
        schemes: In which colours; pictures in one colour take the shape of the coloured one.
        png_widths: Widths of the PNG pictures in pixels.
        formats: Which formats; the WebP picture is 1600 pixels wide.

    Yields:
        Name and bytes of each file.

    Raises:
        MissingGlyphError: No font has a character of a name.
        BrandError: The name is so long that a picture would show the mark below its smallest size.
    """
    for kind in kinds:
        laid = layout(brand, kind, names)
        for width in (*png_widths, *((WEBP_WIDTH,) if "webp" in formats else ())):
            shown = brand.geometry.mark.box / laid.width * width
            check_size(brand.geometry, Use(f"{kind}-{width}.png", "full" if kind == "mark" else "lockup", shown))
        shapes: dict[int, bytes] = {}
        for scheme in sorted(schemes, key=lambda scheme: scheme != "colour"):
            drawing = coloured(brand, laid, scheme)
            stem = f"{kind}-{scheme}"
            yield f"{stem}.svg", to_svg(drawing)
            if "pdf" in formats:
                yield f"{stem}.pdf", to_pdf(drawing)
            for width in png_widths:
                shapes[width] = shapes.get(width) or to_png(drawing, width)
                yield f"{stem}-{width}.png", flattened(shapes[width], list(dict.fromkeys(part.fill for part in drawing.parts)))
            if "webp" in formats:
                yield f"{stem}-{WEBP_WIDTH}.webp", to_webp(drawing, WEBP_WIDTH)


def mark_files(brand: Brand, *, png_widths: Sequence[int] = PNG_WIDTHS, formats: Collection[str] = FORMATS) -> Iterator[tuple[str, bytes]]:
    """The files of the mark alone: as a lockup's, and an icon whose small sizes have the plain form.

    The arguments are those of :func:`lockup_files`.

    Yields:
        Name and bytes of each file.
    """
    yield from lockup_files(brand, (), kinds=("mark",), png_widths=png_widths, formats=formats)
    parameters = brand.geometry.mark
    for scheme in SCHEMES:
        plain, full = mark(brand, scheme, "plain"), mark(brand, scheme, "full")
        yield f"mark-plain-{scheme}.svg", to_svg(plain)
        drawings = [full if parameters.form_at(size) is parameters.full else plain for size in ICO_SIZES]
        yield f"mark-{scheme}.ico", to_ico(drawings, ICO_SIZES)
