"""A shell on a server, kept open over SSH for as long as a publish holds its lock there.

All that changes the target is done in the one shell that holds the lock: when the connection or
this process ends, the shell reads the end of its input and goes, and the lock with it. A script
is sent as one compound, so that half a script is a syntax error and is never run.
"""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from bansac.errors import ConfigError
from bansac.publishing.targets import SshTarget

SSH_CONFIG_VARIABLE = "BANSAC_SSH_CONFIG"
"""Names a configuration of SSH other than the user's own: for CI, whose home is empty."""
BUSY = 75

_OPTIONS = {
    "BatchMode": "yes",
    "StrictHostKeyChecking": "yes",
    "ClearAllForwardings": "yes",
    "ControlMaster": "no",
    "ControlPath": "none",
    "ConnectTimeout": "15",
    "ServerAliveInterval": "15",
    "ServerAliveCountMax": "4",
}
"""Before the user's own configuration: never ask, never trust an unknown host, notice a dead line within a minute."""
_LONGEST_REASON = 400
_LOST = 255
"""What ssh returns when the connection was lost; a shell that goes before it answered is no success either."""


def ssh_command(target: SshTarget) -> list[str]:
    """The ssh client with its options, without the host."""
    config = os.environ.get(SSH_CONFIG_VARIABLE)
    options = [part for name, value in _OPTIONS.items() for part in ("-o", f"{name}={value}")]
    return [
        "ssh", "-T", "-a", "-x",
        *(("-F", config) if config else ()), *options,
        *(("-p", str(target.port)) if target.port else ()), *(("-l", target.user) if target.user else ()),
    ]  # fmt: skip


@contextmanager
def open_shell(target: SshTarget, opening: str) -> Iterator[Shell]:
    """Open a shell on the target's server.

    Args:
        target: The server.
        opening: What the shell runs first, in itself: it goes to the folder and takes the lock.

    Raises:
        ConfigError: The server cannot be reached, is not the known one, or the opening failed.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  # the target's fields are checked
            [*ssh_command(target), target.host, "exec sh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except OSError as error:
        raise ConfigError("tool_missing", found="ssh", reason=str(error)) from error
    shell = Shell(target, process)
    try:
        shell.run(f"{{\n{opening}\n}}", alone=False)
        yield shell
    finally:
        shell.close()


class Shell:
    """An open shell; see :func:`open_shell`."""

    def __init__(self, target: SshTarget, process: subprocess.Popen[bytes]) -> None:
        self.target = target
        self._process = process
        self._mark = secrets.token_hex(16)

    def run(self, script: str, *, alone: bool = True) -> str:
        """Run a script and return what it prints.

        Args:
            script: Lines of POSIX shell; with ``set -eu`` in force when alone.
            alone: Whether it runs in a shell of its own, without input; otherwise it changes the open one.

        Raises:
            ConfigError: It failed, or the connection ended.
        """
        body = compound(script) if alone else script
        text, code = self._exchange(f"{body}\nprintf '\\n%s %s\\n' {self._mark} $?\n")
        if code == BUSY:
            raise ConfigError("publish_busy", path=self.target.path, found=self.target.host)
        if code:
            reason = " ".join(text.split())[-_LONGEST_REASON:] or f"exit {code}"
            raise ConfigError("target_failed", path=self.target.path, found=self.target.host, reason=reason)
        return text

    def _exchange(self, text: str) -> tuple[str, int]:
        with suppress(BrokenPipeError):  # what the other side said before it went is read below
            _pipe(self._process.stdin).write(text.encode())
            _pipe(self._process.stdin).flush()
        lines: list[str] = []
        for raw in _pipe(self._process.stdout):
            line = raw.decode(errors="replace").rstrip("\n")
            mark, _, code = line.partition(" ")
            if mark == self._mark:
                return "\n".join(lines).removesuffix("\n"), int(code)
            lines.append(line)
        return "\n".join(lines), self._process.wait() or _LOST

    def close(self) -> None:
        """End the shell; the lock goes with it."""
        with suppress(OSError):
            _pipe(self._process.stdin).close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _pipe(self._process.stdout).close()


def compound(script: str) -> str:
    """A script as one command: a shell that reads only a part of it runs nothing."""
    return f"(\nset -eu\n{script}\n) </dev/null 2>&1"


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101  # opened as a pipe
    return stream


quote = shlex.quote
