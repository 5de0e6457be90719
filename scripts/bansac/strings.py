"""Interface texts: one file per locale, the Vietnamese file naming the keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bansac.config import Project
from bansac.errors import ContentError, Report, suggestion
from bansac.files import read_text
from bansac.located import Located, Place, read_yaml

Strings = Mapping[str, str]
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def load_strings(project: Project, report: Report) -> dict[str, dict[str, str]]:
    """Read ``content/strings/<locale>.yml`` of every locale.

    Returns:
        Texts by locale and dotted key. A locale lacks a key only when the report has an error.
    """
    located = {code: _read(project, code, report) for code in project.codes}
    source = dict(_flat(located[project.source.code].data, ()))
    texts: dict[str, dict[str, str]] = {}
    for code in project.codes:
        found = dict(_flat(located[code].data, ()))
        shown = Path(f"content/strings/{code}.yml")
        for place in source.keys() - found.keys():
            report.add(ContentError("missing_string", path=shown, found=".".join(place)))
        for place in found.keys() - source.keys():
            expected = suggestion(".".join(place), [".".join(known) for known in source])
            line = located[code].line(place)
            report.add(ContentError("unknown_string", path=shown, line=line, found=".".join(place), expected=expected))
        for place in found.keys() & source.keys():
            _compare_fields(source[place], found[place], place, shown, located[code], report)
        texts[code] = {".".join(place): text for place, text in found.items()}
    return texts


def template_key(key: str) -> str:
    """The key as templates write it: ``nav.skip-link`` becomes ``nav_skip_link``."""
    return key.replace(".", "_").replace("-", "_")


def fill(text: str, **values: object) -> str:
    """Put values into the ``{placeholders}`` of a text; unknown ones stay."""
    return _PLACEHOLDER.sub(lambda match: str(values.get(match[1], match[0])), text)


def _read(project: Project, code: str, report: Report) -> Located:
    path = project.content / "strings" / f"{code}.yml"
    shown = project.shown(path)
    if not path.is_file():
        report.add(ContentError("missing_string", path=shown, found="(file)"))
        return Located({}, {})
    text = read_text(path, root=project.content, shown=shown, report=report)
    if text is None:
        return Located({}, {})
    try:
        located = read_yaml(text, path=shown)
    except ContentError as error:
        report.add(error)
        return Located({}, {})
    return located if isinstance(located.data, dict) else Located({}, {})


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
