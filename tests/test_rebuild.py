"""A build after an edit: only what the edit touches changes, and the result is that of a build from nothing."""

from __future__ import annotations

import re

import pytest

from bansac.editions import MARKDOWN, TEXT
from bansac.trust.manifest import MANIFEST
from small import Site


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Files that differ, are new or gone; search bundles and feeds by their folder. The manifest tells of all and is left out."""
    found = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} - {MANIFEST}
    return {re.sub(r"^assets/(search/[a-z]+)/.*", r"\1", path) for path in found}


def forms(*urls: str) -> set[str]:
    """The files of pages: the page, its text edition and its Markdown."""
    return {f"{url}{name}" for url in urls for name in ("index.html", TEXT, MARKDOWN)}


def test_build_without_a_change_changes_nothing(site: Site) -> None:
    before = site.manifest()
    done = site.build()
    assert ", 0 dựng mới" in done.out
    assert site.manifest() == before


def test_edit_of_a_translation_changes_that_page(site: Site) -> None:
    before = site.manifest()
    site.replace("content/sv/history/timeline.md", "alltid ett urval", "alltid bara ett urval")
    assert "1 dựng mới" in site.build().out
    assert changed(before, site.manifest()) == {*forms("sv/history/timeline/"), "search/sv"}


def test_edit_of_news_changes_its_page_and_its_feeds(site: Site) -> None:
    before = site.manifest()
    site.replace("content/en/news/2025/hanoi-convention.md", "In all, 72", "In total, 72")
    site.build()
    feeds = {f"en/news/{folder}{name}.xml" for folder in ("", "topics/multilateral/") for name in ("rss", "atom")}
    assert changed(before, site.manifest()) == {*forms("en/news/2025/hanoi-convention/"), "search/en", *feeds}


def test_edit_of_a_source_changes_its_page_and_those_that_follow_it(site: Site) -> None:
    """The translation gets a notice, the fallback pages the new text."""
    before = site.manifest()
    site.replace("content/vi/values/loyalty.md", "đứng đầu các giá trị", "đứng trước các giá trị")
    site.build()
    pages = forms(*(f"{prefix}values/loyalty/" for prefix in ("", "en/", "sv/", "ar/")))
    assert changed(before, site.manifest()) <= {*pages, "search/vi", "search/en"}
    assert changed(before, site.manifest()) >= {*pages, "search/vi"}


def test_new_title_changes_what_lists_the_page(site: Site) -> None:
    before = site.manifest()
    site.replace("content/sv/news/2025/resolution-292.md", "title: Regeringen antar", "title: Regeringen beslutar om")
    site.build()
    found = {path for path in changed(before, site.manifest()) if not path.startswith(("search/", "cards/"))}
    lists = {*forms("sv/news/", "sv/news/2025/", "sv/news/topics/policy/", "sv/search/"), "sv/llms.txt"}
    feeds = {f"sv/news/{folder}{name}.xml" for folder in ("", "topics/policy/") for name in ("rss", "atom")}
    assert found == {*forms("sv/news/2025/resolution-292/"), *lists, *feeds}


def test_edit_of_a_fact_changes_the_pages_that_show_it(site: Site) -> None:
    site.replace("content/data/facts.yml", "  value: 100", "  value: 90")
    before = site.manifest()
    site.build()
    found = changed(before, site.manifest())
    pages = forms(*(f"{prefix}plan/milestones/" for prefix in ("", "en/", "sv/", "ar/")))
    files = {f"data/{code}/facts.{suffix}" for code in ("vi", "en", "sv", "ar") for suffix in ("json", "csv")}
    assert {path for path in found if not path.startswith("search/")} - {f"calendar/{code}.ics" for code in ("vi", "en", "sv", "ar")} == {
        *pages,
        *files,
        "data/index.json",
    }
    assert "90%" in (site.site / "en/plan/milestones/index.html").read_text(encoding="utf-8")


def test_removed_page_leaves_nothing_behind(site: Site) -> None:
    site.delete("content/vi/news/2025/human-rights-council.md")
    site.build()
    assert not [path for path in site.manifest() if "human-rights" in path]
    assert not list((site.root / "build/docs").rglob("human-rights*"))
    for path in ("index.html", "news/index.html", "sitemap.xml", "news/rss.xml", "ar/news/index.html", "news/topics/policy/index.html"):
        assert "human-rights" not in (site.site / path).read_text(encoding="utf-8"), path


def test_removed_translation_becomes_a_fallback(site: Site) -> None:
    site.delete("content/en/values/loyalty.md")
    site.build()
    assert site.page("en/values/loyalty/").css_first(".notice--fallback") is not None
    assert 'hreflang="en"' not in "".join(node.html or "" for node in site.page("values/loyalty/").css("head link[hreflang]"))


def test_foreign_files_in_the_site_go(site: Site) -> None:
    (site.site / "left-over.html").write_text("x", encoding="utf-8")
    site.build()
    assert not (site.site / "left-over.html").exists()


@pytest.mark.slow
def test_many_edits_give_what_a_build_from_nothing_gives(site: Site) -> None:
    site.replace("content/vi/plan/index.md", "nav_title: Kế hoạch", "nav_title: Bản kế hoạch")
    site.build()
    site.replace("content/strings/en.yml", "menu: Menu", "menu: Contents")
    site.delete("content/ar/plan/index.md")
    site.build()
    site.replace("content/data/values.yml", "Lojalitet", "Trohet")
    site.replace("content/vi/news/2025/resolution-292.md", "topics: [policy]", "topics: [network]")
    site.build()
    step_by_step = site.manifest()
    site.build("--no-cache")
    assert site.manifest() == step_by_step
    site.delete("build")
    site.delete("site")
    site.build()
    assert site.manifest() == step_by_step


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b""], ids=["byte-order mark", "Windows line ends"])
def test_files_of_other_editors_give_the_same_site(site: Site, start: bytes) -> None:
    """Accepted, with a warning that says what to do."""
    before = site.manifest()
    paths = ("content/vi/plan/index.md", "content/data/facts.yml", "content/strings/en.yml")
    for path in paths:
        text = site.read(path).encode()
        site.write_bytes(path, start + (text if start else text.replace(b"\n", b"\r\n")))
    done = site.build()
    for path in paths:
        assert f"! {path}:1: " in done.err
    assert site.manifest() == before


def test_broken_cache_is_no_cache(site: Site) -> None:
    before = site.manifest()
    for path in (site.root / "build/cache").rglob("*.pickle"):
        path.write_bytes(b"broken")
    for kind in ("assets", "dataset", "downloads", "feed"):
        for path in (site.root / "build/cache/objects" / kind).rglob("*"):
            if path.is_file():
                path.write_bytes(b"broken")
    site.build()
    assert site.manifest() == before
