"""Two versions of one project, and what differs between them."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bansac.built import hashes_of, inputs_of, note_built
from bansac.config import load_project
from bansac.publishing.plan import is_hashed
from small import COMMAND, PLAIN, Site


@dataclass(frozen=True)
class Versions:
    """The same project before and after an edit of a text, of the home page and of the style sheet.

    Attributes:
        base: Folder that the targets lie in.
        old: The first version, built.
        new: The second, built.
    """

    base: Path
    old: Site
    new: Site

    @property
    def differing(self) -> set[str]:
        """Paths that the new version has and the old one has not, or not so."""
        old = self.old.manifest()
        return {path for path, digest in self.new.manifest().items() if old.get(path) != digest}

    @property
    def hashes(self) -> dict[str, set[str]]:
        """All hashes that a path has in some version."""
        known: dict[str, set[str]] = {}
        for site in (self.old, self.new):
            for path, digest in site.manifest().items():
                known.setdefault(path, set()).add(digest)
        return known


def assets_gone(one: Site, other: Site) -> set[str]:
    """Hashed assets that one site has and the other has not."""
    return {path for path in one.manifest().keys() - other.manifest().keys() if is_hashed(path)}


def is_whole(site: Site, files: dict[str, str]) -> bool:
    """Whether files are those of a site, and beside them only hashed assets of others."""
    own = site.manifest()
    return own.items() <= files.items() and all(is_hashed(path) for path in files.keys() - own.keys())


def note(site: Site) -> None:
    """Let a site count as built although a test changed a file of it."""
    project = load_project(site.root)
    note_built(project, project.site, inputs_of(project), hashes_of(project.site))


def start(site: Site, *args: str) -> subprocess.Popen[bytes]:
    """Begin to publish as people do, in a process of its own."""
    env = {**os.environ, **PLAIN}
    return subprocess.Popen([*COMMAND, "publish", *args], cwd=site.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
