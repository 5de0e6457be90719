"""The mark: five equal petals, one for each value; the open needles make a compass rose.

Every drawing comes from ``brand/geometry.yml``. A petal's edge runs parallel to its
neighbour's for a stretch, so that the gap between them is even; then it turns over
a round shoulder to its tip. A flower with round shoulders, five colours and an open
middle can not be taken for the star of the flag.

Forms: ``full`` (with needles), ``plain`` (without, for small sizes), ``ink`` and
``lacquer`` (one colour), ``reversed`` (ivory, for dark grounds).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from bansac.brand import svg
from bansac.brand.geometry import Outline, path_data, polygon
from bansac.brand.parameters import MarkParameters, NeedleParameters, PetalParameters
from bansac.brand.tokens import VALUES, Tokens

TITLE: Final = "Bản sắc Ngoại giao Việt Nam"
TITLES: Final = {
    "loyalty": "Trung thành",
    "solidarity": "Đoàn kết",
    "courage": "Bản lĩnh",
    "intelligence": "Trí tuệ",
    "creativity": "Sáng tạo",
}
"""Titles in the files: the Vietnamese names, which are the official ones."""


def petal(form: PetalParameters) -> Outline:
    """One petal along the axis to the right, without its needle.

    The line between two petals leaves the centre at half the angle between them; the
    straight part of the edge lies half a gap from it.
    """
    half = math.pi / len(VALUES)
    cos, sin = math.cos(half), math.sin(half)

    def edge(along: float) -> tuple[float, float]:
        return (along, along * math.tan(half) - form.gap / 2 / cos)

    near, far = edge(form.straight_from), edge(form.straight_to)
    tip = math.radians(form.tip_angle)
    handle = (form.outer - form.tip_length * math.cos(tip), form.tip_length * math.sin(tip))
    reach = form.straight_from - form.inner
    lead = (near[0] - reach * 0.5 * cos, near[1] - reach * 0.5 * sin)
    shoulder = (far[0] + form.shoulder * cos, far[1] + form.shoulder * sin)
    start, end = (form.inner, 0.0), (form.outer, 0.0)

    def mirror(point: tuple[float, float]) -> tuple[float, float]:
        return (point[0], -point[1])

    return Outline(
        start,
        (
            ((form.inner, form.base), lead, near),
            far,
            (shoulder, handle, end),
            (mirror(handle), mirror(shoulder), mirror(far)),
            mirror(near),
            (mirror(lead), (form.inner, -form.base), start),
        ),
    )


def needle(form: NeedleParameters) -> Outline:
    """The rhombus along the axis to the right; it runs against the petal, so that it stays open."""
    return polygon([(form.inner, 0), (form.widest, -form.half_width), (form.outer, 0), (form.widest, form.half_width)])


def petal_shapes(form: PetalParameters, turn: float) -> list[Outline]:
    """A turned petal with its needle, if it has one."""
    shapes = [petal(form), *([needle(form.needle)] if form.needle else [])]
    return [shape.moved(turn) for shape in shapes]


def angles(mark: MarkParameters) -> dict[str, float]:
    """The angle of every value's petal, clockwise from the top in the Plan's order."""
    return {value: mark.first_angle + index * 360 / len(VALUES) for index, value in enumerate(VALUES)}


def mark_box(mark: MarkParameters) -> tuple[float, float, float, float]:
    """The view box of the mark: its centre lies ``lift`` below the box's centre."""
    return (-mark.box / 2, -mark.box / 2 - mark.lift, mark.box, mark.box)


def flower(mark: MarkParameters, form: PetalParameters, fills: Mapping[str, str]) -> list[str]:
    """The five petals as SVG paths; petals of one fill are one path.

    Args:
        mark: The parameters of the mark.
        form: ``mark.full`` or ``mark.plain``.
        fills: The fill of each value's petal: a colour or ``currentColor``.
    """
    by_fill: dict[str, str] = {}
    for value, turn in angles(mark).items():
        by_fill[fills[value]] = by_fill.get(fills[value], "") + path_data(petal_shapes(form, turn))
    return [svg.element("path", fill=fill, fill_rule="evenodd", d=data) for fill, data in by_fill.items()]


def mark_files(mark: MarkParameters, tokens: Tokens) -> dict[str, str]:
    """All SVG files of ``brand/mark/`` by name."""
    box = mark_box(mark)
    light = {value: tokens.colour(value, "light") for value in VALUES}
    dark = {value: tokens.colour(value, "dark") for value in VALUES}
    files = {
        "mark.svg": svg.document(box, TITLE, *flower(mark, mark.full, light)),
        "mark-dark.svg": svg.document(box, TITLE, *flower(mark, mark.full, dark)),
        "mark-plain.svg": svg.document(box, TITLE, *flower(mark, mark.plain, light)),
        "mark-plain-dark.svg": svg.document(box, TITLE, *flower(mark, mark.plain, dark)),
        "mark-adaptive.svg": adaptive(mark, mark.full, tokens),
    }
    one_colour = {
        "current": "currentColor",
        "ink": tokens.colour("text"),
        "lacquer": tokens.colour("accent"),
        "reversed": tokens.colour("hero-text"),
    }
    for name, colour in one_colour.items():
        fills = dict.fromkeys(VALUES, colour)
        files[f"mark-{name}.svg"] = svg.document(box, TITLE, *flower(mark, mark.full, fills))
        files[f"mark-plain-{name}.svg"] = svg.document(box, TITLE, *flower(mark, mark.plain, fills))
    for value in VALUES:
        files[f"petal-{value}.svg"] = petal_icon(mark, value, light[value])
        files[f"value-{value}.svg"] = value_icon(mark, value, light[value], tokens.colour("line"))
    return dict(sorted(files.items()))


def adaptive(mark: MarkParameters, form: PetalParameters, tokens: Tokens) -> str:
    """The mark as a file that follows the reader's scheme by itself."""
    rules = "".join(f".{value}{{fill:{tokens.colour(value)}}}" for value in VALUES)
    dark = "".join(f".{value}{{fill:{tokens.colour(value, 'dark')}}}" for value in VALUES)
    paths = [
        svg.element("path", class_=value, fill_rule="evenodd", d=path_data(petal_shapes(form, turn)))
        for value, turn in angles(mark).items()
    ]
    style = svg.style(f"{rules}@media (prefers-color-scheme:dark){{{dark}}}")
    return svg.document(mark_box(mark), TITLE, style, *paths)


def petal_icon(mark: MarkParameters, value: str, fill: str) -> str:
    """One petal, upright, without its needle: the icon of a value beside its name."""
    form = mark.plain
    height = form.outer - form.inner
    side = height + 6
    top = -form.outer - 3
    shape = petal(form).moved(mark.first_angle)
    return svg.document((-side / 2, top, side, side), TITLES[value], svg.element("path", fill=fill, d=shape.svg()))


def value_icon(mark: MarkParameters, value: str, fill: str, quiet: str) -> str:
    """The flower with one petal in colour: its place tells the value without colour."""
    fills = {other: fill if other == value else quiet for other in VALUES}
    return svg.document(mark_box(mark), TITLES[value], *flower(mark, mark.plain, fills))
