"""Running a command: how long it took, how much processor and memory, and which files it changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.05
"""Seconds between two looks at the memory."""
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TAIL = 2000


class CommandError(RuntimeError):
    """A measured command ended with an error."""


@dataclass(frozen=True)
class Sample:
    """What one run of one or more commands cost.

    Attributes:
        seconds: Time on the wall.
        cpu: Seconds of processor time, of all processes together.
        peak: Largest sum, over all processes at once, of the memory they hold in RAM, in
            bytes. Pages that a process shares with its fork count for each of them.
    """

    seconds: float
    cpu: float
    peak: int


@dataclass(frozen=True)
class Change:
    """How many files an edit added, rewrote or removed, of how many."""

    files: int
    total: int


def run(commands: Iterable[Sequence[str]], *, folder: Path, env: Mapping[str, str] | None = None) -> Sample:
    """Run commands one after the other and measure them together.

    Args:
        commands: Programs with their arguments.
        folder: Where they run.
        env: Variables added to this process's own.

    Raises:
        CommandError: One of them ended with an error; the text says what it printed last.
    """
    cpu, peak = 0.0, 0
    log = folder / "bench.log"
    start = time.perf_counter()
    for command in commands:
        with log.open("wb") as output:
            process = subprocess.Popen(  # noqa: S603  # commands of this package
                command, cwd=folder, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
            watch = _Watch(process.pid)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            peak = max(peak, watch.stop())
        cpu += usage.ru_utime + usage.ru_stime
        if process.returncode:
            tail = log.read_text(encoding="utf-8", errors="replace")[-_TAIL:]
            raise CommandError(f"{' '.join(command)} → {process.returncode}\n{tail}")
    return Sample(time.perf_counter() - start, cpu, peak)


class _Watch:
    """Adds up the memory of a process and its descendants, over and over, until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._family = [pid]
        self._seen = {*_processes()}
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """Stop and return the largest sum in bytes."""
        self._done.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._done.wait(INTERVAL):
            new = sorted(pid for pid in _processes() if pid not in self._seen)  # parents before children
            self._seen.update(new)
            self._family += [pid for pid in new if _parent(pid) in self._family]
            self._peak = max(self._peak, sum(_memory(pid) for pid in self._family))


def _processes() -> Iterator[int]:
    return (int(name) for name in os.listdir("/proc") if name.isdecimal())  # noqa: PTH208  # a path object for each process costs


def _parent(pid: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
    return 0


def _memory(pid: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    return 0


def snapshot(folder: Path) -> dict[str, bytes]:
    """Hash of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def compare(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Change:
    """Count the files that differ between two snapshots."""
    changed = sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())
    return Change(changed, len(after))
