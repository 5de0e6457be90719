"""Releases in a folder of this machine, or of a share that is mounted on it."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bansac.built import hashes_of, sha256_of
from bansac.errors import ConfigError
from bansac.publishing.record import CARRIED, SUMS, Record, number_of, read_record

CURRENT = "current"
INCOMING = ".incoming-"
REMOVED = ".removed-"


@contextmanager
def open_folder(path: Path) -> Iterator[FolderPlace]:
    """Lock a folder for one publish.

    Raises:
        ConfigError: Another publish holds it, it cannot be written, or ``current`` is no link of ours.
    """
    try:
        (path / "releases").mkdir(parents=True, exist_ok=True)
        lock = FileLock(path / ".lock", mode=0o644)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ConfigError("publish_busy", path=path) from error
    except OSError as error:
        raise ConfigError("target_failed", path=path, reason=str(error)) from error
    try:
        yield FolderPlace(path)
    except OSError as error:
        raise ConfigError("target_failed", path=path, reason=str(error)) from error
    finally:
        lock.release()


class FolderPlace:
    """A locked folder; see :class:`~bansac.publishing.releases.Place`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.releases = path / "releases"
        self.link = path / CURRENT
        self._token = secrets.token_hex(8)
        self._new = self.releases / f"{INCOMING}{self._token}"

    def tidy(self) -> None:
        """Remove what publishes that died left."""
        for leftover in (*self.releases.glob(f"{INCOMING}*"), *self.releases.glob(f"{REMOVED}*")):
            shutil.rmtree(leftover)
        for leftover in self.path.glob(f".{CURRENT}-*"):
            leftover.unlink()

    def names(self) -> Sequence[str]:
        """The names of all releases."""
        return [entry.name for entry in self.releases.iterdir() if number_of(entry.name) is not None]

    def current(self) -> str | None:
        """The name of the release that is served."""
        if not os.path.lexists(self.link):
            return None
        parts = self.link.readlink().parts if self.link.is_symlink() else ()
        if len(parts) != 3 or number_of(parts[1]) is None:  # noqa: PLR2004  # releases, name, site
            raise ConfigError("current_not_ours", path=self.link)
        return parts[1]

    def record(self, name: str) -> Record:
        """The record of a release."""
        folder = self.releases / name
        return read_record({file: (folder / file).read_text(encoding="utf-8") for file in (SUMS, CARRIED)})

    def send(self, site: Path, base: str | None, said: Callable[[int], None]) -> list[str]:
        """Copy the files of a site; those that the base release has as they are become links."""
        former = self.releases / base / "site" if base else None
        sent: list[str] = []
        for path, digest in hashes_of(site).items():
            target = self._new / "site" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            there = former / path if former else None
            if there and there.is_file() and not there.is_symlink() and sha256_of(there) == digest:
                _link(there, target)
                continue
            shutil.copyfile(site / path, target)
            target.chmod(0o644)
            sent.append(path)
            said(len(sent))
        return sent

    def copy(self, name: str) -> None:
        """Start the new release with all files of another, as links."""
        self.carry(name, sorted(self.record(name).everything))

    def carry(self, name: str, paths: Sequence[str]) -> None:
        """Add files of another release to the new one, as links."""
        for path in paths:
            target = self._new / "site" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(self.releases / name / "site" / path, target)

    def note(self, record: Record) -> None:
        """Write the record of the new release."""
        for name, text in record.texts().items():
            (self._new / name).write_text(text, encoding="utf-8", newline="\n")

    def damaged(self, name: str | None) -> list[str]:
        """Files that are not as a release's record says."""
        folder = self.releases / name if name else self._new
        record = read_record({SUMS: (folder / SUMS).read_text(encoding="utf-8")})
        found = hashes_of(folder / "site")
        return sorted(path for path in record.files.keys() | found.keys() if record.files.get(path) != found.get(path))

    def switch(self, name: str) -> None:
        """Name the new release and move the link: one rename, which is atomic."""
        self._new.rename(self.releases / name)
        if hasattr(os, "sync"):
            os.sync()
        aside = self.path / f".{CURRENT}-{self._token}"
        aside.symlink_to(Path("releases", name, "site"), target_is_directory=True)
        aside.replace(self.link)

    def remove(self, name: str) -> None:
        """Remove a release; its name goes first, so that half of it is no release."""
        gone = self.releases / f"{REMOVED}{name}"
        (self.releases / name).rename(gone)
        shutil.rmtree(gone)


def _link(source: Path, target: Path) -> None:
    """A hard link, or a copy on shares without links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
