"""``content/style.yml``: the rules of style as data, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from bansac.banner import STYLE_FILE
from bansac.config import Project
from bansac.errors import ContentError, Report
from bansac.located import read_mapping
from bansac.schema.common import Entry, LocaleCode, Localized, Slug, Text
from bansac.validate import validate

SHOWN = Path("content", STYLE_FILE)

Phrases = dict[LocaleCode, tuple[Text, ...]]
"""Words by locale; a ``*`` at the end of a word stands for any ending."""


class WordRule(Entry):
    """Words that are not written, or only within a longer phrase."""

    id: Annotated[Slug, StringConstraints(pattern=r"^word-[a-z0-9-]+$")]
    reason: Localized
    find: Phrases
    within: Phrases = Field(default_factory=dict)
    """Phrases in which the words are right."""
    unless: Phrases = Field(default_factory=dict)
    """Words that make the whole sentence right, such as a denial."""
    write: dict[LocaleCode, Text] = Field(default_factory=dict)
    """What to write instead."""
    case: bool = False
    """Whether capitals matter."""


class Limit(Entry):
    """The most that a text may have: characters in Chinese, words elsewhere; titles always in characters."""

    reason: Localized
    most: dict[LocaleCode, Annotated[int, Field(gt=0)]]


class Limits(Entry):
    """Limits of length."""

    sentence: Limit
    title: Limit
    heading: Limit
    alt: Limit


class Figures(Entry):
    """Where numbers are no facts that need a source."""

    reason: Localized
    elsewhere: tuple[str, ...] = ()
    """Folders below the locale, such as ``identity/``."""


class LinkWords(Entry):
    """Texts of links that do not say where they lead."""

    reason: Localized
    never: Phrases


class AltWords(Entry):
    """Beginnings of alternative texts that say nothing."""

    reason: Localized
    never: Phrases


class Skip(Entry):
    """An address, or the beginning of addresses, that is not asked, and why."""

    url: Annotated[str, StringConstraints(pattern=r"^https?://")]
    reason: Localized


class External(Entry):
    """Addresses elsewhere."""

    skip: tuple[Skip, ...] = ()


class DataException(Entry):
    """A rule of words that a file without front matter is excepted from, and why."""

    rule: Slug
    file: Annotated[str, StringConstraints(pattern=r"^(?:data|strings)/[a-z-]+\.yml$")]
    reason: Localized


class StyleSheet(Entry):
    """The whole file."""

    limits: Limits
    figures: Figures
    links: LinkWords
    alt: AltWords
    words: tuple[WordRule, ...] = ()
    exceptions: tuple[DataException, ...] = ()
    external: External = External()


RULES: Mapping[str, str] = {
    "long-sentence": "warning",
    "long-title": "warning",
    "long-heading": "warning",
    "heading-jump": "error",
    "empty-section": "warning",
    "unsourced-figure": "error",
    "lost-hedge": "error",
    "value-order": "error",
    "alt-text": "error",
    "link-text": "error",
    "broken-link": "error",
}
"""Rules of the program and how much they weigh; those of ``words`` are errors."""


def rule_ids(sheet: StyleSheet) -> frozenset[str]:
    """Every rule there is."""
    return frozenset(RULES) | {rule.id for rule in sheet.words}


def load_sheet(project: Project, report: Report) -> StyleSheet | None:
    """Read the rules; None without the file or with a faulty one: then nothing of style is checked."""
    path = project.content / STYLE_FILE
    if not path.exists():
        return None
    located = read_mapping(path, root=project.content, shown=SHOWN, report=report)
    if located is None:
        return None
    sheet = validate(StyleSheet, located, path=SHOWN, report=report)
    if sheet is not None:
        for found in _twice(rule.id for rule in sheet.words):
            report.add(ContentError("duplicate_id", path=SHOWN, found=found))
    return sheet


def _twice(ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [found for found in ids if found in seen or seen.add(found)]  # type: ignore[func-returns-value]  # add gives None
