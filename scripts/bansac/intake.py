"""The folder ``content/`` before anything in it is read: names, kinds and sizes of its files.

Whoever may change a file there may also add one. What is found here would make a build read
or write elsewhere, differ between machines, or run out of space. A folder with a link or an
odd name in it is not read at all.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bansac.config import Project
from bansac.errors import ContentError, Report, ReportedErrors

MAX_FILES: Final = 100_000
"""Files below ``content/``: eight languages of ten thousand pages, and pictures."""
MAX_BYTES: Final = 20_000_000_000
"""Bytes of all files together."""
MAX_LEVELS: Final = 8
"""Folders in each other; the deepest real file has 3."""
MAX_NAME: Final = 120
"""Characters of a name; archives and other systems allow 255 bytes, and addresses add a hash."""

_TEXTS: Final = frozenset({".md", ".yml", ".txt"})
_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png", ".webp", ".svg"})
_PICTURE_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z]+")
_ODD: Final = re.compile(r'[\x00-\x1f\x7f-\x9f"*:<>?\\|\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]|^\s|[\s.]$')
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names of devices on Windows, with any suffix: a clone of the repository fails there."""


@dataclass(frozen=True)
class _Entry:
    path: Path
    mode: int
    size: int


def check_folder(project: Project, report: Report) -> None:
    """Look at every name and kind of file below ``content/``.

    Args:
        project: The project.
        report: Where complaints about single files go that make nothing else unsafe.

    Raises:
        ReportedErrors: The folder cannot be read safely.
    """
    unsound = Report()
    if project.content.is_symlink() or not project.content.is_dir():
        raise ReportedErrors([ContentError("unsound_entry", path=project.shown(project.content), expected="content/")])
    total = 0
    twins: dict[tuple[Path, str], Path] = {}
    for count, entry in enumerate(_entries(project.content, unsound, project), start=1):
        shown = project.shown(entry.path)
        total += entry.size
        if count > MAX_FILES or total > MAX_BYTES:
            found = f"{count:,}; {total:,} bytes"
            unsound.add(ContentError("too_many_files", path=shown, found=found, expected=f"≤ {MAX_FILES:,}; ≤ {MAX_BYTES:,} bytes"))
            break
        name = entry.path.name
        if _ODD.search(name) or _RESERVED.fullmatch(name) or len(name) > MAX_NAME:
            unsound.add(ContentError("unsound_name", path=shown, found=name, expected="a–z 0–9 -"))
        other = twins.setdefault((entry.path.parent, unicodedata.normalize("NFC", name).casefold()), shown)
        if other != shown:
            unsound.add(ContentError("same_name", path=shown, found=name, other=other.as_posix()))
        if stat.S_ISREG(entry.mode):
            _check_kind(project, entry.path, shown, report)
        elif not stat.S_ISDIR(entry.mode):
            unsound.add(ContentError("unsound_entry", path=shown, found=stat.filemode(entry.mode)))
    unsound.raise_if_any()


def _entries(folder: Path, report: Report, project: Project, level: int = 1) -> Iterator[_Entry]:
    """Everything below a folder, sorted, nothing through a link; hidden files are no content."""
    if level > MAX_LEVELS:
        report.add(ContentError("too_many_files", path=project.shown(folder), found=f"{level} tầng · levels", expected=f"≤ {MAX_LEVELS}"))
        return
    for path in sorted(folder.iterdir()):
        status = path.lstat()
        if path.name.startswith(".") and not stat.S_ISLNK(status.st_mode):
            continue
        yield _Entry(path, status.st_mode, status.st_size if stat.S_ISREG(status.st_mode) else 0)
        if stat.S_ISDIR(status.st_mode):
            yield from _entries(path, report, project, level + 1)


def _check_kind(project: Project, path: Path, shown: Path, report: Report) -> None:
    """Report a file that nothing reads, and a picture whose name makes a poor address."""
    is_picture = path.is_relative_to(project.content / "media")
    known = _PICTURES if is_picture else _TEXTS
    if path.suffix.lower() not in known:
        report.add(ContentError("unread_file", path=shown, found=path.name, expected=", ".join(sorted(known))))
    elif is_picture:
        parts = path.relative_to(project.content / "media").parts
        if not all(_PICTURE_NAME.fullmatch(part if "." in part else f"{part}.x") for part in parts):
            report.add(ContentError("bad_name", path=shown, found="/".join(parts), expected="news/2025/hanoi.jpg"))
