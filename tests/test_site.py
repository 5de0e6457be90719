"""The finished small site, read as readers, search engines and feed readers do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bansac.translation import State
from reading import ATOM, Reader, alternates, items, sitemap
from small import SITE_URL, SOURCE, Site

LOCALES = ("vi", "en", "sv", "ar")
PREFIX = {"vi": "", "en": "en/", "sv": "sv/", "ar": "ar/"}
MADE = ("news/topics/policy/", "news/topics/multilateral/", "news/2025/", "search/")


def slug(path: str) -> str:
    return "" if path == "index.md" else path.removesuffix("/index.md").removesuffix(".md") + "/"


PATHS = sorted(path.relative_to(SOURCE / "content/vi").as_posix() for path in (SOURCE / "content/vi").rglob("*.md"))
WRITTEN = [(code, path) for code in LOCALES for path in PATHS if (SOURCE / "content" / code / path).is_file()]
FALLBACKS = [(code, path) for code in LOCALES for path in PATHS if (code, path) not in WRITTEN]


def text_of(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    assert node is not None, selector
    return " ".join(node.text().split())


def test_every_page_stands_in_every_locale(built: Site) -> None:
    wanted = {PREFIX[code] + url for code in LOCALES for url in (*map(slug, PATHS), *MADE)}
    redirects = {f"{PREFIX[code]}muc-tieu-2045/" for code in LOCALES} | {"en/milestones/"}
    found = set(built.pages()) - {f"{PREFIX[code]}404.html" for code in LOCALES}
    assert wanted <= found
    archives = {f"{PREFIX[code]}news/2025/" for code in LOCALES}
    assert archives <= found
    assert found - wanted - archives <= redirects


def test_topic_without_news_has_no_page(built: Site) -> None:
    assert not (built.site / "news/topics/network").exists()


@pytest.mark.parametrize("code", LOCALES)
def test_html_says_language_and_direction(built: Site, code: str) -> None:
    for url in (*map(slug, PATHS), *MADE):
        html = built.page(PREFIX[code] + url).css_first("html")
        assert html is not None
        assert (html.attributes["lang"], html.attributes["dir"]) == (code, "rtl" if code == "ar" else "ltr")


@pytest.mark.parametrize(("code", "path"), FALLBACKS)
def test_fallback_page(built: Site, code: str, path: str) -> None:
    """As the design has it: the interface is the reader's, the text is marked as what it is."""
    url, source = PREFIX[code] + slug(path), SITE_URL + slug(path)
    page, original = built.page(url), built.page(slug(path))
    composed = (built.root / "build/docs" / code / slug(path) / "index.md").read_text(encoding="utf-8")
    texts = json.loads(composed.split("\n---\n")[0].removeprefix("---\n"))["t"]
    assert text_of(page, ".skip") == texts["skip_to_content"]
    assert text_of(page, ".notice").startswith(texts["notice_fallback"])
    link = page.css_first(".notice a")
    assert link is not None
    assert Reader(built).file(SITE_URL) is not None
    assert (built.site / url / (link.attributes["href"] or "")).resolve() == (built.site / slug(path)).resolve()
    assert text_of(page, "h1") == text_of(original, "h1")
    marked = page.css_first("h1")
    while marked is not None and "lang" not in marked.attributes:
        marked = marked.parent
    assert marked is not None
    assert (marked.attributes["lang"], marked.attributes["dir"]) == ("vi", "ltr")
    prose = page.css_first("main p[lang], main div[lang], main section[lang]")
    assert prose is not None
    assert [node.attributes["href"] for node in page.css("link[rel=canonical]")] == [source]
    assert [node.attributes["content"] for node in page.css("meta[name=robots]")] == ["noindex"]
    assert alternates(built, url) == {}


def test_fallback_pages_are_in_no_set_of_languages(built: Site) -> None:
    absent = {SITE_URL + PREFIX[code] + slug(path) for code, path in FALLBACKS}
    named = {href for languages in sitemap(built).values() for href in languages.values()}
    assert not absent & (sitemap(built).keys() | named)
    for code, path in WRITTEN:
        assert not absent & set(alternates(built, PREFIX[code] + slug(path)).values())


@pytest.mark.parametrize(("code", "path"), WRITTEN)
def test_written_page(built: Site, code: str, path: str) -> None:
    url = PREFIX[code] + slug(path)
    page = built.page(url)
    assert page.css_first("meta[name=robots]") is None
    assert [node.attributes["href"] for node in page.css("link[rel=canonical]")] == [SITE_URL + url]
    assert [node.attributes["content"] for node in page.css("meta[property='og:url']")] == [SITE_URL + url]
    assert len(page.css("h1")) == 1
    wanted = {other: SITE_URL + PREFIX[other] + slug(path) for other, written in WRITTEN if written == path}
    assert alternates(built, url) == {**wanted, "x-default": SITE_URL + slug(path)}
    assert sitemap(built)[SITE_URL + url] == alternates(built, url)


def test_sets_of_languages_are_reciprocal(built: Site) -> None:
    entries = sitemap(built)
    assert entries
    for url, languages in entries.items():
        assert url in languages.values()
        assert set(languages) - {"x-default"} <= set(LOCALES)
        for href in languages.values():
            assert entries[href] == languages


def test_sitemap_has_days_from_content_alone(built: Site) -> None:
    text = (built.site / "sitemap.xml").read_text(encoding="utf-8")
    assert text.count("<lastmod>2025-11-20</lastmod>") == 3
    assert text.count("<lastmod>2025-10-27</lastmod>") == 3
    assert "404" not in text


@pytest.mark.parametrize(
    ("code", "path", "state"),
    [
        ("vi", "plan/index.md", State.SOURCE),
        ("en", "plan/index.md", State.CURRENT),
        ("ar", "plan/index.md", State.UNREVIEWED),
        ("sv", "plan/index.md", State.OUTDATED),
        ("sv", "plan/milestones.md", State.MISSING),
    ],
)
def test_notice_tells_the_state_of_a_translation(built: Site, code: str, path: str, state: State) -> None:
    page = built.page(PREFIX[code] + slug(path))
    classes = {State.MISSING: "notice--fallback", State.UNREVIEWED: "notice--unreviewed", State.OUTDATED: "notice--outdated"}
    found = [node.attributes["class"] for node in page.css(".notice")]
    assert found == ([f"notice {classes[state]}"] if state in classes else [])


def test_not_found_page_speaks_every_language(built: Site) -> None:
    page = built.page("404.html")
    assert [(node.attributes["lang"], node.attributes["dir"]) for node in page.css(".lost")] == [
        ("vi", "ltr"),
        ("en", "ltr"),
        ("sv", "ltr"),
        ("ar", "rtl"),
    ]
    assert [node.attributes["href"] for node in page.css(".lost a")] == ["/", "/en/", "/sv/", "/ar/"]
    assert [node.attributes["content"] for node in page.css("meta[name=robots]")] == ["noindex"]
    assert alternates(built, "404.html") == {}
    stylesheet = page.css_first("link[rel=stylesheet]")
    assert stylesheet is not None
    assert (stylesheet.attributes["href"] or "").startswith("/assets/")


@pytest.mark.parametrize("code", [code for code in LOCALES if PREFIX[code]])
def test_each_language_has_a_not_found_page_of_its_own(built: Site, code: str) -> None:
    page = built.page(f"{code}/404.html")
    assert page.root is not None
    assert page.root.attributes["lang"] == code
    assert [(node.attributes["lang"], node.css_first("a").attributes["href"]) for node in page.css(".lost")] == [(code, f"/{code}/")]  # type: ignore[union-attr]
    assert alternates(built, f"{code}/404.html") == {}


def test_language_switch_says_what_is_not_translated(built: Site) -> None:
    page = built.page("en/plan/milestones/")
    found = {node.attributes["hreflang"]: node.css_first("small") is not None for node in page.css(".langs__list a")}
    assert found == {"vi": False, "en": False, "sv": True, "ar": True}


def test_nothing_leads_nowhere(built: Site) -> None:
    assert Reader(built).dangling() == []


@pytest.mark.slow
def test_site_works_below_a_base_path(built: Site, tmp_path: Path) -> None:
    """On a project page of a host, every address stays below the base path."""
    site = built.copy(tmp_path / "site")
    site.build(env={"BANSAC_SITE_URL": "https://x.example/base"})
    reader = Reader(site, "https://x.example/base/")
    assert reader.dangling() == []
    addresses = {address for _, address in reader.addresses()}
    assert not [address for address in addresses if "bansac.example" in address and not address.startswith("mailto:")]
    assert [node.attributes["href"] for node in site.page("404.html").css(".lost a")] == ["/base/", "/base/en/", "/base/sv/", "/base/ar/"]
    assert "https://x.example/base/sitemap.xml" in (site.site / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LOCALES)
def test_feeds_have_items_in_their_own_language_alone(built: Site, code: str) -> None:
    own = [path for other, path in WRITTEN if other == code and path.startswith("news/2")]
    urls = {SITE_URL + PREFIX[code] + slug(path) for path in own}
    assert set(items(built, f"{PREFIX[code]}news/rss.xml")) == urls
    text = (built.site / PREFIX[code] / "news/atom.xml").read_text(encoding="utf-8")
    assert text.count(f"<{ATOM.strip('{}')}") == 0
    assert text.count("<entry") == len(own)
    for topic in ("policy", "multilateral"):
        assert set(items(built, f"{PREFIX[code]}news/topics/{topic}/rss.xml")) <= urls


@pytest.mark.parametrize("code", LOCALES)
def test_search_finds_pages_in_its_own_language_alone(built: Site, code: str) -> None:
    folder = built.site / "assets/search" / code
    found = {entry[0] for path in (folder / "d").glob("*.json") for entry in json.loads(path.read_text(encoding="utf-8"))}
    assert found == {PREFIX[code] + slug(path) for other, path in WRITTEN if other == code}
    assert json.loads((folder / "head.json").read_text(encoding="utf-8"))["pages"] == len(found)


def test_topic_feeds_have_the_news_of_their_topic(built: Site) -> None:
    found = items(built, "news/topics/multilateral/rss.xml")
    assert sorted(found) == [f"{SITE_URL}news/2025/hanoi-convention/", f"{SITE_URL}news/2025/human-rights-council/"]
    assert items(built, "ar/news/topics/policy/rss.xml") == []


def test_lists_mark_news_in_another_language(built: Site) -> None:
    page = built.page("ar/news/")
    found = {
        (node.attributes["href"] or "").strip("/").rsplit("/", 1)[-1]: any("lang" in parent.attributes for parent in up_to_main(node))
        for node in page.css("main a")
        if "2025/" in (node.attributes["href"] or "") and not (node.attributes["href"] or "").endswith("/2025/")
    }
    assert found == {"hanoi-convention": False, "human-rights-council": True, "resolution-292": True}


def up_to_main(node: LexborNode) -> list[LexborNode]:
    found = [node]
    while found[-1].tag != "main" and found[-1].parent is not None:
        found.append(found[-1].parent)
    return found[:-1]


def test_figures_have_the_form_of_the_locale_and_their_source(built: Site) -> None:
    for url, about in (("plan/milestones/", "khoảng 115"), ("en/plan/milestones/", "about 115"), ("ar/", "نحو")):
        text = text_of(built.page(url), "main")
        assert about in text, url
    page = built.page("en/plan/milestones/")
    assert "100%" in text_of(page, "main")
    listed = [node.attributes["id"] for node in page.css(".sources li")]
    cited = {(node.attributes["href"] or "").removeprefix("#") for node in page.css("sup.cite a")}
    assert listed == ["source-1", "source-2", "source-3"]
    assert cited <= set(listed)


def test_dates_have_the_form_of_the_locale(built: Site) -> None:
    assert "23/9/2025" in text_of(built.page("plan/"), "main")
    assert "23 September 2025" in text_of(built.page("en/plan/"), "main")
    assert "23 september 2025" in text_of(built.page("sv/plan/"), "main")
    assert "23 سبتمبر 2025" in text_of(built.page("ar/plan/"), "main")


def test_pages_load_nothing_foreign_and_run_nothing_inline(built: Site) -> None:
    for url in built.pages():
        page = built.page(url)
        assert not page.css("script:not([src]):not([type='application/ld+json']), iframe, object, embed, [onclick], [style*=url]"), url
        for node in page.css("script[src], img[src], link[rel=stylesheet]"):
            assert "//" not in (node.attributes.get("src") or node.attributes.get("href") or ""), url


def test_former_address_leads_on(built: Site) -> None:
    page = built.page("muc-tieu-2045/")
    assert [node.attributes["content"] for node in page.css("meta[http-equiv=refresh]")] == [f"0; url={SITE_URL}plan/milestones/"]
    assert [node.attributes["href"] for node in page.css("link[rel=canonical]")] == [f"{SITE_URL}plan/milestones/"]
    assert f"{SITE_URL}muc-tieu-2045/" not in sitemap(built)


def test_pictures_are_published_without_their_metadata(site: Site) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Ảnh chụp tại nhà riêng"
    Image.new("RGB", (64, 32), "red").save(site.root / "content/media/photo.jpg", exif=exif)
    site.replace("content/vi/about/privacy.md", "Trang không đặt cookie.", '{{ figure photo.jpg alt="Một hình đỏ" }}')
    site.build()
    found = [path for path in (site.site / "media").iterdir() if path.name.startswith("photo.")]
    assert {path.suffix for path in found} == {".avif", ".jpg"}
    for path in found:
        with Image.open(path) as published:
            assert not published.getexif()
    image = site.page("about/privacy/").css_first("main img")
    assert image is not None
    assert (image.attributes["width"], image.attributes["height"], image.attributes["alt"]) == ("64", "32", "Một hình đỏ")


def test_every_page_has_its_card(built: Site) -> None:
    for code, path in WRITTEN:
        card = built.page(PREFIX[code] + slug(path)).css_first("meta[property='og:image']")
        assert card is not None
        data = (built.site / (card.attributes["content"] or "").removeprefix(SITE_URL)).read_bytes()
        assert data.startswith(b"\xff\xd8\xff")
