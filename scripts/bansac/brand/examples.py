"""Right and wrong uses of the mark, drawn from the true geometry: what a rule means, seen at once.

``brand/examples.yml`` holds the words of each example, a rule of ``rules.yml`` names the
examples that show it, and this module draws them. Nothing here draws the State emblem or
a flag, also not as a wrong example: an empty dashed frame stands for whatever is not ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from bansac.brand import ring, svg
from bansac.brand.geometry import shorten
from bansac.brand.mark import flower
from bansac.brand.parameters import Geometry, PetalParameters, load_geometry
from bansac.brand.records import read_records
from bansac.brand.tokens import VALUES, Tokens
from bansac.errors import BrandError, suggestion
from bansac.schema.common import Entry, Localized, Slug

WIDTH: Final = 240
HEIGHT: Final = 150
_X: Final = WIDTH / 2
_Y: Final = HEIGHT / 2
_SIDE: Final = 96.0
"""Width of the mark in most pictures."""
_SMALL: Final = 20.0
"""Width of the mark where needles close up; no page shows the pictures so large that it reaches the 32 px of the rule."""


class Example(Entry):
    """One record of ``brand/examples.yml``."""

    id: Slug
    name: Localized
    right: Localized
    """What the right picture shows and why."""
    wrong: Localized


@dataclass(frozen=True, slots=True)
class Pair:
    """An example as drawn: the elements of two pictures of :data:`WIDTH` × :data:`HEIGHT`."""

    right: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Pen:
    """What examples are drawn with.

    Attributes:
        geometry: The parameters of mark and pattern.
        tokens: The colours; the pictures are on paper in either scheme.
    """

    geometry: Geometry
    tokens: Tokens

    @property
    def colours(self) -> dict[str, str]:
        """The fill of each value's petal."""
        return {value: self.tokens.colour(value) for value in VALUES}

    def ground(self, role: str = "hero-text") -> str:
        """The ground of a picture."""
        return svg.element("rect", width=WIDTH, height=HEIGHT, fill=self.tokens.colour(role))

    def mark(
        self,
        fills: Mapping[str, str] | None = None,
        *,
        x: float = _X,
        y: float = _Y,
        side: float = _SIDE,
        form: PetalParameters | None = None,
        more: str = "",
    ) -> str:
        """The mark around a place; ``more`` is a further transform, such as a turn."""
        mark = self.geometry.mark
        place = f"translate({shorten(x)} {shorten(y)}) {more}".strip()
        scale = f"scale({shorten(side / mark.box)})"
        return svg.group(f"{place} {scale} translate(0 {shorten(mark.lift)})", *flower(mark, form or mark.full, fills or self.colours))

    def bar(self, x: float, y: float, width: float, height: float = 6) -> str:
        """A line of text, as a bar."""
        return svg.element("rect", x=x, y=y, width=width, height=height, rx=1.5, fill=self.tokens.colour("text-muted"))

    def frame(self, x: float, y: float, width: float, height: float, *, dashed: bool = True) -> str:
        """An outline: dashed for a measure or something that is not drawn, whole for a box."""
        dash = {"stroke_dasharray": "4 3"} if dashed else {}
        stroke = self.tokens.colour("ornament")
        return svg.element("rect", x=x, y=y, width=width, height=height, fill="none", stroke=stroke, stroke_width=1.2, **dash)

    def line(self, path: str) -> str:
        """A thin dashed line of measure."""
        return svg.element("path", d=path, fill="none", stroke=self.tokens.colour("ornament"), stroke_width=1.2, stroke_dasharray="4 3")


def _stretched(pen: Pen) -> Pair:
    square = pen.frame(_X - _SIDE / 2, _Y - _SIDE / 2, _SIDE, _SIDE)
    wide, high = _SIDE * 1.6, _SIDE * 0.75
    flat = pen.frame(_X - wide / 2, _Y - high / 2, wide, high)
    return Pair(
        pen.ground() + square + pen.mark(),
        pen.ground() + flat + pen.mark(more="scale(1.6 .75)"),
    )


def _turned(pen: Pen) -> Pair:
    upright, tilted = f"M{_X} 12V138", f"M{_X - 22} 138L{_X + 22} 12"
    return Pair(pen.ground() + pen.line(upright) + pen.mark(), pen.ground() + pen.line(tilted) + pen.mark(more="rotate(20)"))


def _reordered(pen: Pen) -> Pair:
    swapped = dict(zip(VALUES, (pen.colours[VALUES[place]] for place in (2, 0, 4, 1, 3)), strict=True))
    return Pair(pen.ground() + pen.mark(), pen.ground() + pen.mark(swapped))


def _recoloured(pen: Pen) -> Pair:
    ink, odd = pen.tokens.colour("text"), pen.tokens.colour("line-strong")
    return Pair(
        pen.ground() + pen.mark(dict.fromkeys(VALUES, ink)),
        pen.ground() + pen.mark({**pen.colours, VALUES[0]: odd, VALUES[3]: ink}),
    )


def _small(pen: Pen) -> Pair:
    left, right, top = _X - _SMALL / 2, _X + _SMALL / 2, _Y - _SMALL / 2 - 6
    measure = pen.line(f"M{left} {top - 14}V{top}M{right} {top - 14}V{top}")
    plain = pen.geometry.mark.plain
    return Pair(
        pen.ground() + measure + pen.mark(side=_SMALL, form=plain),
        pen.ground() + measure + pen.mark(side=_SMALL),
    )


def _low_contrast(pen: Pen) -> Pair:
    ivory = pen.tokens.colour("hero-text")
    return Pair(pen.ground("hero-deep") + pen.mark(dict.fromkeys(VALUES, ivory)), pen.ground("hero-deep") + pen.mark())


def _only_colour(pen: Pen) -> Pair:
    right, wrong = pen.ground(), pen.ground()
    for place, value in enumerate(VALUES):
        y, width = 24 + place * 25.5, (118, 92, 136, 74, 104)[place]
        fills = {other: pen.colours[value] if other == value else pen.tokens.colour("line") for other in VALUES}
        right += pen.mark(fills, x=42, y=y, side=22, form=pen.geometry.mark.plain) + pen.bar(64, y - 3, width)
        wrong += svg.element("circle", cx=_X - 60 + place * 30, cy=_Y, r=9, fill=pen.colours[value])
    return Pair(right, wrong)


def _clear_space(pen: Pen) -> Pair:
    side = 64.0
    free = pen.geometry.mark.clear_space * side
    x, y = 72.0, _Y
    space = pen.frame(x - side / 2 - free, y - side / 2 - free, side + 2 * free, side + 2 * free)
    outside = x + side / 2 + free + 8
    right = "".join(pen.bar(outside, y - 17 + row * 14, width) for row, width in enumerate((88, 70, 80)))
    inside = x + side / 2 - 8
    wrong = "".join(pen.bar(inside, y - 17 + row * 14, width) for row, width in enumerate((110, 92, 102))) + pen.bar(
        x - side / 2 - free, y + side / 2 - 2, 90
    )
    return Pair(pen.ground() + space + pen.mark(x=x, side=side) + right, pen.ground() + space + pen.mark(x=x, side=side) + wrong)


def _combined(pen: Pen) -> Pair:
    side, apart = 60.0, 118.0
    other = (pen.frame(_X + apart / 2 - 28, _Y - 28, 56, 56), pen.frame(_X + 6, _Y - 28, 56, 56))
    rule = pen.line(f"M{_X} {_Y - 40}V{_Y + 40}")
    box = pen.frame(_X - 68, _Y - 42, 140, 84, dashed=False)
    return Pair(
        pen.ground() + rule + other[0] + pen.mark(x=_X - apart / 2, side=side),
        pen.ground() + box + other[1] + pen.mark(x=_X - 24, side=side),
    )


def _text_on_pattern(pen: Pen) -> Pair:
    border = "".join(
        svg.group(f"translate({place * 30} 0) scale(2)", *ring.strip(pen.geometry).svg(pen.tokens.colour("ornament")))
        for place in range(WIDTH // 30)
    )
    lines = (150, 176, 128)
    right = svg.group("translate(0 28)", border) + "".join(pen.bar(24, 76 + row * 18, width, 8) for row, width in enumerate(lines))
    wrong = (
        svg.group(f"translate(0 {_Y - 22})", border)
        + svg.group(f"translate(0 {_Y + 22})", border)
        + "".join(pen.bar(24, _Y - 30 + row * 24, width, 8) for row, width in enumerate(lines))
    )
    return Pair(pen.ground() + right, pen.ground() + wrong)


DRAWN: Final[Mapping[str, Callable[[Pen], Pair]]] = {
    "stretched": _stretched,
    "turned": _turned,
    "reordered": _reordered,
    "recoloured": _recoloured,
    "small": _small,
    "low-contrast": _low_contrast,
    "only-colour": _only_colour,
    "clear-space": _clear_space,
    "combined": _combined,
    "text-on-pattern": _text_on_pattern,
}
"""How each example is drawn, by its id."""


def load_examples(brand_dir: Path) -> dict[str, Example]:
    """Read ``examples.yml`` of a brand folder.

    Raises:
        BrandError: The file breaks its schema, names an example that is not drawn, or lacks the words of one.
    """
    path = brand_dir / "examples.yml"
    examples = {example.id: example for example in read_records(path, TypeAdapter(tuple[Example, ...]))}
    for name in sorted(examples.keys() ^ DRAWN.keys()):
        raise BrandError("unknown_example", path="brand/examples.yml", found=name, expected=suggestion(name, DRAWN), field="id")
    return examples


def drawn_examples(brand_dir: Path, tokens: Tokens) -> dict[str, Pair]:
    """Every example, drawn.

    Raises:
        BrandError: The geometry is wrong.
    """
    pen = Pen(load_geometry(brand_dir), tokens)
    return {name: draw(pen) for name, draw in DRAWN.items()}
