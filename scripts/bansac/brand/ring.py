"""The pattern: a ring in the vocabulary of the Đông Sơn drums, its strip and its tile.

Rays, chevrons, combs, saw teeth and dotted circles joined by slanting tangents are
drawn from ``brand/geometry.yml``. It copies no drum. One colour, thin lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

from bansac.brand import svg
from bansac.brand.geometry import Circle, Outline, Point, Segment, path_data, polar, polygon, tangent
from bansac.brand.parameters import BandParameters, CombParameters, Geometry, RingParameters, StarParameters
from bansac.brand.raster import Mask
from bansac.brand.tokens import Tokens

TITLE: Final = "Hoa văn vòng tròn"


@dataclass(slots=True)
class Drawing:
    """What a pattern consists of, for SVG and for pictures alike."""

    line: float
    rings: list[Circle] = field(default_factory=list)
    strokes: list[Circle | Segment] = field(default_factory=list)
    fills: list[Outline | Circle] = field(default_factory=list)
    combs: list[CombParameters] = field(default_factory=list)
    dots: list[tuple[BandParameters, float]] = field(default_factory=list)

    def svg(self, colour: str) -> list[str]:
        """The drawing as a few merged paths; a comb is one dashed circle."""
        parts = [_comb(comb, self.line, colour) for comb in self.combs]
        parts += [_dots(band, dot, colour) for band, dot in self.dots]
        lines = path_data([*self.rings, *self.strokes])
        parts.append(svg.element("path", fill="none", stroke=colour, stroke_width=self.line, d=lines))
        if self.fills:
            parts.append(svg.element("path", fill=colour, d=path_data(self.fills)))
        return parts

    def paint(self, mask: Mask) -> None:
        """Draw the pattern into a picture."""
        mask.stroke([*self.rings, *self.strokes], self.line)
        for comb in self.combs:
            mask.stroke(comb_segments(comb), self.line)
        for band, dot in self.dots:
            mask.fill(Circle(centre, dot) for centre in band_centres(band))
        mask.fill(self.fills)


def ring(parameters: RingParameters) -> Drawing:
    """The whole ring around the centre, from inside out."""
    drawing = Drawing(parameters.line)
    drawing.rings = [Circle((0, 0), radius) for radius in parameters.circles]
    drawing.combs = list(parameters.combs)
    drawing.fills.append(_star(parameters.star))
    drawing.strokes += _chevrons(parameters.star)
    for teeth in parameters.teeth:
        drawing.fills += _teeth(teeth)
    for band in parameters.bands:
        centres = band_centres(band)
        for here, after in zip(centres, [*centres[1:], centres[0]], strict=True):
            _joined(drawing, here, after, parameters.dotted.radius)
        drawing.dots.append((band, parameters.dotted.dot))
    return drawing


def strip(geometry: Geometry) -> Drawing:
    """One period of the running border, from the left edge at 0; its middle line is at 0."""
    period, height = geometry.strip.period, geometry.strip.height
    drawing = Drawing(geometry.ring.line)
    for sign in (-1, 1):
        for level in (height / 2 - 0.5, height / 2 - 4.5):
            drawing.strokes.append(Segment((0, sign * level), (period, sign * level)))
        for index in range(geometry.strip.comb):
            x = (index + 0.5) * period / geometry.strip.comb
            drawing.strokes.append(Segment((x, sign * (height / 2 - 1.5)), (x, sign * (height / 2 - 3.5))))
    here: Point = (period / 2, 0)
    _joined(drawing, here, (period * 1.5, 0), geometry.ring.dotted.radius)
    drawing.fills.append(Circle(here, geometry.ring.dotted.dot))
    drawing.strokes.append(tangent((-period / 2, 0), here, geometry.ring.dotted.radius))
    return drawing


def tile(geometry: Geometry) -> Drawing:
    """One square of the background: a dotted rosette in its middle and quarters of one in its corners."""
    side = geometry.tile.side
    drawing = Drawing(geometry.ring.line)
    half = side / 2
    centres: list[Point] = [(half, half), (0, 0), (side, 0), (0, side), (side, side)]
    for centre in centres:
        drawing.strokes += [Circle(centre, radius) for radius in (half * 0.22, half * 0.5, half * 0.58)]
        drawing.fills.append(Circle(centre, half * 0.07))
        for index in range(14):
            outer, inner = polar(half * 0.44, index * 360 / 14 - 90), polar(half * 0.28, index * 360 / 14 - 90)
            drawing.strokes.append(Segment((centre[0] + inner[0], centre[1] + inner[1]), (centre[0] + outer[0], centre[1] + outer[1])))
    for x, y in ((half, 0), (0, half), (side, half), (half, side)):
        drawing.strokes.append(Circle((x, y), geometry.ring.dotted.radius))
        drawing.fills.append(Circle((x, y), geometry.ring.dotted.dot))
    return drawing


def ring_files(geometry: Geometry, tokens: Tokens) -> dict[str, str]:
    """All SVG files of ``brand/ring/`` by name."""
    box = geometry.ring.box
    side, period, height = geometry.tile.side, geometry.strip.period, geometry.strip.height
    drawings = {
        "ring": (ring(geometry.ring), (-box / 2, -box / 2, box, box)),
        "strip": (strip(geometry), (0.0, -height / 2, period, height)),
        "tile": (tile(geometry), (0.0, 0.0, side, side)),
    }
    colours = {"": "currentColor", "-gilt": tokens.colour("hero-line"), "-bronze": tokens.colour("ornament")}
    return {
        f"{name}{suffix}.svg": svg.document(view, TITLE, *drawing.svg(colour))
        for name, (drawing, view) in drawings.items()
        for suffix, colour in colours.items()
    }


def comb_segments(comb: CombParameters) -> list[Segment]:
    """A comb as single strokes, for pictures."""
    step = 360 / comb.count
    return [Segment(polar(comb.inner, index * step), polar(comb.outer, index * step)) for index in range(comb.count)]


def band_centres(band: BandParameters) -> list[Point]:
    """The centres of a band's circles, clockwise from the top."""
    return [polar(band.radius, index * 360 / band.count - 90) for index in range(band.count)]


def _dots(band: BandParameters, dot: float, colour: str) -> str:
    """All dots of a band as one circle of round dashes without length."""
    return svg.element(
        "circle",
        r=band.radius,
        fill="none",
        stroke=colour,
        stroke_width=2 * dot,
        stroke_linecap="round",
        stroke_dasharray=f"0 {math.tau * band.radius / band.count:.4f}",
        transform="rotate(-90)",
    )


def _comb(comb: CombParameters, line: float, colour: str) -> str:
    radius = (comb.inner + comb.outer) / 2
    pitch = math.tau * radius / comb.count
    return svg.element(
        "circle",
        r=radius,
        fill="none",
        stroke=colour,
        stroke_width=comb.outer - comb.inner,
        stroke_dasharray=f"{line:.4f} {pitch - line:.4f}",
    )


def _star(star: StarParameters) -> Outline:
    step = 360 / star.rays
    points: list[Point] = []
    for index in range(star.rays):
        points += [polar(star.outer, index * step - 90), polar(star.inner, (index + 0.5) * step - 90)]
    return polygon(points)


def _chevrons(star: StarParameters) -> list[Circle | Segment]:
    """Small open angles between the rays."""
    step = 360 / star.rays
    found: list[Circle | Segment] = []
    for index in range(star.rays):
        middle = (index + 0.5) * step - 90
        for level in range(star.chevrons):
            top = star.outer * (0.68 + 0.13 * level)
            for side in (-1, 1):
                foot = polar(star.outer, middle + side * step * (0.34 - 0.14 * level))
                found.append(Segment(foot, polar(top, middle)))
    return found


def _teeth(teeth: CombParameters) -> list[Outline | Circle]:
    step = 360 / teeth.count
    return [
        polygon(
            [
                polar(teeth.inner, (index - 0.5) * step - 90),
                polar(teeth.outer, index * step - 90),
                polar(teeth.inner, (index + 0.5) * step - 90),
            ]
        )
        for index in range(teeth.count)
    ]


def _joined(drawing: Drawing, here: Point, after: Point, radius: float) -> None:
    """A circle and the tangent that joins it to the next."""
    drawing.strokes += [Circle(here, radius), tangent(here, after, radius)]
