"""The kit of the sector: mark, lockups in every language of the site, palette and pattern.

It is made in parts, so that several processes can share the work and an edit of one
name redraws one part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from bansac.config import Project
from bansac.kit.lockup_files import lockup_files, mark_files
from bansac.kit.names import Name, name_of
from bansac.kit.palette_files import palette_files
from bansac.kit.source import Brand
from bansac.kit.tiles import tile_files

SHARED = ("mark", "palette", "pattern")
"""The parts without words; the others are named by their locale."""
LOCKUPS = "lockups/"
SINGLE: Final = (".svg", ".png", ".ico", ".css", ".scss", ".json", ".gpl", ".ase")
"""Endings of the files that are published by themselves, besides the archives."""
SINGLE_WIDTH: Final = 1600
"""Pixels of the pictures among them."""
_WIDTH: Final = re.compile(r"-(\d+)\.png$")


def sector_names(project: Project, strings: Mapping[str, Mapping[str, str]]) -> dict[str, Name]:
    """The name of the sector's identity in every language of the site.

    Args:
        project: The project.
        strings: Interface texts by locale; ``site.name`` is the name.
    """
    return {locale.code: name_of(strings[locale.code]["site.name"], locale.code) for locale in project.locales}


def sector_parts(names: Mapping[str, Name]) -> tuple[str, ...]:
    """What the sector's kit is made of."""
    return (*(f"{LOCKUPS}{code}" for code in names), *SHARED)


def sector_files(brand: Brand, part: str, names: Mapping[str, Name]) -> Iterator[tuple[str, bytes]]:
    """The files of a part.

    Yields:
        Name below the kit's folder, and bytes.
    """
    made: Iterator[tuple[str, bytes]]
    if part == "mark":
        made = mark_files(brand)
    elif part == "palette":
        made = iter(palette_files(brand).items())
    elif part == "pattern":
        made = tile_files(brand)
    else:
        made = lockup_files(brand, [names[part.removeprefix(LOCKUPS)]])
    yield from ((f"{part}/{name}", data) for name, data in made)


def single_files(brand: Brand, part: str, names: Mapping[str, Name]) -> Iterator[tuple[str, bytes]]:
    """The files of a part that are published by themselves: the same bytes as in the archive.

    Yields:
        Name below the kit's folder, and bytes.
    """
    if part.startswith(LOCKUPS):
        made = lockup_files(brand, [names[part.removeprefix(LOCKUPS)]], png_widths=(SINGLE_WIDTH,), formats=("svg", "png"))
    elif part == "mark":
        made = mark_files(brand, png_widths=(SINGLE_WIDTH,), formats=("svg", "png"))
    elif part == "palette":
        made = iter(palette_files(brand).items())
    else:
        made = tile_files(brand)
    yield from ((f"{part}/{name}", data) for name, data in made if is_single(name))


def is_single(name: str) -> bool:
    """Whether a file of the sector's kit is published by itself as well."""
    width = _WIDTH.search(name)
    return PurePosixPath(name).suffix in SINGLE and (width is None or int(width[1]) == SINGLE_WIDTH)
