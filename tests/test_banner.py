"""The message on every page: when it is shown, where, in which language, and in which feeds."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bansac.banner import Window, announce
from bansac.instants import Moment, parse_instant
from bansac.schema.banner import Banner
from small import Site, sources

BANNER = """\
class: national-emergency
heading:
  vi: Thông báo khẩn
  en: Urgent message
  ar: رسالة عاجلة
text:
  vi: "Công dân cần giúp đỡ: xem trang liên hệ & <gọi>."
  en: Citizens who need help see the contact page.
  ar: على المواطنين الاطلاع على صفحة الاتصال.
link:
  url: /about/contact.md
  text: {vi: Liên hệ, en: Contact, ar: اتصل}
from: 2026-11-22T08:00+07:00
until: 2026-11-25T08:00+07:00
"""
OPEN = "2026-11-22T01:00Z"
BEFORE, AFTER = "2026-11-22T00:59:59Z", "2026-11-25T01:00Z"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site with the message, built within its window. Nobody changes it."""
    site = sources(tmp_path_factory.mktemp("banner"))
    site.write("content/banner.yml", BANNER)
    done = site.build("--as-of", OPEN)
    assert "● thông báo đang hiện · message shown 2026-11-22T08:00+07:00 – 2026-11-25T08:00+07:00: content/banner.yml\n" in done.out
    assert "! content/banner.yml:1: Thông báo chưa đủ chữ ở: sv." in done.err
    return site


@pytest.mark.parametrize(
    ("at", "until", "expected"),
    [
        (None, True, Window.BEFORE),
        (BEFORE, True, Window.BEFORE),
        (OPEN, True, Window.OPEN),
        ("2026-11-25T00:59:59Z", True, Window.OPEN),
        (AFTER, True, Window.AFTER),
        (AFTER, False, Window.OPEN),
    ],
)
def test_the_window_is_that_of_the_instant_told(at: str | None, *, until: bool, expected: Window) -> None:
    data = {"class": "important", "heading": {"vi": "x"}, "from": "2026-11-22T08:00+07:00"}
    if until:
        data["until"] = "2026-11-25T08:00+07:00"
    banner = Banner.model_validate(data)
    for preview in (False, True):
        found = announce(banner, Moment(parse_instant(at) if at else None, preview))
        assert (found.window, found.shown) == (expected, preview or expected is Window.OPEN)
    assert found.name == "banner/20261122T010000Z"


def test_every_page_and_every_text_edition_shows_it_above_its_content(shown: Site) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in shown.site.rglob("*.html") if "embed" not in path.parts}
    pages = {path: html for path, html in texts.items() if 'http-equiv="refresh"' not in html}
    assert len(pages) > 150
    for path, html in pages.items():
        assert html.count('id="site-message" aria-label="') == 1, path
        assert html.index('id="site-message"') < html.index("<main"), path


@pytest.mark.parametrize(
    ("url", "label", "heading", "lang", "href"),
    [
        ("plan/", "Thông báo quan trọng", "Thông báo khẩn", None, "../about/contact/"),
        ("en/plan/", "Important message", "Urgent message", None, "../../en/about/contact/"),
        ("sv/plan/", "Viktigt meddelande", "Thông báo khẩn", ("vi", "ltr"), "../../sv/about/contact/"),
        ("ar/", "Thông báo quan trọng", "رسالة عاجلة", None, "../ar/about/contact/"),
    ],
)
def test_it_speaks_the_language_of_the_reader(
    shown: Site, url: str, label: str, heading: str, lang: tuple[str, str] | None, href: str
) -> None:
    for name in ("index.html", "text.html"):
        region = shown.page(f"{url}{name}").css_first("#site-message")
        assert region is not None
        assert (region.tag, region.attributes["aria-label"]) == ("section", label)
        text = region.css_first("div[lang], .banner__text, div")
        assert text is not None
        assert heading in region.text()
        marked = region.css_first("[lang]")
        assert (marked and (marked.attributes["lang"], marked.attributes["dir"])) == lang
        link = region.css_first("a")
        assert link is not None
        assert link.attributes["href"] == href + ("text.html" if name == "text.html" else "")


def test_its_words_are_text_and_no_markup(shown: Site) -> None:
    assert "xem trang liên hệ &amp; &lt;gọi&gt;." in shown.read("site/plan/index.html")


def test_the_404_page_says_it_in_every_language_it_is_written_in(shown: Site) -> None:
    region = shown.page("404.html").css_first("#site-message")
    assert region is not None
    found = [(node.attributes.get("lang"), node.text(strip=True)) for node in region.css(".banner__text")]
    assert [lang for lang, _ in found] == [None, "en", "ar"]
    links = [node.attributes["href"] for node in region.css("a")]
    assert links == ["/about/contact/", "/en/about/contact/", "/ar/about/contact/"]


@pytest.mark.parametrize("feed", ["news/atom.xml", "en/news/atom.xml", "sv/news/atom.xml", "ar/news/topics/policy/atom.xml"])
def test_every_feed_of_every_language_has_it_as_an_item(shown: Site, feed: str) -> None:
    code = feed.split("/", maxsplit=1)[0] if not feed.startswith("news") else "vi"
    root = ET.fromstring(shown.read(f"site/{feed}"))  # noqa: S314  # our own file
    entry = next(entry for entry in root.iter(f"{ATOM}entry") if "banner" in (entry.findtext(f"{ATOM}id") or ""))
    assert entry.findtext(f"{ATOM}id") == f"tag:bansac.example,2025-09-23:{code}/banner/20261122T010000Z"
    assert entry.findtext(f"{ATOM}published") == entry.findtext(f"{ATOM}updated") == "2026-11-22T08:00:00+07:00"
    prefix = "" if code == "vi" else f"{code}/"
    assert f'href="https://bansac.example/{prefix}about/contact/"' in (entry.findtext(f"{ATOM}content") or "")
    assert ('<div lang="vi" dir="ltr">' in (entry.findtext(f"{ATOM}content") or "")) is (code == "sv")
    assert f"https://bansac.example/{prefix}#site-message" in shown.read(f"site/{feed.replace('atom', 'rss')}")


def test_programs_that_read_text_are_told(shown: Site) -> None:
    assert "> **Urgent message**\n>\n> Citizens who need help" in shown.read("site/en/plan/index.md")
    assert "\n\nUrgent message. Citizens who need help see the contact page.\n\n" in shown.read("site/en/llms.txt")


@pytest.mark.slow
def test_a_build_outside_of_the_window_is_one_without_the_message(shown: Site, tmp_path: Path) -> None:
    site = shown.copy(tmp_path / "site")
    within = site.manifest()
    found = []
    for words in ((), ("--as-of", BEFORE), ("--as-of", AFTER)):
        site.build(*words)
        found.append(site.manifest())
    site.delete("content/banner.yml")
    site.build()
    nothing = {path: digest for path, digest in site.manifest().items() if not path.startswith("assets/")}
    for manifest in found:
        assert {path: digest for path, digest in manifest.items() if not path.startswith("assets/")}.keys() == nothing.keys()
        assert "site-message" not in site.read("site/index.html")
    site.write("content/banner.yml", BANNER)
    site.build("--as-of", "2026-11-23T00:00Z")
    assert site.manifest() == within, "two instants within the window give the same bytes"


def test_a_new_text_changes_every_page_and_keeps_its_name_in_feeds(shown: Site, tmp_path: Path) -> None:
    site = shown.copy(tmp_path / "site")
    before = site.manifest()
    site.replace("content/banner.yml", "en: Urgent message", "en: Very urgent message")
    site.replace("content/banner.yml", "until:", "updated: 2026-11-22T10:00+07:00\nuntil:")
    site.build("--as-of", "2026-11-22T12:00+07:00")
    after = site.manifest()
    english = {path for path in after if path.startswith("en/") and path.endswith(".html")}
    redirects = {path for path in english if 'http-equiv="refresh"' in site.read(f"site/{path}")}
    assert {path for path in english if before[path] == after[path]} == redirects
    feed = site.read("site/en/news/atom.xml")
    assert "en/banner/20261122T010000Z" in feed
    assert "<updated>2026-11-22T10:00:00+07:00</updated>" in feed


def test_it_may_lead_to_news_that_waits_as_long(site: Site) -> None:
    site.replace("content/vi/news/2025/human-rights-council.md", "topics:", "publish_at: 2026-11-22T08:00+07:00\ntopics:")
    site.write("content/banner.yml", BANNER.replace("/about/contact.md", "/news/2025/human-rights-council.md"))
    assert site.run("check").code == 0
    site.replace("content/banner.yml", "from: 2026-11-22T08", "from: 2026-11-22T07")
    failed = site.run("check")
    assert failed.code == 1
    assert "✗ content/banner.yml:11: Liên kết trỏ đến tin chưa công bố" in failed.err
