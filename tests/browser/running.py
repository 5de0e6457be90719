"""A command of `bansac` that goes on until it is interrupted, and what it prints."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from small import COMMAND, PLAIN, Site

SECONDS = 60


@dataclass
class Running:
    """A running command and what it has printed."""

    site: Site
    process: subprocess.Popen[str]
    printed: list[str] = field(default_factory=list)
    more: threading.Condition = field(default_factory=threading.Condition)

    def read(self) -> None:
        for line in self.process.stdout or ():
            with self.more:
                self.printed.append(line)
                self.more.notify_all()

    def wait_for(self, pattern: str, *, since: int = 0) -> re.Match[str]:
        """The first printed line that matches, of those from `since` on."""

        def found() -> re.Match[str] | None:
            return next((match for line in self.printed[since:] if (match := re.search(pattern, line))), None)

        with self.more:
            match = self.more.wait_for(found, SECONDS)
        assert match, "".join(self.printed)
        return match


@contextmanager
def running(site: Site, *args: str) -> Iterator[Running]:
    """Run the command until the block ends."""
    process = subprocess.Popen(  # noqa: S603  # our own command
        [*COMMAND, *args],
        cwd=site.root,
        env={**os.environ, **PLAIN, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    found = Running(site, process)
    reader = threading.Thread(target=found.read, daemon=True)
    reader.start()
    try:
        yield found
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(SECONDS)
        reader.join(SECONDS)
        if process.stdout:
            process.stdout.close()
