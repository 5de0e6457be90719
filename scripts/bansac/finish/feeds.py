"""Feeds as RSS 2.0 and Atom, from one description.

Dates come from the news alone, so a feed changes only when its items do.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from feedgen.entry import FeedEntry  # type: ignore[import-untyped]  # ships no types
from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]  # ships no types

from bansac.errors import OutputError
from bansac.finish.links import absolutize
from bansac.finish.model import Feed, FeedItem

MAX_ITEMS = 30
"""Newest items kept in a feed: with full texts more than this weighs above 300 kB, and readers ask every hour."""

VIETNAM_TIME = dt.timezone(dt.timedelta(hours=7))
"""A day of news begins at midnight in Hà Nội."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class FeedFiles:
    """A feed in both formats, as bytes to write."""

    rss: bytes
    atom: bytes


class _Entry(FeedEntry):  # type: ignore[misc]  # feedgen ships no types
    """An entry that keeps in Atom what its links are: feedgen 1.0.0 writes their addresses alone."""

    def atom_entry(self, extensions: bool = True) -> Any:  # noqa: FBT001, FBT002  # feedgen's own signature
        entry = super().atom_entry(extensions)
        for element, link in zip(entry.findall("link"), self.link() or (), strict=True):
            for name in ("rel", "type", "hreflang", "length"):
                if link.get(name):
                    element.set(name, link[name])
        return entry


def render_feed(feed: Feed, *, max_items: int = MAX_ITEMS) -> FeedFiles:
    """Write a feed as RSS 2.0 and as Atom.

    Args:
        feed: The feed; its items may come in any order.
        max_items: How many of the newest items to keep.

    Raises:
        OutputError: The feed has neither items nor a day of its own.
    """
    items = newest(feed.items, limit=max_items)
    days = [midnight(item.updated) for item in items] or [midnight(day) for day in (feed.updated,) if day]
    if not days:
        raise OutputError("feed_without_date", found=feed.rss_url)
    generator = _channel(feed, updated=max(days))
    for item in items:
        generator.add_entry(_entry(item, feed=feed), order="append")
    return FeedFiles(
        rss=_with_links(generator, feed=feed, own=feed.rss_url, own_type="application/rss+xml").rss_str(),
        atom=_with_links(generator, feed=feed, own=feed.atom_url, own_type="application/atom+xml").atom_str(),
    )


def newest(items: tuple[FeedItem, ...], *, limit: int) -> list[FeedItem]:
    """The newest items, the newest first; items of one day by their id."""
    return sorted(items, key=lambda item: (-item.published.toordinal(), item.id))[:limit]


def tag_uri(*, site_url: str, since: dt.date, path: str) -> str:
    """A ``tag:`` URI (RFC 4151), which names a thing for good, wherever it lies.

    Args:
        site_url: Address of the site; only its host is used.
        since: A day on which the host belonged to the site; never change it.
        path: What is named, e.g. ``en/news/2025/some-item``.
    """
    host = urlsplit(site_url).hostname or "localhost"
    return f"tag:{host},{since.isoformat()}:{path.strip('/')}"


def midnight(day: dt.date) -> dt.datetime:
    """The begin of a day in Viet Nam; an instant is what it is."""
    if isinstance(day, dt.datetime):
        return day
    return dt.datetime.combine(day, dt.time(), VIETNAM_TIME)


def _channel(feed: Feed, *, updated: dt.datetime) -> FeedGenerator:
    generator = FeedGenerator()
    generator.id(feed.id)
    generator.title(_text(feed.title))
    generator.description(_text(feed.description))
    generator.subtitle(_text(feed.description))
    generator.language(feed.lang)
    generator.author(name=_text(feed.author))
    generator.updated(updated)  # feedgen's default is the clock
    generator.generator("")
    generator.docs("")
    if feed.icon_url:
        generator.icon(feed.icon_url)
        generator.logo(feed.icon_url)
        generator.image(url=feed.icon_url, title=_text(feed.title), link=feed.home_url)
    return generator


def _with_links(generator: FeedGenerator, *, feed: Feed, own: str, own_type: str) -> FeedGenerator:
    generator.link(href=own, rel="self", type=own_type, replace=True)
    generator.link(href=feed.home_url, rel="alternate", type="text/html", hreflang=feed.lang)  # last: RSS takes it
    return generator


def _entry(item: FeedItem, *, feed: Feed) -> _Entry:
    entry = _Entry()
    entry.guid(item.id, permalink=item.id == item.url)
    entry.title(_text(item.title))
    entry.published(midnight(item.published))
    entry.updated(midnight(item.updated))
    entry.summary(_text(item.summary))
    entry.description(_text(item.summary), isSummary=True)
    entry.content(_content(item, feed=feed), type="html")
    if item.image:
        entry.enclosure(item.image.url, str(item.image.length), item.image.type)
    entry.link(href=item.url, rel="alternate", type="text/html", hreflang=feed.lang)
    for topic in item.topics:
        scheme = {"scheme": feed.topics_url} if feed.topics_url else {}
        entry.category(term=topic.id, label=_text(topic.title), **scheme)
    return entry


def _content(item: FeedItem, *, feed: Feed) -> str:
    text = _NOT_XML.sub("", absolutize(item.html, base_url=item.url))
    if feed.dir == "rtl":  # neither format can say the direction
        return f'<div lang="{html.escape(feed.lang)}" dir="rtl">{text}</div>'
    return text


def _text(text: str) -> str:
    return _NOT_XML.sub("", " ".join(text.split()))
