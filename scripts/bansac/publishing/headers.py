"""What a store is told of each object: its type, how long it may be kept, and that it is compressed."""

from __future__ import annotations

from bansac.publishing.plan import is_hashed

TEXT_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
    "xml": "application/xml",
    "opml": "text/x-opml",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
}
"""Text by ending; all of it is UTF-8 and is worth compressing."""
_BINARY = {
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "zip": "application/zip",
}
_FEEDS = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}


def headers_of(path: str, *, compressed: bool) -> tuple[str, ...]:
    """The headers of an object, as ``Name: value``."""
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2]
    text = _FEEDS.get(name) or TEXT_TYPES.get(ending)
    kind = f"{text}; charset=utf-8" if text else _BINARY.get(ending, "application/octet-stream")
    daily = path.startswith("brand/") or path == "favicon.ico"
    cache = "public, max-age=31536000, immutable" if is_hashed(path) else "public, max-age=86400" if daily else "no-cache"
    return (f"Content-Type: {kind}", f"Cache-Control: {cache}", *(("Content-Encoding: gzip",) if compressed else ()))


def is_text(path: str) -> bool:
    """Whether a file is text, which compression makes much smaller."""
    return path.rpartition(".")[2] in TEXT_TYPES
