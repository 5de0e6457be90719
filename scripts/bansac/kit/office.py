"""All files of an office's kit."""

from __future__ import annotations

from collections.abc import Iterator

from bansac.config import Project
from bansac.kit.lockup_files import lockup_files
from bansac.kit.names import office_names
from bansac.kit.source import Brand
from bansac.schema.data import Mission


def office_files(brand: Brand, project: Project, mission: Mission) -> Iterator[tuple[str, bytes]]:
    """Make the kit of an office.

    Yields:
        Name below the kit's folder, and bytes.

    Raises:
        MissingGlyphError: No font has a character of a name.
    """
    names = office_names(project, mission)
    for name, data in lockup_files(brand, names, png_widths=(640, 1280), webp_width=None):
        yield f"lockups/{name}", data
