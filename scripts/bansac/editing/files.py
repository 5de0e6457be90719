"""What the editor may read and write: pages, pictures and a few registers below ``content/``, nothing else."""

from __future__ import annotations

import io
import re
import threading
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, UnidentifiedImageError

from bansac.config import Project
from bansac.editing import records
from bansac.editing.config import RECORDS
from bansac.editing.formatter import format_data, format_page
from bansac.errors import ContentError, Report
from bansac.files import MAX_TEXT_BYTES, decode
from bansac.media import MAX_BYTES, READ, SUFFIXES
from bansac.store import write_aside
from bansac.svgpicture import draw_svg

DEPTH = 6
"""Deepest folder below ``content/`` that a file may lie in; the deepest real one has 3."""
_NAME = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_LONGEST = 80


@dataclass(frozen=True)
class Listed:
    """A file that the editor may read.

    Attributes:
        path: Below the project: ``content/vi/index.md``.
        size: In bytes.
        text: Of a page: hundreds of them are read at the start, and one answer is faster than hundreds. None for the rest.
    """

    path: str
    size: int
    text: str | None


class Content:
    """The files of ``content/`` behind a fence.

    Args:
        project: The project.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = threading.Lock()

    def listed(self) -> list[Listed]:
        """Every file that may be read, by path; nothing behind a link."""
        found = []
        for top in (*self._project.codes, "media"):
            found += self._below(self._project.content / top)
        found += [self._project.content / "data" / f"{name}.yml" for name in RECORDS]
        return [self._listing(path) for path in found if path.is_file() and not path.is_symlink()]

    def read(self, name: str) -> bytes:
        """A file as the editor is to see it.

        Raises:
            ContentError: The path is not the editor's (``outside``, ``not_editable``, ``bad_name``).
            FileNotFoundError: There is no such file.
        """
        path = self._inside(name)
        if not path.is_file():
            raise FileNotFoundError(name)
        raw = path.read_bytes()
        if path.suffix == ".yml":
            return records.shown(path.stem, raw.decode("utf-8", "replace")).encode()
        return raw

    def write(self, name: str, raw: bytes) -> bool:
        """Write a file in our order; returns whether it is another one than before.

        Raises:
            ContentError: The path is not the editor's, or the content is too large or of another kind.
        """
        path = self._inside(name)
        with self._lock:
            before = path.read_bytes() if path.is_file() else None
            if path.suffix in SUFFIXES:
                _check_picture(raw, Path(name))
                after = raw
            else:
                after = self._text(path, name, raw, before).encode()
            if after != before:
                write_aside(path, after)
        return after != before

    def delete(self, name: str) -> None:
        """Delete a page or a picture, and the folders that it leaves empty.

        Raises:
            ContentError: The path is not the editor's, or the file is a register.
            FileNotFoundError: There is no such file.
        """
        path = self._inside(name)
        if path.suffix == ".yml":
            raise ContentError("not_editable", path=name, found=path.name)
        with self._lock:
            path.unlink()
            for folder in path.parents:
                if folder.parent == self._project.content or any(folder.iterdir()):
                    break
                folder.rmdir()

    def _text(self, path: Path, name: str, raw: bytes, before: bytes | None) -> str:
        if len(raw) > MAX_TEXT_BYTES:
            raise ContentError("too_large", path=name, found=f"{len(raw):,} bytes", expected=f"≤ {MAX_TEXT_BYTES:,} bytes")
        report = Report()
        text = decode(raw, shown=Path(name), report=report)
        if text is None:
            raise report.errors[0]
        old = None if before is None else before.decode("utf-8", "replace")
        if path.suffix == ".yml":
            return format_data(records.saved(path.stem, text), old)
        return format_page(text, old)

    def _inside(self, name: str) -> Path:
        """The file of a path, refused unless each part of it is plain, allowed, and no link."""
        parts = PurePosixPath(name).parts
        if name != "/".join(parts) or len(parts) < 3 or parts[0] != "content" or ".." in parts:  # noqa: PLR2004  # content, a folder, a file
            raise ContentError("outside", path=name, found=name)
        if len(parts) > DEPTH + 2:
            raise ContentError("bad_name", path=name, found=name, expected=f"≤ {DEPTH} /")
        file = PurePosixPath(parts[-1])
        if not self._is_ours(parts, file):
            raise ContentError("not_editable", path=name, found=file.suffix or parts[1], expected=f".md, {', '.join(sorted(SUFFIXES))}")
        for part in (*parts[2:-1], file.stem):
            if not _NAME.match(part) or len(part) > _LONGEST:
                raise ContentError("bad_name", path=name, found=part, expected="a–z 0–9 -")
        path = self._project.content
        for part in parts[1:]:
            path /= part
            if path.is_symlink():
                raise ContentError("outside", path=name, found=part)
        return path

    def _is_ours(self, parts: tuple[str, ...], file: PurePosixPath) -> bool:
        if parts[1] == "media":
            return file.suffix in SUFFIXES
        if parts[1] == "data":
            return len(parts) == 3 and file.suffix == ".yml" and file.stem in RECORDS  # noqa: PLR2004  # content/data/name.yml
        return parts[1] in self._project.codes and file.suffix == ".md"

    def _below(self, folder: Path) -> list[Path]:
        if folder.is_symlink() or not folder.is_dir():
            return []
        found: list[Path] = []
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            if entry.is_symlink() or entry.name.startswith("."):
                continue
            if entry.is_dir():
                found += self._below(entry)
            elif self._may_read(entry):
                found.append(entry)
        return found

    def _may_read(self, path: Path) -> bool:
        try:
            self._inside(self._shown(path))
        except ContentError:
            return False
        return True

    def _listing(self, path: Path) -> Listed:
        size = path.stat().st_size
        is_text = path.suffix == ".md" and size <= MAX_TEXT_BYTES
        return Listed(self._shown(path), size, path.read_text(encoding="utf-8", errors="replace") if is_text else None)

    def _shown(self, path: Path) -> str:
        return self._project.shown(path).as_posix()


def _check_picture(raw: bytes, shown: Path) -> None:
    """Refuse what is larger than a picture may be, or none at all; its pixels are counted when the content is checked."""
    if len(raw) > MAX_BYTES:
        raise ContentError("too_large", path=shown, found=f"{len(raw):,} bytes", expected=f"≤ {MAX_BYTES:,} bytes")
    if shown.suffix == ".svg":
        draw_svg(raw, shown)
        return
    try:
        with Image.open(io.BytesIO(raw), formats=READ):
            pass
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ContentError("bad_image", path=shown, found=type(error).__name__, expected=", ".join(READ)) from error
