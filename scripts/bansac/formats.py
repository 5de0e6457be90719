"""Dates and numbers in the form of a locale (CLDR data by Babel).

The patterns of dates are interface texts (``format.day``, ``format.month``), so that a
new locale needs no code: Vietnamese official texts write ``23/9/2025``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from babel import Locale as CldrLocale
from babel.core import get_global
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from bansac.strings import fill

YEAR, MONTH, DAY = 4, 7, 10
"""Lengths of ISO dates of each precision."""
SCRIPT = 4
"""Length of a script's code."""


@cache
def _cldr(code: str) -> CldrLocale:
    return CldrLocale.parse(code, sep="-")


@cache
def _format(date: dt.date, pattern: str, code: str) -> str:
    return format_date(date, pattern, locale=_cldr(code))


def date_text(value: str | dt.date, code: str, strings: Mapping[str, str]) -> str:
    """An ISO date of any precision as a reader of the locale writes it.

    Args:
        value: ``2025``, ``2025-09``, ``2025-09-23`` or a date.
        code: Locale code.
        strings: Interface texts of that locale; ``format.first`` is the first of a month where a
            language writes it otherwise, as French does (``1er``), which no CLDR pattern can say.
    """
    iso = value.isoformat() if isinstance(value, dt.date) else value
    if len(iso) == YEAR:
        return _format(dt.date(int(iso), 1, 1), strings["format.year"], code)
    if len(iso) == MONTH:
        year, month = map(int, iso.split("-"))
        return _format(dt.date(year, month, 1), strings["format.month"], code)
    text = _format(dt.date.fromisoformat(iso), strings["format.day"], code)
    first = strings.get("format.first", "1")
    return f"{first}{text[1:]}" if first != "1" and iso.endswith("-01") and text.startswith("1 ") else text


def instant_text(instant: dt.datetime, code: str, strings: Mapping[str, str]) -> str:
    """An instant as a reader of the locale writes it, in the zone in which it was written."""
    zone = f"UTC{instant:%z}"
    zone = f"{zone[:6]}:{zone[6:]}".removesuffix(":00").replace("+0", "+").replace("-0", "-")
    return fill(
        strings["format.instant"],
        date=date_text(instant.date(), code, strings),
        time=f"{instant:%H:%M}",
        zone="UTC" if zone == "UTC+0" else zone,
    )


def range_text(start: str, end: str | None, code: str, strings: Mapping[str, str]) -> str:
    """A date or a span of dates."""
    if not end:
        return date_text(start, code, strings)
    return f"{date_text(start, code, strings)} – {date_text(end, code, strings)}"


@cache
def number_text(value: float, code: str) -> str:
    """A number with the locale's separators, in Western digits everywhere."""
    return format_decimal(value, locale=_cldr(code), numbering_system="latn")


@cache
def percent_text(value: float, code: str) -> str:
    """A percentage given as 0–100."""
    return format_percent(value / 100, locale=_cldr(code), numbering_system="latn")


@cache
def country_name(country: str, code: str) -> str:
    """The CLDR name of a country."""
    return str(_cldr(code).territories.get(country, country))


@cache
def language_name(language: str, code: str) -> str:
    """The CLDR name of a language."""
    return str(_cldr(code).languages.get(language.split("-", maxsplit=1)[0], language))


def direction(language: str) -> str:
    """``rtl`` or ``ltr``."""
    return "rtl" if _cldr(language).text_direction == "rtl" else "ltr"


@cache
def script_of(code: str) -> str:
    """The script (ISO 15924) that a locale is usually written in, after CLDR; Latin where CLDR says nothing.

    Chinese in either of its two forms counts as ``Hani``.
    """
    likely = get_global("likely_subtags")
    subtags = likely.get(code.replace("-", "_")) or likely.get(code.partition("-")[0], "")
    script = next((part for part in subtags.split("_") if len(part) == SCRIPT), "Latn")
    return {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}.get(script, script)
