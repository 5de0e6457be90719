"""Hostile texts in what is not HTML: each form is read back by a program of its kind, and holds as many things as it should."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import feedparser
import pytest
import yaml
from icalendar import Calendar
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from bansac.finish.feeds import render_feed
from bansac.finish.llms import render_llms
from bansac.finish.model import Feed, FeedGroup, FeedItem, LinkGroup
from bansac.finish.opml import render_opml
from bansac.finish.redirects import Redirect, render_redirect
from bansac.opendata.files import _cell
from bansac.structured import script_text
from payloads import harm, page, texts
from trial import Bench, Outcome

SEEN = [text for text in texts("html") if text.isprintable() and "\u200b" not in text]
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def made(bench: Bench) -> Outcome:
    """The small site with an attack for every event, fact and source."""
    history = yaml.safe_load(bench.site.read("content/data/history.yml"))
    for number, text in enumerate(SEEN):
        both = {"vi": text, "en": text}
        record = {"id": f"e-{number}", "date": "2000-01-02", "theme": "sector", "tier": "core", "title": both, "summary": both}
        history["events"].append({**record, "grade": "A", "sources": ["nhansu-292"]})
    sources = yaml.safe_load(bench.site.read("content/data/sources.yml"))
    sources += [{"id": f"s-{number}", "publisher": text, "kind": text, "lang": "en"} for number, text in enumerate(SEEN)]
    files = {"content/data/history.yml": json.dumps(history), "content/data/sources.yml": json.dumps(sources)}
    files["content/vi/about/charts.md"] = page("{{ chart history-timeline }}\n\n{{ chart five-values }}")
    outcome = bench.attempt(files, only="history", downloads=True)
    assert outcome.errors == ()
    return outcome


def test_spreadsheets_find_no_formula(made: Outcome) -> None:
    tables = {name: data.decode() for name, data in made.files.items() if name.endswith(".csv")}
    assert len(tables) >= 8
    rows = 0
    for name, text in tables.items():
        for row in csv.reader(io.StringIO(text)):
            rows += 1
            for cell in row:
                assert not cell.lstrip().startswith(FORMULAS) or cell.lstrip("-").replace(".", "").isdigit(), f"{name}: {cell}"
    assert rows > 2 * len(SEEN)


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "\u00a0=1", "＝1", "@a", "-a", "+a", "−1"])
def test_formula_becomes_text(text: str) -> None:
    assert _cell(text) == f"'{text}"
    assert _cell([text, "b"]) == f"'{text} b"


@pytest.mark.parametrize(("value", "cell"), [(-5, "-5"), (1.5, "1.5"), ("a-b", "a-b"), (None, ""), (True, "true"), ("%", "%")])
def test_other_cells_stay(value: Any, cell: str) -> None:
    assert _cell(value) == cell


def test_calendar_has_the_days_and_nothing_more(made: Outcome, bench: Bench) -> None:
    old = len(yaml.safe_load(bench.site.read("content/data/history.yml"))["events"])
    calendar = Calendar.from_ical(made.files["calendar/en.ics"])
    days = [str(event["summary"]) for event in calendar.walk("VEVENT") if "rrule" in event]
    assert len(days) == len(SEEN) + old
    assert {name for event in calendar.walk("VEVENT") for name in event} <= {
        "UID",
        "DTSTAMP",
        "DTSTART",
        "RRULE",
        "SUMMARY",
        "DESCRIPTION",
        "URL",
        "CLASS",
        "TRANSP",
    }
    for line in made.files["calendar/en.ics"].split(b"\r\n"):
        assert len(line) <= 75


def test_open_data_are_json(made: Outcome) -> None:
    for name, data in made.files.items():
        if name.endswith(".json"):
            json.loads(data, parse_constant=pytest.fail)


def test_drawings_hold_no_more_than_shapes(made: Outcome) -> None:
    drawings = [name for name in made.files if name.endswith(".svg")]
    assert drawings
    for name in drawings:
        root = etree.fromstring(made.files[name], etree.XMLParser(resolve_entities=False, no_network=True))
        tags = {etree.QName(node).localname for node in root.iter() if isinstance(node.tag, str)}
        assert tags <= {"svg", "title", "desc", "defs", "path", "use", "g", "rect", "circle", "text"}, name
        assert not [key for node in root.iter() for key in node.attrib if etree.QName(key).localname.startswith("on")]


def test_structured_data_cannot_end_their_element() -> None:
    text = script_text({"a": SEEN, "b": "\u2028</script><!--"})
    assert json.loads(text) == {"a": SEEN, "b": "\u2028</script><!--"}
    tree = LexborHTMLParser(f'<script type="application/ld+json">{text}</script><p>after')
    assert [node.tag for node in tree.body.iter()] == ["p"] if tree.body else False
    assert "<" not in text


def test_feeds_hold_texts_as_texts() -> None:
    day = dt.date(2025, 1, 1)
    texts_of = {"html": "<p>a</p>", "published": day, "updated": day}
    items = tuple(
        FeedItem(id=f"tag:{number}", url=f"https://bansac.example/{number}/", title=text, summary=text, **texts_of)
        for number, text in enumerate(SEEN)
    )
    home = "https://bansac.example/"
    own = {"home_url": home, "rss_url": f"{home}r", "atom_url": f"{home}a"}
    feed = Feed(id="tag:a", lang="en", dir="ltr", title=SEEN[0], description=SEEN[0], author=SEEN[0], items=items, **own)
    files = render_feed(feed, max_items=1000)
    for raw in (files.rss, files.atom):
        etree.fromstring(raw, etree.XMLParser(resolve_entities=False))
        found = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
        assert len(found.entries) == len(SEEN)
        assert not found.bozo


def test_lists_of_links_hold_one_line_each() -> None:
    groups = [LinkGroup(title=text, links=((text, "https://bansac.example/", f"{text}\n## x\n- [y](z)"),)) for text in SEEN]
    lines = render_llms(title="A", summary="B", notes=(), groups=groups).splitlines()
    assert sum(line.startswith("- [") for line in lines) == len(SEEN)
    assert sum(line.startswith("## ") for line in lines) == len(SEEN)
    opml = render_opml([FeedGroup(lang="en", title=text, feeds=()) for text in SEEN], title=SEEN[0])
    etree.fromstring(opml if isinstance(opml, bytes) else opml.encode(), etree.XMLParser(resolve_entities=False))


def test_page_at_a_former_address() -> None:
    for text in SEEN:
        html = render_redirect(Redirect(from_path="a/", to_url="https://bansac.example/b/", lang="en", title=text))
        assert harm(html) == []


def test_title_goes_nowhere_but_to_text(bench: Bench) -> None:
    """Open Graph, head and cards of the section: every one of them in one attribute or text."""
    for text in SEEN[:: len(SEEN) // 12]:
        head = f"title: {json.dumps(text[:110])}\ndescription: {json.dumps(text[:240])}"
        outcome = bench.attempt({"content/vi/about/privacy.md": page("Chữ.", head)}, only="vi/about/privacy")
        assert outcome.errors == ()
        tree = LexborHTMLParser(outcome.pages["about/privacy/"])
        found = [node.attributes["content"] for node in tree.css("meta[property='og:title']")]
        assert [" ".join((title or "").split()) for title in found] == [" ".join(text[:110].split())]
        assert {node.tag for node in tree.css("head > *")} <= {"meta", "title", "link", "script"}
