"""Another site frames a chart: the frame takes the height of its page, asks nobody else, and keeps nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser
from web import SITE_URL, Web


@contextmanager
def hosting(html: str) -> Iterator[str]:
    """A site of another origin with one page; browsers let only such a site of this machine frame what lies on it."""

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("code", "name"), [("vi", "network-growth"), ("ar", "five-values"), ("zh", "history-timeline")])
def test_a_frame_takes_the_height_of_its_chart(code: str, name: str, browser: Browser, web: Web) -> None:
    answer = json.loads((web.folder / "embed" / code / name / "oembed.json").read_text(encoding="utf-8"))
    frame = answer["html"].replace(SITE_URL, web.address(""))
    resizer = f'<script src="{web.address("embed/resize.js")}" async></script>'
    icon = '<link rel="icon" href="data:,">'
    with hosting(f'<!doctype html>{icon}<title>Host</title><body style="width:400px">{frame}{resizer}') as host:
        context = browser.new_context()
        page = context.new_page()
        asked: list[str] = []
        problems: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: problems.append(message.text))
        page.goto(host, wait_until="load")
        page.wait_for_function(f"document.querySelector('iframe').height != {answer['height']}")
        inner = page.frames[1].evaluate("document.body.getBoundingClientRect().height")
        assert abs(int(page.locator("iframe").get_attribute("height") or 0) - inner) <= 1
        assert page.frames[1].evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert [url for url in asked if not url.startswith((host, web.origin, "data:"))] == []
        assert context.cookies() == []
        assert problems == []
        context.close()
