"""What a search costs on far larger sites than ours: the bytes that Chromium receives until its results stand there.

The pages are ours; the index below them is made by the real code from 2,000 and from 20,000 made pages, over all
locales as ours are. The server compresses as hosts do. Each query is asked with an empty cache, on a page of results
of its own, so that it pays for the script and the head of the index as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml
from crowd import Crowd
from playwright.sync_api import expect
from web import LOCALES, PROJECT, Look, Web, codes, locale_of, serving

from bansac.search.index import build_index
from small import Site

SIZES = (2_000, 20_000)
LIMIT_BYTES = 200_000
SEARCH = "/assets/search"
"""In the address of everything that belongs to the search."""
GOLDEN = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=codes())
def crowd(request: pytest.FixtureRequest) -> Crowd:
    return Crowd(PROJECT / "content", request.param)


@pytest.fixture(scope="module")
def sites(crowd: Crowd, project: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Web]]:
    """Our site by the number of its pages, each with the index that the locale would then have."""
    entries = list(crowd.entries(max(SIZES) // len(LOCALES)))
    with ExitStack() as stack:
        served = {}
        for size in SIZES:
            folder = tmp_path_factory.mktemp(f"site-{size}")
            _link(project.site, folder, leave="assets")
            _link(project.site / "assets", folder / "assets", leave="search")
            for name, data in build_index(entries[: size // len(LOCALES)]).items():
                target = folder / "assets" / "search" / crowd.locale / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            served[size] = stack.enter_context(serving(folder))
        yield served


def _link(source: Path, target: Path, *, leave: str) -> None:
    target.mkdir(exist_ok=True)
    for path in source.iterdir():
        if path.name != leave:
            (target / path.name).symlink_to(path)


@pytest.mark.parametrize("size", SIZES)
def test_results_come_with_little(
    size: int, crowd: Crowd, sites: dict[int, Web], look: Look, record_property: Callable[[str, object], None]
) -> None:
    longest = max((entry["query"] for entry in GOLDEN[crowd.locale]["finds"]), key=len)
    queries = {"common": crowd.common, "rare": crowd.name(7), "golden": longest, "sentence": crowd.sentence}
    received = {kind: _search(look, sites[size], crowd.locale, query) for kind, query in queries.items()}
    print(f"{crowd.locale} {size}:", *(f"{kind} {count / 1000:.1f} kB" for kind, count in received.items()), queries)  # noqa: T201  # shown by pytest -rP
    record_property(f"{crowd.locale}-{size}-bytes", received)
    assert max(received.values()) <= LIMIT_BYTES, received


def _search(look: Look, web: Web, locale: str, query: str) -> int:
    """Bytes that came over the line for the search, heads and compressed bodies, in a tab with an empty cache."""
    tab = look(web=web)
    page = tab.go(f"{locale_of(locale).prefix}search/")
    assert [url for url in tab.requests if SEARCH in url] == []
    page.locator("#search-field").fill(query)
    expect(page.locator("[data-search] [role=status]")).to_have_text(re.compile(r"\d"))
    expect(page.locator(".search__results li").first).to_be_visible()
    received = [response.request.sizes() for response in tab.responses if SEARCH in response.url]
    assert len(received) >= 4  # the script, the head of the index, a file of terms, a file of results
    return sum(size["responseHeadersSize"] + size["responseBodySize"] for size in received)
