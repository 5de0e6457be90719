"""A preview for comment says what it is on every page, asks not to be found, and is known from the published site."""

from __future__ import annotations

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from bansac.editions import is_text
from bansac.serving.preview_mark import MARK, is_preview
from small import PROJECT, Site

NAME = "Tin <tháng 9> & khác"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def preview(built: Site, tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = built.copy(tmp_path_factory.mktemp("preview") / "site")
    site.build("--no-cards", "--no-search", "--preview", NAME)
    return site


def _html(site: Site) -> dict[str, LexborHTMLParser]:
    pages = {path.relative_to(site.site).as_posix(): path.read_text(encoding="utf-8") for path in sorted(site.site.rglob("*.html"))}
    return {name: LexborHTMLParser(text) for name, text in pages.items() if 'http-equiv="refresh"' not in text}


def _text(code: str, key: str) -> str:
    found = re.search(
        rf"^preview\.{key}: '(.*)'$", (PROJECT / "content" / "strings" / f"{code}.yml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert found
    return found[1]


def test_every_page_says_so_in_its_language(preview: Site) -> None:
    pages = _html(preview)
    assert len(pages) > 100
    for name, page in pages.items():
        assert page.root is not None
        code = page.root.attributes["lang"] or ""
        band = page.css_first("body > p:first-child" if is_text(name.rsplit("/", 1)[-1]) else "aside.preview > p")
        assert band is not None, name
        assert band.text() == f"{_text('vi' if code == 'ar' else code, 'text')} {NAME}", name
        title = page.css_first("title")
        assert title is not None
        assert title.text().startswith(f"[{_text('vi' if code == 'ar' else code, 'label')}] "), name


def test_no_page_asks_to_be_found(preview: Site) -> None:
    for name, page in _html(preview).items():
        assert [node.attributes["content"] for node in page.css("meta[name=robots]")] == ["noindex, nofollow"], name
        assert page.css("link[hreflang]") == [], name
        assert page.css("link[type='application/rss+xml'], link[type='application/atom+xml']") == [], name
    assert (preview.site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (preview.site / "sitemap.xml").exists()
    headers = (preview.site / "_headers").read_text(encoding="utf-8")
    assert set(re.findall(r"X-Robots-Tag: (.*)", headers)) == {"noindex, nofollow"}
    server = preview.root / "build" / "server"
    assert 'add_header X-Robots-Tag "noindex, nofollow" always;' in (server / "nginx" / "site.conf").read_text(encoding="utf-8")


def test_a_page_stays_canonical_to_the_published_one(preview: Site, built: Site) -> None:
    for name, page in _html(preview).items():
        published = LexborHTMLParser((built.site / name).read_text(encoding="utf-8"))
        addresses = [[node.attributes["href"] for node in tree.css("link[rel=canonical]")] for tree in (page, published)]
        assert addresses[0] == addresses[1], name


def test_markdown_says_so_too(preview: Site) -> None:
    text = (preview.site / "en" / "plan" / "index.md").read_text(encoding="utf-8")
    assert text.startswith(f"**{_text('en', 'text')}** Tin ")


def test_a_preview_is_known_by_its_mark(preview: Site, built: Site) -> None:
    assert is_preview(preview.site)
    assert json.loads((preview.site / MARK).read_text(encoding="utf-8")) == {"preview": True, "name": NAME}
    assert not is_preview(built.site)


def test_the_next_build_leaves_nothing_of_the_preview(preview: Site, built: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = preview.copy(tmp_path_factory.mktemp("after") / "site")
    site.build()
    assert site.manifest() == built.manifest()
    site.build("--no-cards", "--no-search", "--preview")
    assert json.loads((site.site / MARK).read_text(encoding="utf-8"))["name"] == ""
    assert "<bdi>" not in (site.site / "index.html").read_text(encoding="utf-8").split("<main", 1)[0]
