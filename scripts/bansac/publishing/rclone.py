"""The rclone program: what this project asks of it, and its failures as errors.

The remote and its secrets are the operator's: ``rclone config``, or the variables
``RCLONE_CONFIG_<NAME>_…``. See https://rclone.org/docs/
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bansac.errors import ConfigError

_QUICK = ("--s3-no-check-bucket", "--retries", "3", "--contimeout", "15s", "--timeout", "60s")
_NOT_FOUND = {3, 4}
"""Exit codes: directory not found, file not found."""


@dataclass(frozen=True)
class Listed:
    """An object of a store.

    Attributes:
        size: In bytes.
        md5: Of its bytes, in hex; empty where the store does not say.
        changed: When the store says that it was written; None where not asked for.
    """

    size: int
    md5: str
    changed: datetime | None = None


class Rclone:
    """A folder of a remote.

    Args:
        root: ``remote:bucket/prefix/``.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        beside = Path(sys.executable).with_name("rclone")
        self._program = str(beside) if beside.is_file() else shutil.which("rclone")

    def list(self, folder: str = "", *, times: bool = False) -> dict[str, Listed]:
        """All objects below a folder, by path from there; none where there is no such folder."""
        kind = ("--use-server-modtime",) if times else ("--no-modtime", "--hash", "--hash-type", "md5")
        code, out, err = self._run(["lsjson", "--recursive", "--files-only", "--no-mimetype", "--fast-list", *kind, self.root + folder])
        if code in _NOT_FOUND:
            return {}
        self._insist(code, err)
        return {
            entry["Path"]: Listed(
                entry["Size"], (entry.get("Hashes") or {}).get("md5", ""), datetime.fromisoformat(entry["ModTime"]) if times else None
            )
            for entry in json.loads(out)
        }

    def read(self, path: str) -> str:
        """A small text object; empty when it is not there."""
        code, out, err = self._run(["cat", self.root + path])
        if code in _NOT_FOUND:
            return ""
        self._insist(code, err)
        return out

    def write(self, path: str, text: str) -> None:
        """Write a small text object."""
        code, _, err = self._run(["rcat", "--header-upload", "Cache-Control: no-store", self.root + path], text)
        self._insist(code, err)

    def upload(self, folder: Path, paths: Sequence[str], headers: Iterable[str]) -> None:
        """Upload files, whatever is there already, with the given headers."""
        options = [part for header in headers for part in ("--header-upload", header)]
        flags = ("--files-from-raw", "-", "--no-traverse", "--no-check-dest", "--transfers", "8")
        code, _, err = self._run(["copy", *flags, *options, str(folder), self.root], "".join(f"{path}\n" for path in paths))
        self._insist(code, err)

    def delete(self, paths: Sequence[str]) -> None:
        """Delete objects."""
        code, _, err = self._run(["delete", "--files-from-raw", "-", "--no-traverse", self.root], "".join(f"{path}\n" for path in paths))
        self._insist(code, err)

    def _run(self, words: Sequence[str], given: str = "") -> tuple[int, str, str]:
        if self._program is None:
            raise ConfigError("tool_missing", found="rclone", reason="PATH")
        done = subprocess.run(  # noqa: S603  # the target's fields are checked
            [self._program, *words, *_QUICK], input=given, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
        return done.returncode, done.stdout, done.stderr

    def _insist(self, code: int, err: str) -> None:
        if code:
            raise ConfigError("target_failed", path=self.root, reason=" ".join(err.split())[-400:] or f"exit {code}")
