"""Interface texts: one file per locale, the Vietnamese file naming the keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bansac.config import Project
from bansac.errors import ContentError, Report, suggestion
from bansac.located import Located, Place, read_mapping

Strings = Mapping[str, str]
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_PATTERNS = ("format.day", "format.month", "format.year")
_PATTERN = re.compile(r"(?:'[^']{0,20}'|y{1,4}|[ML]{1,4}|d{1,2}|E{1,4}|[^A-Za-z'{}%]){1,24}")
"""What a pattern of dates may hold: fields of a day (CLDR), signs, and words between quotes."""


def load_strings(project: Project, report: Report) -> dict[str, dict[str, str]]:
    """Read ``content/strings/<locale>.yml`` of every locale.

    Returns:
        Texts by locale and dotted key. A locale lacks a key only when the report has an error.
    """
    located = {code: found for code in project.codes if (found := _read(project, code, report))}
    if project.source.code not in located:
        return {}
    source = dict(_flat(located[project.source.code].data, ()))
    texts: dict[str, dict[str, str]] = {}
    for code, own in located.items():
        texts_found = dict(_flat(own.data, ()))
        shown = Path(f"content/strings/{code}.yml")
        for place in source.keys() - texts_found.keys():
            report.add(ContentError("missing_string", path=shown, found=".".join(place)))
        for place in texts_found.keys() - source.keys():
            expected = suggestion(".".join(place), [".".join(known) for known in source])
            line = own.line(place)
            report.add(ContentError("unknown_string", path=shown, line=line, found=".".join(place), expected=expected))
        for place in texts_found.keys() & source.keys():
            _compare_fields(source[place], texts_found[place], place, shown, own, report)
        for place, text in texts_found.items():
            _check_pattern(text, place, shown, own, report)
        texts[code] = {".".join(place): text for place, text in texts_found.items()}
    return texts


def template_key(key: str) -> str:
    """The key as templates write it: ``nav.skip-link`` becomes ``nav_skip_link``."""
    return key.replace(".", "_").replace("-", "_")


def fill(text: str, **values: object) -> str:
    """Put values into the ``{placeholders}`` of a text; unknown ones stay."""
    return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)


def _read(project: Project, code: str, report: Report) -> Located | None:
    """Read one file, or report why it cannot be read."""
    path = project.content / "strings" / f"{code}.yml"
    shown = project.shown(path)
    if not path.is_file():
        report.add(ContentError("missing_string", path=shown, found="(file)"))
        return None
    return read_mapping(path, root=project.content, shown=shown, report=report)


def _flat(data: Any, place: Place) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _flat(value, (*place, str(key)))
    elif data is not None:
        yield tuple(str(part) for part in place), str(data)


def _compare_fields(source: str, text: str, place: tuple[str, ...], shown: Path, located: Located, report: Report) -> None:
    wanted, found = set(_PLACEHOLDER.findall(source)), set(_PLACEHOLDER.findall(text))
    if wanted != found:
        expected = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "–"
        line = located.line(place)
        report.add(ContentError("string_fields", path=shown, line=line, field=".".join(place), found=text, expected=expected))


def _check_pattern(text: str, place: tuple[str, ...], shown: Path, located: Located, report: Report) -> None:
    key = ".".join(place)
    if key in _PATTERNS and not (_PATTERN.fullmatch(text) and "y" in text):
        report.add(ContentError("date_pattern", path=shown, line=located.line(place), field=key, found=text, expected="d/M/y"))
