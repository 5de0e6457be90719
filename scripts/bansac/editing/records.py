"""Data files as the editor shows them: one form for each field, no empty values when it comes back.

A schema may allow a text in two forms, one for all locales or one for each. The editor has one field
for one form: such a text is shown by locale, and one that has only the source locale goes back as the
one text for all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from bansac.dataset import LISTS
from bansac.errors import ContentError
from bansac.located import read_yaml
from bansac.schema.common import SOURCE_LOCALE
from bansac.schema.kinds import has_two_forms


def shown(name: str, text: str) -> str:
    """A file of ``content/data/`` as the editor reads it; the text itself where it cannot be read."""
    values = _records(text)
    if values is None:
        return text
    double = _in_two_forms(name)
    for record in values:
        for key in double & record.keys():
            if isinstance(record[key], str):
                record[key] = {SOURCE_LOCALE: record[key]}
    return _written(values)


def saved(name: str, text: str) -> str:
    """What the editor wrote, in the forms that the schema knows and without empty values."""
    values = _records(text)
    if values is None:
        return text
    double = _in_two_forms(name)
    records = [{key: kept for key, value in record.items() if (kept := _filled(value)) is not None} for record in values]
    for record in records:
        for key in double & record.keys():
            if isinstance(record[key], dict) and record[key].keys() == {SOURCE_LOCALE}:
                record[key] = record[key][SOURCE_LOCALE]
    return _written(records)


def _records(text: str) -> list[dict[str, Any]] | None:
    try:
        values = read_yaml(text, path=Path()).data
    except ContentError:
        return None
    return values if isinstance(values, list) and all(isinstance(record, dict) for record in values) else None


def _in_two_forms(name: str) -> set[str]:
    return {key for key, field in LISTS[name].model_fields.items() if has_two_forms(field)}


def _filled(value: Any) -> Any:
    """A value without empty texts, or None when nothing is left."""
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _filled(item)) is not None} or None
    return None if value in ("", [], None) else value


def _written(values: list[dict[str, Any]]) -> str:
    text: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text
