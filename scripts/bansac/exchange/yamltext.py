"""Changing single texts of a YAML file: every other byte, comments and quotes among them, stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from bansac.located import Place

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDE = 1 << 20
"""Characters in a line of which YAML is never cut in two."""
_FLOW = re.compile(r"[\[\]{},]")


@dataclass(frozen=True)
class Scalar:
    """A value that is a text or a number.

    Attributes:
        value: What it says, as text.
        start: Offset at which it is written.
        end: Offset after it.
        style: ``'``, ``"``, ``|``, ``>``, or empty for a plain one.
        in_flow: Whether it stands within braces or brackets on a line.
        line: Line of the text, from 0.
    """

    value: str
    start: int
    end: int
    style: str
    in_flow: bool
    line: int


@dataclass(frozen=True)
class Mapping_:  # noqa: N801  # Mapping is what typing has
    """A mapping: where another key could be added.

    Attributes:
        keys: Its keys, in order.
        column: Column of the keys of a mapping in block style.
        end: Offset after the last value, before the end of its line.
        in_flow: Whether it is written in braces.
    """

    keys: tuple[str, ...]
    column: int
    end: int
    in_flow: bool


def scalars(text: str) -> dict[Place, Scalar]:
    """Every scalar of a document by its place. What is no YAML has none; the readers of content say why."""
    return {place: item for place, item in _walk(_compose(text), (), in_flow=False) if isinstance(item, Scalar)}


def mappings(text: str) -> dict[Place, Mapping_]:
    """Every mapping of a document by its place."""
    return {place: item for place, item in _walk(_compose(text), (), in_flow=False) if isinstance(item, Mapping_)}


def replaced(text: str, values: Mapping[Place, str]) -> str:
    """A YAML text with other values.

    Args:
        text: The document.
        values: New values by place. Where there is no such key, it is added at the end of its mapping.

    Returns:
        The text; where a value is what it was, its bytes are what they were.
    """
    if text and not text.endswith("\n") and any(place not in scalars(text) for place in values):
        text += "\n"
    found = scalars(text)
    around = mappings(text)
    edits: list[tuple[int, int, str]] = []
    for place, value in values.items():
        own = found.get(place)
        if own is not None:
            if own.value != value:
                tail = "\n" if own.style in {"|", ">"} and text[own.end - 1 : own.end] == "\n" else ""
                edits.append((own.start, own.end, written(value, style=own.style, in_flow=own.in_flow) + tail))
            continue
        parent = around[place[:-1]]
        if parent.in_flow:
            new = f", {place[-1]}: {written(value, in_flow=True)}"
        else:
            new = f"{' ' * parent.column}{place[-1]}: {written(value)}\n"
        edits.append((*_gap(text, parent), new))
    parts: list[str] = []
    position = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[position:start], new]
        position = end
    return "".join([*parts, text[position:]])


def _gap(text: str, parent: Mapping_) -> tuple[int, int]:
    """Where a key is added: in braces after the last value, else on the line after it and its comment."""
    if parent.in_flow or text[parent.end - 1] == "\n":
        return parent.end, parent.end
    end = text.find("\n", parent.end)
    return end + 1, end + 1


def written(value: str, *, style: str = "", in_flow: bool = False) -> str:
    """A text as YAML, on one line; quoted as before, or only where it must be."""
    quoted = (
        style if style in {"'", '"'} and "\n" not in value else '"' if "\n" in value else "'" if in_flow and _FLOW.search(value) else None
    )
    dumped: str = yaml.safe_dump(value, allow_unicode=True, width=_WIDE, default_style=quoted)
    return dumped.removesuffix("\n").removesuffix("...").removesuffix("\n")


def _compose(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return None


def _walk(node: yaml.Node | None, place: Place, *, in_flow: bool) -> Iterator[tuple[Place, Scalar | Mapping_]]:
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark, node.end_mark
        yield place, Scalar(str(node.value), start.index, end.index, str(node.style or ""), in_flow, start.line)
    elif isinstance(node, yaml.MappingNode):
        flows = in_flow or bool(node.flow_style)
        keys = tuple(str(key.value) for key, _ in node.value)
        last = node.value[-1][1].end_mark.index if node.value else node.start_mark.index
        column = node.value[0][0].start_mark.column if node.value else 0
        yield place, Mapping_(keys, column, last, flows)
        for key, value in node.value:
            yield from _walk(value, (*place, str(key.value)), in_flow=flows)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _walk(value, (*place, index), in_flow=in_flow or bool(node.flow_style))
