"""Addresses of pages, and the links between them under any base path."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest

from bansac.config import Locale, Project
from bansac.pages import slug_path
from bansac.routes import Address, Routes

VI = Locale("vi", "Tiếng Việt", "ltr", "")
EN = Locale("en", "English", "ltr", "en/")
PROJECT = Project(Path("/project"), "https://x.example/base/", "/base/", (VI, EN), (), {}, "")
ROUTES = Routes(PROJECT, {"vi": {}, "en": {}})


@pytest.mark.parametrize(
    ("path", "slug"),
    [("index.md", ""), ("plan/index.md", "plan/"), ("plan/milestones.md", "plan/milestones/"), ("news/2025/a-b.md", "news/2025/a-b/")],
)
def test_slug(path: str, slug: str) -> None:
    assert slug_path(path) == slug
    assert ROUTES.url(VI, path) == slug
    assert ROUTES.url(EN, path) == f"en/{slug}"
    assert ROUTES.absolute(slug) == f"https://x.example/base/{slug}"


@pytest.mark.parametrize("here", ["", "plan/", "en/", "en/news/2025/a-b/"])
@pytest.mark.parametrize("there", ["", "plan/", "en/", "en/plan/milestones/", "assets/site.css"])
def test_relative_links_lead_there_under_any_base(here: str, there: str) -> None:
    link = Address(here).to(there)
    assert link
    for base in ("https://x.example/", "https://x.example/base/", "file:///srv/www/"):
        assert urljoin(base + here, link) == base + there


def test_error_page_links_from_the_base_since_it_stands_anywhere() -> None:
    address = Address("404.html", base="/base/")
    assert address.to("en/") == "/base/en/"
    assert address.to("") == "/base/"


@pytest.mark.parametrize(
    ("target", "path"),
    [("/", "index.md"), ("/index.md", "index.md"), ("/plan/", "plan/index.md"), ("/plan", "plan/index.md"), ("/plan/a.md", "plan/a.md")],
)
def test_page_of_a_link(target: str, path: str) -> None:
    assert ROUTES.page_path(target) == path


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("/plan/milestones.md#network", "../../plan/milestones/#network"),
        ("/", "../../"),
        ("#here", "#here"),
        ("https://vietnamnews.vn/", "https://vietnamnews.vn/"),
        ("mailto:bansac@bansac.example", "mailto:bansac@bansac.example"),
    ],
)
def test_link_as_written_becomes_relative(target: str, link: str) -> None:
    assert ROUTES.resolve(target, VI, Address("news/2025/")) == link


def test_link_stays_in_its_language() -> None:
    assert ROUTES.resolve("/plan/index.md", EN, Address("en/news/")) == "../../en/plan/"
    assert urljoin("https://x.example/base/en/news/", "../../en/plan/") == "https://x.example/base/en/plan/"
