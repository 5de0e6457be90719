"""The chart of the network: published totals of past years, and what the Plan looks towards.

A bar whose number has a hedge ends in stripes that grow thin around the number, so that
“about” is seen and not only read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bansac.charts.sheet import Measure, Picture, Said, Sheet
from bansac.charts.words import Words
from bansac.schema.data import Fact

AIMS: Final = ("network-2030", "network-2045")
"""The facts that stand below the published totals."""

_SOFT: Final = (5.0, 3.6, 2.4, 1.4, 0.8)
"""Stripes at the end of a bar, and between them what is missing of the first."""


@dataclass(frozen=True)
class Row:
    """One bar.

    Attributes:
        when: The date of a total, the horizon of an aim.
        who: Who published it, or how firmly it binds.
        value: The number.
        number: The number as text.
        hedge: What must stand before it.
        is_aim: Whether it lies ahead.
        is_vision: Whether it is a vision, which binds less.
        sources: Ids of its sources.
        what: What was counted.
    """

    when: Said
    who: Said
    value: float
    number: Said
    hedge: Said | None
    is_aim: bool
    is_vision: bool
    sources: tuple[str, ...]
    what: Said

    @property
    def shown(self) -> Said:
        """The number with its hedge."""
        return Said(f"{self.hedge.text} {self.number.text}", self.number.lang, self.number.dir) if self.hedge else self.number


def rows(words: Words) -> list[Row]:
    """Published totals, oldest first, then the aims of the Plan."""
    return [*_totals(words), *_aims(words)]


def _totals(words: Words) -> Iterator[Row]:
    network = words.dataset.network
    for total in sorted(network.totals, key=lambda found: found.date) if network else ():
        yield Row(
            when=words.date(total.date),
            who=words.publisher(total.sources[0]),
            value=total.value,
            number=words.plain(words.number(total.value)),
            hedge=words.of(total.hedge) if total.hedge else None,
            is_aim=False,
            is_vision=False,
            sources=tuple(total.sources),
            what=words.of(total.what),
        )


def _aims(words: Words) -> Iterator[Row]:
    found: list[Fact] = [words.dataset.facts[name] for name in AIMS if name in words.dataset.facts]
    for fact in found:
        if fact.value is not None and fact.horizon:
            yield Row(
                when=words.plain(str(fact.horizon)),
                who=words.t(f"strength.{fact.strength}"),
                value=fact.value,
                number=words.plain(words.number(fact.value)),
                hedge=words.of(fact.hedge) if fact.hedge else None,
                is_aim=True,
                is_vision=fact.strength == "vision",
                sources=tuple(fact.sources),
                what=words.of(fact.label),
            )


def draw(words: Words, measure: Measure, width: float, *, narrow: bool) -> Picture:
    """Lay the chart out."""
    sheet = Sheet(measure, width, words.dir)
    found = rows(words)
    start, size = (0.0, 16.0) if narrow else (218.0, 15.0)
    ends = max((sheet.text_width(row.shown, size + 5, 700) for row in found), default=0) + 30
    unit = (width - start - ends) / max((row.value for row in found), default=1)
    y = 0.0
    for ahead, title in ((False, "chart.published"), (True, "chart.plan")):
        part = [row for row in found if row.is_aim is ahead]
        if not part:
            continue
        y = sheet.block(words.t(title), 0, y, width, size - 1, weight=700, role="accent-text" if ahead else "text-muted") + 5
        sheet.rect(0, y, width, 1, "line-strong")
        y += 14
        for row in part:
            y = _row(sheet, row, y, start, unit, size, narrow=narrow)
        y += 14
    y = sheet.block(words.t("chart.network-growth-note"), 0, y, width, size - 2, role="text-muted")
    return sheet.picture(y + 4, words.t("chart.network-growth"), description(words))


def description(words: Words) -> str:
    """What the chart says, in one line."""
    return ". ".join(f"{row.when.text}, {row.who.text}: {row.shown.text}" for row in rows(words)) + "."


def _row(sheet: Sheet, row: Row, y: float, start: float, unit: float, size: float, *, narrow: bool) -> float:  # noqa: PLR0913  # the measures of a row
    height = 24.0
    top = y
    if narrow:
        sheet.line(row.when, 0, y + size, size, weight=700)
        sheet.line(row.who, sheet.width, y + size, size - 2, role="text-muted", at="end")
        y += size + 8
    else:
        sheet.line(row.when, 0, y + 11, size, weight=700)
        below = sheet.block(row.who, 0, y + 14, start - 14, size - 2, role="text-muted", leading=1.2)
        top, y = below, y + 2
    _bar(sheet, row, start, y, row.value * unit, height)
    reach = row.value * unit + (14 if row.hedge else 0)
    sheet.line(row.shown, start + reach + 9, y + 19, size + 5, weight=700)
    return max(y + height + 14, top + 10)


def _bar(sheet: Sheet, row: Row, x: float, y: float, length: float, height: float) -> None:  # the measures of a bar
    role = "accent" if row.is_aim else "line-strong"
    soft = 2.5 * _SOFT[0] if row.hedge else 0.0
    if row.is_vision:
        for step in range(int((length - soft) // 6)):
            sheet.rect(x + step * 6, y, 3.4, height, role)
        length = (length - soft) // 6 * 6 + soft
    else:
        sheet.rect(x, y, length - soft, height, role)
    if row.hedge:
        for place, wide in enumerate(_SOFT):
            sheet.rect(x + length - soft + 1.6 + place * _SOFT[0], y, min(wide, 3.4), height, role)
