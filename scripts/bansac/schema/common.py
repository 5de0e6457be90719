"""The building blocks that every schema of the project shares.

A schema is the only definition of its kind of file: the loader validates with
it, ``bansac new`` writes from it and the handbook is checked against it.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from bansac.instants import parse_instant

SOURCE_LOCALE = "vi"

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""An id or a file name: lower-case ASCII letters and digits, joined by hyphens."""

LocaleCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Z][A-Za-z]+)?$")]
"""A locale code as in ``mkdocs.yml``: ``vi``, ``ar``, ``zh``, ``pt-BR``."""

PartialDate = Annotated[
    str,
    BeforeValidator(lambda value: str(value) if isinstance(value, int) else value),
    StringConstraints(pattern=r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$"),
]
"""An ISO 8601 date cut to the precision that is safe to publish: year, month or day."""

Instant = Annotated[dt.datetime, BeforeValidator(parse_instant)]
"""An ISO 8601 instant with its zone: ``2026-11-22T08:00+07:00``."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


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
