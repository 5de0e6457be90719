"""Addresses are promises: each has one page, none is lost, nothing takes another's place."""

from __future__ import annotations

import pytest

from bansac.config import load_project
from reading import Reader
from small import SITE_URL, Site

PAGE = "---\ntitle: Trang\ndescription: Trang này chiếm địa chỉ của trang khác.\n---\n\nChữ.\n"


@pytest.mark.parametrize("verb", ["check", "build"])
@pytest.mark.parametrize("path", ["en.md", "sv/index.md", "ar/plan/milestones.md", "404.md", "news/topics/policy.md", "search.md"])
def test_page_cannot_take_an_address_that_is_made(site: Site, path: str, verb: str) -> None:
    """The home pages of locales, fallback pages, the error page, pages of topics and of the search."""
    site.write(f"content/vi/{path}", PAGE)
    before = site.manifest()
    done = site.run(verb)
    assert done.code == 1
    assert f"content/vi/{path}" in done.err
    assert site.manifest() == before


@pytest.mark.parametrize("verb", ["check", "build"])
def test_former_address_cannot_take_the_place_of_a_page(site: Site, verb: str) -> None:
    path = "content/vi/plan/milestones.md"
    original, before = site.read(path), site.manifest()
    site.write(path, original.replace("[muc-tieu-2045/]", "[muc-tieu-2045/, history/timeline/]"))
    done = site.run(verb)
    assert done.code == 1
    assert path in done.err
    assert site.manifest() == before
    site.write(path, original)
    site.build()
    assert site.manifest() == before


@pytest.mark.parametrize("verb", ["check", "build"])
def test_former_address_belongs_to_one_page(site: Site, verb: str) -> None:
    site.replace("content/vi/about/privacy.md", "order: 5", "order: 5\nredirect_from: [muc-tieu-2045/]")
    before = site.manifest()
    done = site.run(verb)
    assert done.code == 1
    assert "content/vi/about/privacy.md" in done.err or "content/vi/plan/milestones.md" in done.err
    assert site.manifest() == before


def test_page_that_moves_keeps_its_address(site: Site) -> None:
    for code in ("vi", "en"):
        text = site.read(f"content/{code}/plan/milestones.md")
        site.delete(f"content/{code}/plan/milestones.md")
        site.write(f"content/{code}/plan/figures.md", text.replace("redirect_from: [", "redirect_from: [plan/milestones/, "))
    for code, page in (("vi", "index.md"), ("en", "index.md"), ("sv", "index.md"), ("ar", "index.md")):
        site.replace(f"content/{code}/{page}", "/plan/milestones.md", "/plan/figures.md")
    for code in ("vi", "en", "sv"):
        site.replace(f"content/{code}/news/2025/resolution-292.md", "/plan/milestones.md", "/plan/figures.md")
    site.build()
    target = site.page("plan/milestones/").css_first("meta[http-equiv=refresh]")
    assert target is not None
    assert target.attributes["content"] == f"0; url={SITE_URL}plan/figures/"
    assert Reader(site).dangling() == []


def test_record_adds_addresses_and_loses_none(site: Site) -> None:
    old = {line for line in site.read("content/addresses.txt").splitlines() if line.startswith("/")}
    done = site.run("check", "--record")
    assert done.code == 0
    lines = site.read("content/addresses.txt").splitlines()
    recorded = [line for line in lines if line.startswith("/")]
    assert lines[0].startswith("#")
    assert recorded == sorted(recorded)
    assert old < set(recorded)
    assert {"/", "/en/plan/", "/ar/about/privacy/", "/news/topics/policy/"} <= set(recorded)
    assert "/404.html" not in recorded
    assert "✓ +0 " in site.run("check", "--record").out
    assert site.read("content/addresses.txt").splitlines() == lines


def test_component_does_not_link_to_a_deleted_page(site: Site) -> None:
    """``{{ value loyalty }}`` and ``{{ values }}`` name a page: without it the build refuses, or shows no link."""
    for code in ("vi", "en"):
        site.delete(f"content/{code}/values/loyalty.md")
    site.replace("mkdocs.yml", "  - values/loyalty.md\n", "")
    before = site.manifest()
    done = site.command("build")
    if done.code == 0:
        assert Reader(site).dangling() == []
    else:
        assert "loyalty" in done.err
        assert site.manifest() == before


@pytest.mark.parametrize(
    "url",
    [
        "bansac.example",
        "//bansac.example/",
        "ftp://bansac.example/",
        "https://",
        "https://[",
        "https://a b/",
        "https://x.example/?q=1",
        "https://x.example/#a",
        'https://x.example/"><script>',
    ],
)
def test_site_address_must_be_one(built: Site, url: str) -> None:
    done = built.run("check", env={"BANSAC_SITE_URL": url})
    assert done.code == 1
    assert done.err.startswith("✗ mkdocs.yml: Địa chỉ trang không hợp lệ.\n")


@pytest.mark.parametrize(
    ("url", "base"), [("https://x.example", "/"), ("http://x.example:8080/a/b", "/a/b/"), ("https://x.example/base/", "/base/")]
)
def test_base_path_ends_in_a_stroke(built: Site, url: str, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSAC_SITE_URL", url)
    project = load_project(built.root)
    assert (project.base, project.site_url.endswith("/")) == (base, True)
