"""YAML with places: every value knows its line, so that errors can name it.

The reader is stricter and plainer than YAML 1.1: no aliases, no duplicate keys, no
dates (they stay text for the schema to read), and only ``true`` and ``false`` are
booleans, so that the country code ``NO`` stays a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bansac.errors import ContentError, Report
from bansac.files import UNSEEN, read_text

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Place = tuple[str | int, ...]
MAX_DEPTH = 64
"""Deepest nesting that is read; the deepest real file has 6."""
MAX_SCALAR = 10_000
"""Characters of one value; the longest real one has 335."""
MAX_NODES = 100_000
"""Values of one file; the largest real file has 6 000."""
MAX_DIGITS = 15
"""Digits of a number: more than a count of anything here has, and what JSON and spreadsheets keep exactly."""
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")}
_TOO_LONG = re.compile(rf"-?\d{{{MAX_DIGITS + 1},}}")
_DECIMAL = re.compile(rf"-?\d{{1,{MAX_DIGITS}}}\.\d{{0,{MAX_DIGITS}}}")
"""No infinity, no number that is none, no powers of ten and no minutes and seconds: YAML 1.1 reads all of these."""


class _PlainLoader(_Base):  # type: ignore[misc]  # the C loader has no typed base
    pass


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_PlainLoader.add_constructor(
    "tag:yaml.org,2002:int", lambda _loader, node: int(node.value) if re.fullmatch(r"-?\d+", node.value) else node.value
)


@dataclass(frozen=True)
class Located:
    """Plain data and the line of each of its values.

    Attributes:
        data: What the YAML says: mappings, lists, texts, numbers, booleans, None.
        lines: Line (from 1) of each value by its place, a tuple of keys and indexes.
    """

    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int | None:
        """The line of a value, or of the nearest value around it."""
        for length in range(len(place), -1, -1):
            found = self.lines.get(tuple(place[:length]))
            if found is not None:
                return found
        return None


def read_yaml(text: str, *, path: Path, first_line: int = 1) -> Located:
    """Read one YAML document.

    Args:
        text: The YAML text.
        path: File that it comes from, for errors.
        first_line: Line of the file at which the text starts.

    Raises:
        ContentError: The text is no YAML, has an alias or a key twice.
    """
    loader = _PlainLoader(text)
    try:
        _refuse_tricks(text, path, first_line)
        node = loader.get_single_node()
        if node is None:
            return Located(None, {(): first_line})
        lines = {}
        for place, line in _lines(node, (), first_line, path):
            lines[place] = line
            if len(lines) > MAX_NODES:
                raise ContentError("too_much", path=path, line=line, expected=f"≤ {MAX_NODES:,}", what="giá trị một tệp · values in a file")
        return Located(loader.construct_document(node), lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = first_line + mark.line if mark else first_line
        reason = getattr(error, "problem", None) or str(error)
        raise ContentError("bad_yaml", path=path, line=line, reason=reason) from error
    except (RecursionError, ValueError) as error:
        raise ContentError("bad_yaml", path=path, line=first_line, reason=str(error)) from error
    finally:
        loader.dispose()


def read_section(text: str, keys: tuple[str, ...], *, path: Path) -> Located | None:
    """Read one section of a YAML document whose other parts may hold tags of other programs.

    Args:
        text: The YAML text.
        keys: The way down to the section.
        path: File that it comes from, for errors.

    Returns:
        The section with its lines, or None when it is not there.

    Raises:
        ContentError: The text is no YAML, or the section has a key twice or a tag.
    """
    loader = _PlainLoader(text)
    try:
        node = loader.get_single_node()
        for key in keys:
            pairs = node.value if isinstance(node, yaml.MappingNode) else ()
            node = next((value for name, value in pairs if name.value == key), None)
        return None if node is None else Located(loader.construct_document(node), dict(_lines(node, (), 1, path)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        raise ContentError("bad_yaml", path=path, line=mark.line + 1 if mark else None, reason=reason) from error
    finally:
        loader.dispose()


def _refuse_tricks(text: str, path: Path, first_line: int) -> None:
    """Refuse aliases, and nesting so deep that the C parser would run out of stack."""
    openers = sum(map(text.count, ("[", "{", "- ", "? ")))
    if "&" not in text and "*" not in text and openers <= MAX_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_PlainLoader):
        anchor = getattr(event, "anchor", None)
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        if anchor:
            raise ContentError("yaml_alias", path=path, line=line, found=anchor)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            reason = f"hơn {MAX_DEPTH} tầng · nested more than {MAX_DEPTH} deep"
            raise ContentError("bad_yaml", path=path, line=line, reason=reason)


def _lines(node: yaml.Node, place: Place, first_line: int, path: Path) -> Iterator[tuple[Place, int]]:
    yield place, first_line + node.start_mark.line
    if problem := _problem(node):
        code, found, expected = problem
        line, name = first_line + node.start_mark.line, ".".join(str(part) for part in place)
        raise ContentError(code, path=path, line=line, field=name, found=found, expected=expected, reason=found)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise ContentError("not_a_mapping", path=path, line=first_line + key.start_mark.line)
            if problem := _problem(key):
                raise ContentError(problem[0], path=path, line=first_line + key.start_mark.line, found=problem[1], reason=problem[1])
            if key.value in seen:
                raise ContentError("duplicate_key", path=path, line=first_line + key.start_mark.line, found=key.value)
            seen.add(key.value)
            inner = (*place, key.value)
            yield from _lines(value, inner, first_line, path)
            yield inner, first_line + key.start_mark.line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*place, index), first_line, path)


def _problem(node: yaml.Node) -> tuple[str, str, str | None] | None:
    """What a value must not be: of a kind that YAML can make and no file here needs, or a text with hidden characters.

    Returns:
        A code, what was found, and what is allowed.
    """
    if node.tag not in _TAGS:
        return "bad_yaml", str(node.tag).replace("tag:yaml.org,2002:", "!!"), None
    if not isinstance(node, yaml.ScalarNode):
        return None
    if match := UNSEEN.search(node.value):  # written as \\x01 or \\u202e between quotes
        return "control_character", f"U+{ord(match[0]):04X}", None
    if len(node.value) > MAX_SCALAR:
        return "too_long", f"{len(node.value):,}", f"≤ {MAX_SCALAR:,}"
    wrong = {"int": _TOO_LONG.fullmatch(node.value), "float": not _DECIMAL.fullmatch(node.value)}
    if wrong.get(node.tag.rpartition(":")[2]):
        return "not_allowed", node.value, f"-9…9, ≤ {MAX_DIGITS}"
    return None


def read_file(path: Path, *, root: Path, shown: Path, report: Report) -> Located | None:
    """Read a YAML file of staff; None where it cannot be read, which is reported.

    Args:
        path: The file.
        root: The folder that it must lie in.
        shown: The path that errors name.
        report: Collects what is wrong.
    """
    text = read_text(path, root=root, shown=shown, report=report)
    if text is None:
        return None
    try:
        return read_yaml(text, path=shown)
    except ContentError as error:
        report.add(error)
        return None


def read_mapping(path: Path, *, root: Path, shown: Path, report: Report) -> Located | None:
    """Read a YAML file whose values have names; see :func:`read_file`."""
    located = read_file(path, root=root, shown=shown, report=report)
    if located is not None and not isinstance(located.data, dict):
        report.add(ContentError("not_a_mapping", path=shown, line=1))
        return None
    return located
