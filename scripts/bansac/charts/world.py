"""The picture of the missions: dots for land, a sign for each mission, never mirrored."""

from __future__ import annotations

from typing import Final

from bansac.brand.world import CAPITAL, HEIGHT, ISLANDS, LABELS, MARK, POINT, SPACING, TYPES, WIDTH, apart, load_world
from bansac.charts.fives import flower, geometry_of
from bansac.charts.sheet import Measure, Picture, Shape, Sheet, disc
from bansac.charts.words import Words

_SIGNS: Final = {
    "embassy": (disc(0, 0, 3.9), "accent-text"),
    "consulate-general": ("M-4.2-4.2h8.4v8.4h-8.4zM-2.6-2.6v5.2h5.2v-5.2z", "accent-text"),
    "permanent-mission": ("M0-5.2L4.9 3.6H-4.9z", "text"),
    "economic-cultural-office": ("M0-5.8L5.8 0L0 5.8L-5.8 0zM0-3.5L-3.5 0L0 3.5L3.5 0z", "text"),
}
_LAND: Final = 2.9
"""Width of a dot of land, in units of the map."""


def draw(words: Words, measure: Measure, width: float, *, narrow: bool) -> Picture:
    """Lay the map out; ``width`` is that of the picture, the map's own units are scaled to it."""
    sheet = Sheet(measure, width, words.dir, fixed=True)
    world = load_world(words.project.brand)
    scale = width / WIDTH
    sheet.items.append(Shape(world.dots(), "line-strong", scale=scale, line=_LAND, spacing=SPACING))
    missions = words.dataset.network.missions if words.dataset.network else ()
    capital = world.place(*CAPITAL)
    spots = apart([world.place(mission.lat, mission.lon) for mission in missions], POINT, capital, MARK)
    for x, y in spots:
        sheet.dot(x * scale, y * scale, 5.8 * scale, "surface")
    for mission, (x, y) in zip(missions, spots, strict=True):
        data, role = _SIGNS[mission.type]
        sheet.path(data, role, x * scale, y * scale, scale=scale)
    if narrow:  # the mark would be below its smallest size
        sheet.dot(capital[0] * scale, capital[1] * scale, 11 * scale, "surface")
        sheet.dot(capital[0] * scale, capital[1] * scale, 9 * scale, "text")
    else:
        flower(sheet, geometry_of(words.project.brand), capital[0] * scale, capital[1] * scale, 10.5 * scale)
    size = 15.0 if narrow else 13.0
    reach = world.place(*LABELS)[0] * scale
    places = {"capital": CAPITAL, **ISLANDS}
    drop = {"capital": -15.0, "hoang-sa": 0.0, "truong-sa": 15.0} if not narrow else {"capital": -30.0, "hoang-sa": 0.0, "truong-sa": 40.0}
    for name, spot in places.items():
        _named(sheet, words, name, world.place(*spot), scale, (reach, drop[name], size))
    y = _key(sheet, words, HEIGHT * scale + 18, size)
    return sheet.picture(y, words.t("map.title"), words.t("map.description", count=words.number(len(missions))).text)


def _named(
    sheet: Sheet, words: Words, name: str, place: tuple[float, float], scale: float, label: tuple[float, float, float]
) -> None:  # the measures of a label
    reach, drop, size = label
    x, y = place[0] * scale, place[1] * scale
    text = words.t(f"map.{name}")
    if name != "capital":
        for dx, dy in ((-3, -1.6), (2.6, -2.4), (1, 2.6)):
            sheet.dot(x + dx * scale, y + dy * scale, 1.6 * scale, "text")
    else:
        x += 11 * scale
    line = f"M{x + 5} {y - 0.4}L{reach} {y + drop - 0.4}L{reach + 8} {y + drop - 0.4}v.8L{reach} {y + drop + 0.4}L{x + 5} {y + 0.4}z"
    sheet.path(line, "text-muted", 0, 0)
    lines = sheet.lines(text, sheet.width - reach - 12, size, 700)
    sheet.fixed = True
    for count, found in enumerate(lines):
        spot = y + drop + size * 0.36 + (count - (len(lines) - 1) / 2) * size * 1.2
        said = type(text)(found, text.lang, text.dir)
        sheet.rect(reach + 10, spot - size * 0.9, sheet.text_width(said, size, 700) + 4, size * 1.15, "surface")
        sheet.line(said, reach + 12, spot, size, weight=700)


def _key(sheet: Sheet, words: Words, y: float, size: float) -> float:
    """The signs and how many there are of each, in as many lines as they need; read in the direction of the language."""
    sheet.fixed = False
    missions = words.dataset.network.missions if words.dataset.network else ()
    x = 0.0
    for kind in TYPES:
        count = sum(mission.type == kind for mission in missions)
        if not count:
            continue
        text = words.plain(f"{words.t(f'mission-type.{kind}').text} · {words.number(count)}")
        length = 20 + sheet.text_width(text, size)
        if x and x + length > sheet.width:
            x, y = 0.0, y + size * 1.7
        data, role = _SIGNS[kind]
        sheet.path(data, role, x + 7, y + size * 0.5, scale=1.15)
        sheet.line(text, x + 20, y + size * 0.86, size)
        x += length + 22
    y += size * 1.9
    return sheet.block(words.t("map.note"), 0, y, sheet.width, size - 1, role="text-muted")
