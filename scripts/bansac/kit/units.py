"""Units of work of the kits, and the processes that make them.

A worker makes one unit at a time and hands back its key, never its bytes; so the
memory in use does not grow with the number of offices.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final, TypeAlias

from bansac.config import Project, load_project
from bansac.dataset import load_dataset
from bansac.errors import BansacError, Report
from bansac.kit.archive import About, archive, load_readme
from bansac.kit.cache import KIND, kit_store
from bansac.kit.documents.studio import load_studio
from bansac.kit.drawing import to_svg
from bansac.kit.lockups import lockup
from bansac.kit.names import Name, office_names
from bansac.kit.office import office_files
from bansac.kit.sector import sector_files, sector_names, single_files
from bansac.kit.source import Brand
from bansac.schema.data import Mission
from bansac.store import Store
from bansac.strings import load_strings
from bansac.workers import leave_with_parent

Values: TypeAlias = Mapping[str, Mapping[str, str]]

PARALLEL_FROM: Final = 2
"""Below this many new units a second process costs more than it saves."""
SECTOR: Final = "sector"
OFFICES: Final = "offices"
FILES: Final = "files"
PREVIEWS: Final = "previews"
FOLDER: Final = "ban-sac"
"""Begins the name of the folder in every archive."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of work.

    Attributes:
        kind: ``sector``: a part of the sector's kit; ``offices``: an office's whole archive;
            ``files``: what of a part is published by itself; ``previews``: an office's lockup as one picture.
        id: The part's name or the office's id.
        key: Key of what is made, in the store.
    """

    kind: str
    id: str
    key: str


def registers(project: Project, report: Report) -> tuple[dict[str, Mission], Values]:
    """The offices by id, and the names of the five values, which stand on slides."""
    dataset = load_dataset(project, report)
    missions = {mission.id: mission for mission in dataset.network.missions} if dataset.network else {}
    return missions, {value.id: value.name for value in sorted(dataset.values.values(), key=lambda value: value.order)}


def smallest(brand: Brand) -> dict[str, int]:
    """The smallest width of the mark in a lockup, for the README."""
    return brand.geometry.lockup.minimum.model_dump()


def made(root: Path, todo: Sequence[Unit], jobs: int) -> Iterator[tuple[Unit, BansacError | None]]:
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
        self.missions, values = registers(self.project, report)
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
        if unit.kind == FILES:
            return pickle.dumps(list(single_files(self.brand, unit.id, self.names)), protocol=pickle.HIGHEST_PROTOCOL)
        mission = self.missions[unit.id]
        names = office_names(self.project, mission)
        if unit.kind == PREVIEWS:
            return to_svg(lockup(self.brand, "horizontal", names, "colour"))
        local = mission.name.local if mission.name else None
        about = About(self.words, names, smallest(self.brand), local is not None and local.status == "proposed")
        return archive(f"{FOLDER}-{unit.id}", office_files(self.studio, self.project, mission), about)


_makers: list[_Maker | BansacError] = []
"""The maker of a worker process, once it has started, or why there is none."""


def _start(root: Path) -> None:
    leave_with_parent()
    try:
        _makers.append(_Maker(root))
    except BansacError as error:
        _makers.append(error)


def _make(unit: Unit) -> BansacError | None:
    maker = _makers[0]
    return maker if isinstance(maker, BansacError) else maker.make(unit)
