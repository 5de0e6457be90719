"""The search index of each locale: which pages are in it, and when it must be made anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bansac.compose import Composer, Job
from bansac.config import Locale
from bansac.finish.model import SearchRecord
from bansac.finish.search import build_indexes
from bansac.formats import date_text
from bansac.render import Result
from bansac.store import Store, digest_of
from bansac.translation import State

_MAIN = ("<main", "</main>")


def search_folders(composer: Composer, results: Mapping[str, Result], store: Store) -> dict[str, Path]:
    """The search bundles of all locales, made where their pages changed.

    Args:
        composer: The build's composer.
        results: Results by address below the site's root.
        store: Keeps bundles by the pages that they were made from.

    Returns:
        The folder of each locale's bundle, to be published below ``search/<locale>/``.
    """
    folders: dict[str, Path] = {}
    missing: dict[str, list[SearchRecord]] = {}
    jobs = [job for job in composer.jobs() if _is_findable(job)]
    for locale in composer.model.project.locales:
        pages = [(results[_url(composer, job)], job) for job in jobs if job.locale == locale]
        folders[locale.code] = store.folder("search", digest_of("search", locale.code, [result.key for result, _ in pages]))
        if not store.has_folder(folders[locale.code]):
            missing[locale.code] = [_record(composer, locale, job, result, store) for result, job in pages]
    for code, bundle in build_indexes(missing):
        store.put_folder(folders[code], bundle)
    return folders


def _is_findable(job: Job) -> bool:
    return job.page is not None and job.state is not State.MISSING


def _url(composer: Composer, job: Job) -> str:
    return composer.model.routes.url(job.locale, job.path)


def _record(composer: Composer, locale: Locale, job: Job, result: Result, store: Store) -> SearchRecord:
    if job.page is None:
        raise TypeError(job.path)
    html = store.read("page", result.key).decode()
    start = html.index(">", html.index(_MAIN[0])) + 1
    main = html[start : html.index(_MAIN[1], start)]
    shelf = composer.shelves[locale.code]
    section = shelf.pages.get(f"{job.path.split('/')[0]}/index.md") if "/" in job.path else None
    filters: list[tuple[str, str]] = [("section", section.nav_title)] if section else []
    meta: list[tuple[str, str]] = [("section", section.nav_title)] if section else []
    sort: list[tuple[str, str]] = []
    if job.page.news:
        iso = job.page.news.date.isoformat()
        filters.append(("year", iso[:4]))
        meta.append(("date", date_text(iso, locale.code, shelf.strings)))
        sort.append(("date", iso))
    return SearchRecord(
        url="/" + result.url, title=job.page.front.title, html=main, filters=tuple(filters), meta=tuple(meta), sort=tuple(sort)
    )
