"""Reading files of half-trusted origin: bounded, inside their folder, UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bansac.errors import ContentError, Report

MAX_TEXT_BYTES = 1_000_000
"""A page or data file larger than this is refused: the longest real one is below 200 kB."""

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]")
"""Characters that no text for readers has: controls, line ends of another kind, halves of pairs, and those that turn the
order of letters without an end, so that a text reads otherwise than it is written."""


def read_text(path: Path, *, root: Path, shown: Path, report: Report) -> str | None:
    """Read a text file, or report why it cannot be read and return None.

    Args:
        path: The file.
        root: Folder that the file must lie in, links resolved.
        shown: The path as errors name it.
        report: Where errors and warnings go.
    """
    if not path.resolve().is_relative_to(root.resolve()):
        report.add(ContentError("outside", path=shown, found=path.resolve().name))
        return None
    size = path.stat().st_size
    if size > MAX_TEXT_BYTES:
        report.add(ContentError("too_large", path=shown, found=f"{size:,} bytes", expected=f"≤ {MAX_TEXT_BYTES:,} bytes"))
        return None
    return decode(path.read_bytes(), shown=shown, report=report)


def decode(raw: bytes, *, shown: Path, report: Report) -> str | None:
    """Decode UTF-8, drop a byte-order mark, make line ends plain."""
    if raw.startswith(b"\xef\xbb\xbf"):
        report.warn(ContentError("bom", path=shown, line=1))
        raw = raw[3:]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        report.add(ContentError("not_utf8", path=shown, line=line, found=raw[error.start : error.start + 4].hex(" ")))
        return None
    if "\r" in text:
        report.warn(ContentError("crlf", path=shown, line=1))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := UNSEEN.search(text):
        line = text.count("\n", 0, match.start()) + 1
        report.add(ContentError("control_character", path=shown, line=line, found=f"U+{ord(match[0]):04X}"))
        return None
    return text


def line_of(path: Path, pattern: str) -> int | None:
    """The first line of a readable file that matches a pattern, for errors found after reading."""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if re.search(pattern, line):
            return number
    return None


def line_with(path: Path, text: str) -> int | None:
    """The line of a readable file on which a text ends that stands there once; None where it is not found."""
    whole = path.read_text(encoding="utf-8-sig")
    return whole.count("\n", 0, whole.index(text) + len(text)) + 1 if text and whole.count(text) == 1 else None


def files_below(folder: Path, suffix: str) -> Iterator[Path]:
    """All files with a suffix below a folder, sorted, never through a linked folder."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from files_below(entry, suffix)
        elif entry.suffix == suffix and (entry.is_file() or entry.is_symlink()):
            yield entry
