"""Recording that a human reviewed a translation: a day in its front matter, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from bansac.choose import chosen_pages
from bansac.errors import ConfigError, ContentError, Report
from bansac.fronttext import with_field
from bansac.model import Model
from bansac.pages import Page
from bansac.store import write_aside
from bansac.translation import State, state_of


def review(model: Model, names: Iterable[str], code: str, day: dt.date | None) -> list[Page]:
    """Write the day of a review into translations, or take it out.

    Only a translation that follows its source can be reviewed: of an older one, the text that
    somebody read is not the text that readers should get. When one page is refused, no file is
    changed.

    Args:
        model: The project.
        names: Pages below the locale folder, or patterns.
        code: The locale.
        day: The day; None takes the record back, in whatever state the translation is.

    Returns:
        The pages whose files were changed.

    Raises:
        ConfigError: A name is no page, or the code is no locale that pages are translated into.
        ReportedErrors: Translations are missing or outdated.
    """
    if code not in model.project.codes[1:]:
        raise ConfigError("unknown_id", found=code, register="mkdocs.yml", expected=", ".join(model.project.codes[1:]))
    sources, own = model.pages[model.project.source.code], model.pages[code]
    report = Report()
    chosen: list[Page] = []
    for path in chosen_pages(names, sources):
        page = own.get(path)
        state = state_of(sources[path], page)
        if page is None:
            expected = f"content/{model.project.source.code}/{path}"
            report.add(ContentError("review_missing", path=f"content/{code}/{path}", expected=expected, page=path, locale=code))
        elif state is State.OUTDATED and day is not None:
            found, expected = page.front.source_hash or "–", sources[path].hash
            report.add(ContentError("review_outdated", path=page.shown, found=found, expected=expected, page=path, locale=code))
        else:
            chosen.append(page)
    report.raise_if_any()
    return [page for page in chosen if _record(model, page, day)]


def _record(model: Model, page: Page, day: dt.date | None) -> bool:
    path = model.project.root / page.shown
    text = path.read_bytes().decode("utf-8")
    changed = text if page.front.reviewed == day else with_field(text, "reviewed", day.isoformat() if day else None)
    if changed != text:
        write_aside(path, changed.encode())
    return changed != text
