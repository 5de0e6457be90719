"""No page breaks a rule of WCAG 2.2 A or AA that a machine can check: light and dark, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe import violations
from playwright.sync_api import Page
from web import LOCALES, Look, Seen, Web, codes

SOURCE = LOCALES[0].code


def _pages(web: Web, code: str, *, every: bool) -> list[Seen]:
    return web.of(code) if every else web.kinds(code)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", codes())
def test_pages_break_no_rule(code: str, scheme: str, width: int, look: Look, web: Web) -> None:
    """All pages of the source language once; of the rest, every layout and component in both schemes and sizes."""
    tab = look(width=width, scheme=scheme)
    found = {}
    for seen in _pages(web, code, every=(code, scheme, width) == (SOURCE, "light", 1280)):
        broken = violations(tab.go(seen.path))
        if broken:
            found[seen.path] = broken
    assert found == {}
