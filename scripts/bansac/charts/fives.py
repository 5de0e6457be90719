"""The picture of the five values: the flower, and a petal beside each name."""

from __future__ import annotations

from pathlib import Path

from bansac.brand.geometry import path_data
from bansac.brand.mark import angles, petal_shapes
from bansac.brand.parameters import MarkParameters, load_geometry
from bansac.charts.sheet import Measure, Picture, Sheet
from bansac.charts.words import Words
from bansac.schema.data import Value


def values_of(words: Words) -> list[Value]:
    """The values in the order of the Plan."""
    return sorted(words.dataset.values.values(), key=lambda value: value.order)


def flower(  # the measures of a flower
    sheet: Sheet, mark: MarkParameters, x: float, y: float, radius: float, *, shown: float = 1.0
) -> None:
    """The mark in its five colours, its middle at a place, in the form that its size asks for.

    Args:
        sheet: What it is drawn on.
        mark: Its parameters.
        x: The place of its middle.
        y: The place of its middle.
        radius: How far its petals reach, in units of the sheet.
        shown: The size of a unit in CSS pixels.

    Raises:
        BrandError: The mark may not be shown so small.
    """
    form = mark.form_at(radius / mark.full.outer * mark.box * shown)
    for value, turn in angles(mark).items():
        sheet.path(path_data(petal_shapes(form, turn)), value, x, y, scale=radius / form.outer)


def geometry_of(brand: Path) -> MarkParameters:
    """The measures of the mark."""
    return load_geometry(brand).mark


def draw(words: Words, measure: Measure, width: float, *, narrow: bool) -> Picture:
    """Lay the picture out."""
    sheet = Sheet(measure, width, words.dir)
    mark = geometry_of(words.project.brand)
    radius = 96.0 if narrow else 118.0
    start, y = (0.0, radius * 2 + 22) if narrow else (radius * 2 + 52, 4.0)
    names, glosses = (22.0, 16.0) if narrow else (21.0, 15.0)
    for value in values_of(words):
        top = y
        flower_petal(sheet, mark, value.id, start + 16, y + 15)
        y = sheet.block(words.of(value.name), start + 46, y, width - start - 46, names, weight=700, role=f"{value.id}-text", leading=1.3)
        y = sheet.block(words.of(value.gloss), start + 46, y + 1, width - start - 46, glosses, role="text-muted")
        y = max(y, top + 38) + 13
    foot = max(y - 9, radius * 2)
    flower(sheet, mark, width / 2 if narrow else radius + 4, radius * 0.98 if narrow else foot / 2 + radius * 0.06, radius)
    return sheet.picture(foot, words.t("chart.five-values"), description(words))


def description(words: Words) -> str:
    """What the picture says, in one line."""
    return " ".join(f"{value.order}. {words.of(value.name).text}: {words.of(value.gloss).text}" for value in values_of(words))


def flower_petal(sheet: Sheet, mark: MarkParameters, value: str, x: float, y: float) -> None:
    """The flower with one petal in colour: its place tells the value without colour."""
    scale = 17 / mark.plain.outer
    for other, turn in angles(mark).items():
        sheet.path(path_data(petal_shapes(mark.plain, turn)), value if other == value else "line", x, y, scale=scale)
