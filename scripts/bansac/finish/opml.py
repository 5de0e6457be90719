"""All feeds of the site in one OPML 2.0 list, grouped by language."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from bansac.finish.model import Feed, FeedGroup


def render_opml(groups: Iterable[FeedGroup], *, title: str) -> bytes:
    """Write the list of feeds.

    OPML's ``dateCreated`` and ``dateModified`` are left out: the list tells no time.

    Args:
        groups: The feeds of each language.
        title: Title of the list.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"<head><title>{_escape(title)}</title></head>",
        "<body>",
    ]
    for group in groups:
        lines.append(f"<outline{_attributes(text=group.title, title=group.title)}>")
        lines.extend(_outline(feed) for feed in group.feeds)
        lines.append("</outline>")
    lines += ["</body>", "</opml>", ""]
    return "\n".join(lines).encode()


def _outline(feed: Feed) -> str:
    values = {
        "type": "rss",
        "text": feed.title,
        "title": feed.title,
        "description": feed.description,
        "language": feed.lang,
        "htmlUrl": feed.home_url,
        "xmlUrl": feed.rss_url,
    }
    return f"<outline{_attributes(**values)}/>"


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
