"""The committed list of published addresses, ``content/addresses.txt``: what was published stays."""

from __future__ import annotations

from pathlib import Path

from bansac.config import Project


def listing(project: Project) -> Path:
    """The list of published addresses."""
    return project.content / "addresses.txt"


def promised(project: Project) -> dict[str, int]:
    """Published addresses below the site's root, without a slash at their start, and their lines."""
    path = listing(project)
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    stripped = ((number, line.strip()) for number, line in enumerate(lines, start=1))
    return {line.removeprefix("/"): number for number, line in stripped if line and not line.startswith("#")}
