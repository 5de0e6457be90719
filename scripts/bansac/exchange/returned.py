"""What comes back from a translator's tool, read from either format, before anybody has judged it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bansac.errors import ContentError
from bansac.exchange.tags import Told

MAX_BYTES = 20_000_000
"""A larger file is refused: all texts of a language together take two."""


@dataclass(frozen=True)
class Returned:
    """One unit.

    Attributes:
        key: Name of the text.
        source: The source as the file has it.
        target: The translation, empty where there is none.
        fuzzy: Whether the tool marks it as not finished.
        line: Line of the unit in the file, from 1.
    """

    key: str
    source: Told
    target: Told
    fuzzy: bool
    line: int


@dataclass(frozen=True)
class ReturnedFile:
    """The units of one source file.

    Attributes:
        shown: The file from the tool, as errors name it.
        file: The source file that its units come from.
        hash: Hash of the source page; empty for registers and interface texts.
        tag: The target language, as the tool writes it.
        units: In order.
        line: Line at which they begin.
    """

    shown: Path
    file: str
    hash: str
    tag: str
    units: tuple[Returned, ...]
    line: int = 1


def bounded(path: Path, shown: Path) -> bytes:
    """The bytes of a file, if it is of a sensible size.

    Raises:
        ContentError: It is not.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ContentError("too_large", path=shown, found=f"{size:,} bytes", expected=f"≤ {MAX_BYTES:,} bytes")
    return path.read_bytes()
