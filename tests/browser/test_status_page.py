"""The page for staff about translations: readable for everybody, in both schemes, and it asks nobody for anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe import violations
from playwright.sync_api import Browser

from small import sources
from test_status import LIMITS, git


@pytest.fixture(scope="module")
def status_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with every state, with limits above and below, and with a source that changed."""
    site = sources(tmp_path_factory.mktemp("status") / "site")
    site.write("mkdocs.yml", site.read("mkdocs.yml").rstrip("\n") + LIMITS.format(strong=5))
    git(site, "init", "-q")
    git(site, "add", "content")
    git(site, "commit", "-qm", "one")
    site.replace("content/vi/plan/index.md", "Chính phủ ban hành", "Chính phủ đã ban hành")
    assert site.run("status", "--html").code == 0
    return site.root / "build/status/index.html"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390), ("light", 320)])
def test_staff_can_read_it(status_page: Path, browser: Browser, scheme: Any, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    page.goto(status_page.as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].some(font => font.family.includes('Be Vietnam Pro') && font.status === 'loaded')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.locator(".pages a").first.get_attribute("href") == f"#{page.locator('section h3').first.get_attribute('id')}"
    assert page.locator("section ins").first.inner_text().strip().startswith("[thêm")
    assert violations(page) == []
    assert problems == []
    context.close()
