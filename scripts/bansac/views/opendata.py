"""The files of the open data and what their fields mean."""

from __future__ import annotations

from collections.abc import Mapping

from bansac.formats import number_text
from bansac.markdown import Shortcode
from bansac.opendata.tables import CATALOGUE, FORMATS, TABLES, Table, fields_of, file_path, texts_of
from bansac.scene import Scene, View


def open_data(scene: Scene, code: Shortcode) -> View:
    """``{{ open-data }}``: the files of this locale, and the catalogue of all."""
    return {"registers": [_register(scene, table) for table in _present(scene)], "catalogue": _file(scene, CATALOGUE, "json")}


def open_data_fields(scene: Scene, code: Shortcode) -> View:
    """``{{ open-data-fields }}``: the fields of each register, those that all share first."""
    words = scene.dataset.registers
    shared = {field.id: field.text for field in words.common} if words else {}
    present = _present(scene)
    kinds = {name: kind for table in present for name, kind in fields_of(table).items() if name in shared}
    return {
        "common": [_field(scene, name, kinds[name], shared[name]) for name in shared if name in kinds],
        "registers": [
            {
                "id": table.name,
                "title": _title(scene, table),
                "description": scene.tr(register.description) if register else None,
                "fields": [_field(scene, name, kind, meanings.get(name)) for name, kind in table.fields.items() if name not in shared],
            }
            for table in present
            for register, meanings in [texts_of(words, table)]
        ],
    }


def _present(scene: Scene) -> list[Table]:
    return [table for table in TABLES if file_path(scene.locale.code, table.name, "json") in scene.downloads]


def _title(scene: Scene, table: Table) -> View:
    register, _ = texts_of(scene.dataset.registers, table)
    return scene.tr(register.title if register else None) or {"text": table.name, "lang": None, "dir": None}


def _register(scene: Scene, table: Table) -> View:
    count = sum(1 for _ in table.rows(scene.dataset, scene.locale.code))
    files = [_file(scene, file_path(scene.locale.code, table.name, suffix), suffix) for suffix in FORMATS]
    return {"id": table.name, "title": _title(scene, table), "count": number_text(count, scene.text.code), "files": files}


def _file(scene: Scene, path: str, suffix: str) -> View:
    size = number_text(round(scene.downloads[path] / 1000, 1), scene.text.code)
    return {"format": suffix.upper(), "type": FORMATS[suffix], "href": scene.here.to(path), "size": scene.t("data.size", n=size)}


def _field(scene: Scene, name: str, kind: str, meaning: Mapping[str, str] | None) -> View:
    return {"name": name, "kind": scene.t(f"data.kind-{kind}"), "meaning": scene.tr(meaning)}
