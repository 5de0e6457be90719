"""Files that stand beside the pages of all locales: open data and calendars."""

from __future__ import annotations

import bansac
from bansac.calendars import calendar_files
from bansac.model import Model
from bansac.opendata.files import open_data_files
from bansac.store import Store, digest_of


def download_files(model: Model, store: Store) -> dict[str, bytes]:
    """Every download by its path below the site; made anew only when facts, texts or locales changed.

    Args:
        model: The model.
        store: Keeps what was made.
    """
    project = model.project
    timelines = sorted(path for path, page in model.pages[project.source.code].items() if page.front.layout == "timeline")
    key = digest_of(
        "downloads", bansac.FINGERPRINT, model.dataset.digest, dict(model.strings), project.locales, project.site_url,
        project.features.get("feed_since"), timelines, sorted(model.pages[project.source.code]),
    )  # fmt: skip
    files: dict[str, bytes] = store.object_of("downloads", key, lambda: {**open_data_files(model), **calendar_files(model)})
    return files
