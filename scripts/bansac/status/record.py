"""The table of pages and locales as records, for other programs: ``bansac status --json``.

The shape is a promise; ``format`` counts its changes. See docs/operators.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bansac.model import Model
from bansac.pages import Page
from bansac.status.limits import Measure
from bansac.translation import State, table

FORMAT = 2
"""Number of the shape; 1 was a mapping from pages to states alone."""


@dataclass(frozen=True)
class Cell:
    """A page in one locale: the state, and the file where there is one."""

    locale: str
    state: State
    page: Page | None


@dataclass(frozen=True)
class Line:
    """A source page and its translations that were asked for."""

    source: Page
    cells: tuple[Cell, ...]


def lines(model: Model, locales: Collection[str] = (), states: Collection[State] = ()) -> list[Line]:
    """The table, cut to what was asked for.

    Args:
        model: The project.
        locales: Codes of the locales to show; empty for all.
        states: States to show; empty for all. With states, pages without such a cell are left out.
    """
    source = model.project.source.code
    found = []
    for row in table(model.project, model.pages):
        cells = tuple(
            Cell(code, state, model.pages[code].get(row.path))
            for code, state in row.states
            if code != source and (not locales or code in locales) and (not states or state in states)
        )
        if cells or not (locales or states):
            found.append(Line(model.pages[source][row.path], cells))
    return found


def totals(model: Model) -> dict[str, Counter[State]]:
    """How many pages of each locale are in each state, whatever was asked for."""
    rows = list(table(model.project, model.pages))
    return {code: Counter(dict(row.states)[code] for row in rows) for code in model.project.codes}


def records(model: Model, shown: Sequence[Line], measures: Sequence[Measure]) -> dict[str, Any]:
    """Everything as plain data."""
    project = model.project
    counts = totals(model)
    kept = [state for state in State if state is not State.SOURCE]
    return {
        "format": FORMAT,
        "source": project.source.code,
        "locales": list(project.codes[1:]),
        "totals": {
            code: {"pages": len(model.pages[project.source.code]), **{state.value: counts[code][state] for state in kept}}
            for code in project.codes[1:]
        },
        "limits": [_limit(measure) for measure in measures],
        "pages": [
            {
                "path": line.source.path,
                "file": line.source.shown.as_posix(),
                "title": line.source.front.title,
                "hash": line.source.hash,
                "locales": {cell.locale: _cell(cell) for cell in line.cells},
            }
            for line in shown
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    page = cell.page
    reviewed = page.front.reviewed if page else None
    return {
        "state": cell.state.value,
        "file": page.shown.as_posix() if page else None,
        "source_hash": page.front.source_hash if page else None,
        "reviewed": reviewed.isoformat() if reviewed else None,
    }


def _limit(measure: Measure) -> dict[str, Any]:
    return {
        "locale": measure.locale,
        "state": measure.state.value,
        "pages": measure.count,
        "share": measure.share,
        "strong": measure.limit.strong,
        "moderate": measure.limit.moderate,
        "signal": measure.signal,
        "reason": measure.limit.reason,
    }
