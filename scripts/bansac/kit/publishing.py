"""The kits as part of the site: archives that the configuration names, and what pages show of all of them.

Everything is made by the code, and kept in the cache, of ``bansac brand kit``; so
whichever of the two comes second finds its work done.
"""

from __future__ import annotations

import os
import pickle
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bansac.errors import Report
from bansac.kit.cache import KIND
from bansac.kit.contents import sector_contents
from bansac.kit.drawing import placed, relative
from bansac.kit.lockups import KINDS, SCHEMES, Kind, layout, mark, text_fill
from bansac.kit.making import LARGEST, Kits, as_json, entry, too_large
from bansac.kit.names import Name
from bansac.kit.published import (
    LISTING_PATH,
    ROOT,
    SECTOR_PATH,
    Archive,
    Published,
    Row,
    Sample,
    Shown,
    file_path,
    office_path,
    preview_path,
)
from bansac.kit.sector import is_single, sector_names
from bansac.kit.source import Brand, load_brand
from bansac.store import digest_of

if TYPE_CHECKING:
    from bansac.model import Model

_SIZE: Final = re.compile(rb'width="([\d.]+)" height="([\d.]+)"')


def publish_kits(model: Model, report: Report, progress: Callable[[str, int, int], None], *, shown: bool, cache: bool = True) -> Published:
    """Make what the configuration and the pages ask for; only what is not there yet.

    Args:
        model: The model.
        report: Collects kits that could not be made, and warnings of those that are too large.
        progress: Told how far it is.
        shown: Whether pages speak of the kits, and so need previews and single files.
        cache: Whether what was made before may be used.

    Raises:
        ReportedErrors: A kit could not be made.
    """
    choice, dataset = model.project.kits, model.dataset
    missions = {mission.id: mission for mission in dataset.network.missions} if dataset.network else {}
    values = {value.id: value.name for value in sorted(dataset.values.values(), key=lambda value: value.order)}
    kits = Kits(model.project, missions, values, sector_names(model.project, model.strings), cache=cache)
    offices = tuple(missions) if choice.every else choice.offices
    units = [
        *(kits.sector_units() if choice.sector else ()),
        *(kits.office_unit(ident) for ident in offices),
        *(kits.file_units() if shown and not choice.sector else ()),
        *(kits.preview_unit(ident) for ident in missions if shown),
    ]
    kits.ensure(units, os.cpu_count() or 1, progress, report)
    report.raise_if_any()
    published = _published(kits, offices, report, sector=choice.sector, shown=shown)
    kits.keep_only()
    return published


def _published(kits: Kits, offices: Iterable[str], report: Report, *, sector: bool, shown: bool) -> Published:
    listing, links = _archives(kits, offices, report, sector=sector)
    files = {LISTING_PATH: as_json(listing)} if links else {}
    told = Shown(
        sector=_archive(listing["sector"]) if sector else None,
        offices={ident: _archive(found) for ident, found in listing["offices"].items()},
    )
    if shown:
        parts = kits.sector_units() if sector else kits.file_units()
        pairs = (pair for unit in parts for pair in pickle.loads(kits.store.read(KIND, unit.key)))  # noqa: S301  # our own file
        single = {name: data for name, data in pairs if is_single(name)}
        files.update((file_path(name), data) for name, data in single.items())
        previews = {ident: kits.store.path(KIND, kits.preview_unit(ident).key) for ident in kits.missions}
        links.update((preview_path(ident), path) for ident, path in previews.items())
        samples, contents = kits.store.object_of(
            "shown", digest_of("shown", kits.sector_key(), sector), lambda: _told(kits, listing["sector"])
        )
        told = replace(
            told,
            files={path: len(data) for path, data in files.items()},
            previews={ident: _size(path) for ident, path in previews.items()},
            samples=samples,
            contents=contents,
        )
    return Published(replace(told, digest=digest_of(told)), links, files)


def _archives(kits: Kits, offices: Iterable[str], report: Report, *, sector: bool) -> tuple[dict[str, Any], dict[str, Path]]:
    """The published archives: as ``kits.json`` lists them, and where they lie in the cache."""
    links: dict[str, Path] = {}
    listing: dict[str, Any] = {"sector": None, "offices": {}}

    def listed(path: str, key: str, names: Sequence[Name]) -> dict[str, Any]:
        links[path] = kits.store.path(KIND, key)
        name = path.removeprefix(ROOT)

        def make() -> dict[str, Any]:
            return entry(name, names, kits.store.read(KIND, key))

        found: dict[str, Any] = kits.store.object_of("entry", digest_of("entry", name, key), make)
        return found

    if sector:
        kits.sector_archive()
        listing["sector"] = listed(SECTOR_PATH, kits.sector_key(), tuple(kits.names.values()))
    for ident in sorted(offices):
        found = listed(office_path(ident), kits.office_unit(ident).key, kits.office_names(ident))
        listing["offices"][ident] = found
        if found["bytes"] > LARGEST:
            report.warn(too_large(Path(office_path(ident)), found["bytes"]))
    return listing, links


def _archive(found: Mapping[str, Any]) -> Archive:
    return Archive(ROOT + found["file"], found["bytes"], len(found["files"]))


def _told(kits: Kits, sector: Mapping[str, Any] | None) -> tuple[dict[str, tuple[Sample, ...]], dict[str, tuple[Row, ...]]]:
    """By locale: the lockups of the sector as parts, and what its archive holds."""
    brand = load_brand(kits.project.brand)
    sizes = sector["files"] if sector else None
    samples = {code: tuple(_sample(brand, kind, name) for kind in KINDS) for code, name in kits.names.items()}
    return samples, {code: sector_contents(brand, code, sizes) for code in kits.names}


def _sample(brand: Brand, kind: Kind, name: Name) -> Sample:
    laid = layout(brand, kind, [name])
    schemes: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {}
    for scheme in SCHEMES:
        petals = tuple((part.fill, relative(part.path)) for part in placed(mark(brand, scheme), *laid.mark))
        schemes[scheme] = (petals, text_fill(brand, scheme))
    return Sample(kind, laid.width, laid.height, relative(laid.text), schemes)


def _size(path: Path) -> tuple[int, int]:
    """Width and height as the head of an SVG file says them, in whole pixels."""
    with path.open("rb") as file:
        match = _SIZE.search(file.read(300))
    if match is None:
        raise ValueError(path)
    return round(float(match[1])), round(float(match[2]))
