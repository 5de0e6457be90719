"""The search index of each locale: which pages are in it, and when it must be made anew."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path

from bansac.compose import Composer, Job
from bansac.config import Locale
from bansac.formats import date_text
from bansac.render import Result
from bansac.search.index import Entry, build_index
from bansac.store import Store, digest_of
from bansac.translation import State


def search_folders(composer: Composer, results: Mapping[str, Result], store: Store) -> dict[str, Path]:
    """The search indexes of all locales, made where their pages changed.

    Args:
        composer: The build's composer.
        results: Results by address below the site's root.
        store: Keeps indexes by the pages that they were made from.

    Returns:
        The folder of each locale's index, to be published below ``assets/search/<locale>/``.
    """
    folders: dict[str, Path] = {}
    jobs = [job for job in composer.jobs() if job.page is not None and job.state is not State.MISSING]
    for locale in composer.model.project.locales:
        pages = [(results[composer.model.routes.url(job.locale, job.path)], job) for job in jobs if job.locale == locale]
        folder = store.folder("search", digest_of("search", locale.code, [result.key for result, _ in pages]))
        if not store.has_folder(folder):
            store.put_folder(folder, build_index([_entry(composer, locale, job, result, store) for result, job in pages]))
        folders[locale.code] = folder
    return folders


def _entry(composer: Composer, locale: Locale, job: Job, result: Result, store: Store) -> Entry:
    if job.page is None:
        raise TypeError(job.path)
    shelf = composer.shelves[locale.code]
    section = shelf.pages.get(f"{job.path.split('/')[0]}/index.md") if "/" in job.path else None
    iso = job.page.news.date.isoformat() if job.page.news else ""
    return Entry(
        url=result.url,
        title=job.page.front.title,
        description=job.page.front.description,
        section=section.nav_title if section else "",
        date=date_text(iso, locale.code, shelf.strings) if iso else "",
        year=iso[:4],
        terms=pickle.loads(store.read("terms", result.key)),  # noqa: S301  # our own file, in build/
    )
