"""Known attacks in a real browser: what the build takes is opened, and nothing of it runs or asks another host for anything.

The pages are served without the policy that servers send: the walls hold by themselves.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from payloads import Judged, harm, judge
from trial import Bench

PROVOKE = """async () => {
  const kinds = ["mouseover", "mouseenter", "pointerover", "focus", "focusin", "click", "auxclick", "toggle", "error", "load",
    "animationstart", "animationend", "beforetoggle", "input", "submit", "scroll", "wheel", "keydown", "paste"];
  addEventListener("click", event => {
    const link = event.target.closest?.("a, area");
    if (link && /^https?:|^mailto:|^tel:/.test(link.protocol ?? "")) event.preventDefault();
  }, true);
  addEventListener("submit", event => { if (/^https?:/.test(event.target.action)) event.preventDefault(); }, true);
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const element of document.querySelectorAll("body, main *, [tabindex], [autofocus]")) {
    for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: false, cancelable: true }));
    if (element.matches("a, area, button, summary, input, [onclick]")) element.click?.();
  }
  await new Promise(done => setTimeout(done, 20));
}"""
"""What a reader might do with every element of a page, at once."""
RAW = [
    "<script>canary(1)</script>",
    "<img src=x onerror=canary(2)>",
    "<p onmouseover=canary(3)>x</p>",
    "<a href=javascript:canary(4)>x</a>",
    "<iframe srcdoc='<script>parent.canary(5)</script>'></iframe>",
    "<svg><set onbegin=canary(6) attributeName=x></svg>",
]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """All attacks, each refused or on a page."""
    return judge(Bench(tmp_path_factory.mktemp("payloads") / "site"))


@pytest.fixture(scope="module")
def folder(judged: Judged, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages that hold what was taken."""
    folder = tmp_path_factory.mktemp("hostile")
    bench_assets = judged.assets
    files = {**{_file(url): text.encode() for url, text in judged.pages.items()}, **judged.files, **bench_assets}
    files["control.html"] = ("<!doctype html><title>x</title><main>" + "".join(RAW) + "</main>").encode()
    files["control-host.html"] = b"<!doctype html><title>x</title><img src=https://evil.example/x.png>"
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def _file(url: str) -> str:
    return url if url.endswith(".html") else f"{url}index.html"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def origin(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


class Watch:
    """A tab that hears of everything that content must not do."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.heard: list[str] = []
        self.here = "about:blank"
        context.expose_binding("canary", lambda _source, number: self.heard.append(f"{self.here}: script {number}"))
        context.route(lambda url: not url.startswith((origin, "about:")), self._asked)
        self.page: Page = context.new_page()
        self.page.on("dialog", lambda dialog: (self.heard.append(f"{self.here}: dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("popup", lambda popup: self.heard.append(f"{self.here}: window {popup.url}"))
        self.page.on("download", lambda download: self.heard.append(f"{self.here}: download {download.url}"))

    def _asked(self, route: Any) -> None:
        self.heard.append(f"{self.here}: asks {route.request.url[:80]}")
        route.abort()

    def look(self, address: str) -> None:
        self.here = address
        self.page.goto(address, wait_until="load")
        self.page.evaluate(PROVOKE)
        if self.page.url.split("#")[0] != address:
            self.heard.append(f"{address}: leads to {self.page.url}")


@pytest.fixture
def watch(browser: Browser, origin: str) -> Iterator[Watch]:
    context = browser.new_context(service_workers="block")
    context.set_default_timeout(30_000)
    yield Watch(context, origin)
    context.close()


def test_the_test_hears(watch: Watch, origin: str) -> None:
    """Attacks that no wall stood before: all are heard."""
    watch.look(f"{origin}control.html")
    assert {int(said.rsplit(" ", 1)[1]) for said in watch.heard} == {1, 2, 3, 4, 5, 6}
    watch.heard.clear()
    watch.look(f"{origin}control-host.html")
    assert [said.split(": ", 1)[1] for said in watch.heard] == ["asks https://evil.example/x.png"]


def test_every_attack_is_refused_by_name_or_taken_as_text(judged: Judged) -> None:
    """Thousands of attacks in all places; each error names the file and, for what stands in a file, the line."""
    assert len(judged.refused) > 2_500
    assert judged.accepted > 2_000
    for name, errors in judged.refused.items():
        for error in errors:
            assert error.path is not None, name
            assert error.path.as_posix().startswith("content/"), name
            assert error.line or name.startswith("name: "), f"{name}: {error}"
            assert "Cách sửa" in str(error)
            assert error.code != "engine_failed", name


def test_the_second_wall_has_nothing_to_do(judged: Judged) -> None:
    """The first wall stops every attack; what it leaves to the second is a shortcode in a title or in code."""
    later = {"not_on_list", "active_url", "event_handler", "inline_script", "unknown_script", "foreign_resource", "embedded_page"}
    second = {name for name, errors in judged.refused.items() for error in errors if error.code in later}
    assert second == set()


def test_no_page_has_what_a_browser_would_obey(judged: Judged) -> None:
    pages = {url: harm(html) for url, html in judged.pages.items() if 'http-equiv="refresh"' not in html}
    assert {url: found for url, found in pages.items() if found} == {}


def test_nothing_runs_and_no_host_is_asked(judged: Judged, watch: Watch, origin: str) -> None:
    names = [url for url in judged.pages if url.startswith("about/") and not url.endswith("text.html")]
    names += [
        "about/registers/text.html",
        "about/batch-0/text.html",
        "",
        "about/",
        "sv/",
        "sv/about/",
        "sv/about/registers/",
        "en/about/registers/",
    ]
    names += ["history/timeline/", "sv/history/timeline/", "news/", "sv/news/", "sv/search/"]
    names += [name for name in judged.files if name.endswith((".svg", ".html")) and "/sv/" in name]
    assert len(names) > 100
    for name in names:
        watch.look(f"{origin}{_file(name) if not name.endswith('.svg') else name}")
    assert watch.heard == []
