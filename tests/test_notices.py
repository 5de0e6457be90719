"""``llms.txt``, ``humans.txt`` and ``security.txt``."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from bansac.errors import ConfigError
from bansac.finish.llms import render_llms
from bansac.finish.model import LinkGroup
from bansac.finish.wellknown import render_humans, render_security
from small import SITE_URL, Site


@pytest.mark.parametrize("prefix", ["", "en/", "sv/", "ar/"])
def test_llms_lists_the_texts_of_its_language(built: Site, prefix: str) -> None:
    text = (built.site / f"{prefix}llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# ")
    links = re.findall(r"^- \[[^\n]+?\]\((https://[^)]+)\)", text, re.MULTILINE)
    assert links
    for link in links:
        assert (built.site / link.removeprefix(SITE_URL)).is_file(), link
    pages = [link for link in links if link.endswith("/index.md")]
    assert pages
    for link in pages:
        page = built.page(link.removeprefix(SITE_URL).removesuffix("index.md"))
        assert page.css_first(".notice--fallback") is None, link


def test_llms_names_every_text_once(built: Site) -> None:
    text = (built.site / "en/llms.txt").read_text(encoding="utf-8")
    for url in ("plan/", "plan/milestones/", "history/timeline/", "news/2025/hanoi-convention/"):
        assert text.count(f"{SITE_URL}en/{url}index.md") == 1
    assert "news/topics" not in text


def test_llms_form() -> None:
    groups = [LinkGroup(title="A", links=(("b [c]", "https://e.vn/", "d"), ("e", "https://e.vn/e", ""))), LinkGroup(title="F", links=())]
    assert render_llms(title="T", summary="S", notes=["N"], groups=groups) == (
        "# T\n\n> S\n\nN\n\n## A\n\n- [b \\[c\\]](https://e.vn/): d\n- [e](https://e.vn/e)\n"
    )


def test_humans_names_no_person_and_no_day(built: Site) -> None:
    text = (built.site / "humans.txt").read_text(encoding="utf-8")
    assert "The Bản Sắc authors\n" in text
    assert not re.search(r"\b20\d\d\b|@", text)
    assert render_humans({"TEAM": ["A"], "SITE": ["B", "C"]}) == "/* TEAM */\nA\n\n/* SITE */\nB\nC\n"


def test_no_contact_no_security_file(built: Site) -> None:
    assert not (built.site / ".well-known/security.txt").exists()


def test_security_file_of_a_configured_contact(site: Site) -> None:
    lines = "    security_contact: [https://e.vn/report, 'mailto:safe@e.vn']\n    security_expires: 2027-06-30\n"
    site.replace("mkdocs.yml", "  bansac:\n", f"  bansac:\n{lines}")
    site.build("--no-cards", "--no-search")
    assert (site.site / ".well-known/security.txt").read_text(encoding="utf-8") == (
        "Contact: https://e.vn/report\nContact: mailto:safe@e.vn\nExpires: 2027-06-30T00:00:00Z\n"
        f"Preferred-Languages: vi, en, sv, ar\nCanonical: {SITE_URL}.well-known/security.txt\n"
    )


@pytest.mark.parametrize(
    ("contact", "expires"),
    [
        ("safe@e.vn", "2027-06-30"),
        ("http://e.vn/", "2027-06-30"),
        ("https://e.vn/\nX: y", "2027-06-30"),
        ("https://e.vn/", None),
        ("https://e.vn/", "soon"),
    ],
)
def test_security_refuses_what_nobody_can_use(contact: str, expires: object) -> None:
    with pytest.raises(ConfigError):
        render_security(contacts=[contact], expires=expires, languages=["vi"], site_url=SITE_URL)


def test_security_moment_in_universal_time() -> None:
    moment = dt.datetime(2027, 6, 30, 7, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    text = render_security(contacts=["tel:+84-1"], expires=moment, languages=["vi"], site_url="https://e.vn/repo/")
    assert "Expires: 2027-06-30T00:00:00Z\n" in text
    assert "Canonical: https://e.vn/.well-known/security.txt\n" in text
