"""Runs axe-core in a tab: WCAG 2.2 level A and AA, and what its makers count as best practice."""

from __future__ import annotations

import json
from pathlib import Path

import axe_playwright_python  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Page

_SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, off by itself
}
_RUN = """async (options) => (await axe.run(document, options)).violations.map(({ id, nodes }) =>
  [id, nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary.split('\\n')[1].trim()}`)])"""


def violations(page: Page) -> list[str]:
    """What is wrong with the page as it stands now: for each broken rule, its name and the first three places."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_SCRIPT)
    return [f"{rule}: {json.dumps(places[:3], ensure_ascii=False)}" for rule, places in page.evaluate(_RUN, _OPTIONS)]
