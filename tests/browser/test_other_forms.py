"""The other forms of the real site: small enough for poor lines, whole, and readable by programs."""

from __future__ import annotations

import gzip
import json

from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser
from web import LOCALES

from bansac.editions import MARKDOWN, TEXT, is_text
from bansac.editions.parts import LIMIT
from small import Site


def test_every_text_edition_arrives_at_once(project: Site) -> None:
    files = [path for path in project.site.rglob("text*.html") if is_text(path.name)]
    sizes = {path: len(gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)) for path in files}
    assert len(sizes) > 100
    heavy = {path.relative_to(project.site).as_posix(): size for path, size in sizes.items() if size > LIMIT}
    assert heavy == {}


def test_every_page_has_its_forms(project: Site) -> None:
    for url in project.pages():
        if url.endswith(".html") or url.startswith("embed/") or project.page(url).css_first("main") is None:
            continue
        for name in (TEXT, MARKDOWN):
            assert (project.site / url / name).stat().st_size > 300, url


def test_links_between_parts_lead_somewhere(project: Site) -> None:
    """Of pages whose text edition is in parts: every note mark has its source, and every source stands once."""
    for second in project.site.rglob("text-2.html"):
        parts = sorted(path for path in second.parent.glob("text*.html") if is_text(path.name))
        found = {path.name: LexborHTMLParser(path.read_text(encoding="utf-8")) for path in parts}
        ids = {(name, node.id) for name, part in found.items() for node in part.css("[id]")}
        listed = [node.id for part in found.values() for node in part.css("li[id^=source-]")]
        page = LexborHTMLParser((second.parent / "index.html").read_text(encoding="utf-8"))
        assert sorted(listed) == sorted(node.id for node in page.css("li[id^=source-]"))
        for name, part in found.items():
            for link in part.css("a[href*='#']"):
                target, _, fragment = (link.attributes["href"] or "").partition("#")
                if not target or target in found:
                    assert (target or name, fragment) in ids, f"{second}: {link.attributes['href']}"


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
