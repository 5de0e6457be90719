"""A sheet that charts are laid out on: shapes and lines of text in roles of the brand.

Units are CSS pixels at the chart's own width; y grows downwards. Whoever lays out
counts x from the start of a line of text; the sheet of a language that is written from
the right turns that round, but never a shape itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

from fontTools.misc.transform import Identity
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path

from bansac.brand.css import number
from bansac.brand.fontbook import FontBook
from bansac.brand.typeset import Direction, Step, Typesetter

Anchor: TypeAlias = Literal["left", "middle", "right"]

_FINE: Final = 100
"""Text is measured at this size, so that widths are not rounded to pixels."""
_ANY: Final = 99


@dataclass(frozen=True, slots=True)
class Said:
    """A text with its language."""

    text: str
    lang: str
    dir: Direction


@dataclass(frozen=True, slots=True)
class Shape:
    """An area, or lines with round ends.

    Attributes:
        path: SVG path data.
        role: The role of its colour.
        x: How far the path is moved, after it was scaled.
        y: How far down.
        scale: How much larger it is made.
        line: Width of the line in units of the path; 0 for an area.
        spacing: For a row of dots instead of a line: from one to the next.
    """

    path: str
    role: str
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    line: float = 0.0
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``x`` is the place of its anchor, ``y`` its base line."""

    said: Said
    x: float
    y: float
    size: float
    weight: int
    role: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that is laid out.

    Attributes:
        width: Width in units.
        height: Height in units.
        items: What it shows, from back to front.
        title: What it is, in a few words.
        description: What it says, in a sentence or two.
        lang: Language of the title.
        dir: Direction of that language.
    """

    width: float
    height: float
    items: tuple[Shape | Line, ...]
    title: str
    description: str
    lang: str
    dir: Direction


class Measure:
    """How wide text is in the fonts of a brand folder, and where it breaks."""

    def __init__(self, brand: Path) -> None:
        self.book = FontBook(brand, kit=True)
        self._setter = Typesetter(self.book)
        self._weight = lru_cache(maxsize=None)(self._find_weight)
        self.width = lru_cache(maxsize=8192)(self._measure)
        self.lines = lru_cache(maxsize=8192)(self._broken)

    def weight(self, text: str, weight: int) -> int:
        """The weight in which all letters of a text are there: the wanted one or, where a font has it not, its own."""
        return self._weight(frozenset(text), weight)

    def _find_weight(self, letters: frozenset[str], weight: int) -> int:
        families = {family for letter in letters if (family := self.book.family_for(letter, drawn=True))}
        lacking = [self.book[name] for name in families if weight not in self.book[name].files]
        return max((max(family.files) for family in lacking), default=weight)

    def _measure(self, said: Said, size: float, weight: int) -> float:
        return self._setter.width(said.text, _FINE, self.weight(said.text, weight), said.lang, said.dir) * size / _FINE

    def _broken(self, said: Said, room: float, size: float, weight: int) -> tuple[str, ...]:
        steps = [Step(_FINE, _ANY)]
        return self._setter.fit(said.text, room * _FINE / size, self.weight(said.text, weight), said.lang, said.dir, steps).lines


@dataclass
class Sheet:
    """What a chart is laid out on.

    Attributes:
        measure: Measures text.
        width: Width in units.
        dir: Direction in which the sheet is read.
        fixed: Whether left stays left, as on maps.
        items: What was put on it.
    """

    measure: Measure
    width: float
    dir: Direction
    fixed: bool = False
    items: list[Shape | Line] = field(default_factory=list)

    @property
    def _turned(self) -> bool:
        return self.dir == "rtl" and not self.fixed

    def _x(self, x: float) -> float:
        return self.width - x if self._turned else x

    def rect(self, x: float, y: float, width: float, height: float, role: str) -> None:  # a rectangle has these
        """A rectangle from its start and top."""
        left = self._x(x + width) if self._turned else x
        self.items.append(Shape(f"M{number(left)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z", role))

    def frame(self, x: float, y: float, width: float, height: float, line: float, role: str) -> None:  # as above
        """The edge of a rectangle, inside it."""
        for part in (
            (x, y, width, line),
            (x, y + height - line, width, line),
            (x, y + line, line, height - 2 * line),
            (x + width - line, y + line, line, height - 2 * line),
        ):
            self.rect(*part, role)

    def dot(self, x: float, y: float, radius: float, role: str) -> None:
        """A disc."""
        self.items.append(Shape(disc(self._x(x), y, radius), role))

    def ring(self, x: float, y: float, radius: float, line: float, role: str) -> None:
        """A circle's edge, inside it."""
        self.items.append(Shape(disc(self._x(x), y, radius) + disc(self._x(x), y, radius - line, back=True), role))

    def path(self, data: str, role: str, x: float, y: float, *, scale: float = 1, turn: float = 0) -> None:  # as above
        """A path about the origin, put at a place, made larger and turned; never mirrored."""
        self.items.append(Shape(moved(data, self._x(x), y, scale, turn), role))

    def line(self, said: Said, x: float, y: float, size: float, *, weight: int = 400, role: str = "text", at: str = "start") -> None:  # noqa: PLR0913  # a line of text has these
        """A line of text whose start, middle or end is at ``x``."""
        sides: tuple[Anchor, Anchor] = ("right", "left") if self._turned else ("left", "right")
        anchor: Anchor = "middle" if at == "middle" else sides[at == "end"]
        self.items.append(Line(said, self._x(x), y, size, self.measure.weight(said.text, weight), role, anchor))

    def block(  # noqa: PLR0913  # a block of text has these
        self, said: Said, x: float, y: float, room: float, size: float, *, weight: int = 400, role: str = "text", leading: float = 1.35
    ) -> float:
        """A text in lines of a column; ``y`` is the top of the first line.

        Returns:
            Where the next line would begin.
        """
        step = size * leading
        for count, text in enumerate(self.lines(said, room, size, weight)):
            self.line(Said(text, said.lang, said.dir), x, y + count * step + size, size, weight=weight, role=role)
        return y + len(self.lines(said, room, size, weight)) * step

    def lines(self, said: Said, room: float, size: float, weight: int = 400) -> Sequence[str]:
        """The lines in which a text is set in a column."""
        return self.measure.lines(said, round(room, 2), size, weight)

    def text_width(self, said: Said, size: float, weight: int = 400) -> float:
        """How wide a line is."""
        return self.measure.width(said, size, weight)

    def picture(self, height: float, title: Said, description: str) -> Picture:
        """The finished picture."""
        return Picture(self.width, round(height), tuple(self.items), title.text, description, title.lang, title.dir)


def disc(x: float, y: float, radius: float, *, back: bool = False) -> str:
    """A circle as path data; ``back`` runs against the clock, so that it cuts a hole."""
    sweep, r = int(not back), number(radius)
    return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 {sweep} {number(2 * radius)} 0a{r} {r} 0 1 {sweep} {number(-2 * radius)} 0z"


@lru_cache(maxsize=4096)
def moved(data: str, x: float, y: float, scale: float = 1, turn: float = 0) -> str:
    """Path data put at another place, made larger and turned (degrees, clockwise)."""
    pen = SVGPathPen(None, ntos=lambda value: number(round(value, 2)))
    parse_path(data, TransformPen(pen, Identity.translate(x, y).rotate(turn * 0.017453292519943295).scale(scale)))
    return str(pen.getCommands())
