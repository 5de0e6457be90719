"""Feeds, their list, and absolute links: what readers of feeds rely on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import feedparser  # type: ignore[import-untyped]  # ships no types
import pytest
from lxml import etree

from bansac.errors import OutputError
from bansac.finish.feeds import MAX_ITEMS, render_feed, tag_uri
from bansac.finish.links import absolute_srcset, absolutize
from bansac.finish.model import Feed, FeedGroup, FeedItem, Image, Topic
from bansac.finish.opml import render_opml

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
SITE = "https://example.vn/site/"


def item(number: int, *, day: int | None = None, **values: object) -> FeedItem:
    fields: dict[str, object] = {
        "id": tag_uri(site_url=SITE, since=dt.date(2025, 1, 1), path=f"news/2025/item-{number}"),
        "url": f"{SITE}news/2025/item-{number}/",
        "title": f"Tin số {number} & “một”",
        "summary": "Tóm tắt <ngắn>.",
        "html": '<p>Đường tới <a href="../../plan/#milestones">kế hoạch</a>.</p>',
        "published": dt.date(2025, 9, day or number),
        "updated": dt.date(2025, 9, day or number),
    }
    return FeedItem(**{**fields, **values})  # type: ignore[arg-type]


def feed(*items: FeedItem, **values: object) -> Feed:
    fields: dict[str, object] = {
        "id": tag_uri(site_url=SITE, since=dt.date(2025, 1, 1), path="news"),
        "lang": "vi",
        "dir": "ltr",
        "title": "Tin tức",
        "description": "Tin của ngành Ngoại giao",
        "author": "Bản sắc",
        "home_url": f"{SITE}news/",
        "rss_url": f"{SITE}news/feed.xml",
        "atom_url": f"{SITE}news/atom.xml",
        "items": items,
        "topics_url": f"{SITE}news/",
    }
    return Feed(**{**fields, **values})  # type: ignore[arg-type]


RICH = item(
    3,
    updated=dt.date(2025, 10, 1),
    topics=(Topic(id="policy", title="Chính sách"), Topic(id="sector", title="Ngành")),
    image=Image(url=f"{SITE}media/a.jpg", length=12345, type="image/jpeg"),
)


def test_rss_says_all_that_readers_need() -> None:
    channel = etree.fromstring(render_feed(feed(item(1), RICH)).rss).find("channel")
    assert channel is not None
    assert channel.findtext("title") == "Tin tức"
    assert channel.findtext("link") == f"{SITE}news/"
    assert channel.findtext("language") == "vi"
    assert channel.findtext("lastBuildDate") == "Wed, 01 Oct 2025 00:00:00 +0700"
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert dict(own.attrib) == {"rel": "self", "href": f"{SITE}news/feed.xml", "type": "application/rss+xml"}
    first = channel.find("item")
    assert first is not None
    assert first.findtext("title") == "Tin số 3 & “một”"
    assert first.findtext("link") == RICH.url
    assert first.findtext("description") == "Tóm tắt <ngắn>."
    assert first.findtext("pubDate") == "Wed, 03 Sep 2025 00:00:00 +0700"
    assert [node.text for node in first.findall("category")] == ["Chính sách", "Ngành"]
    enclosure = first.find("enclosure")
    assert enclosure is not None
    assert dict(enclosure.attrib) == {"url": f"{SITE}media/a.jpg", "length": "12345", "type": "image/jpeg"}
    guid = first.find("guid")
    assert guid is not None
    assert (guid.text, guid.get("isPermaLink")) == ("tag:example.vn,2025-01-01:news/2025/item-3", "false")
    assert first.findtext(f"{CONTENT}encoded") == (f'<p>Đường tới <a href="{SITE}news/plan/#milestones">kế hoạch</a>.</p>')


def test_atom_says_all_that_readers_need() -> None:
    root = etree.fromstring(render_feed(feed(item(1), RICH)).atom)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    assert root.findtext(f"{ATOM}id") == "tag:example.vn,2025-01-01:news"
    assert root.findtext(f"{ATOM}updated") == "2025-10-01T00:00:00+07:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Bản sắc"
    links = [(node.get("rel"), node.get("href"), node.get("type")) for node in root.findall(f"{ATOM}link")]
    assert links == [
        ("self", f"{SITE}news/atom.xml", "application/atom+xml"),
        ("alternate", f"{SITE}news/", "text/html"),
    ]
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}published") == "2025-09-03T00:00:00+07:00"
    assert entry.findtext(f"{ATOM}updated") == "2025-10-01T00:00:00+07:00"
    assert [(node.get("rel"), node.get("length")) for node in entry.findall(f"{ATOM}link")] == [
        ("enclosure", "12345"),
        ("alternate", None),
    ]
    assert [(node.get("term"), node.get("label")) for node in entry.findall(f"{ATOM}category")] == [
        ("policy", "Chính sách"),
        ("sector", "Ngành"),
    ]
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_reader_reads_it_without_complaint(form: str) -> None:
    parsed = feedparser.parse(getattr(render_feed(feed(item(1), RICH)), form))
    assert not parsed.bozo
    assert parsed.version == {"rss": "rss20", "atom": "atom10"}[form]
    assert [entry.link for entry in parsed.entries] == [RICH.url, item(1).url]
    assert parsed.entries[0].enclosures[0].href == f"{SITE}media/a.jpg"


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_nothing_tells_the_engine_or_the_clock(form: str) -> None:
    text = getattr(render_feed(feed(item(1))), form).decode()
    assert "generator" not in text
    assert "feedgen" not in text
    assert f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}" not in text


def test_same_items_in_another_order_give_the_same_bytes() -> None:
    items = [item(number) for number in range(1, 20)]
    assert render_feed(feed(*items)) == render_feed(feed(*reversed(items)))


def test_keeps_the_newest_items_and_orders_one_day_by_id() -> None:
    old = [item(number, published=dt.date(2024, 1, 1)) for number in range(1, 29)]
    new = [item(29, day=5), item(30, day=5), item(31, day=6)]
    parsed = feedparser.parse(render_feed(feed(*old, *new)).rss)
    assert len(parsed.entries) == MAX_ITEMS
    assert [entry.id.rpartition("-")[2] for entry in parsed.entries[:3]] == ["31", "29", "30"]


def test_arabic_text_carries_its_direction() -> None:
    text = render_feed(feed(item(1, html="<p>نص</p>"), lang="ar", dir="rtl")).rss
    encoded = etree.fromstring(text).findtext(f"channel/item/{CONTENT}encoded")
    assert encoded == '<div lang="ar" dir="rtl"><p>نص</p></div>'


def test_icon_stands_in_both() -> None:
    files = render_feed(feed(item(1), icon_url=f"{SITE}icon.png"))
    assert etree.fromstring(files.rss).findtext("channel/image/url") == f"{SITE}icon.png"
    assert etree.fromstring(files.atom).findtext(f"{ATOM}icon") == f"{SITE}icon.png"


def test_guid_is_a_permalink_when_the_id_is_the_address() -> None:
    guid = etree.fromstring(render_feed(feed(replace(RICH, id=RICH.url))).rss).find("channel/item/guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "true"


def test_control_characters_do_not_break_the_feed() -> None:
    files = render_feed(feed(item(1, title="a\x08b", html="<p>c\x0bd ]]> e</p>")))
    assert etree.fromstring(files.rss).findtext("channel/item/title") == "ab"
    assert etree.fromstring(files.atom).findtext(f"{ATOM}entry/{ATOM}content") == "<p>cd ]]&gt; e</p>"


def test_empty_feed_takes_the_day_it_is_given() -> None:
    files = render_feed(feed(updated=dt.date(2025, 1, 2)))
    assert etree.fromstring(files.atom).findtext(f"{ATOM}updated") == "2025-01-02T00:00:00+07:00"
    with pytest.raises(OutputError) as caught:
        render_feed(feed())
    assert caught.value.code == "feed_without_date"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="#x">a</a>', '<a href="https://e.vn/a/b/#x">a</a>'),
        ('<a href="../c/?d=1&amp;e">a</a>', '<a href="https://e.vn/a/c/?d=1&amp;e">a</a>'),
        ('<a href="/c/">a</a>', '<a href="https://e.vn/c/">a</a>'),
        ('<a href="mailto:a@e.vn">a</a>', '<a href="mailto:a@e.vn">a</a>'),
        ('<a href="https://f.vn/">a</a>', '<a href="https://f.vn/">a</a>'),
        ('<img src="i.svg" alt="">', '<img src="https://e.vn/a/b/i.svg" alt="">'),
        (
            '<img srcset="i.jpg 1x, ../j.jpg 2x">',
            '<img srcset="https://e.vn/a/b/i.jpg 1x, https://e.vn/a/j.jpg 2x">',
        ),
        ("Chỉ có chữ", "Chỉ có chữ"),
        ("", ""),
    ],
)
def test_absolutize(html: str, expected: str) -> None:
    assert absolutize(html, base_url="https://e.vn/a/b/") == expected


def test_srcset_keeps_commas_inside_addresses() -> None:
    assert absolute_srcset("a,1.jpg 100w,b.jpg", base_url="https://e.vn/") == ("https://e.vn/a,1.jpg 100w, https://e.vn/b.jpg")


def test_opml_lists_feeds_by_language() -> None:
    groups = [
        FeedGroup(lang="vi", title="Tiếng Việt", feeds=(feed(item(1)),)),
        FeedGroup(lang="en", title="English", feeds=(feed(item(1), lang="en", title='News "&" <more>'),)),
    ]
    root = etree.fromstring(render_opml(groups, title="Bản sắc & tin"))
    assert root.get("version") == "2.0"
    assert root.findtext("head/title") == "Bản sắc & tin"
    assert [group.get("text") for group in root.findall("body/outline")] == ["Tiếng Việt", "English"]
    outline = root.findall("body/outline/outline")[1]
    assert dict(outline.attrib) == {
        "type": "rss",
        "text": 'News "&" <more>',
        "title": 'News "&" <more>',
        "description": "Tin của ngành Ngoại giao",
        "language": "en",
        "htmlUrl": f"{SITE}news/",
        "xmlUrl": f"{SITE}news/feed.xml",
    }
