"""The registers of the open data: which there are, their fields, and their records.

A register is one table: the same records stand in its JSON and in its CSV. A field is added
here and described in ``content/data/registers.yml``; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bansac.dataset import Dataset
from bansac.formats import country_name
from bansac.schema.data import Register, Registers

LocalizedText = Mapping[str, str]
Cell = str | int | float | bool | Sequence[str] | LocalizedText | None
"""A value of a record; a mapping is a text in several languages."""
Row = dict[str, Cell]

TEXT, INTEGER, NUMBER, DATE, LIST, BOOLEAN = "text", "integer", "number", "date", "list", "boolean"
CATALOGUE = "data/index.json"
FORMATS = {"json": "application/json", "csv": "text/csv"}
FALLBACK = "fallback"
"""The last field of every record: which of its texts are in the source language, for want of a translation."""
SOURCED = {"grade": TEXT, "sources": LIST, "note": TEXT}


@dataclass(frozen=True)
class Table:
    """A register.

    Attributes:
        name: Names its files and its record in ``registers.yml``.
        fields: Type of each field, in the order of the columns.
        rows: Its records, for a locale.
    """

    name: str
    fields: Mapping[str, str]
    rows: Callable[[Dataset, str], Iterator[Row]]


def _picked(record: Any, *names: str) -> Row:
    return {name: getattr(record, name) for name in names}


def _plan(dataset: Dataset, _code: str) -> Iterator[Row]:
    groups = {group.id: group for group in dataset.plan.groups} if dataset.plan else {}
    for entry in dataset.plan.commitments if dataset.plan else ():
        group = groups[entry.group]
        yield {
            **_picked(entry, "id", "group"),
            "group_number": group.number,
            "group_title": group.title,
            **_picked(entry, "kind", "summary", "strength", "hedge", "horizon", "fact", *SOURCED),
        }


def _groups(dataset: Dataset, _code: str) -> Iterator[Row]:
    for group in dataset.plan.groups if dataset.plan else ():
        yield _picked(group, "id", "number", "title", "official_title", "summary", *SOURCED)


def _disagreements(dataset: Dataset, _code: str) -> Iterator[Row]:
    for entry in dataset.plan.disagreements if dataset.plan else ():
        yield _picked(entry, "id", "topic", "what", "use", "sources")


def _history(dataset: Dataset, _code: str) -> Iterator[Row]:
    themes = {theme.id: theme.title for theme in dataset.history.themes} if dataset.history else {}
    for event in dataset.history.events if dataset.history else ():
        yield {
            **_picked(event, "id", "date", "end_date", "theme"),
            "theme_title": themes[event.theme],
            **_picked(event, "tier", "title", "summary", *SOURCED),
        }


def _values(dataset: Dataset, code: str) -> Iterator[Row]:
    for value in sorted(dataset.values.values(), key=lambda record: record.order):
        yield {**_picked(value, "id", "order", "name", "gloss"), "proposed": code in value.proposed, **_picked(value, *SOURCED)}


def _network(dataset: Dataset, code: str) -> Iterator[Row]:
    regions = {region.id: region.title for region in dataset.network.regions} if dataset.network else {}
    for mission in dataset.network.missions if dataset.network else ():
        yield {
            **_picked(mission, "id", "type", "country"),
            "country_name": country_name(mission.country, code) if mission.country else None,
            **_picked(mission, "organisation", "city", "region"),
            "region_title": regions[mission.region],
            **_picked(mission, "lat", "lon", "as_of", *SOURCED),
        }


def _totals(dataset: Dataset, _code: str) -> Iterator[Row]:
    for total in sorted(dataset.network.totals, key=lambda record: record.date) if dataset.network else ():
        yield _picked(total, "id", "date", "value", "hedge", "what", *SOURCED)


def _slogans(dataset: Dataset, code: str) -> Iterator[Row]:
    for slogan in dataset.slogans.values():
        yield {
            **_picked(slogan, "id", "text"),
            "original": slogan.text["vi"],
            **_picked(slogan, "kind", "date", "attributed_to"),
            "proposed": code in slogan.proposed,
            **_picked(slogan, *SOURCED),
        }


def _facts(dataset: Dataset, _code: str) -> Iterator[Row]:
    for fact in dataset.facts.values():
        yield _picked(fact, "id", "label", "value", "text", "unit", "hedge", "strength", "horizon", "as_of", *SOURCED)


def _sources(dataset: Dataset, _code: str) -> Iterator[Row]:
    for source in dataset.sources.values():
        yield {
            **_picked(source, "id", "publisher", "title", "kind", "published", "lang"),
            "url": str(source.url) if source.url else None,
            "note": source.note,
        }


TABLES: Sequence[Table] = (
    Table(
        "plan",
        {"id": TEXT, "group": TEXT, "group_number": INTEGER, "group_title": TEXT, "kind": TEXT, "summary": TEXT}
        | {"strength": TEXT, "hedge": TEXT, "horizon": INTEGER, "fact": TEXT, **SOURCED},
        _plan,
    ),
    Table("plan-groups", {"id": TEXT, "number": INTEGER, "title": TEXT, "official_title": TEXT, "summary": TEXT, **SOURCED}, _groups),
    Table("plan-disagreements", {"id": TEXT, "topic": TEXT, "what": TEXT, "use": TEXT, "sources": LIST}, _disagreements),
    Table(
        "history",
        {"id": TEXT, "date": DATE, "end_date": DATE, "theme": TEXT, "theme_title": TEXT, "tier": TEXT}
        | {"title": TEXT, "summary": TEXT, **SOURCED},
        _history,
    ),
    Table("values", {"id": TEXT, "order": INTEGER, "name": TEXT, "gloss": TEXT, "proposed": BOOLEAN, **SOURCED}, _values),
    Table(
        "network",
        {"id": TEXT, "type": TEXT, "country": TEXT, "country_name": TEXT, "organisation": TEXT, "city": TEXT, "region": TEXT}
        | {"region_title": TEXT, "lat": NUMBER, "lon": NUMBER, "as_of": DATE, **SOURCED},
        _network,
    ),
    Table("network-totals", {"id": TEXT, "date": DATE, "value": INTEGER, "hedge": TEXT, "what": TEXT, **SOURCED}, _totals),
    Table(
        "slogans",
        {"id": TEXT, "text": TEXT, "original": TEXT, "kind": TEXT, "date": DATE, "attributed_to": TEXT, "proposed": BOOLEAN, **SOURCED},
        _slogans,
    ),
    Table(
        "facts",
        {"id": TEXT, "label": TEXT, "value": NUMBER, "text": TEXT, "unit": TEXT, "hedge": TEXT, "strength": TEXT}
        | {"horizon": INTEGER, "as_of": DATE, **SOURCED},
        _facts,
    ),
    Table(
        "sources",
        {"id": TEXT, "publisher": TEXT, "title": TEXT, "kind": TEXT, "published": DATE, "lang": TEXT, "url": TEXT, "note": TEXT},
        _sources,
    ),
)
"""Every register, in the order of the lists."""


def file_path(code: str, name: str, suffix: str) -> str:
    """Where a file of a register lies below the site; a promise, as every address."""
    return f"data/{code}/{name}.{suffix}"


def fields_of(table: Table) -> dict[str, str]:
    """Name and type of each field, in the order of the columns."""
    return {**table.fields, FALLBACK: LIST}


def texts_of(registers: Registers | None, table: Table) -> tuple[Register | None, dict[str, LocalizedText]]:
    """The words of a register, and what its fields mean."""
    if registers is None:
        return None, {}
    register = next((register for register in registers.registers if register.id == table.name), None)
    known = {field.id: field.text for field in (*registers.common, *(register.fields if register else ()))}
    return register, {name: known[name] for name in fields_of(table) if name in known}
