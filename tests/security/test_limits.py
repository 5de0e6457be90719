"""Texts made to stop a build: refused, or read with work that grows no faster than they do.

Work is counted in calls and lines of Python, never in seconds; what runs inside of one call (a
regular expression) is bounded by the limits, which are met exactly here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import markdown
import pytest

from bansac import limits
from bansac.config import load_project
from bansac.errors import ContentError, Report
from bansac.foreign import foreign_words
from bansac.located import MAX_NODES, read_yaml
from bansac.markdown import analyse
from payloads import page
from trial import Bench

PAGE = "content/vi/about/privacy.md"
EXTENSIONS = ["attr_list", "sane_lists", "tables", "toc"]

HOSTILE = {
    "brackets": "[" * 20_000,
    "opened links": "[a](" * 5_000,
    "closed links": "](" * 10_000,
    "references": "[a][" * 5_000,
    "nested links": "[" * 3_000 + "a" + "](/x)" * 3_000,
    "emphasis": "*a " * 4_000 + " b*" * 4_000,
    "mixed emphasis": "_a *b " * 1_000 + "c* d_" * 1_000,
    "numbers in lists": "1. " * 7_000,
    "stars in lists": "* * " * 5_000 + "a",
    "quotations": ">" * 3_000 + " a",
    "steps of quotations": "\n".join(">" * level + " a" for level in range(1, 400)),
    "steps of lists": "\n".join("    " * level + "- a" for level in range(150)),
    "headings in a block": "## a\n" * 20_000,
    "headings": "".join(f"## a {{#a{number}}}\n\n" for number in range(1_000)),
    "columns": "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n",
    "backslashes": "\\*" * 8_000,
    "ticks": " ".join("`" * number for number in range(1, 200)),
    "a line": "a " * 20_000,
    "a paragraph": "a b c d e f g\n" * 6_000,
    "shortcodes": "{{ date 2025 }} " * 1_000,
    "shortcodes alone": "{{ totals }}\n\n" * 100,
    "unclosed shortcodes": "{{ x " * 6_000,
    "pictures": "![" * 400,
    "definitions": "".join(f"[a{number}]: /plan/index.md\n" for number in range(3_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_refused_with_its_line_before_the_engine_sees_it(text: str) -> None:
    report = Report()
    analyse(text, path=Path(PAGE), first_line=5, report=report)
    assert report.errors
    assert len(report.errors) <= limits.MAX_ERRORS + 2
    for error in report.errors:
        assert error.path == Path(PAGE)
        assert error.line is not None
        assert error.line >= 5


def worst(size: int) -> dict[str, str]:
    """Texts just below the limits, repeated until they have a size: the dearest that are let through."""
    brackets, marks = limits.MAX_BRACKETS["block"], limits.MAX_MARKS["block"]
    blocks = {
        "brackets": "[" * brackets,
        "half links": "[a" * brackets,
        "emphasis": "*a " * (marks // 2) + " b*" * (marks // 2),
        "strong": "**a " * (marks // 4) + " b**" * (marks // 4),
        "mixed": "_a *b " * (marks // 4) + "c* d_" * (marks // 4),
        "ticks": "`a`" * (marks // 2),
        "backslashes": "\\*" * (marks // 2),
        "quotation": "\n".join(">" * level + " a" for level in range(1, limits.MAX_DEPTH + 1)),
        "list": "\n".join("    " * level + "- a" for level in range(limits.MAX_DEPTH)),
        "paragraph": "a",
        "items": "- a\n- b\n- c",
        "row": "|a|b|\n|---|---|\n" + "|c|d|\n" * 40,
        "lines": "a b\n" * 200,
    }
    return {name: f"{block}\n\n" * max(1, size // len(block)) for name, block in blocks.items()}


def work(call: Callable[[], Any]) -> int:
    """How many calls and lines of Python a call takes."""
    count = 0

    def trace(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


def convert(text: str) -> Callable[[], Any]:
    return lambda: markdown.Markdown(extensions=EXTENSIONS).convert(text)


@pytest.mark.parametrize("name", worst(0).keys())
def test_work_of_the_engine_grows_with_the_text(name: str) -> None:
    """Four times the text, at most six times the work: no square, which would be sixteen."""
    small, large = worst(1_000)[name], worst(4_000)[name]
    if len(large) < 3 * len(small):
        large = small * 4
    ratio = len(large) / len(small)
    assert work(convert(large)) <= 1.5 * ratio * work(convert(small))


@pytest.mark.parametrize("name", worst(0).keys())
def test_work_of_reading_grows_with_the_text(name: str) -> None:
    small, large = worst(1_000)[name], worst(4_000)[name]
    if len(large) < 3 * len(small):
        large = small * 4
    ratio = len(large) / len(small)

    def read(text: str) -> Callable[[], Any]:
        return lambda: analyse(text, path=Path(PAGE), first_line=1, report=Report())

    assert work(read(large)) <= 1.5 * ratio * work(read(small))


@pytest.mark.parametrize("name", worst(0).keys())
def test_what_is_just_allowed_becomes_a_page(bench: Bench, name: str) -> None:
    """Deep, not endless: no text within the limits runs out of stack."""
    outcome = bench.attempt({PAGE: page(worst(1)[name])}, only="vi/about/privacy")
    assert [error.code for error in outcome.errors if error.code in {"engine_failed", "too_much"}] == []


def test_marking_of_foreign_words_grows_with_the_text(bench: Bench) -> None:
    project = load_project(bench.root)
    words = foreign_words(project.locales[0], project.locales)
    for unit in ("](外", "`外", "<外", "[a]: 外\n", "外-"):
        small, large = unit * 200, unit * 800
        assert work(lambda text=large: words.marked(text)) <= 6 * work(lambda text=small: words.marked(text))  # type: ignore[misc]


def test_page_that_its_shortcodes_make_heavy_is_refused(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bansac.render.MAX_COMPOSED", 20_000)
    outcome = bench.attempt({PAGE: page("Chữ. " * 1_000 + "\n\n" + "{{ timeline tier=all }}\n\n" * 3)}, only="vi/about/privacy")
    assert [(error.code, error.place) for error in outcome.errors] == [("page_too_heavy", PAGE)]


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LAUGHS, "yaml_alias"),
        ("[" * 5_000, "bad_yaml"),
        ("- " * 5_000 + "a", "bad_yaml"),
        ("{a: " * 5_000, "bad_yaml"),
        ("? " * 5_000, "bad_yaml"),
        ("- a\n" * (MAX_NODES + 1), "too_much"),
        (f"a: {'b' * 20_000}", "too_long"),
        (f"{'b' * 900}: {'9' * 400}", "not_allowed"),
        ("a: !!omap [b: c]", "bad_yaml"),
        ('a: "\\x02"', "control_character"),
        ('"\\u202e": a', "control_character"),
        ("a: .inf", "not_allowed"),
        ("a: 1.0e+400", "not_allowed"),
    ],
    ids=["laughs", "lists", "items", "mappings", "keys", "many", "long", "digits", "tag", "control", "key", "infinite", "power"],
)
def test_yaml_that_grows(text: str, code: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml(text, path=Path("content/data/facts.yml"))
    assert caught.value.code == code
    assert caught.value.line is not None


def test_errors_of_one_file_are_bounded(bench: Bench) -> None:
    """A file with a fault on every line does not fill the log of whoever builds."""
    outcome = bench.attempt({PAGE: page("<b>x</b>\n\n" * 400)}, only="vi/about")
    assert 100 <= len(outcome.errors) <= 2 * limits.MAX_ERRORS
    records = "- id: 'A B'\n  x: y\n" * 300
    outcome = bench.attempt({"content/data/topics.yml": records}, only="vi/about")
    assert len(outcome.errors) <= 3 * limits.MAX_ERRORS
