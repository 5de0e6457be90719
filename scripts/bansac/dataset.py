"""The facts of the site: ``content/data/``, read, validated and checked against each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

import bansac
from bansac.config import Project
from bansac.errors import ContentError, Report, suggestion
from bansac.files import line_of
from bansac.located import Located, Place, read_file
from bansac.schema.common import SOURCE_LOCALE, Sourced
from bansac.schema.data import (
    Commitment,
    Disagreement,
    Fact,
    History,
    Mission,
    Network,
    Plan,
    Registers,
    Slogan,
    Source,
    TaskGroup,
    Term,
    Topic,
    Total,
    Value,
)
from bansac.store import Store, digest_of
from bansac.validate import validate, validate_list

Record = TypeVar("Record", bound=BaseModel)

LISTS: Mapping[str, type[BaseModel]] = {
    "sources": Source,
    "facts": Fact,
    "values": Value,
    "slogans": Slogan,
    "glossary": Term,
    "topics": Topic,
}
DOCUMENTS: Mapping[str, type[BaseModel]] = {"plan": Plan, "history": History, "network": Network, "registers": Registers}


@dataclass(frozen=True)
class Dataset:
    """All records by id, in the order of their files."""

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    values: Mapping[str, Value]
    slogans: Mapping[str, Slogan]
    glossary: Mapping[str, Term]
    topics: Mapping[str, Topic]
    plan: Plan | None
    history: History | None
    network: Network | None
    registers: Registers | None = None
    """The words of the open data."""
    digest: str = ""
    """Hash of the files that it was read from."""
    partial: frozenset[str] = frozenset()
    """Files of which a record could not be read: an id that is not known may stand there."""


def load_dataset(project: Project, report: Report, store: Store | None = None) -> Dataset:
    """Read every file of ``content/data/``; a missing file is an empty register.

    Args:
        project: The project.
        report: Where errors and warnings go.
        store: Keeps a dataset that was found right, by the bytes of its files.
    """
    files = [project.content / "data" / f"{name}.yml" for name in (*LISTS, *DOCUMENTS)]
    _check_names(project, report)
    key = digest_of(bansac.FINGERPRINT, project.codes, *(path.read_bytes() if path.is_file() else b"" for path in files))
    if store is not None and store.has("dataset", key):
        kept: Dataset = store.object_of("dataset", key, lambda: replace(_load(project, report), digest=key))
        return kept
    own = Report()
    dataset = replace(_load(project, own), digest=key)
    report.errors.extend(own.errors)
    report.warnings.extend(own.warnings)
    if store is not None and not own.errors and not own.warnings:
        store.object_of("dataset", key, lambda: dataset)
    return dataset


def _check_names(project: Project, report: Report) -> None:
    """Report files that no register reads: most often a name with a letter wrong."""
    known = [f"{name}.yml" for name in (*LISTS, *DOCUMENTS)]
    for path in sorted((project.content / "data").glob("*")):
        if path.name not in known and not path.name.startswith("."):
            expected = suggestion(path.name, known)
            report.add(ContentError("unknown_data_file", path=project.shown(path), found=path.name, expected=expected))


def _load(project: Project, report: Report) -> Dataset:
    found: dict[str, Any] = {}
    partial: set[str] = set()
    for name, schema in LISTS.items():
        before = len(report.errors)
        located, path = _read(project, name, report)
        records = validate_list(schema, located, path=path, report=report) if located else ()
        if len(report.errors) > before:
            partial.add(name)
        found[name] = _by_id(records, located, path, report)
        if located:
            _check_records(records, located, path, project, report, ())
    for name, schema in DOCUMENTS.items():
        before = len(report.errors)
        located, path = _read(project, name, report)
        found[name] = validate(schema, located, path=path, report=report) if located else None
        if len(report.errors) > before:
            partial.add(name)
        if located and found[name] is not None:
            _check_document(found[name], located, path, project, report)
    dataset = Dataset(**found, partial=frozenset(partial))
    _check_references(project, dataset, report)
    return dataset


def _read(project: Project, name: str, report: Report) -> tuple[Located | None, Path]:
    path = project.content / "data" / f"{name}.yml"
    shown = project.shown(path)
    if not path.exists():
        return None, shown
    return read_file(path, root=project.content, shown=shown, report=report), shown


def _by_id(records: Iterable[Any], located: Located | None, path: Path, report: Report) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for index, record in enumerate(records):
        if record.id in known:
            line = located.line((index, "id")) if located else None
            report.add(ContentError("duplicate_id", path=path, line=line, found=record.id))
        known[record.id] = record
    return known


def _check_document(document: BaseModel, located: Located, path: Path, project: Project, report: Report) -> None:
    for name, value in document:
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            _check_records(value, located, path, project, report, (name,))
            if hasattr(value[0], "id"):
                _by_id(
                    value, Located(None, {place[1:]: line for place, line in located.lines.items() if place[:1] == (name,)}), path, report
                )
    _check_texts(document, located, path, project, report, ())


def _check_records(
    records: Iterable[BaseModel], located: Located, path: Path, project: Project, report: Report, at: tuple[str, ...]
) -> None:
    for index, record in enumerate(records):
        place: Place = (*at, index)
        if isinstance(record, Sourced):
            line = located.line(place)
            if record.grade == "C":
                report.add(ContentError("grade_c", path=path, line=located.line((*place, "grade")), found=getattr(record, "id", None)))
            if not record.sources:
                report.add(ContentError("fact_without_source", path=path, line=line, found=getattr(record, "id", None)))
        if not at:
            _check_texts(record, located, path, project, report, place)


def _check_texts(record: BaseModel, located: Located, path: Path, project: Project, report: Report, place: tuple[Any, ...]) -> None:
    """A locale code that nobody declared is a typing error: the text would never show."""
    for name, value in record:
        here = (*place, name)
        if isinstance(value, dict) and SOURCE_LOCALE in value:
            for code in value:
                if len(code) == 2 and code not in project.codes and code not in KNOWN_LOCALES:  # noqa: PLR2004
                    report.add(ContentError("unknown_text_locale", path=path, line=located.line((*here, code)), found=code))
        elif isinstance(value, tuple):
            for index, inner in enumerate(value):
                if isinstance(inner, BaseModel):
                    _check_texts(inner, located, path, project, report, (*here, index))


KNOWN_LOCALES = frozenset({"vi", "en", "fr", "es", "zh", "ru", "ar", "sv", "ja", "de", "lo", "km", "th", "ko", "hi", "pt", "it"})
"""Data may hold renderings in languages that the site does not build yet."""


def _sourced(dataset: Dataset) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for name in ("facts", "values", "slogans"):
        for record in getattr(dataset, name).values():
            yield name, record.id, record.sources
    for term in dataset.glossary.values():
        yield "glossary", term.id, term.sources
    if dataset.plan:
        yield "plan", dataset.plan.number, dataset.plan.sources
        entries: tuple[TaskGroup | Commitment | Disagreement, ...] = (
            *dataset.plan.groups, *dataset.plan.commitments, *dataset.plan.disagreements,
        )  # fmt: skip
        for entry in entries:
            yield "plan", entry.id, entry.sources
    if dataset.history:
        for event in dataset.history.events:
            yield "history", event.id, event.sources
    if dataset.network:
        yield "network", "why_sources", dataset.network.why_sources
        items: tuple[Total | Mission, ...] = (*dataset.network.totals, *dataset.network.missions)
        for item in items:
            yield "network", item.id, item.sources


def _references(dataset: Dataset) -> Iterator[tuple[str, str, Collection[str], str]]:
    """Every id that a record names: its file, the id, the known ids, the register."""
    for name, _, sources in _sourced(dataset):
        for source in sources:
            yield name, source, dataset.sources, "sources"
    if dataset.plan:
        groups = {group.id for group in dataset.plan.groups}
        for commitment in dataset.plan.commitments:
            yield "plan", commitment.group, groups, "plan"
            if commitment.fact:
                yield "plan", commitment.fact, dataset.facts, "facts"
    if dataset.history:
        themes = {theme.id for theme in dataset.history.themes}
        for event in dataset.history.events:
            yield "history", event.theme, themes, "history"
    if dataset.network:
        regions = {region.id for region in dataset.network.regions}
        for mission in dataset.network.missions:
            yield "network", mission.region, regions, "network"


def _check_references(project: Project, dataset: Dataset, report: Report) -> None:
    for name, found, known, register in _references(dataset):
        if found not in known and register not in dataset.partial:
            path, where = Path(f"content/data/{name}.yml"), f"content/data/{register}.yml"
            line = line_of(project.root / path, rf"(?<![\w-]){re.escape(found)}(?![\w-])")
            report.add(ContentError("unknown_id", path=path, line=line, found=found, expected=suggestion(found, known), register=where))
