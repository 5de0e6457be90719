"""What a page loads, and what it leaves behind on the visitor's machine: nothing from or for others."""

from __future__ import annotations

import pytest
from web import LOCALES, Look, Web, codes

STORED = """async () => ({
  cookie: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


@pytest.mark.parametrize("code", codes())
def test_pages_load_whole_and_store_nothing(code: str, look: Look, web: Web) -> None:
    """Errors, failed answers and other hosts fail every test of this folder; here on every page of the source language."""
    tab = look()
    for seen in web.of(code) if code == LOCALES[0].code else web.kinds(code):
        tab.go(seen.path)
    assert tab.page.evaluate(STORED) == {"cookie": "", "local": [], "session": [], "databases": 0, "workers": 0}
    assert tab.context.cookies() == []
