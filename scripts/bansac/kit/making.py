"""Making kits: only those that are not there yet, and laying them out."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bansac.config import Project, load_project
from bansac.errors import BansacError, BrandError, ContentError, Report, suggestion
from bansac.kit.archive import About, archive, load_readme
from bansac.kit.cache import KIND, base_digest, kit_store, office_key, part_key
from bansac.kit.names import Name, office_names
from bansac.kit.sector import sector_names, sector_parts
from bansac.kit.source import load_brand
from bansac.kit.units import FILES, FOLDER, OFFICES, PREVIEWS, SECTOR, Unit, Values, made, registers, smallest
from bansac.schema.data import Mission
from bansac.store import digest_of, write_aside
from bansac.strings import load_strings

Progress = Callable[[str, int, int], None]

LISTING: Final = "kits.json"
SECTOR_ZIP: Final = "sector.zip"
LARGEST: Final = 2_000_000
"""Bytes of an office's archive; a larger one is made, with a warning."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a run did.

    Attributes:
        files: The archives that lie in the output folder now, by name.
        new: How many units were made anew.
        warnings: Archives of offices that are too large.
    """

    files: Mapping[str, int]
    new: int
    warnings: tuple[BansacError, ...] = ()


class Kits:
    """The kits of a project.

    Args:
        project: The project.
        missions: The offices by id.
        values: The names of the five values by id, in their order.
        names: The name of the sector's identity by locale.
        cache: Whether kits of earlier runs may be used.

    Raises:
        BrandError: The brand is wrong.
    """

    def __init__(
        self, project: Project, missions: Mapping[str, Mission], values: Values, names: Mapping[str, Name], *, cache: bool = True
    ) -> None:
        self.project = project
        self.missions = missions
        self.names = names
        self.store = kit_store(project, reads=cache)
        self._base = base_digest(project)
        self._office_base = digest_of(self._base, values)

    @classmethod
    def load(cls, root: Path, *, cache: bool = True) -> Kits:
        """The kits of a project folder.

        Raises:
            ReportedErrors: The interface texts or the data of the network are wrong.
            BansacError: The configuration or the brand is wrong.
        """
        report = Report()
        project = load_project(root)
        missions, values = registers(project, report)
        strings = load_strings(project, report)
        report.raise_if_any()
        return cls(project, missions, values, sector_names(project, strings), cache=cache)

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
        units = [*(self.sector_units() if sector else ()), *(self.office_unit(ident) for ident in offices)]
        report = Report()
        new = self.ensure(units, jobs, progress, report)
        written = self._laid_out(units, output)
        self.keep_only()
        report.raise_if_any()
        return Made(written, new, tuple(_too_large(output, written)))

    def ensure(self, units: list[Unit], jobs: int, progress: Progress, report: Report) -> int:
        """Make what is not there yet; one that cannot be made is reported and taken from the list. Returns how many were made."""
        todo = [unit for unit in units if not self.store.has(KIND, unit.key)]
        told: dict[str, BansacError] = {}
        progress("kits", len(units) - len(todo), len(units))
        for done, (unit, error) in enumerate(made(self.project.root, todo, jobs), len(units) - len(todo) + 1):
            if error:
                told[str(error)] = error
                units.remove(unit)
            progress("kits", done, len(units))
        for error in told.values():  # what is wrong with the brand is wrong for every unit, and told once
            report.add(error)
        return len(todo)

    def keep_only(self) -> None:
        """Remove what no kit of the project hangs on any more."""
        units = [*self.sector_units(), *self.file_units(), *map(self.office_unit, self.missions), *map(self.preview_unit, self.missions)]
        for unit in units:
            self.store.use(KIND, unit.key)
        self.store.use(KIND, self.sector_key())
        self.store.keep_only()

    def sector_units(self) -> Iterator[Unit]:
        """The parts of the sector's kit."""
        yield from (Unit(SECTOR, part, part_key(self._base, part, self.names)) for part in sector_parts(self.names))

    def file_units(self) -> Iterator[Unit]:
        """What is published by itself, by part."""
        yield from (Unit(FILES, part, digest_of(FILES, part_key(self._base, part, self.names))) for part in sector_parts(self.names))

    def office_unit(self, ident: str) -> Unit:
        """The archive of an office.

        Raises:
            ContentError: There is no such office.
        """
        mission = self.missions.get(ident)
        if mission is None:
            register = "content/data/network.yml"
            raise ContentError("unknown_id", path=register, found=ident, register=register, expected=suggestion(ident, self.missions))
        return Unit(OFFICES, ident, office_key(self._office_base, mission, self.office_names(ident)))

    def preview_unit(self, ident: str) -> Unit:
        """The lockup of an office as a picture."""
        return Unit(PREVIEWS, ident, digest_of(PREVIEWS, self._base, self.office_names(ident)))

    def office_names(self, ident: str) -> tuple[Name, ...]:
        """What an office is called."""
        return office_names(self.project, self.missions[ident])

    def sector_key(self) -> str:
        """The key of the sector's archive."""
        return digest_of("sector-archive", [unit.key for unit in self.sector_units()])

    def sector_archive(self) -> bytes:
        """The sector's kit, packed from its parts, which are there."""

        def make() -> bytes:
            brand = load_brand(self.project.brand)
            files = (pair for unit in self.sector_units() for pair in pickle.loads(self.store.read(KIND, unit.key)))  # noqa: S301  # our own file, in build/
            return archive(FOLDER, files, About(load_readme(brand.folder), tuple(self.names.values()), smallest(brand)))

        return self.store.bytes_of(KIND, self.sector_key(), make)

    def _laid_out(self, units: Sequence[Unit], output: Path) -> dict[str, int]:
        """Copy archives into the output folder; returns their sizes by name."""
        listing = _read_listing(output)
        written: dict[str, int] = {}
        parts = {unit.id for unit in units if unit.kind == SECTOR}
        if parts and parts == set(sector_parts(self.names)):
            data = self.sector_archive()
            write_aside(output / SECTOR_ZIP, data)
            listing["sector"] = entry(SECTOR_ZIP, tuple(self.names.values()), data)
            written[SECTOR_ZIP] = len(data)
        offices: dict[str, Any] = listing["offices"]
        for ident in set(offices) - self.missions.keys():
            (output / str(offices.pop(ident)["file"])).unlink(missing_ok=True)
        for unit in units:
            if unit.kind == OFFICES:
                name, data = f"{OFFICES}/{unit.id}.zip", self.store.read(KIND, unit.key)
                write_aside(output / name, data)
                offices[unit.id] = entry(name, self.office_names(unit.id), data)
                written[name] = len(data)
        listing["offices"] = dict(sorted(offices.items()))
        write_aside(output / LISTING, as_json(listing))
        return written


def _too_large(output: Path, written: Mapping[str, int]) -> Iterator[BansacError]:
    for name, size in written.items():
        if name.startswith(f"{OFFICES}/") and size > LARGEST:
            yield too_large(output / name, size)


def too_large(path: Path, size: int) -> BansacError:
    """What is said of an archive of an office that is too large."""
    return BrandError("kit_too_large", path=path, found=f"{size:,} bytes", expected=f"≤ {LARGEST:,} bytes")


def as_json(listing: Mapping[str, Any]) -> bytes:
    """``kits.json``: every archive with its names, size, checksum and files."""
    return (json.dumps(listing, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _read_listing(output: Path) -> dict[str, Any]:
    """What an earlier run laid out; nothing where there is no such list."""
    try:
        listing = json.loads((output / LISTING).read_text(encoding="utf-8"))
        return {"sector": listing["sector"], "offices": dict(listing["offices"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"sector": None, "offices": {}}


def entry(name: str, names: Sequence[Name], data: bytes) -> dict[str, Any]:
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
