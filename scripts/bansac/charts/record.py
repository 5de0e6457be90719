"""The chart of the history: when which kind of event took place, and the main ones by number."""

from __future__ import annotations

import math

from bansac.charts import MAIN_EVENTS
from bansac.charts.sheet import Measure, Picture, Sheet
from bansac.charts.words import Words
from bansac.formats import DAY, MONTH, YEAR
from bansac.schema.data import Event


def core_events(words: Words) -> list[Event]:
    """The main line of the history and what the configuration names, oldest first."""
    history = words.dataset.history
    named = words.project.features.get(MAIN_EVENTS) or ()
    found = [event for event in history.events if event.tier == "core" or event.id in named] if history else []
    return sorted(found, key=lambda event: event.date)


def main_events(words: Words) -> list[Event]:
    """The few events that get a number: those that the configuration names, or the first of each theme."""
    named = words.project.features.get(MAIN_EVENTS)
    if named and words.dataset.history:
        return sorted((event for event in words.dataset.history.events if event.id in named), key=lambda event: event.date)
    found: dict[str, Event] = {}
    for event in core_events(words):
        found.setdefault(event.theme, event)
    return sorted(found.values(), key=lambda event: event.date)


def moment(date: str) -> float:
    """A date of any precision as a year with a fraction; the middle of what is not known."""
    year = int(date[:YEAR])
    if len(date) == YEAR:
        return year + 0.5
    month = int(date[5:MONTH]) - 1
    return year + (month + (int(date[8:DAY]) / 31 if len(date) == DAY else 0.5)) / 12


def draw(words: Words, measure: Measure, width: float, *, narrow: bool) -> Picture:
    """Lay the chart out."""
    sheet = Sheet(measure, width, words.dir)
    events, main = core_events(words), main_events(words)
    numbers = {event.id: number for number, event in enumerate(main, start=1)}
    size = 15.0 if narrow else 13.0
    start = 8.0 if narrow else 206.0
    first, last = _years(events)
    unit = (width - start - 22) / (last - first)
    history = words.dataset.history
    themes = [theme for theme in history.themes if any(event.theme == theme.id for event in events)] if history else []
    y, tops = 26.0, []
    for theme in themes:
        if narrow:
            y = sheet.block(words.of(theme.title), 0, y + 6, width, size, role="text-muted")
            tops.append(y + 12)
            y += 26
        else:
            lines = sheet.lines(words.of(theme.title), start - 18, size)
            tops.append(y + 16)
            sheet.block(words.of(theme.title), 0, y + 16 - len(lines) * size * 0.6, start - 18, size, role="text-muted", leading=1.2)
            y += 32
    _axis(sheet, words, (start, first, last, unit), y, size)
    for theme, middle in zip(themes, tops, strict=True):
        sheet.rect(start - 4, middle - 0.5, width - start, 1, "line")
        found = [event for event in events if event.theme == theme.id]
        for event in (event for event in found if event.id not in numbers):
            x = start + (moment(event.date) - first) * unit
            sheet.dot(x, middle, 6, "surface")
            sheet.dot(x, middle, 4.6, "accent-text")
        for event in (event for event in found if event.id in numbers):
            _numbered(sheet, words, start + (moment(event.date) - first) * unit, middle, numbers[event.id])
    y = _list(sheet, words, main, y + 30, columns=1 if narrow else 2)
    return sheet.picture(y, words.t("chart.history-timeline"), description(words))


def description(words: Words) -> str:
    """What the chart says, in one line."""
    return "; ".join(f"{words.date(event.date, event.end_date).text}: {words.of(event.title).text}" for event in main_events(words)) + "."


def _years(events: list[Event]) -> tuple[int, int]:
    years = [int(event.date[:YEAR]) for event in events] or [2000, 2010]
    return min(years) // 5 * 5, math.ceil((max(years) + 1) / 5) * 5


def _axis(sheet: Sheet, words: Words, scale: tuple[float, int, int, float], foot: float, size: float) -> None:
    start, first, last, unit = scale
    step = 10 if sheet.width > 500 else 20  # noqa: PLR2004  # a narrow chart has room for half the years
    for year in range(-(-first // step) * step, last + 1, step):
        x = start + (year - first) * unit
        sheet.rect(x - 0.5, 22, 1, foot - 18, "line")
        sheet.line(words.plain(str(year)), x, 14, size, weight=700, at="middle")


def _numbered(sheet: Sheet, words: Words, x: float, y: float, number: int) -> None:
    sheet.dot(x, y, 11, "surface")
    sheet.dot(x, y, 9.6, "accent")
    sheet.line(words.plain(str(number)), x, y + 4.6, 13, weight=700, role="on-accent", at="middle")


def _list(sheet: Sheet, words: Words, events: list[Event], y: float, *, columns: int) -> float:
    """The main events with their numbers, read down the first column, then the next."""
    per = -(-len(events) // columns)
    room = (sheet.width - 28 * (columns - 1)) / columns
    foot = y
    for column in range(columns):
        x, place = column * (room + 28), y
        for number, event in enumerate(events[column * per : (column + 1) * per], start=column * per + 1):
            _numbered(sheet, words, x + 11, place + 11, number)
            place = sheet.block(words.date(event.date, event.end_date), x + 32, place, room - 32, 14, weight=700, role="accent-text")
            place = sheet.block(words.of(event.title), x + 32, place, room - 32, 16, leading=1.3) + 12
        foot = max(foot, place)
    return foot
