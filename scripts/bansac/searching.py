"""The search index of each locale: which pages are in it, and when it must be made anew."""

from __future__ import annotations

from collections.abc import Mapping

from bansac.compose import Composer, Job
from bansac.config import Locale
from bansac.finish.model import SearchRecord
from bansac.finish.search import Bundle, build_indexes
from bansac.formats import date_text
from bansac.render import Result
from bansac.store import Store, digest_of
from bansac.translation import State

_MAIN = ("<main", "</main>")


def search_files(
    composer: Composer, results: Mapping[str, Result], store: Store, *, known: frozenset[str]
) -> tuple[dict[str, Bundle], set[str]]:
    """The search bundles of all locales.

    Args:
        composer: The build's composer.
        results: Results by address below the site's root.
        store: Keeps bundles by the pages that they were made from.
        known: Locales to index.

    Returns:
        Files by locale, below ``search/<locale>/``, and the keys of the bundles used.
    """
    keys: dict[str, str] = {}
    bundles: dict[str, Bundle] = {}
    missing: dict[str, list[SearchRecord]] = {}
    for locale in composer.model.project.locales:
        if locale.code not in known:
            continue
        jobs = [job for job in composer.jobs() if job.locale == locale and _is_findable(job)]
        pages = [(results[_url(composer, job)], job) for job in jobs]
        keys[locale.code] = digest_of("search", locale.code, [result.key for result, _ in pages])
        if store.has("search", keys[locale.code]):
            bundles[locale.code] = store.object_of("search", keys[locale.code], dict)
        else:
            missing[locale.code] = [_record(composer, locale, job, result, store) for result, job in pages]
    for code, bundle in build_indexes(missing):
        bundles[code] = store.object_of("search", keys[code], lambda found=bundle: found)  # type: ignore[misc]  # bound now, not later
    return bundles, set(keys.values())


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
