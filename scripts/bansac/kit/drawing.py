"""The one picture model of the kit: filled outlines on a ground, and how SVG writes them.

Path data is absolute and uses only ``M``, ``L``, ``C``, ``Q`` and ``Z``, so that a
drawing can be moved and scaled by its numbers alone. Text is outlines as well
(:mod:`bansac.kit.shaping`): a file needs no font.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final, Literal, TypeAlias

from bansac.brand.geometry import Circle, Outline, Point, Segment, shorten
from bansac.schema.common import SOURCE_LOCALE

Rule: TypeAlias = Literal["nonzero", "evenodd"]

_TOKENS: Final = re.compile(r"[MLCQZ]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_STEP: Final = re.compile(r"([MLCQ])([^MLCQ]*)")
_ROUND: Final = 4 / 3 * (math.sqrt(2) - 1)
"""Handle of a cubic curve that follows a quarter of a circle of radius 1."""


@dataclass(frozen=True, slots=True)
class Part:
    """One filled path.

    Attributes:
        path: SVG path data, absolute, of ``M``, ``L``, ``C``, ``Q`` and ``Z``.
        fill: ``#rrggbb``.
        rule: The fill rule.
    """

    path: str
    fill: str
    rule: Rule = "nonzero"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture; one unit is a pixel at its own size, y grows downwards.

    Attributes:
        width: Its width in units.
        height: Its height in units.
        parts: The paths, the lowest first.
        title: What it shows, read aloud by screen readers.
        ground: Colour behind the parts, or None for a transparent picture.
        lang: The language of the title, without its region; the first one where it has several.
    """

    width: float
    height: float
    parts: tuple[Part, ...]
    title: str
    ground: str | None = None
    lang: str = SOURCE_LOCALE


def to_svg(drawing: Drawing) -> bytes:
    """The drawing as an SVG file: title, role and view box; no script, link, font or style."""
    width, height = shorten(drawing.width), shorten(drawing.height)
    view = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {view} role="img"><title>{escape(drawing.title)}</title>']
    if drawing.ground:
        lines.append(f'<path fill="{drawing.ground}" d="M0 0H{width}V{height}H0Z"/>')
    for part in drawing.parts:
        rule = ' fill-rule="evenodd"' if part.rule == "evenodd" else ""
        lines.append(f'<path fill="{part.fill}"{rule} d="{part.path}"/>')
    return ("\n".join([*lines, "</svg>"]) + "\n").encode("utf-8")


def placed(drawing: Drawing, x: float, y: float, scale: float = 1.0) -> tuple[Part, ...]:
    """The parts of a drawing, scaled, with its upper left corner at a place; its ground is left out."""
    return tuple(Part(moved_path(part.path, x, y, scale), part.fill, part.rule) for part in drawing.parts)


def moved_path(path: str, x: float, y: float, scale: float = 1.0) -> str:
    """Path data scaled and then shifted."""
    shift = (x, y)
    place = 0
    out: list[str] = []
    for token in _TOKENS.findall(path):
        if token.isalpha():
            out.append(token)
            place = 0
        else:
            out.append((" " if place else "") + shorten(float(token) * scale + shift[place % 2]))
            place += 1
    return "".join(out)


def relative(path: str) -> str:
    """Path data for a page: relative, to a tenth of a unit, so that a letter is written alike wherever it stands and packs well.

    Every contour is rounded from its own start; so no point is more than a tenth of a unit off.
    """
    out: list[str] = []
    for contour in path.split("Z")[:-1]:
        steps = _STEP.findall(contour)
        start = _points(steps[0][1])[0]
        out.append("M" + " ".join(shorten(round(value, 1)) for value in start))
        here = (0, 0)
        for command, numbers in steps[1:]:
            places = [(round(round(x - start[0], 2) * 10), round(round(y - start[1], 2) * 10)) for x, y in _points(numbers)]
            shifts = (shorten((place[axis] - here[axis]) / 10) for place in places for axis in (0, 1))
            out.append(command.lower() + " ".join(shifts).replace(" -", "-"))
            here = places[-1]
        out.append("z")
    return "".join(out)


def _points(numbers: str) -> list[Point]:
    found = [float(token) for token in _TOKENS.findall(numbers)]
    return list(zip(found[::2], found[1::2], strict=True))


def bounds(path: str) -> tuple[float, float, float, float]:
    """The box around the points of path data: left, top, right, bottom; zeros for an empty path."""
    points = [float(token) for token in _TOKENS.findall(path) if not token.isalpha()]
    across, down = points[::2], points[1::2]
    return (min(across), min(down), max(across), max(down)) if points else (0.0, 0.0, 0.0, 0.0)


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Path data of a rectangle."""
    left, top, right, bottom = (shorten(value) for value in (x, y, x + width, y + height))
    return f"M{left} {top}L{right} {top}L{right} {bottom}L{left} {bottom}Z"


def shape_path(shapes: Iterable[Outline | Circle | Segment], shift: Point = (0.0, 0.0), scale: float = 1.0) -> str:
    """Filled shapes of :mod:`bansac.brand.geometry` as path data, scaled and then shifted; a stroke has no area and is left out."""
    return "".join(
        _outline(shape if isinstance(shape, Outline) else circle(shape), shift, scale) for shape in shapes if not isinstance(shape, Segment)
    )


def stroke_path(shapes: Iterable[Circle | Segment], line: float) -> str:
    """Strokes as the outlines of their lines: fill them with ``nonzero``.

    Args:
        shapes: Circles and straight strokes.
        line: The width of the line.
    """
    out: list[str] = []
    for shape in shapes:
        if isinstance(shape, Circle):
            outer, inner = circle(Circle(shape.centre, shape.radius + line / 2)), Circle(shape.centre, shape.radius - line / 2)
            out += [_outline(outer), _outline(circle(inner, clockwise=False))]
        else:
            dx, dy = shape.end[0] - shape.start[0], shape.end[1] - shape.start[1]
            length = math.hypot(dx, dy)
            side = (-dy / length * line / 2, dx / length * line / 2)
            corners = [
                (shape.start[0] + side[0], shape.start[1] + side[1]),
                (shape.start[0] - side[0], shape.start[1] - side[1]),
                (shape.end[0] - side[0], shape.end[1] - side[1]),
                (shape.end[0] + side[0], shape.end[1] + side[1]),
            ]
            out.append(_outline(Outline(corners[0], tuple(corners[1:]))))
    return "".join(out)


def circle(shape: Circle, *, clockwise: bool = True) -> Outline:
    """A circle as four cubic curves."""
    (x, y), radius = shape.centre, shape.radius
    handle = radius * _ROUND
    turn = 1 if clockwise else -1
    return Outline(
        (x + radius, y),
        (
            ((x + radius, y + turn * handle), (x + handle, y + turn * radius), (x, y + turn * radius)),
            ((x - handle, y + turn * radius), (x - radius, y + turn * handle), (x - radius, y)),
            ((x - radius, y - turn * handle), (x - handle, y - turn * radius), (x, y - turn * radius)),
            ((x + handle, y - turn * radius), (x + radius, y - turn * handle), (x + radius, y)),
        ),
    )


def _outline(outline: Outline, shift: Point = (0.0, 0.0), scale: float = 1.0) -> str:
    whole = outline.moved(scale=scale, shift=shift)
    out = "M" + _numbers(whole.start)
    for step in whole.steps:
        out += "L" + _numbers(step) if len(step) == 2 else "C" + " ".join(map(_numbers, step))  # noqa: PLR2004  # a point or a curve
    return out + "Z"


def _numbers(point: Point) -> str:
    return f"{shorten(point[0])} {shorten(point[1])}"
