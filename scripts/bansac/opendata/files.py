"""The files of the open data: each register as JSON and CSV in every locale, and the catalogue."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from bansac.config import Locale
from bansac.model import Model
from bansac.opendata.tables import CATALOGUE, FALLBACK, FORMATS, TABLES, Cell, Row, Table, fields_of, file_path, texts_of
from bansac.schema.common import SOURCE_LOCALE

LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
"""What makes a spreadsheet take a text for a formula, or a command of DDE; in East Asian settings the wide signs do too."""


def open_data_files(model: Model) -> dict[str, bytes]:
    """Every file of the open data by its path below the site; registers without records have none."""
    files: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    for locale in model.project.locales:
        for table in TABLES:
            records = [_record(row, locale.code) for row in table.rows(model.dataset, locale.code)]
            if records:
                counts[table.name] = len(records)
                files[file_path(locale.code, table.name, "json")] = _json(_envelope(model, locale, table, records))
                files[file_path(locale.code, table.name, "csv")] = _csv(table, records)
    files[CATALOGUE] = _json(_catalogue(model, counts, files))
    return files


def _record(row: Row, code: str) -> dict[str, Any]:
    """A record in one language: texts plain, with a list of those that have no translation."""
    record: dict[str, Any] = {}
    missing: list[str] = []
    for name, cell in row.items():
        if isinstance(cell, Mapping):
            record[name] = cell.get(code, cell[SOURCE_LOCALE])
            if code not in cell:
                missing.append(name)
        else:
            record[name] = list(cell) if isinstance(cell, tuple) else cell
    return {**record, FALLBACK: missing}


def _envelope(model: Model, locale: Locale, table: Table, records: Sequence[Mapping[str, Cell]]) -> dict[str, Any]:
    code, registers = locale.code, model.dataset.registers
    register, meanings = texts_of(registers, table)
    return {
        "register": table.name,
        **({"title": _in(register.title, code), "description": _in(register.description, code)} if register else {}),
        "language": code,
        "fallback_language": SOURCE_LOCALE,
        "licence": LICENCE,
        **({"attribution": _in(registers.attribution, code)} if registers else {}),
        "notice": model.strings[code]["proposal"],
        "website": model.routes.absolute(locale.prefix),
        "catalogue": model.routes.absolute(CATALOGUE),
        "fields": {name: _in(text, code) for name, text in meanings.items()},
        "records": records,
    }


def _catalogue(model: Model, counts: Mapping[str, int], files: Mapping[str, bytes]) -> dict[str, Any]:
    registers, strings = model.dataset.registers, model.strings
    return {
        **({name: getattr(registers, name) for name in ("title", "description", "attribution")} if registers else {}),
        "notice": {code: strings[code]["proposal"] for code in model.project.codes},
        "licence": LICENCE,
        "website": model.project.site_url,
        "languages": [{"code": locale.code, "name": locale.name, "direction": locale.dir} for locale in model.project.locales],
        "source_language": SOURCE_LOCALE,
        "registers": [_listed(model, table, counts[table.name], files) for table in TABLES if table.name in counts],
    }


def _listed(model: Model, table: Table, count: int, files: Mapping[str, bytes]) -> dict[str, Any]:
    register, meanings = texts_of(model.dataset.registers, table)
    return {
        "id": table.name,
        **({"title": register.title, "description": register.description} if register else {}),
        "records": count,
        "fields": [{"name": name, "type": kind, "description": meanings.get(name, {})} for name, kind in fields_of(table).items()],
        "files": [
            {
                "language": code,
                "format": suffix,
                "media_type": media_type,
                "url": model.routes.absolute(path),
                "bytes": len(files[path]),
                "sha256": hashlib.sha256(files[path]).hexdigest(),
            }
            for code in model.project.codes
            for suffix, media_type in FORMATS.items()
            for path in [file_path(code, table.name, suffix)]
        ],
    }


def _in(text: Mapping[str, str], code: str) -> str:
    return text.get(code, text[SOURCE_LOCALE])


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _csv(table: Table, records: Sequence[Mapping[str, Any]]) -> bytes:
    """RFC 4180: a header, lines that end in CR LF; lists are joined by spaces."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = list(fields_of(table))
    writer.writerow(names)
    writer.writerows([_cell(record[name]) for name in names] for record in records)
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(value) if isinstance(value, list) else str(value)
    if isinstance(value, str | list) and text.lstrip().startswith(_FORMULA):  # spreadsheets overlook white space before it
        return f"'{text}"
    return text
