"""Kits that were made before, by the hash of what they are made from.

A kit hangs on the generator's code, the libraries that draw, the folder ``brand/``,
the address of the site, and the record of the office. What one office says is in no
other office's hash, so that an edit makes one kit anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

import bansac
from bansac.config import Project
from bansac.kit.names import Name
from bansac.schema.data import Mission
from bansac.store import Store, digest_of

LIBRARIES: Final = ("fonttools", "pillow", "python-bidi", "python-docx", "python-pptx", "resvg-py", "segno", "typst", "uharfbuzz")
KIND: Final = "kit"


def kit_store(project: Project, *, reads: bool = True) -> Store:
    """Where made kits are kept; apart from the site's objects, whose build knows nothing of kits."""
    return Store(project.build / "cache" / "kits", reads=reads)


def base_digest(project: Project) -> str:
    """A hash of all that every kit hangs on."""
    return digest_of(
        bansac.FINGERPRINT,
        project.site_url,
        project.codes,
        [(name, version(name)) for name in LIBRARIES],
        [(path.relative_to(project.brand).as_posix(), digest_of(path.read_bytes())) for path in _files(project.brand)],
    )


def office_key(base: str, mission: Mission, names: tuple[Name, ...]) -> str:
    """The key of an office's archive."""
    return digest_of("office", base, mission.model_dump_json(), names)


def part_key(base: str, part: str, names: Mapping[str, Name]) -> str:
    """The key of a part of the sector's kit; only a part with words hangs on them."""
    return digest_of("sector", base, part, names.get(part.rpartition("/")[2]))


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
