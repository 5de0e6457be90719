"""What earlier builds made, by the hash of what it was made from.

An object is written aside and renamed, so that a killed build leaves no half object;
its name is the hash of everything it depends on, so that an object found is right.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

PREFIX = 2
"""Characters of a key that name the subfolder, so that no folder grows too large."""


def digest_of(*parts: object) -> str:
    """Hash of texts, bytes and other values by their ``repr``: 32 hex digits."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode() if isinstance(part, str) else repr(part).encode()
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def write_aside(path: Path, data: bytes) -> None:
    """Write a file so that it is either whole or not there; two threads may write the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    temporary.write_bytes(data)
    temporary.replace(path)


class Store:
    """A folder of objects by kind and key.

    Args:
        root: The folder.
        reads: Whether objects of earlier builds may be used; without, every object is made anew.
    """

    def __init__(self, root: Path, *, reads: bool = True) -> None:
        self.root = root
        self._reads = reads
        self._made: set[Path] = set()
        self._used: set[Path] = set()

    def path(self, kind: str, key: str) -> Path:
        """Where an object lies."""
        return self.root / kind / key[:PREFIX] / key[PREFIX:]

    def has(self, kind: str, key: str) -> bool:
        """Whether an object is there and may be used."""
        path = self.path(kind, key)
        self._used.add(path)
        return (self._reads or path in self._made) and path.is_file()

    def put(self, kind: str, key: str, data: bytes) -> Path:
        """Keep an object."""
        path = self.path(kind, key)
        write_aside(path, data)
        self._made.add(path)
        self._used.add(path)
        return path

    def use(self, kind: str, key: str) -> None:
        """Note that an object is in use, for one that another process made."""
        self._used.add(self.path(kind, key))

    def read(self, kind: str, key: str) -> bytes:
        """The bytes of an object that is there."""
        return self.path(kind, key).read_bytes()

    def bytes_of(self, kind: str, key: str, make: Callable[[], bytes]) -> bytes:
        """An object, made when it is not there."""
        if self.has(kind, key):
            return self.read(kind, key)
        data = make()
        self.put(kind, key, data)
        return data

    def object_of(self, kind: str, key: str, make: Callable[[], Any]) -> Any:
        """A Python value, made when it is not there or cannot be read."""
        if self.has(kind, key):
            try:
                return pickle.loads(self.read(kind, key))  # noqa: S301  # our own file, in build/
            except Exception:  # noqa: BLE001  # an unreadable object is no object
                self.path(kind, key).unlink(missing_ok=True)
        value = make()
        self.put(kind, key, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
        return value

    def folder(self, kind: str, key: str) -> Path:
        """Where an object of many files lies."""
        folder = self.root / kind / key
        self._used.add(folder)
        return folder

    def has_folder(self, folder: Path) -> bool:
        """Whether an object of many files is there, whole, and may be used."""
        return (self._reads or folder in self._made) and folder.is_dir()

    def put_folder(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Keep an object of many files: written aside and renamed, so that it is whole or not there."""
        aside = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        for name, data in files.items():
            target = aside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        shutil.rmtree(folder, ignore_errors=True)
        aside.replace(folder)
        self._made.add(folder)

    def keep_only(self) -> int:
        """Remove objects that neither this build nor the one before used; returns how many.

        The used objects are listed in a file, so that switching to and fro between two
        states of the content stays fast.
        """
        listing = self.root / "used"
        before = set(listing.read_text(encoding="utf-8").split()) if listing.is_file() else set()
        current = {path.relative_to(self.root).as_posix() for path in self._used}
        removed = 0
        for name in self._objects():
            if name not in current and name not in before:
                path = self.root / name
                with contextlib.suppress(OSError):
                    if path.is_dir():
                        shutil.rmtree(path)
                    else:
                        path.unlink()
                    removed += 1
        write_aside(listing, "\n".join(sorted(current)).encode())
        return removed

    def _objects(self) -> Iterator[str]:
        """The names of all objects below the root, folders as one."""
        for kind in self.root.iterdir() if self.root.is_dir() else ():
            if not kind.is_dir():
                continue
            for first in os.scandir(kind):
                if len(first.name) > PREFIX:
                    yield f"{kind.name}/{first.name}"
                else:
                    yield from (f"{kind.name}/{first.name}/{entry.name}" for entry in os.scandir(first.path))
