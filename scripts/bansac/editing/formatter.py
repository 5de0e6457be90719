"""A saved file in our order: keys as the schema names them, comments where they were, values untouched.

An editor that reads a file and writes it again rewrites all of it. Given the file as it was before, the
formatter takes only the values from what was saved: a value that did not change keeps its writing, its
comments and its place. Formatting twice gives the same text.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from bansac.errors import ContentError
from bansac.files import MAX_TEXT_BYTES
from bansac.located import read_yaml
from bansac.schema.kinds import kinds_of
from bansac.schema.page import NewsFront

ORDER: tuple[str, ...] = tuple(NewsFront.model_fields)
"""The order of front matter: pages and news have one, because a news item has every field of a page."""

_FRONT = re.compile(r"\A---[ \t]*\n(?P<front>.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:(?=[ \t\n]|$)")
_INDENTED = re.compile(r"^[ \t]+- ", re.MULTILINE)
_DATE = re.compile(r"^(\d{4}-\d\d-\d\d)(?:T[\d:.]+Z?)?$")
_ROOT_LIST = re.compile(r"^( *)- ", re.MULTILINE)


@dataclass
class _Block:
    """A key of front matter: the comments above it and the lines of its value."""

    key: str
    above: str
    lines: str


def format_page(text: str, before: str | None = None) -> str:
    """Put the front matter of a page in order.

    Args:
        text: The file as it was saved.
        before: The file as it was until then; its comments and its writing of unchanged values are kept.
            The text itself to put a file in order as it stands; None for a new file, which is written in our way.

    Returns:
        The file in order; the text as it was saved where its front matter cannot be read.
    """
    text = _plain(text)
    match = _FRONT.match(text)
    if match is None or len(text) > MAX_TEXT_BYTES:
        return text
    values = _mapping(match["front"] or "")
    if values is None:
        return text
    old = _FRONT.match(_plain(before)) if before is not None else None
    front = _front(_tidied(values), (old["front"] if old else None) or "")
    body = text[match.end() :].strip("\n")
    return f"---\n{front}---\n" + (f"\n{body}\n" if body.strip() else "")


def format_data(text: str, before: str | None = None) -> str:
    """Take the values of a saved data file into the file as it was before.

    Args:
        text: The YAML file as it was saved.
        before: The file as it was until then; without it the text is only checked for line ends.

    Returns:
        The old file with the new values; the text as it was saved where one of the two cannot be read.
    """
    text = _plain(text)
    if before is None:
        return text
    before = _plain(before)
    try:
        values = read_yaml(text, path=Path()).data
        old = read_yaml(before, path=Path()).data
    except ContentError:
        return text
    if values == old:
        return before
    round_trip = _round_trip(before)
    document = round_trip.load(before)
    if isinstance(document, CommentedSeq) and isinstance(values, list):
        _update_list(document, values)
    elif isinstance(document, CommentedMap) and isinstance(values, dict):
        _update_map(document, values)
    else:
        return text
    return _dumped(round_trip, document)


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _mapping(front: str) -> dict[str, Any] | None:
    try:
        data = read_yaml(front, path=Path()).data
    except ContentError:
        return None
    return data if isinstance(data, dict) and all(isinstance(key, str) for key in data) else None


def _tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without empty optional fields; a text of several lines on one; a picture by its path below the media folder."""
    return {key: _tidy(key, value) for key, value in values.items() if not _is_empty(key, value)}


def _is_empty(key: str, value: Any) -> bool:
    field = NewsFront.model_fields.get(key)
    return field is not None and not field.is_required() and (value is None or value in ("", []))


def _tidy(key: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    field = NewsFront.model_fields.get(key)
    if field is not None and _is_date(field) and (match := _DATE.match(value)):
        return match[1]
    if key == "image":
        return re.sub(r"^/?(?:content/media/)?", "", value)
    return " ".join(value.split()) if "\n" in value else value


def _front(values: Mapping[str, Any], old: str) -> str:
    known = _mapping(old)
    blocks, tail = _split(old) if known else ([], "")
    style = _round_trip(old)
    written: dict[str, _Block] = {}
    for block in blocks:
        if block.key not in values:
            continue
        if known and values[block.key] != known[block.key]:
            block.lines = _rewritten(style, block, values[block.key])
        written[block.key] = block
    for key in values:
        if key not in written:
            written[key] = _Block(key, "", _dumped(style, CommentedMap({key: _new(key, values[key])})))
    order = {key: index for index, key in enumerate(ORDER)}
    chosen = sorted(written.values(), key=lambda block: order.get(block.key, len(order)))
    return "".join(block.above + block.lines for block in chosen) + tail


def _split(front: str) -> tuple[list[_Block], str]:
    """Cut front matter into its keys; a comment at the margin belongs to the key below it, after a blank line as well."""
    blocks: list[_Block] = []
    waiting = ""
    for line in front.splitlines(keepends=True):
        key = _KEY.match(line)
        if key:
            blocks.append(_Block(key[1], waiting, line))
            waiting = ""
        elif not blocks or line.startswith("#") or not line.strip():
            waiting += line
        else:
            blocks[-1].lines += waiting + line
            waiting = ""
    return blocks, waiting


def _rewritten(style: YAML, block: _Block, value: Any) -> str:
    """The lines of a key with another value; comments beside and within it stay."""
    document = style.load(block.lines)
    old = document[block.key]
    if isinstance(old, CommentedSeq) and isinstance(value, list):
        _update_list(old, value)
    else:
        document[block.key] = _new(block.key, value)
    return _dumped(style, document)


def _update_map(old: CommentedMap, values: Mapping[str, Any]) -> None:
    for key in [key for key in old if key not in values]:
        del old[key]
    for key, value in values.items():
        old[key] = _merged(old.get(key), value)


def _update_list(old: CommentedSeq, values: list[Any]) -> None:
    """Take over a list in its order; a record is known by its id, anything else by its value."""
    kept: dict[str, tuple[Any, Any]] = {}
    for index, item in enumerate(old):
        kept.setdefault(_name(item), (item, old.ca.items.get(index)))
    found = [kept.pop(_name(value), (None, None)) for value in values]
    old[:] = [_merged(item, value) for (item, _), value in zip(found, values, strict=True)]
    old.ca.items.clear()
    old.ca.items.update({index: comment for index, (_, comment) in enumerate(found) if comment is not None})


def _name(item: Any) -> str:
    return f"id:{item['id']}" if isinstance(item, Mapping) and "id" in item else repr(_data(item))


def _merged(old: Any, value: Any) -> Any:
    if isinstance(old, CommentedMap) and isinstance(value, dict):
        _update_map(old, value)
        return old
    if isinstance(old, CommentedSeq) and isinstance(value, list):
        _update_list(old, value)
        return old
    if old is not None and _data(old) == value:
        return old
    if isinstance(old, str) and isinstance(value, str) and type(old) is not str:
        return type(old)(value)
    return _new("", value)


def _data(value: Any) -> Any:
    """A round-trip value as the strict reader gives it: dates are texts."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        return [_data(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _data(item) for key, item in value.items()}
    return value


def _new(key: str, value: Any) -> Any:
    """A value as we write it: dates without quotes, what needs quotes in double ones, lists below each other."""
    if isinstance(value, str):
        field = NewsFront.model_fields.get(key)
        if field is not None and _is_date(field) and (day := _day(value)):
            return day
        return DoubleQuotedScalarString(value) if key == "source_hash" or _needs_quotes(value) else value
    if isinstance(value, list):
        return CommentedSeq([_new("", item) for item in value])
    if isinstance(value, dict):
        return CommentedMap({name: _new("", item) for name, item in value.items()})
    return value


def _day(value: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def _is_date(field: FieldInfo) -> bool:
    return dt.date in kinds_of(field)


def _needs_quotes(value: str) -> bool:
    return _dumped(_round_trip(""), CommentedMap({"k": value})) != f"k: {value}\n"


def _round_trip(like: str) -> YAML:
    """A reader and writer that keeps quotes and comments, with lists indented as in a text."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.allow_unicode = True
    root = _ROOT_LIST.search(like)
    if (root and root[1]) or _INDENTED.search(like):
        yaml.indent(mapping=2, sequence=4, offset=2)
    else:
        yaml.indent(mapping=2, sequence=2, offset=0)
    return yaml


def _dumped(yaml: YAML, document: Any) -> str:
    out = io.StringIO()
    yaml.dump(document, out)
    return out.getvalue()
