"""Is a translation there, up to date and read by a human? Does it have its source's structure?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bansac.config import Project
from bansac.errors import ContentError, Report
from bansac.files import line_of
from bansac.markdown import Shortcode
from bansac.pages import Page, Pages
from bansac.routes import Routes

TRANSLATABLE_OPTIONS = {"alt", "caption"}
"""Options of shortcodes that a translation may change."""


class State(StrEnum):
    """The state of a page in a locale."""

    SOURCE = "source"
    CURRENT = "current"
    UNREVIEWED = "unreviewed"
    OUTDATED = "outdated"
    MISSING = "missing"


@dataclass(frozen=True)
class Row:
    """A page and its state in every locale."""

    path: str
    states: tuple[tuple[str, State], ...]


def state_of(source: Page, translation: Page | None) -> State:
    """The state of a translation: current, unreviewed, outdated or missing."""
    if translation is None:
        return State.MISSING
    if translation is source:
        return State.SOURCE
    if translation.front.source_hash != source.hash:
        return State.OUTDATED
    return State.CURRENT if translation.front.reviewed else State.UNREVIEWED


def table(project: Project, pages: Pages) -> Iterator[Row]:
    """The state of every page in every locale, by path."""
    sources = pages[project.source.code]
    for path in sorted(sources):
        states = tuple((code, state_of(sources[path], pages[code].get(path))) for code in project.codes)
        yield Row(path, states)


def check_translations(project: Project, pages: Pages, routes: Routes, report: Report) -> None:
    """Check every translation against its source: it has one, the same structure, numbers and date."""
    sources = pages[project.source.code]
    for code in project.codes[1:]:
        for path, page in pages[code].items():
            source = sources.get(path)
            if source is None and routes.is_faulty(project.source.code, path):
                continue
            if source is None:
                expected = f"content/{project.source.code}/{path}"
                report.add(ContentError("orphan_translation", path=page.shown, expected=expected))
                continue
            if not routes.is_faulty(project.source.code, path) and not routes.is_faulty(code, path):
                check_parity(source, page, report)
            if source.news and page.news and source.news.date != page.news.date:
                line = line_of(project.root / page.shown, "^date:")
                report.add(ContentError("date_differs", path=page.shown, line=line, found=page.news.date, expected=source.news.date))
            if state_of(source, page) is State.OUTDATED:
                name = f"{code}/{path}"
                report.warn(ContentError("outdated", path=page.shown, found=page.front.source_hash, expected=source.hash, page=name))


def check_parity(source: Page, page: Page, report: Report) -> None:
    """Check that a translation has the headings, links, shortcodes and numbers of its source."""
    wanted = [(heading.level, heading.id) for heading in source.analysis.headings]
    found = [(heading.level, heading.id) for heading in page.analysis.headings]
    if wanted != found:
        line = next((h.line for h, w in zip(page.analysis.headings, wanted, strict=False) if (h.level, h.id) != w), None)
        report.add(ContentError("parity_headings", path=page.shown, line=line, found=_outline(found), expected=_outline(wanted)))
    _compare_counts(
        Counter(link.target for link in source.analysis.links),
        [(link.target, link.line) for link in page.analysis.links],
        "parity_links",
        page,
        report,
    )
    _compare_counts(
        Counter(_signature(code) for code in source.analysis.shortcodes),
        [(_signature(code), code.line) for code in page.analysis.shortcodes],
        "parity_shortcodes",
        page,
        report,
    )
    _compare_counts(
        Counter({number for number, _ in source.analysis.numbers}),
        sorted({number: (number, line) for number, line in page.analysis.numbers}.values()),
        "parity_numbers",
        page,
        report,
    )


def _compare_counts(wanted: Counter[str], found: list[tuple[str, int]], code: str, page: Page, report: Report) -> None:
    counts = Counter(text for text, _ in found)
    if counts == wanted:
        return
    missing, extra = wanted - counts, counts - wanted
    if not missing and not extra:
        return
    line = next((line for text, line in found if text in extra), page.body_line)
    shown = " ".join(f"+{text}" for text in sorted(extra)) or "–"
    expected = " ".join(sorted(missing.elements())) or "–"
    report.add(ContentError(code, path=page.shown, line=line, found=shown, expected=expected))


def _signature(code: Shortcode) -> str:
    options = [f"{key}={value}" for key, value in sorted(code.options) if key not in TRANSLATABLE_OPTIONS]
    keys = [f"{key}=…" for key, _ in sorted(code.options) if key in TRANSLATABLE_OPTIONS]
    return "{{ " + " ".join([code.name, *code.args, *options, *keys]) + " }}"


def _outline(headings: list[tuple[int, str]]) -> str:
    return ", ".join(f"{'#' * level} {anchor}" for level, anchor in headings) or "–"
