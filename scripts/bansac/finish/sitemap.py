"""The sitemap, with the languages of each page; an index of parts where one file may not hold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from bansac.finish.model import SitemapEntry

MAX_URLS = 45_000
"""Addresses in one file: the protocol allows 50,000, https://www.sitemaps.org/protocol.html."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URLSET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n'
)
_INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def write_sitemap(entries: Sequence[SitemapEntry], *, folder: Path, site_url: str, max_urls: int = MAX_URLS) -> tuple[Path, ...]:
    """Write ``sitemap.xml`` below a folder, and ``sitemap-1.xml`` … where it becomes an index.

    Args:
        entries: The addresses, in any order.
        folder: Root of the site.
        site_url: Absolute address of that root.
        max_urls: Addresses that one file may hold.

    Returns:
        The files written, ``sitemap.xml`` first.
    """
    ordered = sorted(entries, key=lambda entry: entry.url)
    main = folder / "sitemap.xml"
    if len(ordered) <= max_urls:
        _write(main, urlset_lines(ordered))
        return (main,)
    parts = [ordered[start : start + max_urls] for start in range(0, len(ordered), max_urls)]
    paths = [folder / f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for path, part in zip(paths, parts, strict=True):
        _write(path, urlset_lines(part))
    days = [max((entry.lastmod for entry in part if entry.lastmod), default=None) for part in parts]
    base = site_url if site_url.endswith("/") else f"{site_url}/"
    rows = [(urljoin(base, path.name), day.isoformat() if day else None) for path, day in zip(paths, days, strict=True)]
    _write(main, index_lines(rows))
    return (main, *paths)


def urlset_lines(entries: Sequence[SitemapEntry]) -> Iterator[str]:
    """The lines of one file of addresses."""
    alternates = cache(_alternate_lines)  # the same for all languages of a page
    yield _HEAD
    yield _URLSET
    for entry in entries:
        yield "<url>\n"
        yield f"<loc>{escape(entry.url)}</loc>\n"
        if entry.lastmod:
            yield f"<lastmod>{entry.lastmod.isoformat()}</lastmod>\n"
        yield alternates(entry.alternates)
        for url in entry.images:
            yield f"<image:image><image:loc>{escape(url)}</image:loc></image:image>\n"
        yield "</url>\n"
    yield "</urlset>\n"


def _alternate_lines(pairs: tuple[tuple[str, str], ...]) -> str:
    return "".join(f'<xhtml:link rel="alternate" hreflang={quoteattr(language)} href={quoteattr(url)}/>\n' for language, url in pairs)


def index_lines(parts: Sequence[tuple[str, str | None]]) -> Iterator[str]:
    """The lines of an index: pairs of a part's address and its newest day."""
    yield _HEAD
    yield _INDEX
    for url, day in parts:
        lastmod = f"<lastmod>{day}</lastmod>" if day else ""
        yield f"<sitemap><loc>{escape(url)}</loc>{lastmod}</sitemap>\n"
    yield "</sitemapindex>\n"


def _write(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
