"""Runs axe-core in a tab: WCAG 2.2 level A and AA, and what its makers count as best practice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Page

_SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_OPTIONS: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2, off by itself
    "preload": False,  # for the one rule about style sheets that turn the page, which costs a fourth of the time
}
_COLOUR = "color-contrast"
WHOLE = _OPTIONS
"""Every rule."""
STRUCTURE = {**_OPTIONS, "rules": {**_OPTIONS["rules"], _COLOUR: {"enabled": False}}}
"""Every rule but the one about colours, which takes most of the time."""
COLOURS = {**_OPTIONS, "runOnly": {"type": "rule", "values": [_COLOUR]}, "rules": {}}
"""What the colour scheme decides."""

_RUN = """async (options) => (await axe.run(document, options)).violations.map(({ id, nodes }) =>
  [id, nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary.split('\\n')[1].trim()}`)])"""

_SHORTEN = """() => {
  const named = new Set([...document.querySelectorAll('*')].flatMap((node) => [...node.attributes])
    .filter(({ name }) => name.startsWith('aria-') || name === 'for').flatMap(({ value }) => value.split(' ')));
  const paths = new Map(), seen = new Map(), stays = new Set();
  for (const node of document.body.querySelectorAll('*')) {
    const path = `${paths.get(node.parentElement) ?? ''}>${node.localName}.${node.getAttribute('class') ?? ''}`;
    const times = (seen.get(path) ?? 0) + 1;
    paths.set(node, path);
    seen.set(path, times);
    const stands = node.matches('td, th') ? stays.has(node.parentElement) : times < 3 || named.has(node.id);
    for (let kept = node; stands && kept && !stays.has(kept); kept = kept.parentElement) stays.add(kept);
  }
  for (const node of paths.keys()) if (!stays.has(node)) node.remove();
}"""
"""Where the same elements of the same classes stand within the same others, two remain: lists of hundreds become short."""


def shorten(page: Page) -> None:
    """Take out what only repeats: rules judge it as they judge the first two, in twenty times the time."""
    page.evaluate(_SHORTEN)


def violations(page: Page, options: dict[str, Any] = WHOLE) -> list[str]:
    """What is wrong with the page as it stands now: for each broken rule, its name and the first three places."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_SCRIPT)
    return [f"{rule}: {json.dumps(places[:3], ensure_ascii=False)}" for rule, places in page.evaluate(_RUN, options)]
