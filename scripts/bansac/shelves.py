"""What all pages of a locale share: its texts, its news, its menus and sections."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from bansac.config import Locale
from bansac.model import Model
from bansac.pages import Page
from bansac.scene import NewsRef, PageRef, Shelf

LAST = 1_000
"""Place of a page without ``order``: after those that have one, by path."""


def make_shelf(model: Model, locale: Locale) -> Shelf:
    """Collect what the pages of a locale share; a missing translation is stood in for by its source."""
    sources = model.pages[model.project.source.code]
    own = model.pages[locale.code]
    news: list[NewsRef] = []
    pages: dict[str, PageRef] = {}
    for path in sorted(sources):
        page = own.get(path, sources[path])
        if sources[path].news:
            news.append(_news(page, sources[path], model.schedule.waiting.get(path)))
        else:
            pages[path] = _page(page)
    news.sort(key=lambda item: item.path)
    news.sort(key=lambda item: item.date, reverse=True)
    return Shelf(locale, model.strings[locale.code], tuple(news), pages, _sections(pages))


def _news(page: Page, source: Page, scheduled: dt.datetime | None) -> NewsRef:
    """A news item; when it was and what it is about is what its source says, so that lists agree in all languages."""
    front = source.news
    if front is None:
        raise TypeError(page.path)
    return NewsRef(page.path, page.front.title, page.front.description, front.date.isoformat(), front.topics, page.locale, scheduled)


def _page(page: Page) -> PageRef:
    front = page.front
    order = LAST if front.order is None else front.order
    return PageRef(page.path, front.title, front.nav_title or front.title, front.description, order, page.locale)


def _sections(pages: dict[str, PageRef]) -> dict[str, tuple[PageRef, ...]]:
    sections: dict[str, list[PageRef]] = defaultdict(list)
    for path, page in pages.items():
        if "/" in path:
            sections[path.split("/")[0]].append(page)
    return {name: tuple(sorted(found, key=_place)) for name, found in sections.items()}


def _place(page: PageRef) -> tuple[bool, int, str]:
    """The index of a section first, then by order and path."""
    return page.path.split("/", 1)[1] != "index.md", page.order, page.path
