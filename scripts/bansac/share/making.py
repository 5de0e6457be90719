"""Share sets as files: pictures, captions, calendars and a page to look at them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from bansac.brand.tokens import Tokens, load_tokens
from bansac.charts.gallery import painted, words_of
from bansac.charts.outlines import to_svg
from bansac.charts.sheet import Measure
from bansac.errors import Report
from bansac.finish.calendar import render_calendar
from bansac.finish.model import CalendarEntry, DayCalendar
from bansac.kit.networks import Network, load_networks
from bansac.model import Model, load_model
from bansac.share.captions import alt_text, caption, length
from bansac.share.pictures import draw
from bansac.share.preview import preview_page
from bansac.share.subjects import Subject, subjects_of
from bansac.store import Store, digest_of, write_aside
from bansac.structured import PROJECT
from bansac.workers import leave_with_parent

Progress = Callable[[str, int, int], None]
STEP: Final = "share"
_COLUMNS: Final = ("subject", "kind", "day", "yearly", "network", "picture", "characters", "limit", "caption", "alt")
_FORMULA: Final = ("=", "+", "-", "@", "\t")
"""What makes a spreadsheet take a text for a formula."""


@dataclass(frozen=True)
class Made:
    """What was made.

    Attributes:
        subjects: How many subjects there are, over all locales.
        pictures: How many pictures.
    """

    subjects: int
    pictures: int


def make_share(root: Path, output: Path, *, locales: Sequence[str], ids: Sequence[str], jobs: int, progress: Progress) -> Made:
    """Make share sets below a folder.

    Args:
        root: Folder of ``mkdocs.yml``.
        output: Where to.
        locales: Locales wanted; all when empty.
        ids: Ids of subjects, or beginnings of ids such as ``event``; all when empty.
        jobs: Processes.
        progress: Told how far it is.

    Raises:
        ReportedErrors: The content has errors.
    """
    report = Report()
    model = load_model(root, report)
    report.raise_if_any()
    codes = [code for code in model.project.codes if not locales or code in locales]
    found = {code: [subject for subject in subjects_of(model, code) if _wanted(subject, ids)] for code in codes}
    networks = load_networks(model.project.brand)
    units = [(code, subject.id) for code in codes for subject in found[code]]
    count = 0
    with ProcessPoolExecutor(max(1, min(jobs, len(units))), get_context("fork"), _start, (model, output)) as pool:
        for done, written in enumerate(pool.map(_paint, units, chunksize=4), start=1):
            count += written
            progress(STEP, done, len(units))
    for code in codes:
        for name, data in listing_files(model, code, found[code], networks).items():
            write_aside(output / code / name, data)
    write_aside(output / "calendar.csv", _calendar_table(found))
    return Made(len(units), count)


def _wanted(subject: Subject, ids: Sequence[str]) -> bool:
    return not ids or any(subject.id == name or subject.id.startswith(f"{name}-") for name in ids)


class _Painter:
    """Paints pictures; one a process."""

    def __init__(self, model: Model, output: Path) -> None:
        self.model = model
        self.output = output
        self.measure = Measure(model.project.brand)
        self.tokens: Tokens = load_tokens(model.project.brand)
        self.networks = load_networks(model.project.brand)
        self.store = Store(model.project.build / "cache" / "share")
        self._subjects: dict[str, Mapping[str, Subject]] = {}

    def paint(self, code: str, name: str) -> int:
        """Paint a subject for every network; returns how many pictures it has."""
        if code not in self._subjects:
            self._subjects[code] = {subject.id: subject for subject in subjects_of(self.model, code)}
        subject, words = self._subjects[code][name], words_of(self.model, code)
        count = 0
        for network in self.networks:
            for picture in network.of_kind("post"):
                svg = to_svg(draw(subject, words, self.measure, picture.size, picture.safe, times=picture.times), self.measure, self.tokens)
                key = digest_of("share", picture.size, svg)
                png = self.store.bytes_of("picture", key, lambda svg=svg, width=picture.size[0]: painted(svg, width))  # type: ignore[misc]  # bound now
                write_aside(self.output / code / picture_name(subject, network), png)
                count += 1
        return count


_painters: list[_Painter] = []
"""The painter of a worker process, once it has started."""


def _start(model: Model, output: Path) -> None:
    leave_with_parent()
    _painters.append(_Painter(model, output))


def _paint(unit: tuple[str, str]) -> int:
    return _painters[0].paint(*unit)


def picture_name(subject: Subject, network: Network) -> str:
    """Where a picture lies below the folder of its locale."""
    return f"{subject.id}/{network.id}.png"


def listing_files(model: Model, code: str, found: Sequence[Subject], networks: Sequence[Network]) -> dict[str, bytes]:
    """What stands beside the pictures of a locale: captions as a table, the calendar, and the page."""
    words = words_of(model, code)
    posted = [network for network in networks if network.of_kind("post")]
    captions = {(subject.id, network.id): caption(subject, words, network) for subject in found for network in posted}
    rows = [
        (
            subject.id, subject.kind, subject.day.isoformat(), str(subject.yearly).lower(), network.id, picture_name(subject, network),
            length(captions[subject.id, network.id], network.id), network.caption or "", captions[subject.id, network.id],
            alt_text(subject, words),
        )
        for subject in found
        for network in posted
    ]  # fmt: skip
    return {
        "captions.csv": _table(_COLUMNS, rows),
        "calendar.ics": render_calendar(_calendar(model, code, found)),
        "index.html": preview_page(words, found, posted, captions).encode(),
    }


def _calendar(model: Model, code: str, found: Sequence[Subject]) -> DayCalendar:
    strings = model.strings[code]
    return DayCalendar(
        title=strings["share.calendar"],
        description=strings["share.calendar-text"],
        lang=code,
        producer=PROJECT,
        url=model.project.site_url,
        entries=tuple(
            CalendarEntry(
                uid=f"share-{subject.id}.{code}@{model.project.site_url.split('/')[2]}",
                day=subject.day,
                stamp=subject.day,
                summary=f"{subject.title.text} ({subject.id})",
                description=subject.lead,
                url=subject.url,
                lang=code,
                yearly=subject.yearly,
            )
            for subject in found
        ),
    )


def _calendar_table(found: Mapping[str, Sequence[Subject]]) -> bytes:
    """Suggested days of all locales in one table: a line for each subject, a column for each language."""
    titles: dict[str, dict[str, str]] = {}
    known: dict[str, Subject] = {}
    for code, subjects in found.items():
        for subject in subjects:
            known.setdefault(subject.id, subject)
            titles.setdefault(subject.id, {})[code] = subject.title.text
    ordered = sorted(known.values(), key=lambda subject: (subject.day.month, subject.day.day, subject.id))
    rows = [
        (f"{subject.day:%m-%d}", subject.day.isoformat(), str(subject.yearly).lower(), subject.kind, subject.id,
         *(titles[subject.id].get(code, "") for code in found))
        for subject in ordered
    ]  # fmt: skip
    return _table(("month_day", "first", "yearly", "kind", "subject", *found), rows)


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row] for row in rows)
    return out.getvalue().encode()
