"""What a source page said when a translation was made from it, found in the history of the repository.

The version is known by its hash, so no date or commit has to be recorded. Nothing but the
staff's page and the export for translators asks for it; without Git, or in a clone without
its history, the rest works as well.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bansac.config import Project
from bansac.errors import ContentError
from bansac.located import read_yaml
from bansac.markdown import text_hash
from bansac.pages import split_front

COMMITS = 400
"""Versions of one file that are looked at, the newest first; the busiest page of a site of ten years has fewer."""
_SECONDS = 30
"""A repository that does not answer in this time is taken for none."""
_FOUND = 3
"""Words of an answer of ``git cat-file --batch`` for an object that is there: name, type, size."""


class Unknown(StrEnum):
    """Why a former text is not known."""

    NO_HASH = "no-hash"
    NO_GIT = "no-git"
    NO_REPOSITORY = "no-repository"
    NOT_FOUND = "not-found"


@dataclass(frozen=True)
class SourceText:
    """The words of a source page at one time."""

    title: str
    description: str
    body: str


class History:
    """Finds former texts of source pages; each is looked for once.

    Args:
        project: The project. Its folder may be a part of a repository.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._git = shutil.which("git")
        self._prefix = self._ask_prefix()
        self._versions: dict[str, dict[str, SourceText]] = {}

    def then(self, path: str, wanted: str | None) -> SourceText | Unknown:
        """The words of a source page that have a hash.

        Args:
            path: The page, below the source locale.
            wanted: The ``source_hash`` of a translation.
        """
        if wanted is None:
            return Unknown.NO_HASH
        if self._git is None:
            return Unknown.NO_GIT
        if self._prefix is None:
            return Unknown.NO_REPOSITORY
        if path not in self._versions:
            file = f"content/{self._project.source.code}/{path}"
            self._versions[path] = dict(self._read(file))
        return self._versions[path].get(wanted, Unknown.NOT_FOUND)

    def _ask_prefix(self) -> str | None:
        answer = self._run("rev-parse", "--show-prefix")
        return None if answer is None else answer.decode("utf-8", "replace").rstrip("\n")

    def _read(self, file: str) -> Iterator[tuple[str, SourceText]]:
        """Every former text of a file with its hash, the newest first, also under former names."""
        log = self._run("log", "--follow", f"--max-count={COMMITS}", "--format=%x00%H", "--name-only", "-z", "--", file)
        names = []
        commit = ""
        for word in (log or b"").decode("utf-8", "replace").replace("\n", "\0").split("\0"):
            if len(word) >= 40 and all(char in "0123456789abcdef" for char in word):  # noqa: PLR2004  # the length of a commit's name
                commit = word
            elif word and commit:
                names.append(f"{commit}:{word}")
        objects = self._run("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()) if names else None
        for raw in _contents(objects or b""):
            found = _source_text(raw)
            if found is not None:
                yield text_hash(found.title, found.description, found.body), found

    def _run(self, *words: str, given: bytes = b"") -> bytes | None:
        """What Git answers, or None when it cannot."""
        if self._git is None:
            return None
        try:
            done = subprocess.run(  # noqa: S603  # a program of this machine, its arguments ours and the names of pages
                [self._git, "-C", str(self._project.root), "-c", "core.quotePath=false", "--literal-pathspecs", *words],
                input=given,
                capture_output=True,
                check=False,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return done.stdout if done.returncode == 0 else None


def _contents(answer: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(answer):
        end = answer.index(b"\n", position)
        words = answer[position:end].split()
        position = end + 1
        if len(words) != _FOUND or not words[2].isdigit():
            continue
        size = int(words[2])
        yield answer[position : position + size]
        position += size + 1


def _source_text(raw: bytes) -> SourceText | None:
    """The words of a page as it was; None for what is no page."""
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    parts = split_front(text)
    if parts is None:
        return None
    try:
        front = read_yaml(parts[0], path=Path("then")).data
    except ContentError:
        return None
    if not isinstance(front, dict):
        return None
    return SourceText(str(front.get("title") or ""), str(front.get("description") or ""), parts[1])
