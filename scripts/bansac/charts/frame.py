"""What goes around a chart that leaves its page: title, sources, who made it and what it is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from bansac.charts.fives import flower, geometry_of
from bansac.charts.sheet import Line, Measure, Picture, Said, Shape, Sheet
from bansac.charts.words import Words

MARGIN: Final = 40.0
FOOT_RADIUS: Final = 17.0
"""How far the petals of the mark in the foot reach."""


def framed(picture: Picture, words: Words, measure: Measure, sources: Iterable[str]) -> Picture:
    """A chart with its title above and its foot below.

    Args:
        picture: The chart.
        words: The words of its locale.
        measure: The fonts.
        sources: Ids of the sources that it rests on.
    """
    sheet = Sheet(measure, picture.width + 2 * MARGIN, words.dir)
    room = picture.width
    sheet.rect(0, 0, sheet.width, 6, "accent")
    y = sheet.block(Said(picture.title, picture.lang, picture.dir), MARGIN, 34, room, 29, weight=700, leading=1.25) + 20
    sheet.items += [shifted(item, MARGIN, y) for item in picture.items]
    y = foot(sheet, words, y + picture.height + 24, sources)
    return replace(picture, width=sheet.width, height=round(y + 26), items=tuple(sheet.items))


def foot(sheet: Sheet, words: Words, y: float, sources: Iterable[str]) -> float:
    """Sources, the site and the licence, from a height down."""
    room = sheet.width - 2 * MARGIN
    sheet.rect(MARGIN, y, room, 1, "line-strong")
    y += 12
    published = words.publishers(sources)
    if published:
        label = f"{words.strings['sources']}{words.strings['format.label']}{published}"
        y = sheet.block(words.plain(label), MARGIN, y, room, 12, role="text-muted") + 8
    flower(sheet, geometry_of(words.project.brand), MARGIN + FOOT_RADIUS, y + 19, FOOT_RADIUS)
    host = urlsplit(words.project.site_url).netloc
    name = words.plain(f"{words.strings['site.name']} · {host}")
    top = sheet.block(name, MARGIN + 46, y, room - 46, 13, weight=700) + 1
    return sheet.block(words.t("chart.foot"), MARGIN + 46, top, room - 46, 12, role="text-muted")


def shifted(item: Shape | Line, x: float, y: float) -> Shape | Line:
    """An item at another place."""
    return replace(item, x=item.x + x, y=item.y + y)
