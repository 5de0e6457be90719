"""The chart of the six task groups: a sign for each task, by how firmly the text binds."""

from __future__ import annotations

from collections import Counter
from typing import Final, get_args

from bansac.charts.sheet import Measure, Picture, Sheet
from bansac.charts.words import Words
from bansac.schema.common import Strength
from bansac.schema.data import TaskGroup

_SIGN: Final = 15.0
_STEP: Final = 21.0


def strengths_of(words: Words, group: TaskGroup) -> Counter[str]:
    """How many tasks of a group bind how firmly."""
    plan = words.dataset.plan
    return Counter(entry.strength for entry in (plan.commitments if plan else ()) if entry.group == group.id)


def groups_of(words: Words) -> list[TaskGroup]:
    """The task groups by number."""
    return sorted(words.dataset.plan.groups, key=lambda group: group.number) if words.dataset.plan else []


def used_strengths(words: Words) -> list[str]:
    """The strengths that occur, the firmest first."""
    found = {entry.strength for entry in words.dataset.plan.commitments} if words.dataset.plan else set()
    return [name for name in get_args(Strength) if name in found]


def draw(words: Words, measure: Measure, width: float, *, narrow: bool) -> Picture:
    """Lay the chart out."""
    sheet = Sheet(measure, width, words.dir)
    y = _key(sheet, words, 15.0 if narrow else 14.0)
    columns = 1 if narrow else 2
    room = (width - 36 * (columns - 1)) / columns
    groups = groups_of(words)
    for row in range(0, len(groups), columns):
        ends = [_group(sheet, words, group, place * (room + 36), y, room) for place, group in enumerate(groups[row : row + columns])]
        y = max(ends) + 18
    return sheet.picture(y - 10, words.t("chart.task-groups"), description(words))


def description(words: Words) -> str:
    """What the chart says, in one line."""
    parts = [
        f"{group.number}. {words.of(group.title).text}: {words.number(strengths_of(words, group).total())}" for group in groups_of(words)
    ]
    return "; ".join(parts) + "."


def _key(sheet: Sheet, words: Words, size: float) -> float:
    """The signs and what they mean, in as many lines as they need."""
    x, y = 0.0, 2.0
    for name in used_strengths(words):
        text = words.t(f"strength.{name}")
        length = _STEP + 3 + sheet.text_width(text, size)
        if x and x + length > sheet.width:
            x, y = 0.0, y + 25
        sign(sheet, name, x, y)
        sheet.line(text, x + _STEP + 3, y + 12.5, size, role="text-muted")
        x += length + 22
    return y + 38


def _group(sheet: Sheet, words: Words, group: TaskGroup, x: float, y: float, room: float) -> float:  # the measures of a card
    sheet.rect(x, y, room, 2, "text")
    sheet.line(words.plain(str(group.number)), x, y + 42, 34, weight=700, role="accent-text")
    foot = sheet.block(words.of(group.title), x + 38, y + 12, room - 38, 18, weight=700, leading=1.25)
    foot = max(foot + 8, y + 42)
    place = 0.0
    found = strengths_of(words, group)
    for name in used_strengths(words):
        for _ in range(found[name]):
            if place and place + _SIGN > room - 38:
                place, foot = 0.0, foot + _STEP
            sign(sheet, name, x + 38 + place, foot)
            place += _STEP
    return foot + _SIGN + 6


def sign(sheet: Sheet, strength: str, x: float, y: float) -> None:
    """How firmly a text binds, as the site shows it: by form, not by colour alone."""
    role, side = "accent-text", _SIGN
    if strength == "commit":
        sheet.rect(x, y, side, side, role)
    elif strength == "strive":
        sheet.frame(x, y, side, side, 2, role)
        sheet.rect(x + 2, y + side / 2, side - 4, side / 2 - 2, role)
    elif strength == "vision":
        sheet.ring(x + side / 2, y + side / 2, side / 2, 2, role)
    elif strength == "proposal":
        for place in range(4):
            at = place * (side - 2.4) / 3
            for spot in ((at, 0.0), (at, side - 2.4), (0.0, at), (side - 2.4, at)):
                sheet.rect(x + spot[0], y + spot[1], 2.4, 2.4, role)
    else:
        sheet.rect(x, y + side / 2 - 1, side, 2, role)
