"""Lists of news: what is on each page, and how little a new item changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest

from bansac.newslists import PER_PAGE, Listing, older_pages, years_of
from small import Site


@dataclass(frozen=True)
class Item:
    path: str
    topics: tuple[str, ...] = ("policy",)


def news(count: int) -> list[Item]:
    """So many items, newest first."""
    return [Item(f"news/{2020 + number // 30}/item-{number}.md") for number in reversed(range(count))]


def lists(count: int) -> dict[int | None, list[str]]:
    items = news(count)
    return {number: [item.path for item in Listing(number=number).items(items)] for number in (None, *range(1, older_pages(count) + 1))}


@pytest.mark.parametrize(("count", "pages"), [(0, 0), (1, 0), (20, 0), (39, 0), (40, 1), (59, 1), (60, 2), (2000, 99)])
def test_front_list_keeps_the_newest(count: int, pages: int) -> None:
    assert older_pages(count) == pages
    front = len(lists(count)[None])
    assert front == count if count < 2 * PER_PAGE else PER_PAGE <= front < 2 * PER_PAGE


@pytest.mark.parametrize("count", [0, 7, 39, 40, 41, 99, 100, 500])
def test_every_item_stands_on_one_page(count: int) -> None:
    found = lists(count)
    assert [path for number in sorted(found, key=lambda number: -(number or 9999)) for path in found[number]] == [
        item.path for item in news(count)
    ]
    assert {len(found[number]) for number in found if number} <= {PER_PAGE}


def test_what_stands_on_a_page_stays() -> None:
    for count in range(90):
        before, after = lists(count), lists(count + 1)
        assert all(after[number] == before[number] for number in before if number)


def test_neighbours_lead_through_all_pages() -> None:
    items = news(130)
    listing, seen = Listing(), []
    while listing:
        seen.append(listing.number)
        _, older = listing.neighbours(items)
        if older:
            assert older.neighbours(items)[0] == listing
        listing = older  # type: ignore[assignment]  # None ends it
    assert seen == [None, 5, 4, 3, 2, 1]
    assert Listing(year="2023").neighbours(items) == (Listing(year="2024"), Listing(year="2022"))
    assert years_of(items) == ["2024", "2023", "2022", "2021", "2020"]


def test_addresses() -> None:
    assert [listing.path for listing in (Listing(), Listing(number=3), Listing("policy"), Listing("policy", 2), Listing(year="2025"))] == [
        "news/index.md", "news/page/3.md", "news/topics/policy.md", "news/topics/policy/page/2.md", "news/2025.md",
    ]  # fmt: skip


ITEM = """\
---
title: Tin số {number}
description: Một tin để danh sách dài ra.
sources: [vns-cyber]
date: {date}
topics: [{topic}]
---

Chữ. {{{{ cite vns-cyber }}}}
"""


def write(site: Site, number: int) -> None:
    date = dt.date(2020, 3, 1) + dt.timedelta(days=number * 20)
    topic = ("policy", "multilateral")[number % 2]
    site.write(f"content/vi/news/{date.year}/item-{number:03}.md", ITEM.format(number=number, date=date, topic=topic))


@pytest.mark.slow
def test_new_item_touches_few_pages(site: Site) -> None:
    for number in range(64):
        write(site, number)
    site.build("--no-cards", "--no-search")
    for url in ("news/page/1/", "news/page/2/", "en/news/page/2/", "ar/news/2021/", "sv/news/2025/"):
        assert (site.site / url / "index.html").is_file(), url
    page = site.page("en/news/page/2/")
    href = {node.attributes["rel"]: node.attributes["href"] for node in page.css("link[rel=prev], link[rel=next], link[rel=canonical]")}
    assert href == {
        "canonical": "https://bansac.example/en/news/page/2/",
        "prev": "../../../../en/news/",
        "next": "../../../../en/news/page/1/",
    }
    assert [node.attributes["hreflang"] for node in page.css("link[hreflang]")] == ["vi", "en", "sv", "ar", "x-default"]
    assert len(page.css(".news-row")) == PER_PAGE
    assert page.css_first(".pager [rel=next]") is not None
    assert "news/page/2/" in (site.site / "sitemap.xml").read_text(encoding="utf-8")
    assert site.run("check", "--record").code == 0
    assert "/ar/news/2021/\n" in site.read("content/addresses.txt")

    before = site.manifest()
    write(site, 64)
    site.build("--no-cards", "--no-search")
    after = site.manifest()
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path) and path.endswith("index.html")}
    item = "news/2023/item-064/index.html"
    assert item in changed
    lists = {path for path in changed if "/news/" in f"/{path}" and "item" not in path}
    assert {path.removeprefix(f"{path.split('/')[0]}/") if path[:3] in {"en/", "sv/", "ar/"} else path for path in lists} == {
        "news/index.html",
        "news/2023/index.html",
        "news/topics/policy/index.html",
    }
