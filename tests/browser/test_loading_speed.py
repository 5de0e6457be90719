"""Pages are light and do not jump while they load."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from web import Look, Tab, Web, codes

LIMITS = {
    **dict.fromkeys(("article", "news", "news-list", "value", "plan", "section"), 75_000),
    **dict.fromkeys(("home", "timeline", "wide"), 95_000),
}
"""Bytes of a first visit, by layout: 75 kB, but for the few pages that are pictures or long lists."""
LIMIT_REQUESTS = 12
NOTHING = 0.001
"""A cumulative layout shift below this is shown as 0; a letter that is a hair narrower until its font has come stays far below."""

SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput)
      shifts.push([entry.value, ...entry.sources.map(({ node }) => node?.className || node?.nodeName)]);
  }).observe({ type: 'layout-shift', buffered: true });
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("layout", ["home", "article"])
@pytest.mark.parametrize("code", codes())
def test_nothing_jumps(code: str, layout: str, width: int, look: Look, web: Web) -> None:
    """On a slow line, where the fonts come late."""
    tab = look(width=width)
    _slow_down(tab)
    tab.page.add_init_script(SHIFTS)
    page = tab.go(web.one(code, f"layout-{layout}").path)
    page.evaluate("document.fonts.ready.then(() => true)")
    _scroll_through(page)
    shifts = page.evaluate("shifts")
    assert sum(value for value, *_ in shifts) < NOTHING, shifts


def _slow_down(tab: Tab) -> None:
    devtools = tab.context.new_cdp_session(tab.page)
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": 150, "downloadThroughput": 180_000, "uploadThroughput": 80_000}
    )


def _scroll_through(page: Page) -> None:
    for part in range(1, 6):
        page.evaluate("part => scrollTo(0, document.body.scrollHeight * part / 5)", part)
        page.wait_for_timeout(60)


@pytest.mark.parametrize("code", codes())
def test_first_visit_is_light(code: str, look: Look, web: Web, record_property: Callable[[str, object], None]) -> None:
    """A page with an empty cache, text compressed as any host does; fonts and pictures are compressed already."""
    for layout, limit in LIMITS.items():
        tab = look()
        page = tab.go(web.one(code, f"layout-{layout}").path)
        page.evaluate("document.fonts.ready.then(() => true)")
        sizes = {response.url: _size(response.headers["content-type"], response.body()) for response in tab.responses}
        print(f"{code} {layout}: {sum(sizes.values()) / 1000:.1f} kB in {len(tab.requests)} requests")  # noqa: T201  # shown by pytest -rP
        record_property(f"{layout}-bytes", sum(sizes.values()))
        assert len(tab.requests) <= LIMIT_REQUESTS
        assert sum(sizes.values()) <= limit, sizes


def _size(kind: str, data: bytes) -> int:
    return len(data) if kind.startswith(("font/", "image/png", "image/jpeg", "image/webp")) else len(gzip.compress(data, 9))
