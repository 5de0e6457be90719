"""The other forms of the real site: small enough for poor lines, whole, and readable by programs."""

from __future__ import annotations

import gzip
import json

from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser
from web import LOCALES

from bansac.editions import MARKDOWN, TEXT
from small import Site

LIMIT = 14 * 1024
"""What a server sends before it waits for the first answer: ten packets."""


def test_every_text_edition_arrives_at_once(project: Site) -> None:
    sizes = {path: len(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)) for path in project.site.rglob(TEXT)}
    assert len(sizes) > 100
    heavy = {path.relative_to(project.site).as_posix(): size for path, size in sizes.items() if size > LIMIT}
    assert heavy == {}


def test_every_page_has_its_forms(project: Site) -> None:
    for url in project.pages():
        if url.endswith(".html") or project.page(url).css_first("main") is None:
            continue
        for name in (TEXT, MARKDOWN):
            assert (project.site / url / name).stat().st_size > 300, url


def test_structured_data_can_be_read(project: Site) -> None:
    kinds = set()
    for url in project.pages():
        for node in project.page(url).css('script[type="application/ld+json"]'):
            kinds |= {thing["@type"] for thing in json.loads(node.text())["@graph"]}
    assert kinds == {"WebSite", "BreadcrumbList", "NewsArticle", "ItemList", "Dataset"}


def test_open_data_of_every_language(project: Site) -> None:
    for locale in LOCALES:
        page = project.page(f"{locale.prefix}about/open-data/")
        names = [node.text() for node in page.css(".downloads tbody code")]
        assert {"plan", "history", "values", "network", "slogans", "facts", "sources"} <= set(names)
        for name in names:
            data = json.loads((project.site / f"data/{locale.code}/{name}.json").read_text(encoding="utf-8"))
            assert data["records"], name
            assert data["description"], name


def test_calendar_of_every_language(project: Site) -> None:
    counts = set()
    for locale in LOCALES:
        found = Calendar.from_ical((project.site / f"calendar/{locale.code}.ics").read_bytes())
        timeline = LexborHTMLParser((project.site / f"{locale.prefix}history/timeline/index.html").read_text(encoding="utf-8"))
        ids = {node.id for node in timeline.css("[id]")}
        for entry in found.walk("VEVENT"):
            anchor = str(entry["URL"]).partition("#")[2]
            assert not anchor or anchor in ids
        counts.add(len(found.walk("VEVENT")))
    assert len(counts) == 1
