"""Making kits: in several processes, only those that are not there yet, and laying them out.

A worker makes one archive at a time and hands back its key, never its bytes; so the
memory in use does not grow with the number of offices.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, TypeAlias

from bansac.config import Project, load_project
from bansac.dataset import load_dataset
from bansac.errors import BansacError, ContentError, Report, suggestion
from bansac.kit.archive import About, archive, load_readme
from bansac.kit.cache import KIND, base_digest, kit_store, office_key, part_key
from bansac.kit.documents.studio import load_studio
from bansac.kit.names import Name, office_names
from bansac.kit.office import office_files
from bansac.kit.sector import sector_files, sector_names, sector_parts
from bansac.kit.source import Brand, load_brand
from bansac.schema.data import Mission
from bansac.store import Store, digest_of, write_aside
from bansac.strings import load_strings
from bansac.workers import leave_with_parent

Progress = Callable[[str, int, int], None]
Values: TypeAlias = Mapping[str, Mapping[str, str]]

PARALLEL_FROM: Final = 2
"""Below this many new archives a second process costs more than it saves."""
LISTING: Final = "kits.json"
SECTOR: Final = "sector"
OFFICES: Final = "offices"
FOLDER: Final = "ban-sac"
"""Begins the name of the folder in every archive."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of work: a part of the sector's kit, or an office's whole archive.

    Attributes:
        kind: ``sector`` or ``offices``.
        id: The part's name or the office's id.
        key: Key of what is made, in the store.
    """

    kind: str
    id: str
    key: str


@dataclass(frozen=True, slots=True)
class Made:
    """What a run did.

    Attributes:
        files: The archives that lie in the output folder now, by name.
        new: How many units were made anew.
    """

    files: Mapping[str, int]
    new: int


class Kits:
    """The kits of a project.

    Args:
        root: Folder of ``mkdocs.yml``.
        cache: Whether kits of earlier runs may be used.

    Raises:
        ReportedErrors: The interface texts or the data of the network are wrong.
        BansacError: The configuration or the brand is wrong.
    """

    def __init__(self, root: Path, *, cache: bool = True) -> None:
        report = Report()
        self.project = load_project(root)
        self.missions, values = _registers(self.project, report)
        self.names = sector_names(self.project, load_strings(self.project, report))
        report.raise_if_any()
        self.store = kit_store(self.project, reads=cache)
        self._base = base_digest(self.project)
        self._office_base = digest_of(self._base, values)

    def make(self, offices: Sequence[str], output: Path, *, sector: bool, jobs: int, progress: Progress) -> Made:
        """Make archives and lay them out: ``sector.zip``, ``offices/<id>.zip`` and ``kits.json``.

        Args:
            offices: Ids of missions.
            output: Where the archives go.
            sector: Whether to make the sector's kit as well.
            jobs: How many processes may work.
            progress: Told how far it is.

        Raises:
            ContentError: There is no such office.
            ReportedErrors: A kit could not be made; the others are laid out.
        """
        units = [*self._sector_units(sector=sector), *(self._office_unit(ident) for ident in offices)]
        todo = [unit for unit in units if not self.store.has(KIND, unit.key)]
        report = Report()
        progress("kits", len(units) - len(todo), len(units))
        for done, (unit, error) in enumerate(_made(self.project.root, todo, jobs), len(units) - len(todo) + 1):
            if error:
                report.add(error)
                units.remove(unit)
            self.store.use(KIND, unit.key)
            progress("kits", done, len(units))
        written = self._laid_out(units, output)
        if sector and len(offices) == len(self.missions) and not report.errors:
            self.store.keep_only()
        report.raise_if_any()
        return Made(written, len(todo))

    def _sector_units(self, *, sector: bool) -> Iterator[Unit]:
        if sector:
            yield from (Unit(SECTOR, part, part_key(self._base, part, self.names)) for part in sector_parts(self.names))

    def _office_unit(self, ident: str) -> Unit:
        mission = self.missions.get(ident)
        if mission is None:
            register = "content/data/network.yml"
            raise ContentError("unknown_id", path=register, found=ident, register=register, expected=suggestion(ident, self.missions))
        return Unit(OFFICES, ident, office_key(self._office_base, mission, office_names(self.project, mission)))

    def _laid_out(self, units: Sequence[Unit], output: Path) -> dict[str, int]:
        """Copy archives into the output folder; returns their sizes by name."""
        listing = _read_listing(output)
        written: dict[str, int] = {}
        parts = [unit for unit in units if unit.kind == SECTOR]
        if parts and {unit.id for unit in parts} == set(sector_parts(self.names)):
            data = self._sector_archive(parts)
            write_aside(output / "sector.zip", data)
            listing["sector"] = _entry("sector.zip", tuple(self.names.values()), data)
            written["sector.zip"] = len(data)
        offices: dict[str, Any] = listing["offices"]
        for ident in set(offices) - self.missions.keys():
            (output / str(offices.pop(ident)["file"])).unlink(missing_ok=True)
        for unit in units:
            if unit.kind == OFFICES:
                name, data = f"offices/{unit.id}.zip", self.store.read(KIND, unit.key)
                write_aside(output / name, data)
                offices[unit.id] = _entry(name, office_names(self.project, self.missions[unit.id]), data)
                written[name] = len(data)
        listing["offices"] = dict(sorted(offices.items()))
        write_aside(output / LISTING, (json.dumps(listing, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
        return written

    def _sector_archive(self, parts: Sequence[Unit]) -> bytes:
        key = digest_of("sector-archive", [unit.key for unit in parts])

        def make() -> bytes:
            brand = load_brand(self.project.brand)
            files = (pair for unit in parts for pair in pickle.loads(self.store.read(KIND, unit.key)))  # noqa: S301  # our own file, in build/
            return archive(FOLDER, files, About(load_readme(brand.folder), tuple(self.names.values()), smallest(brand)))

        return self.store.bytes_of(KIND, key, make)


def smallest(brand: Brand) -> dict[str, int]:
    """The smallest width of the mark in a lockup, for the README."""
    return brand.geometry.lockup.minimum.model_dump()


def _registers(project: Project, report: Report) -> tuple[dict[str, Mission], Values]:
    """The offices by id, and the names of the five values, which stand on slides."""
    dataset = load_dataset(project, report)
    missions = {mission.id: mission for mission in dataset.network.missions} if dataset.network else {}
    return missions, {value.id: value.name for value in sorted(dataset.values.values(), key=lambda value: value.order)}


def _made(root: Path, todo: Sequence[Unit], jobs: int) -> Iterator[tuple[Unit, BansacError | None]]:
    """Make units; yields each with what went wrong, in their order."""
    workers = min(jobs, len(todo), os.cpu_count() or 1)
    if workers < PARALLEL_FROM:
        maker = None
        for unit in todo:
            maker = maker or _Maker(root)
            yield unit, maker.make(unit)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, (root,)) as pool:  # forked, the threads of the PDF library hang
        yield from zip(todo, pool.map(_make, todo), strict=True)


class _Maker:
    """Makes units; one a process."""

    def __init__(self, root: Path) -> None:
        self.project = load_project(root)
        report = Report()
        self.missions, values = _registers(self.project, report)
        self.names: Mapping[str, Name] = sector_names(self.project, load_strings(self.project, report))
        self.studio = load_studio(self.project.brand, values)
        self.brand = self.studio.brand
        self.words = load_readme(self.project.brand)
        self.store: Store = kit_store(self.project)

    def make(self, unit: Unit) -> BansacError | None:
        """Make a unit and keep it; returns what went wrong."""
        try:
            self.store.put(KIND, unit.key, self._bytes(unit))
        except BansacError as error:
            return error
        return None

    def _bytes(self, unit: Unit) -> bytes:
        if unit.kind == SECTOR:
            return pickle.dumps(list(sector_files(self.brand, unit.id, self.names)), protocol=pickle.HIGHEST_PROTOCOL)
        mission = self.missions[unit.id]
        local = mission.name.local if mission.name else None
        about = About(
            self.words, office_names(self.project, mission), smallest(self.brand), local is not None and local.status == "proposed"
        )
        return archive(f"{FOLDER}-{unit.id}", office_files(self.studio, self.project, mission), about)


_makers: list[_Maker] = []
"""The maker of a worker process, once it has started."""


def _start(root: Path) -> None:
    leave_with_parent()
    _makers.append(_Maker(root))


def _make(unit: Unit) -> BansacError | None:
    return _makers[0].make(unit)


def _read_listing(output: Path) -> dict[str, Any]:
    """What an earlier run laid out; nothing where there is no such list."""
    try:
        listing = json.loads((output / LISTING).read_text(encoding="utf-8"))
        return {"sector": listing["sector"], "offices": dict(listing["offices"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"sector": None, "offices": {}}


def _entry(name: str, names: Sequence[Name], data: bytes) -> dict[str, Any]:
    """An archive as ``kits.json`` lists it."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {info.filename.partition("/")[2]: info.file_size for info in packed.infolist()}
    return {
        "file": name,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "names": [{"text": name.text, "lang": name.lang} for name in names],
        "files": files,
    }
