"""The identity kits on the site: previews, single files, the sector's archive, and every office with its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bansac.formats import country_name, language_name, number_text
from bansac.kit.names import Name, office_names
from bansac.kit.published import OFFICE_CONTENTS, Archive, Row, Sample, file_path, preview_path
from bansac.markdown import Shortcode
from bansac.scene import Scene, View
from bansac.schema.data import Mission
from bansac.search.words import fold, words

COMMAND: Final = "bansac brand kit"
FOLDER: Final = "build/kits"
"""Where the command lays archives."""
_GROUNDS: Final = {"colour": "paper", "one-colour": "paper", "reversed": "lacquer"}
_SCHEME_NAMES: Final = {"colour": "brand.full", "one-colour": "brand.ink", "reversed": "brand.reversed"}
_SINGLE_WIDTH: Final = 1600
_FORMATS: Final = {"webp": "WebP"}
"""Formats that are not written in capitals."""
_MEGABYTE: Final = 1_000_000
_PATTERNS: Final = {"ring": ("brand.ring", (160, 160), 1), "strip": ("brand.strip", (30, 40), 12), "tile": ("brand.tile", (60, 60), 28)}
"""Name, size in pixels of a preview, and how often it is repeated to fill its frame."""


def lockups(scene: Scene, code: Shortcode) -> View:
    """``{{ brand-lockups }}``: mark and lockups in the page's language, each in three colours, with their single files."""
    name = scene.locale.code
    return {"kinds": [_kind(scene, sample, "mark" if sample.kind == "mark" else f"lockups/{name}") for sample in scene.kits.samples[name]]}


def _kind(scene: Scene, sample: Sample, part: str) -> View:
    kind = sample.kind
    schemes = []
    for scheme, (petals, fill) in sample.schemes.items():
        stem = f"{part}/{kind}-{scheme}"
        files = [(f"{stem}.svg", "SVG"), (f"{stem}-{_SINGLE_WIDTH}.png", "PNG"), (f"{stem}.ico", "ICO")]
        schemes.append(
            {
                "id": scheme,
                "ground": _GROUNDS[scheme],
                "name": scene.t(_SCHEME_NAMES[scheme]),
                "petals": [{"fill": colour, "path": path} for colour, path in petals],
                "fill": fill,
                "files": [_file(scene, file, label) for file, label in files if file_path(file) in scene.kits.files],
            }
        )
    return {
        "id": kind,
        "name": scene.t(f"kit.kind.{kind}"),
        "use": scene.t(f"kit.kind-use.{kind}"),
        "width": f"{sample.width:.0f}",
        "height": f"{sample.height:.0f}",
        "text": sample.text,
        "schemes": schemes,
    }


def files(scene: Scene, code: Shortcode) -> View:
    """``{{ brand-files }}``: the palette for other programs, and the pattern in its colours."""
    names = {colour["id"]: colour["name"] for group in scene.brand["brand-palette"]["groups"] for colour in group["colours"]}
    palette = sorted(path.removeprefix(file_path("")) for path in scene.kits.files if path.startswith(file_path("palette/")))
    colours = ("bronze", "gilt", "ink")
    return {
        "palette": [
            {
                "name": path.rpartition("/")[2],
                "use": scene.t(f"kit.format.{path.rpartition('.')[2]}"),
                "file": _file(scene, path, path.rpartition(".")[2].upper()),
            }
            for path in palette
        ],
        "patterns": [
            {
                "id": pattern,
                "name": scene.t(text),
                "width": size[0],
                "height": size[1],
                "copies": list(range(copies)),
                "colours": [
                    {
                        "id": colour,
                        "name": scene.tr(names[colour]),
                        "files": [_file(scene, f"pattern/{pattern}-{colour}.{ending}", ending.upper()) for ending in ("svg", "png")],
                    }
                    for colour in colours
                ],
            }
            for pattern, (text, size, copies) in _PATTERNS.items()
        ],
    }


def sector(scene: Scene, code: Shortcode) -> View:
    """``{{ brand-kit }}``: the sector's archive, or the way to make it, and what is in it."""
    rows = scene.kits.contents[scene.locale.code]
    parts = dict.fromkeys(row.part for row in rows)
    return {
        "archive": _archive(scene, scene.kits.sector),
        "command": f"{COMMAND} --sector",
        "file": f"{FOLDER}/sector.zip",
        "parts": [
            {
                "id": part,
                "name": scene.t(f"kit.part.{part}"),
                "folder": _folder(rows, part),
                "rows": [_row(scene, row) for row in rows if row.part == part],
            }
            for part in parts
        ],
    }


def _folder(rows: Iterable[Row], part: str) -> str:
    name = next(row.name for row in rows if row.part == part)
    return name.rpartition("/")[0]


def _row(scene: Scene, row: Row) -> View:
    use = f"kit.about.{row.name.partition('.')[0].lower()}" if row.part == "about" else f"kit.format.{row.ending}"
    pixels = scene.t("kit.px", n=scene.t("format.list").join(map(str, row.pixels))) if row.pixels else None
    least, most = (number_text(max(round(size / 1000), 1), scene.text.code) for size in row.bytes or (0, 0))
    return {
        "name": row.name.rpartition("/")[2],
        "use": scene.t(use),
        "format": _FORMATS.get(row.ending, row.ending.upper()) or "TXT",
        "count": number_text(row.count, scene.text.code),
        "pixels": pixels,
        "size": scene.t("data.size", n=least if least == most else f"{least}–{most}") if row.bytes else None,
    }


def offices(scene: Scene, code: Shortcode) -> View:
    """``{{ brand-offices }}``: every office by region and country, with its lockup and the way to its kit."""
    network = scene.dataset.network
    missions = network.missions if network else ()
    regions = [
        {
            "id": region.id,
            "title": scene.tr(region.title),
            "offices": [_office(scene, mission) for mission in _sorted(scene, (found for found in missions if found.region == region.id))],
        }
        for region in (network.regions if network else ())
    ]
    return {
        "regions": regions,
        "count": number_text(len(missions), scene.text.code),
        "published": bool(scene.kits.offices),
        "complete": bool(missions) and len(scene.kits.offices) == len(missions),
        "contents": [
            {
                "id": part,
                "text": scene.t(f"kit.office.{part}"),
                "formats": scene.t("format.list").join(ending.upper() for ending in endings),
            }
            for part, endings in OFFICE_CONTENTS.items()
        ],
        "command": f"{COMMAND} --all",
        "folder": f"{FOLDER}/offices",
    }


def _sorted(scene: Scene, missions: Iterable[Mission]) -> list[Mission]:
    def place(mission: Mission) -> tuple[str, bool, str]:
        country = country_name(mission.country, scene.text.code) if mission.country else ""
        return " ".join(map(fold, words(country))), mission.type != "embassy", mission.id

    return sorted(missions, key=place)


def _office(scene: Scene, mission: Mission) -> View:
    names = office_names(scene.project, mission)
    local = mission.name.local if mission.name else None
    width, height = scene.kits.previews[mission.id]
    country = country_name(mission.country, scene.text.code) if mission.country else ""
    return {
        "id": mission.id,
        "country": country or scene.plain(mission.organisation or mission.city),
        "type": scene.t(f"mission-type.{mission.type}"),
        "city": scene.tr(mission.city),
        "names": [_name(scene, name, local.status if local and name.lang == local.lang else None) for name in names],
        "preview": {
            "href": scene.here.to(preview_path(mission.id)),
            "width": width,
            "height": height,
            "alt": " · ".join(name.text.replace("\u200b", "") for name in names),
        },
        "archive": _archive(scene, scene.kits.offices.get(mission.id)),
        "command": f"{COMMAND} {mission.id}",
        "list": scene.link("network/index.md") + f"#{mission.id}",
    }


def _name(scene: Scene, name: Name, status: str | None) -> View:
    return {
        "text": name.text,
        "lang": name.lang,
        "dir": name.direction,
        "language": language_name(name.lang, scene.text.code),
        "status": scene.t(f"kit.name-{status}") if status else None,
    }


def _archive(scene: Scene, archive: Archive | None) -> View | None:
    if archive is None:
        return None
    return {
        "href": scene.here.to(archive.path),
        "size": _size(scene, archive.bytes),
        "files": scene.t("kit.files", n=number_text(archive.files, scene.text.code)),
    }


def _file(scene: Scene, name: str, label: str) -> View:
    path = file_path(name)
    return {"format": label, "href": scene.here.to(path), "size": _kilobytes(scene, scene.kits.files[path])}


def _size(scene: Scene, size: int) -> str:
    if size < _MEGABYTE:
        return _kilobytes(scene, size)
    return scene.t("kit.mb", n=number_text(round(size / _MEGABYTE, 1), scene.text.code))


def _kilobytes(scene: Scene, size: int) -> str:
    return scene.t("data.size", n=number_text(max(round(size / 1000), 1), scene.text.code))
