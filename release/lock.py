"""Lock files as ``pip-compile`` writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_PINNED = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"#\s+(?:via\s+)?(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?P<file> \(.+\))?$")


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package in a lock file.

    Attributes:
        name: Its normalized name.
        version: Its one version.
        hashes: SHA-256 of each of its files, in hex.
        via: Names of the packages that ask for it; the project's own name where it does so itself.
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]


class LockError(ValueError):
    """A lock file that pins a package without a hash, or is none."""


def read_lock(path: Path) -> tuple[Pinned, ...]:
    """Read a lock file.

    Raises:
        LockError: A package has no hash, or there is none.
    """
    found = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", path.read_text(encoding="utf-8")):
        match = _PINNED.match(block)
        if match is None:
            continue
        hashes = tuple(_HASH.findall(block))
        if not hashes:
            raise LockError(f"{path}: {match['name']} has no hash")
        comments = (_VIA.search(line.strip()) for line in block.splitlines() if line.lstrip().startswith("#"))
        via = tuple(normal(comment["name"]) for comment in comments if comment and comment["name"] != "via")
        found.append(Pinned(normal(match["name"]), match["version"], hashes, via))
    if not found:
        raise LockError(f"{path}: no package")
    return tuple(found)


def normal(name: str) -> str:
    """A package's name as the index compares it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
