"""The last step of a build: the finished site takes the place of the last one at once.

On Linux and macOS two folders change places in one system call, so that at no moment
is there no site. Elsewhere the old folder is renamed away first; a build that was
killed between the two renames is put right by the next one.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bansac.errors import ConfigError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


@contextmanager
def only_build(build: Path) -> Iterator[None]:
    """Hold the project's lock: two builds at once would overwrite each other's work.

    Raises:
        ConfigError: Another build holds it.
    """
    build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(build / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise ConfigError("busy", path="build/lock") from error
    try:
        yield
    finally:
        lock.release()


def recover(site: Path, staged: Path) -> None:
    """Put right what a killed build left: a site that was renamed away, a half-made one."""
    old = _old(site)
    if not site.exists() and old.exists():
        old.rename(site)
    for leftover in (old, staged):
        if leftover.exists():
            shutil.rmtree(leftover)


def swap_in(staged: Path, site: Path) -> None:
    """Put the staged folder in the place of the site and remove the former one."""
    if not site.exists():
        staged.rename(site)
        return
    if _exchange(staged, site):
        shutil.rmtree(staged)
        return
    old = _old(site)
    site.rename(old)
    staged.rename(site)
    shutil.rmtree(old)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _exchange(first: Path, second: Path) -> bool:
    """Let two folders change places atomically; False where the system cannot."""
    one, other = os.fsencode(first), os.fsencode(second)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(one, other, _RENAME_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def place(source: Path, target: Path) -> None:
    """Put a finished file into the staged site: as a hard link, or as a copy where links fail."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
