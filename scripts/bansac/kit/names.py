"""The names of an office: Vietnamese, English, and the language of the place.

A name is what the network data say (``name`` of a mission), else it is built from
the type, the country and the city by the patterns of ``brand/offices.yml``. A local
name is never built: the grammar of a name is not ours to guess.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import TypeAdapter

from bansac.brand.records import read_records
from bansac.config import Project
from bansac.errors import BrandError
from bansac.formats import country_name, direction
from bansac.schema.common import Entry, Text
from bansac.schema.data import Mission, MissionType

LANGUAGES = ("vi", "en")
"""The languages that every office has a name in, in their order."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one language.

    Attributes:
        text: The name, in composed letters (NFC).
        lang: Its language: ``vi``, ``lo``, ``zh-Hant``.
        direction: Which way it is written.
    """

    text: str
    lang: str
    direction: Literal["ltr", "rtl"]


class Pattern(Entry):
    """How a name is built; braces take ``country``, ``city`` and ``organisation``."""

    vi: Text
    en: Text


class OfficeWords(Entry):
    """The whole of ``brand/offices.yml``."""

    patterns: dict[MissionType, Pattern]
    definite: frozenset[str]
    """Countries that English names with an article (ISO 3166-1)."""


def name_of(text: str, lang: str) -> Name:
    """A name with the direction of its language."""
    return Name(unicodedata.normalize("NFC", text), lang, "rtl" if direction(lang) == "rtl" else "ltr")


def office_names(project: Project, mission: Mission) -> tuple[Name, ...]:
    """The names of an office: Vietnamese, English, local; a name that repeats another is left out.

    Raises:
        BrandError: ``brand/offices.yml`` is missing or wrong.
    """
    given = mission.name
    names = [name_of((given and getattr(given, lang)) or _built(project, mission, lang), lang) for lang in LANGUAGES]
    if given and given.local:
        names.append(name_of(given.local.text, given.local.lang))
    first: dict[str, Name] = {}
    for name in names:
        first.setdefault(name.text, name)
    return tuple(first.values())


def office_words(brand_dir: Path) -> OfficeWords:
    """The patterns of names.

    Raises:
        BrandError: ``offices.yml`` is missing, breaks its schema, or has no pattern for a type of office.
    """
    path = brand_dir / "offices.yml"
    return _read(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> OfficeWords:  # noqa: ARG001  # a file that changed is read again
    words = read_records(path, TypeAdapter(OfficeWords))
    missing = set(get_args(MissionType)) - words.patterns.keys()
    if missing:
        raise BrandError("bad_brand", path=path, field="patterns", reason=", ".join(sorted(missing)))
    return words


def _built(project: Project, mission: Mission, lang: str) -> str:
    words = office_words(project.brand)
    country = country_name(mission.country, lang) if mission.country else ""
    if lang == "en" and mission.country in words.definite:
        country = f"the {country}"
    organisation = (mission.organisation or {}).get(lang, "")
    city = mission.city.get(lang) or mission.city["vi"]
    return str(getattr(words.patterns[mission.type], lang)).format(country=country, city=city, organisation=organisation)
