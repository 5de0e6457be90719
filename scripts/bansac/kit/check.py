"""What ``bansac check`` asks of the kit: fonts for every letter of the lockups, and no mark below its smallest size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bansac.brand.fontbook import FontBook, MissingGlyphError
from bansac.errors import BrandError, Report
from bansac.files import line_of
from bansac.kit.documents.studio import Office, Studio, load_studio
from bansac.kit.lockup_files import PNG_WIDTHS
from bansac.kit.names import Name, office_names
from bansac.kit.office import office_of
from bansac.kit.sector import sector_names
from bansac.kit.sizes import size_error
from bansac.kit.uses import lockups, uses
from bansac.model import Model
from bansac.schema.data import Mission

NETWORK = Path("content/data/network.yml")


def check_kit(model: Model, report: Report) -> None:
    """Report what the kit could not be made with.

    That is: the first character of each name that no font of the kit has in all its weights, with the font to add; and
    every file or place that shows the mark below its smallest size.
    """
    network = model.dataset.network
    try:
        studio = load_studio(model.project.brand, {})
        missing = len(report.errors)
        names = sector_names(model.project, model.strings)
        for code, name in names.items():
            path = Path(f"content/strings/{code}.yml")
            _check_glyphs(name, studio.brand.book, report, (path, _line(model, path, r"^site\.name\b"), "site.name"))
        for mission in network.missions if network else ():
            line = _line(model, NETWORK, rf"(?<![\w-]){re.escape(mission.id)}(?![\w-])")
            for name in office_names(model.project, mission):
                _check_glyphs(name, studio.brand.book, report, (NETWORK, line, f"name ({name.lang})"))
        if len(report.errors) == missing:
            for error in _sizes(model, studio, tuple(names.values()), network.missions if network else ()):
                report.add(error)
    except BrandError as error:
        if str(error) not in map(str, report.errors):  # tokens are read for the site as well
            report.add(error)


def _sizes(model: Model, studio: Studio, names: tuple[Name, ...], missions: tuple[Mission, ...]) -> Iterator[BrandError]:
    """Every use of the mark that is too small, with the longest names that there are."""
    geometry = studio.brand.geometry
    longest = max(names, key=lambda name: len(name.text))
    offices = [office_of(model.project, mission) for mission in missions] or [Office("sector", (longest,), "")]
    office = max(offices, key=lambda office: max(len(name.text) for name in office.names))
    for use in (*uses(studio, office, model.project.overrides), *lockups(studio, (longest,), PNG_WIDTHS)):
        if error := size_error(geometry, use):
            yield error


def _check_glyphs(name: Name, book: FontBook, report: Report, place: tuple[Path, int | None, str]) -> None:
    path, line, field = place
    for character in dict.fromkeys(name.text):
        try:
            book.family_for(character, drawn=True, lang=name.lang)
        except MissingGlyphError:
            report.add(MissingGlyphError.of_kit(character, name.lang, path=path, line=line, field=field))
            return


def _line(model: Model, path: Path, pattern: str) -> int | None:
    found = model.project.root / path
    return line_of(found, pattern) if found.is_file() else None
