"""The handbook says what the code does: fields, shortcodes, errors, commands, templates and links."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args
from urllib.parse import unquote, urlsplit

import click
import pytest

from bansac import frontmatter
from bansac.cli import main
from bansac.config import load_project
from bansac.dataset import load_dataset
from bansac.errors import ContentError, Report
from bansac.markdown import analyse
from bansac.pages import Page
from bansac.schema.page import Layout, NewsFront, PageFront
from bansac.shortcodes import SPECS, check_shortcodes, registers
from bansac.translation import State

ROOT = Path(__file__).parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
EDITORS = [ROOT / "docs" / f"editors.{code}.md" for code in ("vi", "en")]
RECORDS = sorted((ROOT / "docs" / "adr").glob("*.md"))

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_CALL = re.compile(r"(?:^|(?<=`))(?:[A-Z_]+=\S+ )?bansac (?:--project \S+ )?([a-z]+)([^`\n]*)", re.MULTILINE)
_TARGET = re.compile(r"(?:^|(?<=`))(?:[A-Z_]+=\S+ )?make ([a-z]+)", re.MULTILINE)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def prose(path: Path) -> str:
    """The text of a file without code, where examples of links stand."""
    return _CODE.sub("", _FENCE.sub("", text_of(path)))


def anchor(heading: str) -> str:
    """The id that readers of Markdown on the web give to a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


def commands(path: Path) -> Iterator[tuple[click.Command, str]]:
    """Every command that a file names, with what stands after its verb."""
    for verb, rest in _CALL.findall(text_of(path)):
        command = main.commands.get(verb)
        assert command is not None, f"{path.name}: bansac {verb}"
        words = rest.split()
        if isinstance(command, click.Group) and words:
            inner = command.commands.get(words[0])
            assert inner is not None, f"{path.name}: bansac {verb} {words[0]}"
            command = inner
        yield command, rest


@pytest.mark.parametrize("path", EDITORS, ids=lambda path: path.name)
def test_editors_learn_every_field(path: Path) -> None:
    rows = set(re.findall(r"^\| `([a-z_]+)` \|", text_of(path), re.MULTILINE))
    assert rows == set(PageFront.model_fields) | set(NewsFront.model_fields)


@pytest.mark.parametrize("path", EDITORS, ids=lambda path: path.name)
def test_editors_learn_every_layout(path: Path) -> None:
    text = text_of(path)
    assert [name for name in get_args(Layout) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("path", EDITORS, ids=lambda path: path.name)
def test_editors_learn_every_shortcode_and_option(path: Path) -> None:
    text = text_of(path)
    shown = set(re.findall(r"^\| `\{\{ ([a-z-]+)[^`]*\}\}` \|", text, re.MULTILINE))
    assert shown == set(SPECS)
    options = {key for spec in SPECS.values() for key in spec.options}
    assert [key for key in sorted(options) if f"{key}=" not in text] == []


@pytest.mark.parametrize("path", EDITORS, ids=lambda path: path.name)
def test_examples_of_shortcodes_are_right(path: Path) -> None:
    report = Report()
    examples = "\n\n".join(re.findall(r"^\| `(\{\{[^`]*\}\})` \|", text_of(path), re.MULTILINE))
    analysis = analyse(examples, path=path, first_line=1, report=report)
    front = PageFront(title="x", description="x")
    page = Page("vi", path.name, path, front, 1, analysis, "", frozenset())
    check_shortcodes(page, registers(load_dataset(load_project(ROOT), report)), {"people/signing.jpg"}, report)
    assert [str(error) for error in report.errors] == []
    assert len(analysis.shortcodes) > len(SPECS)


@pytest.mark.parametrize("path", EDITORS, ids=lambda path: path.name)
def test_the_example_of_an_error_is_what_the_command_says(path: Path) -> None:
    place = {"path": "content/vi/history/archives.md", "line": 3}
    error = ContentError("unknown_field", **place, field="descripton", found="descripton", expected="description?")  # type: ignore[arg-type]
    assert f"✗ {error}\n" in text_of(path)


@pytest.mark.parametrize("path", EDITORS, ids=lambda path: path.name)
def test_editors_learn_every_state(path: Path) -> None:
    text = text_of(path)
    assert [state.value for state in State if state.value not in text] == []


def test_editors_read_the_same_in_both_languages() -> None:
    vietnamese, english = (text_of(path) for path in EDITORS)
    assert len(_HEADING.findall(vietnamese)) == len(_HEADING.findall(english))
    assert vietnamese.count("\n|") == english.count("\n|")
    assert len(_FENCE.findall(vietnamese)) == len(_FENCE.findall(english))


def test_theme_lists_every_value_of_a_page() -> None:
    function = ast.parse(inspect.getsource(frontmatter.front_matter))
    returned = next(node.value for node in ast.walk(function) if isinstance(node, ast.Return))
    assert isinstance(returned, ast.Dict)
    keys = {key.value for key in returned.keys if isinstance(key, ast.Constant)} | {"prev", "next"}
    section = text_of(ROOT / "docs" / "theme.md").split("## `page.meta`")[1].split("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]+) \|", section, re.MULTILINE)
    assert {name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)} == keys


def test_theme_lists_every_component() -> None:
    section = text_of(ROOT / "docs" / "theme.md").split("## Components")[1].split("\n## ")[0]
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    templates = {path.stem for path in (ROOT / "overrides" / "components").glob("*.html")} - {"_macros", "cite"}
    assert listed == templates


def test_architecture_names_every_module() -> None:
    text = text_of(ROOT / "docs" / "architecture.md")
    package = ROOT / "scripts" / "bansac"
    modules = {path.name for path in package.glob("*.py")} - {"__init__.py", "__main__.py"}
    folders = {f"{path.parent.name}/" for path in package.glob("*/*.py")}
    assert [name for name in sorted(modules | folders) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_exists(path: Path) -> None:
    for command, rest in commands(path):
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"{command.name}{rest}"


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_make_target_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert set(_TARGET.findall(text_of(path))) <= targets


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    lost = []
    for target in _LINK.findall(prose(path)):
        parts = urlsplit(target)
        if parts.scheme:
            continue
        found = path.parent / unquote(parts.path) if parts.path else path
        headings = [anchor(heading) for heading in _HEADING.findall(text_of(found))] if found.suffix == ".md" and found.is_file() else []
        if not found.exists() or (parts.fragment and unquote(parts.fragment) not in headings):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_decisions_have_one_form(path: Path) -> None:
    text = text_of(path)
    assert re.match(rf"# {int(path.stem[:4])}\. .+\n\nStatus: (accepted|superseded), \d{{4}}-\d\d-\d\d\n", text)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert f"adr/{path.name}" in text_of(ROOT / "docs" / "index.md")
