"""The other forms of a page: its text edition and its Markdown."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from bansac.editions import MARKDOWN, TEXT, beside, is_text
from bansac.editions.markdown import page_markdown
from bansac.editions.parts import LIMIT, Part, in_parts, weight
from bansac.editions.plain import plain_html, to_absolute, to_text_editions
from reading import sitemap
from small import SITE_URL, Site

ALLOWED = {
    *("html", "head", "meta", "title", "link", "body", "header", "main", "article", "section", "nav", "footer", "div"),
    *("h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("a", "b", "bdi", "blockquote", "br", "cite", "code", "details", "em", "figure", "figcaption", "hr", "pre", "q", "small", "span"),
    "strong",
    *("summary", "sup", "time"),
}
"""Elements of a text edition: none that loads, runs or draws."""


def real_pages(site: Site) -> list[str]:
    """The addresses of pages, without those of former ones and 404."""
    return [url for url in site.pages() if not url.endswith("404.html") and site.page(url).css_first("main") is not None]


def text_edition(site: Site, url: str) -> LexborHTMLParser:
    return LexborHTMLParser((site.site / url / TEXT).read_text(encoding="utf-8"))


def test_names() -> None:
    assert beside("en/plan/index.html") == {"text": "en/plan/text.html", "markdown": "en/plan/index.md"}
    assert beside("index.html") == {"text": "text.html", "markdown": "index.md"}
    assert beside("404.html") == {}
    assert list(beside("index.html", 2).values()) == ["text.html", "text-2.html", "index.md"]
    assert [name for name in ("text.html", "text-2.html", "text-.html", "index.html", "text-x.html") if is_text(name)] == [
        "text.html",
        "text-2.html",
    ]


def test_every_page_has_both_and_nothing_else_has(built: Site) -> None:
    pages = set(real_pages(built))
    for name in (TEXT, MARKDOWN):
        found = {path.relative_to(built.site).as_posix().removesuffix(name) for path in built.site.rglob(name)}
        assert found == pages


def test_text_edition_loads_nothing(built: Site) -> None:
    for url in real_pages(built):
        page = text_edition(built, url)
        assert {node.tag for node in page.css("*")} <= ALLOWED, url
        assert page.css("[style], [class], link:not([rel=canonical])") == [], url


def test_text_edition_says_the_same(built: Site) -> None:
    """Headings, lists, tables and sources of the page, in its languages and directions."""
    for url in real_pages(built):
        page, text = built.page(url), text_edition(built, url)
        html, other = page.css_first("html"), text.css_first("html")
        assert html is not None
        assert other is not None
        assert (other.attributes["lang"], other.attributes["dir"]) == (html.attributes["lang"], html.attributes["dir"])
        assert [node.text(strip=True) for node in text.css("h1")] == [node.text(strip=True) for node in page.css("h1")], url
        headings = [node.id for node in page.css(".prose h2[id], .prose h3[id], .band h2[id]")]
        assert [node.id for node in text.css("article h2[id], article h3[id]")] == headings, url
        assert len(text.css("table tr")) == len(page.css("main table tr")), url
        assert len(text.css("li[id^=source-]")) == len(page.css("li[id^=source-]")), url


@pytest.mark.parametrize("url", ["values/loyalty/", "en/values/loyalty/", "ar/values/loyalty/"])
def test_text_edition_is_canonical_to_the_page(built: Site, url: str) -> None:
    page, text = built.page(url), text_edition(built, url)
    canonical = "link[rel=canonical]"
    assert [node.attributes["href"] for node in text.css(canonical)] == [node.attributes["href"] for node in page.css(canonical)]
    assert [node.attributes["content"] for node in text.css("meta[name=robots]")] == ["noindex"]
    link = page.css_first(f"footer a[href='{TEXT}']")
    assert link is not None
    assert text.css_first("footer a[href='./']") is not None


def test_fallback_text_is_marked(built: Site) -> None:
    article = text_edition(built, "ar/values/loyalty/").css_first("article")
    assert article is not None
    assert (article.attributes["lang"], article.attributes["dir"]) == ("vi", "ltr")


def test_links_of_text_editions_lead_to_text_editions(built: Site) -> None:
    for url in real_pages(built):
        text = text_edition(built, url)
        ids = {node.id for node in text.css("[id]")}
        for link in text.css("a[href]"):
            target = urljoin(SITE_URL + url + TEXT, link.attributes["href"] or "")
            if not target.startswith(SITE_URL):
                assert urlsplit(target).scheme in {"http", "https", "mailto"}, target
                continue
            path, _, fragment = target.removeprefix(SITE_URL).partition("#")
            back = link.attributes["href"] == "./"
            assert (built.site / path / ("index.html" if back else "")).is_file(), f"{url}: {target}"
            assert back or path.endswith((TEXT, ".xml", ".opml", ".ics", ".json", ".csv")), f"{url}: {target}"
            if fragment and path == url + TEXT:
                assert fragment in ids, f"{url}: {target}"


def test_neither_is_listed(built: Site) -> None:
    assert not [url for url in sitemap(built) if url.endswith((TEXT, MARKDOWN))]
    for path in [*built.site.rglob("*.xml"), built.site / "feeds.opml", *built.site.rglob("assets/search/**/*")]:
        if path.is_file():
            assert TEXT.encode() not in path.read_bytes(), path
            assert MARKDOWN.encode() not in path.read_bytes(), path


def test_markdown_of_a_page(built: Site) -> None:
    text = (built.site / "en/plan/milestones" / MARKDOWN).read_text(encoding="utf-8")
    assert text.startswith("# Milestones 2030 and 2045\n\n> The figures of the Plan and how to read them.\n")
    assert "By 2030 the Plan strives for about 115 missions [2] [3]; its vision" in text
    assert "\n## The network\n" in text
    assert re.search(r"^1\. \[VnEconomy\]\(<https://vneconomy\.vn/[^>]+>\), 25 September 2025 \(vi\)$", text, re.MULTILINE)
    assert f"<{SITE_URL}en/plan/milestones/>" in text
    assert "{{" not in text


def test_markdown_of_every_page_has_its_headings_and_whole_links(built: Site) -> None:
    for url in real_pages(built):
        text = (built.site / url / MARKDOWN).read_text(encoding="utf-8")
        page = built.page(url)
        assert text.startswith("# "), url
        assert len(re.findall(r"^## ", text, re.MULTILINE)) >= len(page.css(".prose h2[id]")), url
        assert re.findall(r"\]\((?!<?(?:https?:|mailto:))", text) == [], url
        assert not re.search(r"</?(?:div|span|p|li)\b", text), url


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p class="x" data-y="z">a <span class="b">c</span></p>', "<p>a c</p>"),
        ('<p>a<span lang="en" dir="ltr">b</span></p>', '<p>a<span lang="en" dir="ltr">b</span></p>'),
        ("<p>a<svg><path d=''/></svg><button>b</button><b hidden>c</b></p>", "<p>a</p>"),
        ('<p><img src="a.jpg" alt="Hai người"> <img src="b.jpg" alt=""></p>', "<p>[Hai người] </p>"),
        ('<div role="img" aria-label="Một bông hoa"><img src="a.svg" alt=""></div>', "<p>[Một bông hoa]</p>"),
        ('<p><span aria-hidden="true">1</span>a<span aria-hidden="true"> · </span>b</p>', "<p>a · b</p>"),
        (
            '<p>a.<sup class="cite"><a href="#source-1" aria-label="x">1</a><a href="#source-2">2</a></sup></p>',
            '<p>a. <a href="#source-1">[1]</a> <a href="#source-2">[2]</a></p>',
        ),
        ("<ul><li><b>a</b><span class='x'>b</span></li></ul>", "<ul><li><b>a</b> b</li></ul>"),
        ('<p class="event__title">a</p>', "<p><b>a</b></p>"),
        ('<h2 id="a" class="b">c</h2><p id="d">e</p>', '<h2 id="a">c</h2><p>e</p>'),
        ('<p><script>alert(1)</script><a href="/x" onclick="y">z</a></p>', '<p><a href="/x">z</a></p>'),
        ("<p>&lt;b&gt; &amp; c</p>", "<p>&lt;b&gt; &amp; c</p>"),
    ],
)
def test_plain_html(html: str, expected: str) -> None:
    assert plain_html(html) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("../plan/", "../plan/text.html"),
        ("./", "./text.html"),
        ("../plan/#goals", "../plan/text.html#goals"),
        ("#goals", "#goals"),
        ("../news/rss.xml", "../news/rss.xml"),
        ("https://e.vn/", "https://e.vn/"),
        ("//e.vn/", "//e.vn/"),
        ("mailto:a@e.vn", "mailto:a@e.vn"),
    ],
)
def test_links_to_text_editions(href: str, expected: str) -> None:
    assert (
        to_text_editions(f'<p><a lang="en" href="{href}">a href="b/"</a></p>') == f'<p><a lang="en" href="{expected}">a href="b/"</a></p>'
    )


def noise(number: int) -> str:
    """A text that hardly shrinks when it is compressed."""
    return hashlib.sha512(str(number).encode()).hexdigest() * 2


def written(body: str, sources: list[dict[str, Any]]) -> tuple[str, ...]:
    def write(part: Part, number: int, count: int) -> str:
        return f"{number}/{count}\n{part.body}\n{[source['n'] for source in part.sources]}\n" + "".join(s["title"] for s in part.sources)

    return in_parts(body, sources, write)


def test_light_text_is_one_part() -> None:
    assert written('<p>a <a href="#source-1">[1]</a></p>', [{"n": 1, "title": "b"}]) == (
        '1/1\n<p>a <a href="#source-1">[1]</a></p>\n[1]\nb',
    )


def test_heavy_text_is_cut_between_items() -> None:
    items = [f"<li>{noise(number)}</li>" for number in range(200)]
    marks = '<p><a href="#end">x</a> <a href="#source-1">[1]</a> <a href="#start">y</a></p>'
    body = f'<h2 id="start">A</h2>{marks}<ol>{"".join(items)}</ol><h2 id="end">B</h2><p>c</p>'
    parts = written(body, [{"n": number, "title": noise(-number)} for number in range(1, 101)])
    assert len(parts) > 2
    assert all(weight(part) <= LIMIT for part in parts)
    assert [item for part in parts for item in re.findall(r"<li>\w+</li>", part)] == items
    listed = [json.loads(re.findall(r"\n(\[.*\])\n", part)[0]) for part in parts]
    assert [number for numbers in listed for number in numbers] == list(range(1, 101))
    counts = [len(re.findall("<li>", part)) for part in parts]
    assert f'<ol start="{counts[0] + 1}">' in parts[1]
    end = next(place for place, part in enumerate(parts, start=1) if 'id="end"' in part)
    first = next(place for place, numbers in enumerate(listed, start=1) if 1 in numbers)
    assert f'href="text-{end}.html#end"' in parts[0]
    assert f'href="text-{first}.html#source-1"' in parts[0]
    assert 'href="#start"' in parts[0]


def test_no_part_ends_with_a_heading() -> None:
    body = "".join(f'<h2 id="h{number}">H</h2><p>{noise(number)}{noise(number + 1000)}</p>' for number in range(120))
    parts = written(body, [])
    assert len(parts) > 1
    for part in parts:
        assert part.split("\n[]")[0].endswith("</p>")
    assert "".join(re.findall(r'id="h(\d+)"', "".join(parts))) == "".join(str(number) for number in range(120))


def test_absolute_links_keep_their_escapes() -> None:
    html = '<a href="../?a=1&amp;b=%22">x</a>'
    assert to_absolute(html, base_url="https://e.vn/p/q/") == '<a href="https://e.vn/p/?a=1&amp;b=%22">x</a>'


def test_markdown_shows_signs_as_they_are() -> None:
    meta = {
        "title": "A *b* [c]",
        "description": "<d>",
        "preview": None,
        "banner": None,
        "notice": None,
        "date": {"iso": "2025-01-02", "text": "2/1/2025"},
        "updated": None,
        "sources": [],
        "site_name": "S",
        "canonical": "https://e.vn/",
        "t": {"sources": "Nguồn", "updated": "Cập nhật", "proposal": "P.", "licence": "L."},
    }
    body = "<p>1. a</p><dl><dt>T</dt><dd>D</dd></dl>"
    assert page_markdown(meta, body, absolute_url="https://e.vn/") == (
        "# A \\*b\\* \\[c\\]\n\n> \\<d\\>\n\n2/1/2025\n\n1\\. a\n\n**T**\n\nD\n\n---\n\nS: <https://e.vn/>  \nP.  \nL.\n"
    )
