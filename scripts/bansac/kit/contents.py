"""What the sector's archive holds, told without making it.

The names come from the same constants as the files; a test compares them with a real archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final

from bansac.kit.archive import LICENCE, README, SUMS
from bansac.kit.lockup_files import ICO_SIZES, PNG_WIDTHS, WEBP_WIDTH
from bansac.kit.lockups import SCHEMES
from bansac.kit.palette_files import palette_files
from bansac.kit.published import Row
from bansac.kit.sector import LOCKUPS
from bansac.kit.source import Brand
from bansac.kit.tiles import COLOURS

_WIDTH: Final = re.compile(r"-(\d+)(?=\.)")
_COLOUR: Final = re.compile(rf"-(?:{'|'.join([*SCHEMES, *COLOURS])})(?=[-.])")
_PATTERNS: Final = ("ring", "strip", "tile")


def sector_contents(brand: Brand, code: str, sizes: Mapping[str, int] | None) -> tuple[Row, ...]:
    """What somebody finds in the archive who reads one language.

    Args:
        brand: The brand folder.
        code: The language, whose lockups are told; those of the others are like them.
        sizes: Bytes of every file of the archive by name, where it is made.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for part, name in sector_file_names(brand, code):
        groups.setdefault((part, _WIDTH.sub("", _COLOUR.sub("-*", name))), []).append(name)
    return tuple(_row(part, name, names, sizes) for (part, name), names in groups.items())


def sector_file_names(brand: Brand, code: str) -> Iterator[tuple[str, str]]:
    """The part and the name of each file of the archive, for one language of many."""
    yield from (("lockups", f"{LOCKUPS}{code}/{name}") for name in _lockups(("horizontal", "stacked")))
    yield from (("mark", f"mark/{name}") for name in _lockups(("mark",)))
    yield from (("mark", f"mark/mark-plain-{scheme}.svg") for scheme in SCHEMES)
    yield from (("mark", f"mark/mark-{scheme}.ico") for scheme in SCHEMES)
    yield from (("palette", f"palette/{name}") for name in palette_files(brand))
    for pattern in _PATTERNS:
        for ending in ("svg", "pdf", "png"):
            yield from (("pattern", f"pattern/{pattern}-{colour}.{ending}") for colour in COLOURS)
    yield from (("about", name) for name in (README, LICENCE, SUMS))


def _lockups(kinds: Iterable[str]) -> Iterator[str]:
    for kind in kinds:
        for ending, widths in (("svg", ()), ("pdf", ()), ("png", PNG_WIDTHS), ("webp", (WEBP_WIDTH,))):
            for scheme in SCHEMES:
                stem = f"{kind}-{scheme}"
                yield from (f"{stem}-{width}.{ending}" for width in widths) if widths else (f"{stem}.{ending}",)


def _row(part: str, name: str, names: list[str], sizes: Mapping[str, int] | None) -> Row:
    found = sorted(sizes[name] for name in names) if sizes else []
    ending = PurePosixPath(name).suffix.removeprefix(".")
    widths = {int(match[1]) for match in map(_WIDTH.search, names) if match}
    pixels = ICO_SIZES if ending == "ico" else tuple(sorted(widths))
    return Row(part, name, ending, len(names), pixels, (found[0], found[-1]) if found else None)
