"""Lists of news: which there are, and which items stand on each.

Pages of older news count from the oldest: page 1 holds the first twenty items that were
ever published. A new item therefore changes the front list, its year and its topics, and
no page of older news; what stands on a page, and its address, stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from bansac.pages import Page

PER_PAGE = 20
"""Items on a page of older news. The front list shows the newest, fewer than twice as many."""
FRONT = "news/index.md"
"""The front list, written by staff: their text, then the newest items."""
YEAR = slice(5, 9)
"""Where the year stands in the path of a news item, ``news/2025/slug.md``."""

_RESERVED = re.compile(r"^news/(?:(?:topics|page)\b.*|\d{4}(?:/index)?)\.md$")


class Item(Protocol):
    """What a list must know of a news item."""

    @property
    def path(self) -> str:
        """Page path below the locale."""

    @property
    def topics(self) -> tuple[str, ...]:
        """Ids of its topics."""


Found = TypeVar("Found", bound=Item)


@dataclass(frozen=True)
class Listing:
    """A list of news.

    Attributes:
        topic: The topic that it is about; None for all news.
        number: For a page of older news: its number, counted from the oldest.
        year: For the archive of a year: the year.
    """

    topic: str | None = None
    number: int | None = None
    year: str | None = None

    @property
    def path(self) -> str:
        """Its page path below the locale."""
        if self.year:
            return f"news/{self.year}.md"
        folder = f"news/topics/{self.topic}" if self.topic else "news"
        if self.number:
            return f"{folder}/page/{self.number}.md"
        return f"{folder}.md" if self.topic else FRONT

    @property
    def front(self) -> Listing:
        """The list that it goes on: of all news, or of its topic."""
        return Listing(self.topic)

    def items(self, news: Iterable[Found]) -> list[Found]:
        """Its items.

        Args:
            news: All news, newest first.
        """
        if self.year:
            return [item for item in news if item.path[YEAR] == self.year]
        found = self._all(news)
        if self.number:
            newest_first = len(found) - self.number * PER_PAGE
            return found[newest_first : newest_first + PER_PAGE]
        return found[: len(found) - older_pages(len(found)) * PER_PAGE]

    def neighbours(self, news: Sequence[Item]) -> tuple[Listing | None, Listing | None]:
        """The list of newer news and that of older ones."""
        if self.year:
            years = years_of(news)
            place = years.index(self.year)
            newer = Listing(year=years[place - 1]) if place else None
            return newer, Listing(year=years[place + 1]) if place + 1 < len(years) else None
        last = older_pages(len(self._all(news)))
        if not self.number:
            return None, replace(self, number=last) if last else None
        newer = replace(self, number=self.number + 1) if self.number < last else self.front
        return newer, replace(self, number=self.number - 1) if self.number > 1 else None

    def _all(self, news: Iterable[Found]) -> list[Found]:
        """The items of all the pages that belong together."""
        return [item for item in news if not self.topic or self.topic in item.topics]


def is_reserved(path: str) -> bool:
    """Whether a page path is kept for lists of news that no file is written for."""
    return bool(_RESERVED.match(path))


def older_pages(count: int) -> int:
    """How many pages of older news there are for so many items: the front list keeps 20 to 39, or all of fewer."""
    return max(0, count // PER_PAGE - 1)


def years_of(news: Iterable[Item]) -> list[str]:
    """The years that have news, newest first."""
    return sorted({item.path[YEAR] for item in news}, reverse=True)


def listings(pages: Mapping[str, Page], topics: Iterable[str]) -> Iterator[Listing]:
    """Every list that the composer makes; the front list is a page of its own.

    Args:
        pages: The pages in the source locale, by path.
        topics: The topics that the site knows.
    """
    news = [Entry(path, page.news.topics) for path, page in sorted(pages.items()) if page.news]
    if not news:
        return
    used = {topic for item in news for topic in item.topics}
    for topic in (None, *(topic for topic in topics if topic in used)):
        if topic:
            yield Listing(topic)
        count = sum(topic is None or topic in item.topics for item in news)
        yield from (Listing(topic, number) for number in range(1, older_pages(count) + 1))
    yield from (Listing(year=year) for year in years_of(news))


@dataclass(frozen=True)
class Entry:
    """The least that is an :class:`Item`."""

    path: str
    topics: tuple[str, ...]
