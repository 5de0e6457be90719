"""The picture of a subject in any size: label, title, text, the flower and the foot."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from bansac.brand.geometry import path_data
from bansac.brand.mark import angles, petal_shapes
from bansac.brand.parameters import MarkParameters
from bansac.charts.fives import flower, geometry_of
from bansac.charts.sheet import Measure, Picture, Said, Sheet
from bansac.charts.words import Words
from bansac.share.subjects import Subject

TALL: Final = 1.05
"""From this ratio of height to width on a picture is laid out from top to bottom."""
_LEADING: Final = 1.22
_FOOT_RADIUS: Final = 20.0
"""How far the petals of the mark in the foot reach, in parts of 1/630 of the shorter side."""


def draw(  # what a picture depends on
    subject: Subject, words: Words, measure: Measure, size: tuple[int, int], safe: tuple[int, int] | None = None, *, times: int = 1
) -> Picture:
    """Lay a picture out.

    Args:
        subject: What it says.
        words: The words of its locale.
        measure: The fonts.
        size: Width and height in pixels.
        safe: The part in the middle that every device shows; all of it when None.
        times: How often larger the picture is than the network shows it.
    """
    width, height = size
    inner = safe or size
    edge = min(width, height) / 15
    sheet = Sheet(measure, float(width), words.dir)
    sheet.rect(0, 0, width, height, "surface")
    sheet.rect(0, 0, width, edge / 5, "accent")
    top, left = (height - inner[1]) / 2 + edge, (width - inner[0]) / 2 + edge
    bottom, room = height - top, width - 2 * left
    unit = _unit(inner)
    tall = height / width > TALL
    mark = geometry_of(words.project.brand)
    foot = _foot(sheet, words, left, bottom, room, unit)
    if tall:
        radius = room * 0.19
        _drawn(sheet, mark, subject, left + radius, top + radius, radius)
        top += radius * 2 + 40 * unit
    else:
        radius = min((foot - top) * 0.40, room * 0.17)
        _drawn(sheet, mark, subject, width - left - radius, top + (foot - top) / 2, radius)
        room -= radius * 2 + 50 * unit
    flower(sheet, mark, left + _FOOT_RADIUS * unit, foot + 27 * unit, _FOOT_RADIUS * unit, shown=1 / times)
    _texts(sheet, subject, (left, top, room, foot - top - 14 * unit), unit, tall=tall)
    return sheet.picture(height, subject.title, subject.text.text)


def mark_px(mark: MarkParameters, size: tuple[int, int], safe: tuple[int, int] | None, times: int) -> float:
    """How wide the mark in the foot of a picture is shown, in CSS pixels; arguments as in :func:`draw`."""
    return _FOOT_RADIUS * _unit(safe or size) / mark.full.outer * mark.box / times


def _unit(inner: tuple[int, int]) -> float:
    return min(inner) / 630


def _foot(sheet: Sheet, words: Words, left: float, bottom: float, room: float, unit: float) -> float:  # the measures of a foot
    """Who speaks and what it is not; returns the height at which it begins."""
    host = urlsplit(words.project.site_url).netloc
    name, note = words.plain(f"{words.strings['site.name']} · {host}"), words.t("chart.foot")
    size = 17 * unit
    lines = sheet.lines(note, room - 54 * unit, size * 0.9)
    top = bottom - (len(lines) * size * 1.2 + size * 1.5)
    sheet.line(name, left + 54 * unit, top + size, size, weight=700)
    sheet.block(note, left + 54 * unit, top + size * 1.35, room - 54 * unit, size * 0.9, role="text-muted", leading=1.3)
    return top - 8 * unit


def _texts(sheet: Sheet, subject: Subject, box: tuple[float, float, float, float], unit: float, *, tall: bool) -> None:
    """Label, title and text: the largest title that leaves room for all; the text goes first where there is none."""
    left, top, room, height = box
    label = _height(sheet, subject.label, room, 22 * unit, 700) + 14 * unit
    sizes = [size * unit for size in ((84, 76, 68, 60, 54, 48, 42, 38, 34, 30, 26) if tall else (72, 64, 58, 52, 46, 42, 38, 34, 30, 26))]
    body = 27 * unit if tall else 24 * unit
    for with_text in (True, False):
        text = _height(sheet, subject.text, room, body, 400) + 20 * unit if with_text else 0.0
        for size in sizes:
            if not _whole(sheet, subject.title, room, size):
                continue
            title = _height(sheet, subject.title, room, size, 700)
            if label + title + text <= height and (with_text or title <= height):
                y = top if tall else top + (height - label - title - text) / 2
                y = sheet.block(subject.label, left, y, room, 22 * unit, weight=700, role="accent-text", leading=_LEADING) + 14 * unit
                y = sheet.block(subject.title, left, y, room, size, weight=700, leading=_LEADING)
                if with_text:
                    sheet.block(subject.text, left, y + 20 * unit, room, body, role="text-muted", leading=1.4)
                return


def _height(sheet: Sheet, said: Said, room: float, size: float, weight: int) -> float:
    return len(sheet.lines(said, room, size, weight)) * size * (_LEADING if weight != 400 else 1.4)  # noqa: PLR2004  # running text is set wider


def _whole(sheet: Sheet, said: Said, room: float, size: float) -> bool:
    """Whether no word is longer than a line."""
    return all(sheet.text_width(Said(word, said.lang, said.dir), size, 700) <= room for word in said.text.split()) or said.lang == "zh"


def _drawn(sheet: Sheet, mark: MarkParameters, subject: Subject, x: float, y: float, radius: float) -> None:  # the measures of a flower
    """The flower; on a picture of a value with that petal alone in colour."""
    if subject.value is None:
        flower(sheet, mark, x, y, radius)
        return
    for value, turn in angles(mark).items():
        role = value if value == subject.value else "line"
        sheet.path(path_data(petal_shapes(mark.full, turn)), role, x, y, scale=radius / mark.full.outer)
