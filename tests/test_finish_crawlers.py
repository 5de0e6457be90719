"""Sitemap, robots.txt and former addresses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree

from bansac.errors import OutputError
from bansac.finish.inspect import inspect_page
from bansac.finish.model import Redirect, SitemapEntry
from bansac.finish.redirects import moved_paths, redirect_files, render_redirect
from bansac.finish.robots import render_robots
from bansac.finish.sitemap import write_sitemap

NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
}
SITE = "https://example.vn/site/"
ALTERNATES = (("vi", f"{SITE}plan/"), ("en", f"{SITE}en/plan/"), ("x-default", f"{SITE}plan/"))
ENTRIES = (
    SitemapEntry(url=f"{SITE}plan/", alternates=ALTERNATES, lastmod=dt.date(2025, 9, 23), images=(f"{SITE}a.jpg?b&c",)),
    SitemapEntry(url=f"{SITE}en/plan/", alternates=ALTERNATES),
    SitemapEntry(url=f"{SITE}about/", lastmod=dt.date(2025, 1, 1)),
)


def test_sitemap_gives_each_page_with_its_languages(tmp_path: Path) -> None:
    (path,) = write_sitemap(ENTRIES, folder=tmp_path, site_url=SITE)
    assert path == tmp_path / "sitemap.xml"
    root = etree.parse(path).getroot()
    assert root.xpath("s:url/s:loc/text()", namespaces=NS) == [f"{SITE}about/", f"{SITE}en/plan/", f"{SITE}plan/"]
    assert root.xpath("s:url/s:lastmod/text()", namespaces=NS) == ["2025-01-01", "2025-09-23"]
    plan = root.xpath("s:url[3]", namespaces=NS)[0]
    links = plan.findall("x:link", NS)
    assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in links] == [
        ("alternate", language, url) for language, url in ALTERNATES
    ]
    assert plan.xpath("i:image/i:loc/text()", namespaces=NS) == [f"{SITE}a.jpg?b&c"]


def test_sitemap_does_not_depend_on_the_order_of_the_pages(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder, entries in ((first, ENTRIES), (second, ENTRIES[::-1])):
        folder.mkdir()
        write_sitemap(entries, folder=folder, site_url=SITE)
    assert (first / "sitemap.xml").read_bytes() == (second / "sitemap.xml").read_bytes()


def test_a_large_sitemap_becomes_an_index(tmp_path: Path) -> None:
    main, *parts = write_sitemap(ENTRIES, folder=tmp_path, site_url="https://example.vn/site", max_urls=2)
    assert [part.name for part in parts] == ["sitemap-1.xml", "sitemap-2.xml"]
    root = etree.parse(main).getroot()
    assert etree.QName(root).localname == "sitemapindex"
    assert root.xpath("s:sitemap/s:loc/text()", namespaces=NS) == [f"{SITE}sitemap-1.xml", f"{SITE}sitemap-2.xml"]
    assert root.xpath("s:sitemap/s:lastmod/text()", namespaces=NS) == ["2025-01-01", "2025-09-23"]
    found = [url for part in parts for url in etree.parse(part).getroot().xpath("s:url/s:loc/text()", namespaces=NS)]
    assert found == sorted(entry.url for entry in ENTRIES)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"site_url": SITE}, f"User-agent: *\nAllow: /\n\nSitemap: {SITE}sitemap.xml\n"),
        (
            {"site_url": "https://example.vn", "disallow": ("search/", "/admin/")},
            "User-agent: *\nDisallow: /admin/\nDisallow: /search/\n\nSitemap: https://example.vn/sitemap.xml\n",
        ),
        ({"site_url": SITE, "allow_all": False}, "User-agent: *\nDisallow: /\n"),
    ],
)
def test_robots(values: dict[str, object], expected: str) -> None:
    assert render_robots(**values) == expected  # type: ignore[arg-type]


OLD = Redirect(from_path="en/old/", to_url=f"{SITE}en/plan/?a&b#milestones", lang="en", title="The <plan>")


def test_redirect_page_leads_on_by_itself_and_by_hand() -> None:
    page = render_redirect(OLD)
    url = f"{SITE}en/plan/?a&amp;b#milestones"
    assert '<html lang="en">' in page
    assert f'<meta http-equiv="refresh" content="0; url={url}">' in page
    assert f'<link rel="canonical" href="{url}">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert f'<a href="{url}">The &lt;plan&gt;</a>' in page
    assert [problem.code for problem in inspect_page(page, scripts=()).problems] == ["meta_refresh"]


def test_redirect_files_lie_at_the_former_addresses() -> None:
    assert list(redirect_files([OLD, Redirect(from_path="a.html", to_url=SITE, lang="vi", title="A")])) == [
        "a.html",
        "en/old/index.html",
    ]


@pytest.mark.parametrize("path", ["../x/", "/x/", "a/../../x/", "..\\x", ""])
def test_redirect_never_leads_out_of_the_site(path: str) -> None:
    with pytest.raises(OutputError) as caught:
        redirect_files([Redirect(from_path=path, to_url=SITE, lang="vi", title="A")])
    assert caught.value.code == "redirect_outside"


def test_one_former_address_leads_to_one_page() -> None:
    with pytest.raises(OutputError) as caught:
        redirect_files([OLD, OLD])
    assert caught.value.code == "redirect_twice"


def test_servers_know_former_addresses_with_and_without_a_slash() -> None:
    away = Redirect(from_path="cũ/", to_url="https://other.vn/", lang="vi", title="B")
    file = Redirect(from_path="a.html", to_url=SITE, lang="vi", title="A")
    assert moved_paths([OLD, away, file], site_url=SITE) == {
        "/site/a.html": "/site/",
        "/site/cũ": "https://other.vn/",
        "/site/cũ/": "https://other.vn/",
        "/site/en/old": "/site/en/plan/?a&b#milestones",
        "/site/en/old/": "/site/en/plan/?a&b#milestones",
    }
