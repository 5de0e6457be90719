"""What stands in the calendar of each locale: days of the history, and the horizons of the Plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from bansac.config import Locale
from bansac.finish.model import CalendarEntry, DayCalendar
from bansac.formats import DAY, number_text, percent_text, range_text
from bansac.model import Model
from bansac.schema.common import SOURCE_LOCALE
from bansac.schema.data import Event, Fact
from bansac.strings import fill
from bansac.structured import PROJECT
from bansac.views.facts import is_percentage
from bansac.views.lists import calendar_path

HORIZONS_PAGE = "plan/milestones.md"


def has_calendar(model: Model) -> bool:
    """Whether there is anything to put into a calendar."""
    return bool(model.dataset.history and any(len(event.date) == DAY for event in model.dataset.history.events))


def calendar_files(model: Model) -> dict[str, bytes]:
    """The calendars by their path below the site."""
    from bansac.finish.calendar import render_calendar  # noqa: PLC0415  # a tenth of a second that a build without changes saves

    if not has_calendar(model):
        return {}
    return {calendar_path(locale.code): render_calendar(calendar_of(model, locale)) for locale in model.project.locales}


def calendar_of(model: Model, locale: Locale) -> DayCalendar:
    """The calendar of a locale."""
    strings = model.strings[locale.code]
    return DayCalendar(
        title=strings["calendar.title"],
        description=strings["calendar.description"],
        lang=locale.code,
        producer=PROJECT,
        url=model.routes.absolute(calendar_path(locale.code)),
        entries=(*_anniversaries(model, locale), *_horizons(model, locale)),
    )


def _anniversaries(model: Model, locale: Locale) -> Iterator[CalendarEntry]:
    strings, code = model.strings[locale.code], locale.code
    history = model.dataset.history
    for event in history.events if history else ():
        if len(event.date) != DAY:
            continue
        text = f"{range_text(event.date, event.end_date, code, strings)}. {_in(event.summary, code)}"
        yield CalendarEntry(
            uid=_uid(model, f"event-{event.id}", code),
            day=dt.date.fromisoformat(event.date),
            stamp=_stamp(model, event.sources),
            summary=f"{_in(event.title, code)} ({event.date[:4]})",
            description=_with_sources(model, code, text, event.sources),
            url=_event_page(model, locale, event),
            lang=code if code in event.title else SOURCE_LOCALE,
            yearly=True,
        )


def _horizons(model: Model, locale: Locale) -> Iterator[CalendarEntry]:
    """The last day of each year that figures of the Plan look towards."""
    strings, code = model.strings[locale.code], locale.code
    facts = [fact for fact in model.dataset.facts.values() if fact.horizon and fact.strength != "reported"]
    for year in sorted({fact.horizon for fact in facts if fact.horizon}):
        found = [fact for fact in facts if fact.horizon == year]
        sources = list(dict.fromkeys(source for fact in found for source in fact.sources))
        lines = [strings["calendar.horizon-text"], *(_figure(fact, code, strings) for fact in found)]
        yield CalendarEntry(
            uid=_uid(model, f"plan-{year}", code),
            day=dt.date(year, 12, 31),
            stamp=_stamp(model, sources),
            summary=fill(strings["calendar.horizon"], year=year),
            description=_with_sources(model, code, "\n".join(lines), sources),
            url=_page(model, locale, HORIZONS_PAGE),
            lang=code,
            yearly=False,
        )


def _figure(fact: Fact, code: str, strings: Mapping[str, str]) -> str:
    """A figure with its hedge, and how firmly it binds."""
    if fact.value is None:
        value = _in(fact.text or {}, code)
    else:
        value = percent_text(fact.value, code) if is_percentage(fact) else number_text(fact.value, code)
    unit = "" if is_percentage(fact) else _in(fact.unit or {}, code)
    shown = " ".join(part for part in (_in(fact.hedge or {}, code), value, unit) if part)
    return f"{_in(fact.label, code)}: {shown} ({strings[f'strength.{fact.strength}']})"


def _with_sources(model: Model, code: str, text: str, sources: Iterable[str]) -> str:
    lines = [text, "", f"{model.strings[code]['sources']}:"]
    for source in sources:
        record = model.dataset.sources[source]
        publisher = record.publisher if isinstance(record.publisher, str) else _in(record.publisher, code)
        lines.append(f"{publisher}: {record.url or record.title}")
    return "\n".join(lines)


def _event_page(model: Model, locale: Locale, event: Event) -> str:
    """Where the timeline shows an event."""
    pages = model.pages[model.project.source.code]
    path = next((path for path in sorted(pages) if pages[path].front.layout == "timeline"), None)
    return _page(model, locale, path) + (f"#event-{event.id}" if path else "")


def _page(model: Model, locale: Locale, path: str | None) -> str:
    found = path if path and model.routes.exists(path) else "index.md"
    return model.routes.absolute(model.routes.url(locale, found))


def _stamp(model: Model, sources: Iterable[str]) -> dt.date:
    """The day of the newest source, not before the site's own beginning."""
    since = dt.date.fromisoformat(str(model.project.features.get("feed_since", "2025-09-23")))
    days = [dt.date.fromisoformat(day) for source in sources if len(day := model.dataset.sources[source].published or "") == DAY]
    return max([since, *days])


def _uid(model: Model, name: str, code: str) -> str:
    """As stable as the host: calendars in two languages are two sets of entries."""
    return f"{name}.{code}@{urlsplit(model.project.site_url).hostname}"


def _in(text: Mapping[str, str], code: str) -> str:
    return text.get(code, text.get(SOURCE_LOCALE, ""))
