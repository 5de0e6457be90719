"""What earlier builds made, by the hash of what it was made from.

An object is written aside and renamed, so that a killed build leaves no half object;
its name is the hash of everything it depends on, so that an object found is right.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def digest_of(*parts: object) -> str:
    """Hash of texts, bytes and other values by their ``repr``: 32 hex digits."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = part if isinstance(part, bytes) else part.encode() if isinstance(part, str) else repr(part).encode()
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()


def write_aside(path: Path, data: bytes) -> None:
    """Write a file so that it is either whole or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
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

    def path(self, kind: str, key: str) -> Path:
        """Where an object lies."""
        return self.root / kind / key[:2] / key[2:]

    def has(self, kind: str, key: str) -> bool:
        """Whether an object is there and may be used."""
        path = self.path(kind, key)
        return (self._reads or path in self._made) and path.is_file()

    def put(self, kind: str, key: str, data: bytes) -> Path:
        """Keep an object."""
        path = self.path(kind, key)
        write_aside(path, data)
        self._made.add(path)
        return path

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

    def keep_only(self, used: Iterable[Path]) -> int:
        """Remove objects that neither this build nor the one before used; returns how many.

        The used objects are listed in a file, so that switching to and fro between two
        states of the content stays fast.
        """
        listing = self.root / "used"
        current = {path.relative_to(self.root).as_posix() for path in used}
        before = set(listing.read_text(encoding="utf-8").split()) if listing.is_file() else set()
        removed = 0
        for folder in self.root.iterdir() if self.root.is_dir() else ():
            for path in folder.rglob("*") if folder.is_dir() else ():
                name = path.relative_to(self.root).as_posix()
                if path.is_file() and name not in current and name not in before:
                    with contextlib.suppress(OSError):
                        path.unlink()
                        removed += 1
        write_aside(listing, "\n".join(sorted(current)).encode())
        return removed
