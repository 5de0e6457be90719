"""How a preview is known from the published site: by a band on every page, and by a file that only previews have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

MARK: Final = "preview.json"
"""At the root of the site. Its name begins with no dot: some tools leave such files out."""


def preview_mark(name: str) -> dict[str, bytes]:
    """The file that marks a site as a preview, by its path below the site.

    Args:
        name: What the preview is of, as people call it; may be empty.
    """
    return {MARK: (json.dumps({"preview": True, "name": name}, ensure_ascii=False) + "\n").encode()}


def preview_band(name: str | None, strings: Mapping[str, str]) -> dict[str, str] | None:
    """What the band of a page shows, in the language of the interface texts.

    Args:
        name: What the preview is of, may be empty; None on the published site.
        strings: Interface texts of the page's locale.
    """
    return None if name is None else {"label": strings["preview.label"], "text": strings["preview.text"], "name": name}


def is_preview(site: Path) -> bool:
    """Whether the site in a folder was built as a preview, and must not take the place of the published one."""
    return (site / MARK).exists()
