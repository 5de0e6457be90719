"""Addresses elsewhere, asked of a real server on this machine."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bansac.style import external
from bansac.style.external import Answer, Asking, ask, is_public
from small import Site

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


class Server(ThreadingHTTPServer):
    """Answers by path, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, float]] = []
        self.busy = 0
        self.most = 0
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def answer(self) -> None:
        with self.server.lock:
            self.server.asked.append((self.command, self.path, time.monotonic()))
            self.server.busy += 1
            self.server.most = max(self.server.most, self.server.busy)
        time.sleep(0.02)
        status = int(match[1]) if (match := re.match(r"/(\d{3})", self.path)) else 200
        if self.path == "/slow":
            time.sleep(2)
        if self.path == "/nohead" and self.command == "HEAD":
            status = 405
        with self.server.lock:
            self.server.busy -= 1
        self.send_response(status)
        if self.path.startswith("/302"):
            self.send_header("Location", self.path.removeprefix("/302"))
        body = b"x" * 100_000 if self.command == "GET" and status == 200 else b""
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return

    do_GET = do_HEAD = answer  # noqa: N815  # the base class names them so

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Server() as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


def asked(server: Server, *paths: str, timeout: float = 0.5, pause: float = 0.0) -> dict[str, str]:
    asking = Asking(timeout=timeout, pause=pause, may_ask=lambda _host: True)
    return {
        url.removeprefix(server.origin): str(answer) for url, answer in ask([server.origin + path for path in paths], asking, NOW).items()
    }


def test_answers_are_told_apart(server: Server) -> None:
    found = asked(server, "/", "/404", "/410", "/403", "/503", "/nohead", "/302/there", "/302/404", "/slow")
    assert found | {"/slow": ""} == {
        "/": "200", "/404": "404", "/410": "410", "/403": "403", "/503": "503", "/nohead": "200",
        "/302/there": "200", "/302/404": "404", "/slow": "",
    }  # fmt: skip
    assert "timed out" in found["/slow"]
    methods = Counter((method, path) for method, path, _ in server.asked)
    assert methods["HEAD", "/"] == 1
    assert ("GET", "/") not in methods, "a head is enough where it is given"
    assert ("GET", "/there") not in methods, "a redirect is followed by the same method"
    assert methods["GET", "/nohead"] == 1


def test_one_request_at_a_time_to_a_host_with_a_pause(server: Server) -> None:
    asked(server, *(f"/{letter}" for letter in "abcd"), pause=0.1)
    assert server.most == 1
    times = [when for _, _, when in server.asked]
    assert all(later - earlier >= 0.1 for earlier, later in itertools.pairwise(times))


def test_a_host_that_does_not_exist_is_gone() -> None:
    url = "http://nowhere.invalid/"
    found = ask([url], Asking(timeout=1, may_ask=lambda _host: True), NOW)[url]
    assert found.gone or found.status, "a proxy may answer for it"


def test_too_many_requests_is_not_asked_again_at_once(server: Server) -> None:
    assert asked(server, "/429") == {"/429": "429"}
    assert [method for method, _, _ in server.asked] == ["HEAD"]


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "192.168.1.1"])
def test_nothing_at_home_is_asked(host: str) -> None:
    assert not is_public(host)


def test_a_redirect_does_not_lead_home(server: Server) -> None:
    """The first host may be asked, the one that it names may not."""
    url = f"http://localhost:{server.server_address[1]}/302{server.origin}/secret"
    found = ask([url], Asking(timeout=1, may_ask=lambda host: host == "localhost"), NOW)[url]
    assert str(found) == "not public"
    assert not any("secret" in path and path.startswith("/secret") for _, path, _ in server.asked)


def test_which_answers_stop_a_check() -> None:
    def answer(status: int, reason: str = "") -> Answer:
        return Answer(status, reason, NOW.isoformat())

    assert [answer(status).gone for status in (200, 301, 401, 403, 404, 410, 429, 500)] == [False] * 4 + [True] * 2 + [False] * 2
    assert answer(0, "no-host").gone
    assert not answer(0, "timed out").gone


@pytest.fixture
def linked(site: Site, server: Server, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The small site with all its sources at the server."""
    monkeypatch.setattr(external, "is_public", lambda _host: True)
    monkeypatch.setattr(external, "PAUSE", 0.0)
    number = iter(range(1000))
    sources = re.sub(r"url: https?://\S+", lambda _: f"url: {server.origin}/source-{next(number)}", site.read("content/data/sources.yml"))
    site.write("content/data/sources.yml", sources)
    for path in sorted((site.root / "content").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if "](http" in text:
            site.write(path.relative_to(site.root).as_posix(), re.sub(r"\]\(https?://[^)]*\)", f"]({server.origin}/page)", text))
    return site


def test_check_asks_on_request_and_keeps_answers(linked: Site, server: Server) -> None:
    assert linked.run("check").code == 0
    assert server.asked == [], "no check asks by itself"
    first = linked.run("check", "--external", "--limit", "3", "--timeout", "2")
    assert first.code == 0
    assert "đã hỏi 3 ·" in first.out
    assert len(server.asked) == 3
    second = linked.run("check", "--external")
    total = int(re.search(r"↗ (\d+) địa chỉ, đã hỏi (\d+)", second.out)[1])  # type: ignore[index]
    assert f"đã hỏi {total - 3} ·" in second.out
    assert len({path for _, path, _ in server.asked}) == total, "none is asked twice"
    assert "đã hỏi 0 ·" in linked.run("check", "--external").out
    kept = linked.root / "build" / "cache" / "links.json"
    old = {url: {**answer, "asked": "2020-01-01T00:00:00+00:00"} for url, answer in json.loads(kept.read_text()).items()}
    kept.write_text(json.dumps(old))
    assert f"đã hỏi {total} ·" in linked.run("check", "--external").out


def test_a_gone_address_is_an_error_at_every_place(linked: Site, server: Server) -> None:
    linked.write("content/data/sources.yml", linked.read("content/data/sources.yml").replace("/source-0\n", "/404-gone\n"))
    path = "content/vi/about/privacy.md"
    linked.write(path, linked.read(path).rstrip() + f"\n\n[Một](<{server.origin}/404-gone>) và [hai]({server.origin}/503-later#x).\n")
    done = linked.run("check", "--external")
    assert done.code == 1
    assert re.search(r"✗ content/data/sources\.yml:\d+: Quy tắc broken-link: địa chỉ không còn \(404\): http", done.err)
    assert f"✗ {path}:" in done.err
    assert f"! {path}:" in done.err, "a passing fault is a warning"
    skip = f"external:\n  skip:\n  - url: {server.origin}/404\n    reason: {{vi: Thử., en: A test.}}\n"
    from small import PROJECT  # noqa: PLC0415

    rules = re.sub(r"(?m)^exceptions:\n(?:  - .*\n)+", "", (PROJECT / "content" / "style.yml").read_text(encoding="utf-8"))
    linked.write("content/style.yml", rules.replace("external:\n  skip: []\n", skip))
    assert linked.run("check", "--external").code == 0


def test_builds_ask_nobody(linked: Site, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a request")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert linked.run("check", "--readability").code == 0
    assert server.asked == []
