"""The feeds of a site: which there are, and what stands in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from bansac.banner import ANCHOR
from bansac.compose import Composer
from bansac.config import Locale
from bansac.finish.feeds import MAX_ITEMS, render_feed, tag_uri
from bansac.finish.model import Feed, FeedGroup, FeedItem, Image, Topic
from bansac.finish.opml import render_opml
from bansac.formats import direction
from bansac.newslists import Listing
from bansac.pages import Page
from bansac.render import Result
from bansac.routes import Address
from bansac.store import Store, digest_of
from bansac.strings import fill
from bansac.views.lists import feed_files


def feed_entries(composer: Composer, results: Mapping[str, Result], store: Store) -> dict[str, bytes]:
    """Every feed file and the list of them, by path below the site.

    Args:
        composer: The build's composer.
        results: Results by address below the site's root.
        store: Keeps rendered bodies and feeds.
    """
    files: dict[str, bytes] = {}
    groups: list[FeedGroup] = []
    site = composer.model.project.site_url
    for locale in composer.model.project.locales:
        feeds = []
        message = _message(composer, locale)
        for feed, pages in _feeds(composer, locale):
            key = digest_of(feed, message, [(page.digest, results[composer.model.routes.url(locale, page.path)].key) for page in pages])
            rss, atom = store.object_of("feed", key, lambda: _render(composer, locale, feed, pages, message, results, store))  # noqa: B023  # called at once
            files[feed.rss_url.removeprefix(site)] = rss
            files[feed.atom_url.removeprefix(site)] = atom
            feeds.append(feed)
        groups.append(FeedGroup(lang=locale.code, title=locale.name, feeds=tuple(feeds)))
    title = composer.model.strings[composer.model.project.source.code]["site.name"]
    files["feeds.opml"] = render_opml(groups, title=title)
    return files


def _render(  # noqa: PLR0913, PLR0917  # what a feed is made from
    composer: Composer,
    locale: Locale,
    feed: Feed,
    pages: Sequence[Page],
    message: FeedItem | None,
    results: Mapping[str, Result],
    store: Store,
) -> tuple[bytes, bytes]:
    items = tuple(_item(composer, locale, page, results, store) for page in pages[: MAX_ITEMS - 1 if message else MAX_ITEMS])
    files = render_feed(replace(feed, items=(message, *items) if message else items))
    return files.rss, files.atom


def _message(composer: Composer, locale: Locale) -> FeedItem | None:
    """The message on every page as an item of every feed: who reads one topic alone is to be told as well."""
    found, routes = composer.model.banner, composer.model.routes
    if found is None or not found.shown:
        return None
    banner, code = found.banner, found.language(locale.code)
    home = routes.absolute(routes.url(locale, "index.md"))
    text = banner.text[code] if banner.text else banner.heading[code]
    link = ""
    if banner.link:
        href = routes.resolve(banner.link.url, locale, Address("", base=composer.model.project.site_url))
        link = f'<p><a href="{escape(href)}">{escape(banner.link.text[code])}</a></p>'
    body = f"<p>{escape(text)}</p>{link}"
    if code != locale.code:
        body = f'<div lang="{code}" dir="{direction(code)}">{body}</div>'
    return FeedItem(
        id=_tag(composer, f"{locale.code}/{found.name}"),
        url=f"{home}#{ANCHOR}",
        title=banner.heading[code],
        summary=text,
        html=body,
        published=banner.from_,
        updated=banner.updated or banner.from_,
    )


def _feeds(composer: Composer, locale: Locale) -> Iterator[tuple[Feed, list[Page]]]:
    """The feed of all news of a locale, then one of each topic in use; only texts in that locale.

    Yields:
        The feed without its items, and the pages that are to be its items.
    """
    model = composer.model
    strings = model.strings[locale.code]
    news = sorted((page for page in model.pages[locale.code].values() if page.news), key=_newest, reverse=True)
    for topic in (None, *model.topics_in_use()):
        found = [page for page in news if topic is None or (page.news and topic in page.news.topics)][:MAX_ITEMS]
        rss, atom = feed_files(locale.prefix, topic)
        home = model.routes.url(locale, Listing(topic).path)
        site = strings["site.name"]
        if topic is None:
            title, description = fill(strings["feed.all"], site=site), strings["feed.description"]
        else:
            record = model.dataset.topics[topic]
            title = fill(strings["feed.topic"], site=site, topic=record.title.get(locale.code, record.title["vi"]))
            description = record.description.get(locale.code, record.description["vi"])
        feed = Feed(
            id=_tag(composer, f"{locale.code}/feed/{topic or 'news'}"),
            lang=locale.code,
            dir="rtl" if locale.dir == "rtl" else "ltr",
            title=title,
            description=description,
            author=site,
            home_url=model.routes.absolute(home),
            rss_url=model.routes.absolute(rss),
            atom_url=model.routes.absolute(atom),
            items=(),
            topics_url=_tag(composer, "topics"),
            icon_url=model.routes.absolute(composer.assets.names["icon_192"]),
            updated=_since(composer),
        )
        yield feed, found


def _item(composer: Composer, locale: Locale, page: Page, results: Mapping[str, Result], store: Store) -> FeedItem:
    model = composer.model
    front = page.news
    if front is None:
        raise TypeError(page.path)
    url = model.routes.url(locale, page.path)
    topics = tuple(
        Topic(id=topic, title=model.dataset.topics[topic].title.get(locale.code, model.dataset.topics[topic].title["vi"]))
        for topic in front.topics
    )
    image = None
    if front.image:
        picture = model.pictures[front.image]
        size = store.path("media", picture.main.key).stat().st_size
        image = Image(url=model.routes.absolute(picture.main.published), length=size, type=picture.main.type)
    elif (card := results[url].card) is not None:
        data = store.read("card", card.key)
        image = Image(url=model.routes.absolute(card.path), length=len(data), type="image/jpeg")
    return FeedItem(
        id=_tag(composer, f"{locale.code}/{page.path.removesuffix('.md')}"),
        url=model.routes.absolute(url),
        title=front.title,
        summary=front.description,
        html=store.read("body", results[url].key).decode(),
        published=front.date,
        updated=front.updated or front.date,
        topics=topics,
        image=image,
    )


def _newest(page: Page) -> tuple[str, str]:
    return (page.news.date.isoformat() if page.news else "", page.path)


def _since(composer: Composer) -> dt.date:
    return dt.date.fromisoformat(str(composer.model.project.features.get("feed_since", "2025-09-23")))


def _tag(composer: Composer, path: str) -> str:
    return tag_uri(site_url=composer.model.project.site_url, since=_since(composer), path=path)
