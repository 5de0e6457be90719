"""What pages know of the kits: where files lie, how large they are, and what is in an archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bansac.errors import Report

if TYPE_CHECKING:
    from bansac.model import Model

ROOT: Final = "kits/"
"""Where everything of the kits is published, below the site; a promise, as every address."""
LISTING_PATH: Final = f"{ROOT}kits.json"
SECTOR_PATH: Final = f"{ROOT}sector.zip"
SHORTCODES: Final = frozenset({"brand-lockups", "brand-files", "brand-kit", "brand-offices"})
"""Shortcodes that show kits; a site without them publishes no single file."""

OFFICE_CONTENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "lockups": ("svg", "pdf", "png"),
    "letter": ("docx", "pdf"),
    "slides": ("pptx",),
    "signature": ("html", "txt"),
    "social": ("png",),
    "sign": ("pdf",),
    "qr": ("svg", "pdf", "png"),
    "guide": ("pdf",),
}
"""What an office's archive holds: folder, or beginning of the files that lie in none, and formats."""


def office_path(ident: str) -> str:
    """Where the archive of an office lies."""
    return f"{ROOT}offices/{ident}.zip"


def preview_path(ident: str) -> str:
    """Where the lockup of an office lies."""
    return f"{ROOT}lockups/{ident}.svg"


def file_path(name: str) -> str:
    """Where a file of the sector's kit lies that is published by itself."""
    return f"{ROOT}files/{name}"


@dataclass(frozen=True, slots=True)
class Archive:
    """A published archive.

    Attributes:
        path: Where it lies.
        bytes: Its size.
        files: How many files are in it.
    """

    path: str
    bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A lockup as parts, so that a page draws one outline in several colours.

    Attributes:
        kind: ``horizontal``, ``stacked`` or ``mark``.
        width: Width in units.
        height: Height in units.
        text: The names as one path; empty for the mark alone.
        schemes: By scheme: the petals as fill and path, lowest first, and the fill of the names.
    """

    kind: str
    width: float
    height: float
    text: str
    schemes: Mapping[str, tuple[tuple[tuple[str, str], ...], str]]


@dataclass(frozen=True, slots=True)
class Row:
    """Files of the sector's kit that differ only in colour or width.

    Attributes:
        part: The part that they belong to: ``lockups``, ``mark``, ``palette``, ``pattern`` or ``about``.
        name: Their name, ``*`` in place of the colours.
        ending: Their format: ``svg``.
        count: How many they are.
        pixels: Their widths; empty for those that have none.
        bytes: Size of the smallest and of the largest; None where the archive is not made.
    """

    part: str
    name: str
    ending: str
    count: int
    pixels: tuple[int, ...]
    bytes: tuple[int, int] | None


@dataclass(frozen=True)
class Shown:
    """What pages show of the kits.

    Attributes:
        sector: The sector's archive, where it is published.
        offices: The archives of offices that are published, by id.
        files: Sizes of the files that are published by themselves, by path.
        previews: Width and height of the lockup of each office, by id.
        samples: The lockups of the sector by locale.
        contents: What the sector's archive holds, by locale.
        digest: Hash of all this.
    """

    sector: Archive | None = None
    offices: Mapping[str, Archive] = field(default_factory=dict)
    files: Mapping[str, int] = field(default_factory=dict)
    previews: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    samples: Mapping[str, tuple[Sample, ...]] = field(default_factory=dict)
    contents: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    digest: str = ""


@dataclass(frozen=True)
class Published:
    """The kits of a site.

    Attributes:
        shown: What pages show of them.
        links: Files that lie ready in the cache, by path below the site.
        files: Small files, by path below the site.
    """

    shown: Shown
    links: Mapping[str, Path]
    files: Mapping[str, bytes]


NOTHING: Final = Shown()
"""What pages show of a site that neither publishes kits nor speaks of them."""
EMPTY: Final = Published(NOTHING, {}, {})


def kits_of(model: Model, report: Report, progress: Callable[[str, int, int], None], *, cache: bool) -> Published:
    """The kits that the configuration publishes and that pages show, made by :func:`bansac.kit.publishing.publish_kits`."""
    pages = model.pages[model.project.source.code].values()
    shown = any(code.name in SHORTCODES for page in pages for code in page.analysis.shortcodes)
    if not (shown or model.project.kits.sector):
        return EMPTY
    from bansac.kit.publishing import publish_kits  # noqa: PLC0415  # slow to import; a site without kits needs it not

    return publish_kits(model, report, progress, shown=shown, cache=cache)
