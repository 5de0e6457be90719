"""The pattern for other programs: ring, strip and tile as filled outlines.

The drawings of :mod:`bansac.brand.ring` are strokes; programs scale strokes each in
its own way, so here every line is an area. The tile repeats in both directions, the
strip from left to right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bansac.brand import ring as pattern
from bansac.brand.geometry import Circle
from bansac.kit.drawing import Drawing, Part, moved_path, shape_path, stroke_path, to_svg
from bansac.kit.export import to_pdf, to_png
from bansac.kit.source import Brand

COLOURS: Final = {"bronze": "ornament", "gilt": "hero-line", "ink": "text"}
"""The role of each colour that the pattern comes in."""
_PNG_SCALE: Final = {"ring": 8, "strip": 16, "tile": 8}
"""Pixels a unit, whole numbers: a repeated picture must not lose half a pixel at its edge."""


def tile_files(brand: Brand) -> Iterator[tuple[str, bytes]]:
    """Every pattern in every colour as SVG, PDF and PNG, by name."""
    for name, drawing in tiles(brand).items():
        stem = name.partition("-")[0]
        yield f"{name}.svg", to_svg(drawing)
        yield f"{name}.pdf", to_pdf(drawing)
        yield f"{name}.png", to_png(drawing, round(drawing.width * _PNG_SCALE[stem]))


def tiles(brand: Brand) -> dict[str, Drawing]:
    """``ring-bronze``, ``strip-gilt`` and so on, each a drawing."""
    geometry = brand.geometry
    box, side, period, height = geometry.ring.box, geometry.tile.side, geometry.strip.period, geometry.strip.height
    sources = {
        "ring": (pattern.ring(geometry.ring), (box, box), (box / 2, box / 2)),
        "strip": (pattern.strip(geometry), (period, height), (0.0, height / 2)),
        "tile": (pattern.tile(geometry), (side, side), (0.0, 0.0)),
    }
    return {
        f"{name}-{colour}": Drawing(*size, _parts(drawn, shift, brand.tokens.colour(role)), pattern.TITLE)
        for name, (drawn, size, shift) in sources.items()
        for colour, role in COLOURS.items()
    }


def _parts(drawn: pattern.Drawing, shift: tuple[float, float], fill: str) -> tuple[Part, ...]:
    combs = [segment for comb in drawn.combs for segment in pattern.comb_segments(comb)]
    dots = [Circle(centre, dot) for band, dot in drawn.dots for centre in pattern.band_centres(band)]
    strokes = stroke_path([*drawn.rings, *drawn.strokes, *combs], drawn.line)
    areas = shape_path([*drawn.fills, *dots])
    return tuple(Part(moved_path(path, *shift), fill) for path in (strokes, areas) if path)
