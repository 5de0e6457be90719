"""Lists of pages, news and feeds, and pictures."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from bansac.formats import MONTH, YEAR, date_text, direction, instant_text
from bansac.markdown import Shortcode
from bansac.newslists import FRONT, Listing, years_of
from bansac.scene import NewsRef, Scene, View
from bansac.search.words import fold, is_han, words
from bansac.strings import fill

SEARCH_PATH = "search/index.md"
"""The page of the search, made by the composer."""


def news_item(scene: Scene, item: NewsRef) -> View:
    """A news item in a list; its language only where it differs from the interface."""
    foreign = item.text_locale != scene.text.code
    return {
        "title": item.title,
        "href": scene.link(item.path),
        "date": {"iso": item.date, "text": date_text(item.date, scene.text.code, scene.text_strings)},
        "description": item.description,
        "topics": [topic(scene, topic_id) for topic_id in item.topics],
        "lang": item.text_locale if foreign else None,
        "dir": direction(item.text_locale) if foreign else None,
        "scheduled": scheduled_text(scene, item.scheduled) if item.scheduled else None,
    }


def scheduled_text(scene: Scene, instant: dt.datetime) -> str:
    """In a preview: what stands at an item that is not published yet."""
    strings = scene.shelf.strings
    return fill(strings["notice.scheduled"], when=instant_text(instant, scene.locale.code, strings))


def topic(scene: Scene, topic_id: str, *, current: bool = False) -> View:
    """A topic as a link to its page."""
    title = scene.plain(scene.dataset.topics[topic_id].title)
    return {"id": topic_id, "title": title, "href": scene.link(Listing(topic_id).path), "current": current}


def latest_news(scene: Scene, code: Shortcode) -> View:
    """``{{ latest-news limit=3 topic=id }}``."""
    wanted = code.option("topic")
    found = [item for item in scene.shelf.news if not wanted or wanted in item.topics]
    return {"items": [news_item(scene, item) for item in found[: int(code.option("limit", "3"))]]}


def news_list(scene: Scene, listing: Listing) -> View:
    """The items of a list: by year, newest first; the archive of a year by month, shortly."""
    news = scene.shelf.news
    length = MONTH if listing.year else YEAR
    groups = [
        {
            "id": f"news-{start}",
            "title": date_text(start, scene.text.code, scene.text_strings) if listing.year else start,
            "items": [news_item(scene, item) for item in items],
        }
        for start, items in groupby(listing.items(news), key=lambda item: item.date[:length])
    ]
    used = {topic_id for item in news for topic_id in item.topics}
    topics = [topic(scene, topic_id, current=topic_id == listing.topic) for topic_id in scene.dataset.topics if topic_id in used]
    years = [{"title": year, "href": scene.link(Listing(year=year).path), "current": year == listing.year} for year in years_of(news)]
    return {"groups": groups, "topics": topics, "years": years, "short": bool(listing.year), "all": _all(scene, listing)}


def _all(scene: Scene, listing: Listing) -> View:
    """The front list as a link, for those who stand on another one."""
    return {"title": scene.t("news.all"), "href": scene.link(FRONT), "current": listing == Listing()}


def list_head(scene: Scene, listing: Listing) -> tuple[str, str]:
    """Title and description of a list that no file is written for."""
    if listing.year:
        return scene.t("news.year-title", year=listing.year), scene.t("news.year-description", year=listing.year)
    title, description = scene.t("news.all"), ""
    if listing.topic:
        record = scene.dataset.topics[listing.topic]
        title, description = scene.t("news.topic-title", topic=scene.plain(record.title)), scene.plain(record.description)
    if listing.number:
        items = listing.items(scene.shelf.news)
        first, last = (date_text(item.date, scene.text.code, scene.text_strings) for item in (items[-1], items[0]))
        title = scene.t("news.page-title", title=title, n=listing.number)
        description = scene.t("news.page-description", first=first, last=last)
    return title, description


def pages(scene: Scene, code: Shortcode) -> View:
    """``{{ pages }}``: cards of the other pages of this section."""
    section = scene.path.split("/")[0]
    found = [page for page in scene.shelf.sections.get(section, ()) if page.path != scene.path]
    return {
        "pages": [
            {
                "title": _marked(scene, page.title, page.text_locale),
                "description": _marked(scene, page.description, page.text_locale),
                "href": scene.link(page.path),
            }
            for page in found
        ]
    }


def _marked(scene: Scene, text: str, code: str) -> View:
    foreign = code != scene.text.code
    return {"text": text, "lang": code if foreign else None, "dir": direction(code) if foreign else None}


def site_index(scene: Scene) -> View:
    """Every page of the locale by the first letter of its title; Chinese titles by their section."""
    groups: dict[str, list[tuple[str, View]]] = {}
    titled = [(page.path, page.title) for page in scene.shelf.pages.values() if page.text_locale == scene.locale.code]
    titled += [(item.path, item.title) for item in scene.shelf.news if item.text_locale == scene.locale.code]
    for path, title in titled:
        first = next(words(title), "")
        key = fold(first)
        if is_han(first):
            section = scene.shelf.pages.get(f"{path.split('/')[0]}/index.md", scene.shelf.pages["index.md"])
            label = section.nav_title
        else:
            label = key[:1].upper()
        groups.setdefault(label, []).append((" ".join(map(fold, words(title))), {"title": title, "href": scene.link(path)}))
    ordered = sorted(groups.items())
    return {
        "groups": [{"label": label, "pages": [view for _, view in sorted(found, key=lambda pair: pair[0])]} for label, found in ordered]
    }


def feed_files(locale_prefix: str, topic_id: str | None) -> tuple[str, str]:
    """Addresses of the RSS and Atom feeds of a locale or of one of its topics, from the root."""
    folder = f"{locale_prefix}news/topics/{topic_id}/" if topic_id else f"{locale_prefix}news/"
    return f"{folder}rss.xml", f"{folder}atom.xml"


def calendar_path(code: str) -> str:
    """Where the calendar of a locale lies below the site; a promise, as every address."""
    return f"calendar/{code}.ics"


def feed_title(scene: Scene, topic_id: str | None) -> str:
    """The title of a feed in the language of the scene."""
    site = scene.t("site.name")
    if topic_id is None:
        return scene.t("feed.all", site=site)
    return scene.t("feed.topic", site=site, topic=scene.plain(scene.dataset.topics[topic_id].title))


def feeds(scene: Scene, code: Shortcode) -> View:
    """``{{ feeds }}``: the feeds of this locale, and the list of all as OPML."""
    used = {topic_id for item in scene.shelf.news for topic_id in item.topics}
    rows = []
    for topic_id in (None, *(topic_id for topic_id in scene.dataset.topics if topic_id in used)):
        rss, atom = feed_files(scene.locale.prefix, topic_id)
        title = feed_title(scene, topic_id)
        rows.append({"title": title, "rss": scene.here.to(rss), "atom": scene.here.to(atom)})
    calendar = calendar_path(scene.locale.code)
    return {"rows": rows, "calendar": scene.here.to(calendar) if calendar in scene.downloads else None, "opml": scene.here.to("feeds.opml")}


def figure(scene: Scene, code: Shortcode) -> View:
    """``{{ figure path alt="…" caption="…" }}``."""
    return {**picture_view(scene, code.args[0], code.option("alt")), "caption": code.option("caption") or None}


def picture_view(scene: Scene, path: str, alt: str) -> View:
    """A picture with all its copies."""
    picture = scene.pictures[path]
    sets = [
        {"type": kind, "srcset": ", ".join(f"{scene.here.to(variant.published)} {variant.width}w" for variant in variants)}
        for kind, variants in picture.sets()
    ]
    return {
        "src": scene.here.to(picture.main.published),
        "srcset": sets[-1]["srcset"],
        "sources": sets[:-1],
        "width": picture.main.width,
        "height": picture.main.height,
        "alt": alt,
    }
