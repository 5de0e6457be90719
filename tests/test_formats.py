"""Dates, numbers and names in the form of each locale."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from bansac.formats import country_name, date_text, direction, language_name, number_text, percent_text, range_text
from small import PROJECT

SPACE = "\u00a0"
PATTERNS = {
    code: yaml.safe_load((PROJECT / "content/strings" / f"{code}.yml").read_text(encoding="utf-8")) for code in ("vi", "en", "sv")
} | {
    "ar": {"format.day": "d MMMM y", "format.month": "MMMM y", "format.year": "y"},
    "zh": {"format.day": "y年M月d日", "format.month": "y年M月", "format.year": "y年"},
}


@pytest.mark.parametrize(
    ("code", "day", "month", "year"),
    [
        ("vi", "23/9/2025", "9/2025", "2025"),
        ("en", "23 September 2025", "September 2025", "2025"),
        ("sv", "23 september 2025", "september 2025", "2025"),
        ("ar", "23 سبتمبر 2025", "سبتمبر 2025", "2025"),
        ("zh", "2025年9月23日", "2025年9月", "2025年"),
    ],
)
def test_date_of_each_precision(code: str, day: str, month: str, year: str) -> None:
    found = [date_text(iso, code, PATTERNS[code]) for iso in ("2025-09-23", "2025-09", "2025")]
    assert found[0] == day
    assert found[1].endswith(month)
    assert found[2].endswith(year)
    assert date_text(dt.date(2025, 9, 23), code, PATTERNS[code]) == day


def test_span_of_dates() -> None:
    assert range_text("1954-05-08", "1954-07-21", "vi", PATTERNS["vi"]) == "8/5/1954 – 21/7/1954"
    assert range_text("1954-07-21", None, "en", PATTERNS["en"]) == "21 July 1954"


@pytest.mark.parametrize(
    ("code", "text"),
    [("vi", "1.234.567,5"), ("en", "1,234,567.5"), ("sv", f"1{SPACE}234{SPACE}567,5"), ("ar", "1,234,567.5"), ("zh", "1,234,567.5")],
)
def test_number(code: str, text: str) -> None:
    assert number_text(1_234_567.5, code) == text
    assert number_text(115, code) == "115"


@pytest.mark.parametrize(("code", "text"), [("vi", "98%"), ("en", "98%"), ("sv", f"98{SPACE}%"), ("ar", "98%"), ("zh", "98%")])
def test_percentage(code: str, text: str) -> None:
    assert percent_text(98, code) == text


@pytest.mark.parametrize(
    ("code", "country", "language"),
    [
        ("vi", "Thụy Điển", "Tiếng Thụy Điển"),
        ("en", "Sweden", "Swedish"),
        ("sv", "Sverige", "svenska"),
        ("ar", "السويد", "السويدية"),
        ("zh", "瑞典", "瑞典语"),
    ],
)
def test_names(code: str, country: str, language: str) -> None:
    assert country_name("SE", code) == country
    assert language_name("sv", code) == language


def test_unknown_names_stay_as_they_are() -> None:
    assert country_name("QQ", "en") == "QQ"
    assert language_name("qq", "en") == "qq"


@pytest.mark.parametrize(
    ("language", "expected"), [("vi", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("zh", "ltr"), ("pt-BR", "ltr")]
)
def test_direction(language: str, expected: str) -> None:
    assert direction(language) == expected
