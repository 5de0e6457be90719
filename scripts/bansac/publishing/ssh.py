"""Releases on a server of one's own, over SSH: rsync brings what changed, one rename switches."""

from __future__ import annotations

import re
import secrets
import shlex
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bansac.errors import ConfigError
from bansac.publishing.folder import CURRENT, INCOMING, REMOVED
from bansac.publishing.record import CARRIED, SUMS, Record, number_of, read_record
from bansac.publishing.shell import BUSY, Shell, open_shell, quote, ssh_command
from bansac.publishing.targets import SshTarget

TOOLS = ("rsync", "flock", "sha256sum", "find", "mv", "ln", "readlink")
"""What a server must have; every Linux distribution has packages of them."""

_END = "BANSAC_END_OF_LIST"
_BAD = re.compile(r"(?P<path>.+): FAILED(?: open or read)?")
_SENT = re.compile(r"<f\S+ (?P<path>.+)")
_RSYNC = (
    "rsync",
    "--recursive",
    "--checksum",
    "--perms",
    "--chmod=D755,F644",
    "--compress",
    "--8-bit-output",
    "--out-format=%i %n",
    "--timeout=120",
)


@contextmanager
def open_server(target: SshTarget) -> Iterator[SshPlace]:
    """Lock the target's folder on its server for one publish.

    Raises:
        ConfigError: The server cannot be reached, or another publish holds the lock.
    """
    path = quote(target.path)
    tools = " && ".join(f"command -v {tool} >/dev/null" for tool in TOOLS)
    opening = (
        f"{{ {tools}; }} || {{ echo 'bansac: {' '.join(TOOLS)}?'; exit 1; }}\n"
        f"export LC_ALL=C && umask 022 && mkdir -p -- {path}/releases && cd -- {path} || exit 1\n"
        f"exec 9>.lock || exit 1\nflock -n 9 || exit {BUSY}\nexec 2>&1"
    )
    with open_shell(target, opening) as shell:
        yield SshPlace(target, shell)


class SshPlace:
    """A locked folder on a server; see :class:`~bansac.publishing.releases.Place`."""

    def __init__(self, target: SshTarget, shell: Shell) -> None:
        self.target = target
        self._shell = shell
        self._token = secrets.token_hex(8)
        self._new = f"releases/{INCOMING}{self._token}"

    def tidy(self) -> None:
        """Remove what publishes that died left; what their last rsync still writes falls to the next tidying."""
        self._shell.run(f"rm -rf releases/{INCOMING}* releases/{REMOVED}* .{CURRENT}-* 2>/dev/null || true")

    def names(self) -> Sequence[str]:
        """The names of all releases."""
        return [name for name in self._shell.run("ls -1 releases").split() if number_of(name) is not None]

    def current(self) -> str | None:
        """The name of the release that is served."""
        link = self._shell.run(f"if [ -L {CURRENT} ]; then readlink {CURRENT}; elif [ -e {CURRENT} ]; then echo folder; fi").strip()
        if not link:
            return None
        parts = link.split("/")
        if len(parts) != 3 or number_of(parts[1]) is None:  # noqa: PLR2004  # releases, name, site
            raise ConfigError("current_not_ours", path=f"{self.target.path}/{CURRENT}", found=link)
        return parts[1]

    def record(self, name: str) -> Record:
        """The record of a release."""
        return read_record({file: self._shell.run(f"cat releases/{name}/{file}") for file in (SUMS, CARRIED)})

    def send(self, site: Path, base: str | None, said: Callable[[int], None]) -> list[str]:
        """Send the files of a site; those that the base release has as they are become links on the server."""
        self._shell.run(f"mkdir -p {self._new}/site")
        target = self.target
        links = (f"--link-dest=../../{base}/site",) if base else ()
        folder = target.path.rstrip("/")
        destination = f"{target.host}:{folder}/{self._new}/site/"
        command = [*_RSYNC, *links, "--rsh", shlex.join(ssh_command(target)), "--", f"{site}/", destination]
        return _rsync(command, target, said)

    def copy(self, name: str) -> None:
        """Start the new release with all files of another, as links."""
        source = f"releases/{name}/site"
        self._shell.run(f'mkdir -p {self._new}/site\nrsync -rp --link-dest="$PWD"/{source} {source}/ {self._new}/site/')

    def carry(self, name: str, paths: Sequence[str]) -> None:
        """Add files of another release to the new one, as links."""
        source = f"releases/{name}/site"
        listed = "\n".join(paths)
        self._shell.run(f"rsync -rp --files-from=- --link-dest=\"$PWD\"/{source} {source}/ {self._new}/site/ <<'{_END}'\n{listed}\n{_END}")

    def note(self, record: Record) -> None:
        """Write the record of the new release."""
        for name, text in record.texts().items():
            self._shell.run(f"cat >{self._new}/{name} <<'{_END}'\n{text}{_END}")

    def damaged(self, name: str | None) -> list[str]:
        """Files that are not as a release's record says, by sha256sum on the server."""
        folder = f"releases/{name}" if name else self._new
        said = self._shell.run(f"cd {folder}/site\nsha256sum -c ../{SUMS} 2>/dev/null | grep -v ': OK$' || true")
        bad = {match["path"] for line in said.splitlines() if (match := _BAD.fullmatch(line))}
        found = set(self._shell.run(f"cd {folder}/site\nfind . -type f").replace("./", "", 1).replace("\n./", "\n").splitlines())
        wanted = read_record({SUMS: self._shell.run(f"cat {folder}/{SUMS}")}).files.keys()
        return sorted(bad | (found ^ wanted))

    def switch(self, name: str) -> None:
        """Name the new release and move the link: ``mv -T`` is one rename, which is atomic."""
        aside = f".{CURRENT}-{self._token}"
        self._shell.run(
            f"mv {self._new} releases/{name}\nsync -f releases 2>/dev/null || sync\n"
            f"ln -s releases/{name}/site {aside}\nmv -T {aside} {CURRENT}"
        )

    def remove(self, name: str) -> None:
        """Remove a release; its name goes first, so that half of it is no release."""
        self._shell.run(f"mv releases/{name} releases/{REMOVED}{name}\nrm -rf releases/{REMOVED}{name}")


def _rsync(command: Sequence[str], target: SshTarget, said: Callable[[int], None]) -> list[str]:
    """Run rsync; returns the paths of the files that travelled."""
    sent: list[str] = []
    other: list[str] = []
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")  # noqa: S603
    except OSError as error:
        raise ConfigError("tool_missing", found="rsync", reason=str(error)) from error
    with process:
        try:
            for line in process.stdout or ():
                match = _SENT.fullmatch(line.rstrip("\n"))
                if match:
                    sent.append(match["path"])
                    said(len(sent))
                elif not line.startswith("cd"):
                    other.append(line)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        reason = " ".join("".join(other).split())[-400:]
        raise ConfigError("target_failed", path=target.path, found=target.host, reason=reason)
    return sent
