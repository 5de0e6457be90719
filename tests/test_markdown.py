"""What pages may contain: golden cases of ``tests/cases/markdown``, and the hash of what is translated."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from bansac.errors import Report
from bansac.markdown import analyse, slugify, text_hash

CASES = Path(__file__).parent / "cases" / "markdown"
KEYS = {"it", "text", "first_line", "headings", "links", "shortcodes", "numbers", "errors", "expected", "refused"}


def cases() -> list[Any]:
    """The cases of all files, each named by its file and what it shows."""
    return [
        pytest.param(case, id=f"{path.stem} {case['it']}")
        for path in sorted(CASES.glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", cases())
def test_analysis(case: dict[str, Any]) -> None:
    """A case names all errors in full (``errors``), or the codes of each refused line (``refused``), or has none."""
    assert not case.keys() - KEYS
    report = Report()
    found = analyse(case["text"], path=Path("content/vi/page.md"), first_line=case.get("first_line", 1), report=report)
    if "refused" in case:
        pairs = {(line, code) for line, codes in case["refused"].items() for code in codes.split()}
        assert {(error.line, error.code) for error in report.errors} == pairs
    else:
        shown = [[error.code, error.line, error.found] for error in report.errors]
        assert sorted(shown) == sorted(case.get("errors", []))
    if "expected" in case:
        assert report.errors[0].expected == case["expected"]
    if "headings" in case:
        assert [[heading.level, heading.id, heading.text, heading.line] for heading in found.headings] == case["headings"]
    if "links" in case:
        assert sorted([link.line, link.target] for link in found.links) == sorted([line, target] for target, line in case["links"])
    if "numbers" in case:
        assert [list(number) for number in found.numbers] == case["numbers"]
    if "shortcodes" in case:
        calls: list[Any] = [[code.line, code.alone, code.name, list(code.args), dict(code.options)] for code in found.shortcodes]
        assert calls == case["shortcodes"]
        assert all(case["text"][code.start : code.end].startswith("{{") for code in found.shortcodes)


BODY = "\nMở đầu.\n\n## Mốc {#a}\n\nNăm 2030.\n"


@pytest.mark.parametrize(
    ("title", "description", "body"),
    [
        ("Tên ", " Mô tả", BODY),
        ("Tên", "Mô tả", BODY.replace(".\n", ".   \n")),
        ("Tên", "Mô tả", BODY.strip()),
        ("Tên", "Mô tả", f"\n\n{BODY}\n\n"),
        ("Tên", "Mô tả", BODY.replace("\n", "\r\n")),
        ("Te\u0302n", "Mô tả", BODY),
    ],
    ids=["title", "line ends", "no blank ends", "more blank ends", "Windows", "composed letters"],
)
def test_hash_is_of_the_words(title: str, description: str, body: str) -> None:
    assert text_hash(title, description, body) == text_hash("Tên", "Mô tả", BODY)


@pytest.mark.parametrize(
    ("title", "description", "body"),
    [
        ("Tên khác", "Mô tả", BODY),
        ("Tên", "Mô tả khác", BODY),
        ("Tên", "Mô tả", BODY.replace("2030", "2045")),
        ("Tên", "Mô tả", BODY.replace("{#a}", "{#b}")),
    ],
    ids=["title", "description", "number", "heading id"],
)
def test_hash_changes_with_the_words(title: str, description: str, body: str) -> None:
    assert text_hash(title, description, body) != text_hash("Tên", "Mô tả", BODY)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [("Đường lối đối ngoại", "duong-loi-doi-ngoai"), ("Giơ-ne-vơ, 1954!", "gio-ne-vo-1954"), ("الخطة", "muc"), ("", "muc")],
)
def test_proposed_ids_are_plain_latin(text: str, anchor: str) -> None:
    assert slugify(text) == anchor


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what computes longer; the engine of regular expressions heeds signals too."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize(
    "text",
    [
        "{{ figure " + "a=b " * 60,
        "{{ x " * 6_000,
        "{{" * 12_000,
        "[" * 60_000,
        "[a](" * 12_000,
        "](" * 24_000,
        "{{ fact network-2030 }}\n" * 6_000,
        "## A {#a}\n" * 6_000,
        "1.234 " * 12_000 + "a",
        "<" * 60_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_hostile_text_is_read_quickly(text: str) -> None:
    """Each text is of the size of a long page; the limit is a hundred times what it needs."""
    with within(4):
        analyse(text, path=Path("content/vi/page.md"), first_line=1, report=Report())
