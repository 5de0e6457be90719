"""The building blocks that every schema of the project shares.

A schema is the only definition of its kind of file: the loader validates with
it, ``bansac new`` writes from it and the handbook is checked against it.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Annotated, Literal

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bansac.instants import parse_instant

SOURCE_LOCALE = "vi"

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""An id or a file name: lower-case ASCII letters and digits, joined by hyphens."""


@lru_cache(maxsize=1024)
def _known_language(value: str) -> str:
    try:
        CldrLocale.parse(value, sep="-")
    except (UnknownLocaleError, ValueError):
        raise ValueError("unknown_language") from None
    return value


LocaleCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Z][A-Za-z]+)?$"), AfterValidator(_known_language)]
"""A locale code as in ``mkdocs.yml``, of a language that CLDR knows: ``vi``, ``ar``, ``zh-Hant``, ``pt-BR``."""


def is_date(iso: str) -> bool:
    """Whether a date, cut to a year or a month or not, is one of the calendar."""
    try:
        dt.date.fromisoformat(iso + "-01-01"[len(iso) - 4 :] if len(iso) < len("2025-01-01") else iso)
    except ValueError:
        return False
    return True


def _real(iso: str) -> str:
    if not is_date(iso):
        raise ValueError("no_such_date")
    return iso


PartialDate = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if isinstance(value, int) else value),
    StringConstraints(pattern=r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$"),
    AfterValidator(_real),
]
"""An ISO 8601 date cut to the precision that is safe to publish: year, month or day."""

Instant = Annotated[dt.datetime, BeforeValidator(parse_instant)]
"""An ISO 8601 instant with its zone: ``2026-11-22T08:00+07:00``."""

MAX_TEXT = 4_000
"""Characters of one text in data; the longest real one has 335."""

Day = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), le=dt.date(2999, 12, 31))]
"""A day of this site: feeds and calendars cannot hold the first and last years that there are."""

Horizon = Annotated[int, Field(ge=1900, le=2999)]
"""A year by which something is to be reached."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]


def has_source_text(value: dict[str, str]) -> dict[str, str]:
    """Insist on the Vietnamese text, which stands in for those that are missing."""
    if SOURCE_LOCALE not in value:
        raise ValueError("missing_source_locale")
    return value


Localized = Annotated[dict[LocaleCode, Text], AfterValidator(has_source_text)]
"""A text in several locales, keyed by locale code; the Vietnamese text is required."""

Grade = Literal["A", "B", "C"]
"""How well a fact is attested: A official or two reliable sources, B one, C unverified (never published)."""

Strength = Literal["commit", "strive", "vision", "proposal", "reported"]
"""How firmly a text binds: a commitment, an aim, a vision, a proposal to study, or a reported figure."""


class Entry(BaseModel):
    """Base of every record in ``content/``: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Sourced(Entry):
    """A statement of fact with its grade and the ids of its sources."""

    grade: Grade
    sources: tuple[Slug, ...] = ()
    note: Localized | None = None
    """A remark for readers, shown beside the statement."""
