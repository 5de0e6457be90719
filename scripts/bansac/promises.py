"""The committed list of published addresses, ``content/addresses.txt``: what was published stays."""

from __future__ import annotations

from pathlib import Path

from bansac.config import Project
from bansac.errors import Report
from bansac.files import read_text


def listing(project: Project) -> Path:
    """The list of published addresses."""
    return project.content / "addresses.txt"


def promised(project: Project) -> dict[str, int]:
    """Published addresses below the site's root, without a slash at their start, and their lines.

    Raises:
        ReportedErrors: The list cannot be read.
    """
    path = listing(project)
    if not path.is_file():
        return {}
    report = Report()
    text = read_text(path, root=project.content, shown=project.shown(path), report=report) or ""
    report.raise_if_any()
    lines = text.split("\n")
    stripped = ((number, line.strip()) for number, line in enumerate(lines, start=1))
    return {line.removeprefix("/"): number for number, line in stripped if line and not line.startswith("#")}
