"""Addresses that content may lead to: one form for Markdown, front matter and data."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bansac.errors import Report
from bansac.markdown import analyse
from bansac.weblinks import MAX_LENGTH, is_elsewhere, is_safe
from trial import Bench

ADDRESSES = yaml.safe_load((Path(__file__).parent / "addresses.yml").read_text(encoding="utf-8"))
SAFE: list[str] = ADDRESSES["safe"]
UNSAFE: list[str] = [*ADDRESSES["unsafe"], "https://e.example/" + "a" * MAX_LENGTH]
IN_LINES = [url for url in UNSAFE if url.strip() == url != "" and "\n" not in url]
"""A line of Markdown cannot hold the others: white space around an address is none of it."""


@pytest.mark.parametrize("url", SAFE)
def test_safe(url: str) -> None:
    assert is_safe(url)


@pytest.mark.parametrize("url", UNSAFE, ids=lambda url: repr(url)[:40])
def test_unsafe(url: str) -> None:
    assert not is_safe(url)


@pytest.mark.parametrize("url", IN_LINES, ids=lambda url: repr(url)[:40])
@pytest.mark.parametrize("form", ["[a]({})", "[a](<{}>)", "[a][b]\n\n[b]: {}", "> [b]: {}\n\n[a][b]", "- a\n- [b]: {}", "[{}]({})"])
def test_markdown_refuses_it_in_every_form(form: str, url: str) -> None:
    report = Report()
    analyse(form.replace("{}", url), path=Path("content/vi/a.md"), first_line=1, report=report)
    assert report.errors or "b]: " in form  # a definition ends at the first space, as it does for the engine
    assert all(error.line and error.path for error in report.errors)


@pytest.mark.parametrize("url", [url for url in UNSAFE if url], ids=lambda url: repr(url)[:40])
def test_data_refuse_it(url: str, bench: Bench) -> None:
    records = yaml.safe_load(bench.site.read("content/data/sources.yml"))
    records[0]["url"] = url
    outcome = bench.attempt({"content/data/sources.yml": yaml.safe_dump(records, allow_unicode=True)}, only="vi/about/sources")
    if outcome.errors:
        assert {error.path and error.path.as_posix() for error in outcome.errors} == {"content/data/sources.yml"}
        assert all(error.line for error in outcome.errors)
    else:  # the reader of addresses puts small slips right: a space, capitals, a missing slash
        page = next(text for url, text in outcome.pages.items() if url.endswith("about/sources/"))
        assert "javascript:" not in page.lower()
        assert is_safe(
            page.split('<ul class="all-sources">')[1].split('href="')[1].split('"')[0].replace("&#34;", '"').replace("&amp;", "&")
        )


@pytest.mark.parametrize("url", ["//e.example", "\\\\e.example", "/\\e.example", "\t//e.example", "/\n/e.example", "\u200b//e.example"])
def test_elsewhere_without_a_scheme(url: str) -> None:
    assert is_elsewhere(url)


@pytest.mark.parametrize("url", ["/a//b", "../a/", "#a", "a/b", "./", "", "?q=//e"])
def test_here(url: str) -> None:
    assert not is_elsewhere(url)


@pytest.mark.parametrize("target", ["//evil/", "///evil", "/\\evil", "https://a@e.example/", "javascript:alert(1)", "x", "", *IN_LINES])
def test_banner_refuses_it(target: str, bench: Bench) -> None:
    text = {"class": "important", "heading": {"vi": "A"}, "from": "2025-01-01T00:00+07:00"}
    link = {"url": target, "text": {"vi": "x"}}
    outcome = bench.attempt({"content/banner.yml": yaml.safe_dump({**text, "link": link}, allow_unicode=True)}, only="vi/about")
    assert {error.path and error.path.as_posix() for error in outcome.errors} == {"content/banner.yml"}
    assert all(error.line for error in outcome.errors)
