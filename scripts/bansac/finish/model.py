"""The plain data that the finishing steps work on; the build makes it from the model."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture that goes with a page.

    Attributes:
        url: Absolute address.
        length: Size of the file in bytes.
        type: Media type, e.g. ``image/jpeg``.
    """

    url: str
    length: int
    type: str


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic of a news item.

    Attributes:
        id: As in ``content/data/topics.yml``; the same in every language.
        title: Its name in the language of the feed.
    """

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class FeedItem:
    """One item of a feed.

    Attributes:
        id: A URI that never changes, even when the page moves; see :func:`bansac.finish.feeds.tag_uri`.
        url: Absolute address of the page.
        title: Its title, plain text.
        summary: One or two sentences, plain text.
        html: The full text of the item; its links may be relative to ``url``.
        published: The day of the news, or its instant.
        updated: The day or instant of the last change of substance.
        topics: Its topics.
        image: Its picture.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: dt.date
    updated: dt.date
    topics: tuple[Topic, ...] = ()
    image: Image | None = None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One feed, written once as RSS and once as Atom.

    Attributes:
        id: A URI that never changes; see :func:`bansac.finish.feeds.tag_uri`.
        lang: BCP 47 tag of its texts.
        dir: Direction of its texts.
        title: Title of the feed.
        description: One sentence on what it brings.
        author: Name of who publishes it.
        home_url: Absolute address of the page that shows the same items.
        rss_url: Absolute address of the feed as RSS.
        atom_url: Absolute address of the feed as Atom.
        items: Its items, in any order.
        topics_url: URI that names the set of topics, for the scheme of the categories.
        icon_url: Absolute address of a square PNG of at most 144 pixels.
        updated: The day that stands for a feed that has no item yet.
    """

    id: str
    lang: str
    dir: Direction
    title: str
    description: str
    author: str
    home_url: str
    rss_url: str
    atom_url: str
    items: tuple[FeedItem, ...]
    topics_url: str | None = None
    icon_url: str | None = None
    updated: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class FeedGroup:
    """The feeds of one language, for the list of feeds.

    Attributes:
        lang: BCP 47 tag.
        title: The language's name in itself.
        feeds: Its feeds, in the order of the list.
    """

    lang: str
    title: str
    feeds: tuple[Feed, ...]


@dataclass(frozen=True, kw_only=True)
class LinkGroup:
    """Links under a title.

    Attributes:
        title: The title.
        links: Name, absolute address, and what is found there; the last may be empty.
    """

    title: str
    links: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class CalendarEntry:
    """One day of a calendar.

    Attributes:
        uid: Names the entry for good; a calendar program knows by it which entry was changed.
        day: The day, or the first one of an entry that returns.
        stamp: The day of what is told; stands for the time of writing.
        summary: Title, plain text.
        description: Text, lines ended by line feeds.
        url: Absolute address of where the site tells more.
        lang: BCP 47 tag of the texts.
        yearly: Whether the day returns every year.
    """

    uid: str
    day: dt.date
    stamp: dt.date
    summary: str
    description: str
    url: str
    lang: str
    yearly: bool


@dataclass(frozen=True, kw_only=True)
class DayCalendar:
    """A calendar of whole days.

    Attributes:
        title: Title of the calendar.
        description: One or two sentences on what is in it.
        lang: BCP 47 tag of its language.
        producer: Who made it, for ``PRODID``.
        url: Absolute address of the file.
        entries: Its days.
    """

    title: str
    description: str
    lang: str
    producer: str
    url: str
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, kw_only=True)
class SitemapEntry:
    """One address of the sitemap.

    Attributes:
        url: Absolute address.
        alternates: Pairs of hreflang and absolute address, the page itself and ``x-default`` among them.
        lastmod: The day of the last change of substance.
        images: Absolute addresses of its pictures.
    """

    url: str
    alternates: tuple[tuple[str, str], ...] = ()
    lastmod: dt.date | None = None
    images: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Redirect:
    """A former address.

    Attributes:
        from_path: Path below the root of the site, without a slash at its start: ``en/old/``.
        to_url: Absolute address of the page that stands for it now.
        lang: Language of that page.
        title: Title of that page.
    """

    from_path: str
    to_url: str
    lang: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something in a rendered page that must not be published.

    Attributes:
        code: Kind of problem, e.g. ``inline_script``.
        found: What stands in the page.
    """

    code: str
    found: str


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What a look at a rendered page found.

    Attributes:
        ids: All ids of the page; a link may point at each.
        links: All addresses that readers may follow, in order, without repetition.
        resources: All addresses that the page loads by itself, in order, without repetition.
        problems: What must not be published.
    """

    ids: frozenset[str]
    links: tuple[str, ...]
    resources: tuple[str, ...]
    problems: tuple[Problem, ...]
