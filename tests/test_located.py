"""YAML as content has it: places, plain scalars, and what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bansac.errors import ContentError
from bansac.located import read_yaml
from small import PLAIN

FILE = Path("content/data/facts.yml")


def test_every_value_knows_its_line() -> None:
    located = read_yaml("a: 1\nb:\n- c: x\n  d:\n  - y\n  - z\n", path=FILE, first_line=10)
    assert located.data == {"a": 1, "b": [{"c": "x", "d": ["y", "z"]}]}
    assert located.line(("a",)) == 10
    assert located.line(("b", 0, "d")) == 13
    assert located.line(("b", 0, "d", 1)) == 15
    assert located.line(("b", 0, "missing")) == 12
    assert located.line(()) == 10


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025-09-23", "2025-09-23"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("true", True),
        ("0x1F", "0x1F"),
        ("017", 17),
        ("-5", -5),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("12:30", "12:30"),
        ("~", None),
        ('"2030"', "2030"),
    ],
)
def test_scalars_are_what_staff_mean(text: str, value: object) -> None:
    assert read_yaml(f"a: {text}\n", path=FILE).data == {"a": value}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: [\n", "bad_yaml", 3),
        ("a: 1\n b: 2\n", "bad_yaml", 2),
        ("a: b: c\n", "bad_yaml", 1),
        ("a: 1\nb: 2\na: 3\n", "duplicate_key", 3),
        ("a: &x 1\n", "yaml_alias", 1),
        ("a: 1\nb: *x\n", "yaml_alias", 2),
        ("<<: {a: 1}\n<<: {a: 2}\n", "bad_yaml", 1),
        ("[a, b]: 1\n", "not_a_mapping", 1),
        ("a: !!python/object/apply:os.system [ls]\n", "bad_yaml", 1),
        ("a: 1\n---\nb: 2\n", "bad_yaml", 2),
        (f"a: {'9' * 5000}\n", "not_allowed", 1),
    ],
)
def test_refused(text: str, code: str, line: int) -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml(text, path=FILE)
    assert (caught.value.code, caught.value.line) == (code, line)


@pytest.mark.parametrize("opener", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_before_the_parser_runs_out_of_stack(opener: str) -> None:
    """In a process of its own: a parser out of stack ends the whole process."""
    program = (
        "import sys; from pathlib import Path; from bansac.errors import ContentError; from bansac.located import read_yaml\n"
        "try: read_yaml('a: 1\\nb:\\n ' + sys.argv[1] * 100_000, path=Path('x'))\n"
        "except ContentError as error: print(error.code)"
    )
    command = [sys.executable, "-c", program, opener]
    done = subprocess.run(command, env={**os.environ, **PLAIN}, capture_output=True, text=True, check=False)  # noqa: S603  # our own program
    assert (done.returncode, done.stdout) == (0, "bad_yaml\n")
