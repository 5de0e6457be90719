"""The real site, built once into a temporary folder and served; a Chromium to look at it with.

Every tab that a test opens is watched: an error in the console, an answer of 400 or more, or
a request to another host fails the test, whatever else it is about.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Error, Playwright, sync_playwright
from web import PREFERS_NO_LANGUAGE, PROJECT, SITE_URL, Chromium, Look, Tab, Web, serving

from small import Site

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real project, copied and built. Test processes side by side share one; nobody changes it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    root = shared / "real"
    with FileLock(shared / "real.lock"):
        if not (root / "site").is_dir():
            copy(root).build(env={"BANSAC_SITE_URL": SITE_URL})
    return Site(root)


def copy(root: Path) -> Site:
    """A copy of what the project's people write."""
    shutil.rmtree(root, ignore_errors=True)
    for name in ("content", "brand", "overrides"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy2(PROJECT / "mkdocs.yml", root)
    return Site(root)


@pytest.fixture(scope="session")
def web(project: Site) -> Iterator[Web]:
    """The served site."""
    with serving(project.site) as served:
        yield served


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Chromium:
    """The system's Chromium, or else Playwright's own."""
    system = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return Chromium(system or playwright.chromium.executable_path, tuple(FLAGS), sandbox=not is_root)


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: Chromium) -> Iterator[Browser]:
    """Chromium without a window."""
    try:
        found = playwright.chromium.launch(executable_path=chromium.path, args=chromium.flags, chromium_sandbox=chromium.sandbox)
    except Error as error:
        pytest.fail(f"no Chromium: install the system's, or run `playwright install chromium`\n{error}", pytrace=False)
    yield found
    found.close()


@pytest.fixture
def look(browser: Browser, web: Web) -> Iterator[Look]:
    """Opens tabs, each with a profile of its own: ``look(width=390, scheme="dark", script=False)``."""
    tabs: list[Tab] = []

    def open_tab(
        *, width: int = 1280, scheme: Any = "light", script: bool = True, offers: bool = False, web: Web = web, **rest: Any
    ) -> Tab:
        height = 844 if width < 600 else 900
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=script,
            reduced_motion="reduce",
            service_workers="block",
            **rest,
        )
        context.set_default_timeout(30_000)
        if not offers:
            context.add_init_script(PREFERS_NO_LANGUAGE)
        tabs.append(Tab(context.new_page(), web))
        return tabs[-1]

    yield open_tab
    problems = [problem for tab in tabs for problem in tab.problems]
    for tab in tabs:
        tab.context.close()
    assert problems == []
