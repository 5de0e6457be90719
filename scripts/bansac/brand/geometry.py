"""Shapes: points, straight and curved outlines, and how SVG writes them.

The mark and the ring are built from these few shapes. The same shapes go into the
SVG files and, flattened to polygons, into pictures (:mod:`bansac.brand.raster`),
so that a card can never show another drawing than the site does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

Point: TypeAlias = tuple[float, float]
Cubic: TypeAlias = tuple[Point, Point, Point]
"""Two control points and the end of a cubic curve; it starts where the last one ended."""

_PLACES: Final = 2
"""Decimals in SVG: a hundredth of a unit is far below a pixel at every size of use."""
_SMALL: Final = 5.0
_SLIT: Final = 0.05
"""A circle below this radius is one arc whose ends lie this far apart; both are below sight."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed outline of lines and cubic curves; a step is a point or a curve."""

    start: Point
    steps: tuple[Point | Cubic, ...]

    def moved(self, turn: float = 0.0, scale: float = 1.0, shift: Point = (0.0, 0.0)) -> Outline:
        """The outline turned (degrees, clockwise), then scaled, then shifted."""
        cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale

        def place(point: Point) -> Point:
            return (point[0] * cos - point[1] * sin + shift[0], point[0] * sin + point[1] * cos + shift[1])

        steps = tuple((place(step[0]), place(step[1]), place(step[2])) if len(step) == 3 else place(step) for step in self.steps)
        return Outline(place(self.start), steps)

    def flattened(self, pieces: int = 24) -> list[Point]:
        """The outline as a polygon, every curve cut into straight pieces."""
        points = [self.start]
        for step in self.steps:
            if len(step) == 2:
                points.append(step)
                continue
            start = points[-1]
            points += [_on_curve(start, step, piece / pieces) for piece in range(1, pieces + 1)]
        return points

    def svg(self) -> str:
        """The outline as SVG path data, in short relative form."""
        return path_data([self])

    def trace(self, pen: Pen) -> None:
        """Draw the outline with a pen."""
        pen.move(self.start)
        for step in self.steps:
            if len(step) == 2:
                pen.line(step)
            else:
                pen.curve(step)
        pen.close()


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle."""

    centre: Point
    radius: float

    def trace(self, pen: Pen) -> None:
        """Draw the circle with a pen: small ones as one arc that is almost closed, which is shorter."""
        pen.move((self.centre[0] - self.radius, self.centre[1]))
        if self.radius < _SMALL:
            pen.arc(self.radius, (self.centre[0] - self.radius, self.centre[1] - _SLIT))
            pen.close()
        else:
            pen.arc(self.radius, (self.centre[0] + self.radius, self.centre[1]))
            pen.arc(self.radius, (self.centre[0] - self.radius, self.centre[1]))


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight stroke."""

    start: Point
    end: Point

    def trace(self, pen: Pen) -> None:
        """Draw the stroke with a pen."""
        pen.move(self.start)
        pen.line(self.end)


def polygon(points: Sequence[Point]) -> Outline:
    """A closed outline of straight lines."""
    return Outline(points[0], tuple(points[1:]))


def polar(radius: float, degrees: float) -> Point:
    """The point at a distance and an angle (clockwise, 0 to the right) from the centre."""
    angle = math.radians(degrees)
    return (radius * math.cos(angle), radius * math.sin(angle))


def tangent(first: Point, second: Point, radius: float) -> Segment:
    """The slanting tangent of two equal circles: it leaves one on one side, reaches the other on the other."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    distance = math.hypot(dx, dy)
    along = math.atan2(dy, dx)
    lean = math.acos(min(1.0, 2 * radius / distance))
    out, back = along - lean, along - lean + math.pi
    return Segment(
        (first[0] + radius * math.cos(out), first[1] + radius * math.sin(out)),
        (second[0] + radius * math.cos(back), second[1] + radius * math.sin(back)),
    )


def path_data(shapes: Iterable[Outline | Circle | Segment]) -> str:
    """Many shapes as the data of one SVG path."""
    pen = Pen()
    for shape in shapes:
        shape.trace(pen)
    return pen.text


def shorten(value: float, places: int = _PLACES) -> str:
    """A number as SVG writes it shortest."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text.startswith(("0.", "-0.")):
        text = text.replace("0.", ".", 1)
    return "0" if text in {"-0", "-", ""} else text


def _on_curve(start: Point, curve: Cubic, part: float) -> Point:
    rest = 1 - part
    weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    points = (start, *curve)
    return (
        sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
        sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
    )


class Pen:
    """Writes SVG path data in short relative form; it rounds places, not steps, so that errors never add up."""

    def __init__(self) -> None:
        self.text = ""
        self._at: Point = (0.0, 0.0)
        self._begun: Point = (0.0, 0.0)

    def move(self, to: Point) -> None:
        """Begin a new outline at a point."""
        target = self._rounded(to)
        self.text += "m" + _joined((target[0] - self._at[0], target[1] - self._at[1])) if self.text else "M" + _joined(target)
        self._at = self._begun = target

    def line(self, to: Point) -> None:
        """Draw a straight line."""
        target = self._rounded(to)
        dx, dy = target[0] - self._at[0], target[1] - self._at[1]
        if shorten(dy) == "0":
            self.text += "h" + shorten(dx)
        elif shorten(dx) == "0":
            self.text += "v" + shorten(dy)
        else:
            self.text += "l" + _joined((dx, dy))
        self._at = target

    def curve(self, curve: Cubic) -> None:
        """Draw a cubic curve."""
        points = [self._rounded(point) for point in curve]
        self.text += "c" + _joined(value for x, y in points for value in (x - self._at[0], y - self._at[1]))
        self._at = points[-1]

    def arc(self, radius: float, to: Point) -> None:
        """Draw the larger arc of a circle."""
        target = self._rounded(to)
        step = _joined((target[0] - self._at[0], target[1] - self._at[1]))
        self.text += f"a{shorten(radius)} {shorten(radius)} 0 1 0" + ("" if step.startswith("-") else " ") + step
        self._at = target

    def close(self) -> None:
        """Go back to where the outline began."""
        self.text += "z"
        self._at = self._begun

    @staticmethod
    def _rounded(point: Point) -> Point:
        return (round(point[0], _PLACES), round(point[1], _PLACES))


def _joined(values: Iterable[float]) -> str:
    """Numbers with a separator only where SVG needs one."""
    parts = [shorten(value) for value in values]
    text = parts[0]
    for before, after in pairwise(parts):
        bare = after.startswith("-") or (after.startswith(".") and "." in before)
        text += after if bare else " " + after
    return text
