"""Where in a file of ``brand/`` a value stands, for errors that are found after the file was read."""

from __future__ import annotations

from pathlib import Path

from bansac.errors import ContentError
from bansac.located import Located, Place, read_yaml


def shown_path(path: Path) -> Path:
    """A file of a brand folder as errors name it: ``brand/fonts/kit.yml``."""
    parts = path.parts
    start = max((index for index, part in enumerate(parts) if part == "brand"), default=max(len(parts) - 2, 0))
    return Path("brand", *parts[start + 1 :])


def line_at(path: Path, place: Place) -> int | None:
    """The line of a value in a YAML or JSON file, or of the nearest value around it; None where the file cannot be read."""
    try:
        located: Located = read_yaml(path.read_text(encoding="utf-8"), path=path)
    except (OSError, UnicodeDecodeError, ContentError):
        return None
    return located.line(place)
