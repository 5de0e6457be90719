"""The built site as a browser meets it: served below a base path, its pages known by locale and layout."""

from __future__ import annotations

import gzip
import io
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request, Response
from selectolax.lexbor import LexborHTMLParser

from bansac.config import Locale, load_project

PROJECT = Path(__file__).parents[2]
LOCALES = load_project(PROJECT).locales
"""The locales of the project; a new one is tested without a word here."""

BASE = "/noi-nao/do/"
"""The site lies below a path: whatever holds here holds at the root of a host, not the other way round."""

SITE_URL = f"https://bansac.example{BASE}"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The strictest Content-Security-Policy that a page with styles, scripts and a search can have."""

PREFERS_NO_LANGUAGE = "Object.defineProperty(Navigator.prototype, 'languages', { get: () => [] })"
"""A script that comes first in a tab, so that no test meets the offer of another language unasked."""


@dataclass(frozen=True)
class Chromium:
    """How the browser of the tests is started.

    Attributes:
        path: The program.
        flags: What it is told.
        sandbox: Whether it may confine its processes; root may not.
    """

    path: str
    flags: tuple[str, ...]
    sandbox: bool


@dataclass(frozen=True)
class Seen:
    """A page of the built site.

    Attributes:
        path: Its address below the site's root: ``en/plan/``.
        locale: Its locale.
        layout: ``article``.
        title: Its heading.
        marks: Every class name in it.
    """

    path: str
    locale: str
    layout: str
    title: str
    marks: frozenset[str]


@dataclass(frozen=True)
class Web:
    """The served site.

    Attributes:
        folder: The built site.
        origin: ``http://127.0.0.1:port``.
    """

    folder: Path
    origin: str

    def address(self, path: str) -> str:
        return f"{self.origin}{BASE}{path}"

    @cached_property
    def pages(self) -> list[Seen]:
        """Every page but the 404 page and the redirects, which have no layout."""
        return [seen for path in sorted(self.folder.rglob("index.html")) if (seen := self._seen(path))]

    def _seen(self, path: Path) -> Seen | None:
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        layout = next((name[7:] for name in _classes(tree.body) if name.startswith("layout-")), None)
        if layout is None:
            return None
        marks = frozenset(name for node in tree.css("[class]") for name in _classes(node))
        locale = tree.root.attributes["lang"] if tree.root else None
        title = tree.css_first("h1")
        return Seen(
            path=path.relative_to(self.folder).as_posix().removesuffix("index.html"),
            locale=locale or "",
            layout=layout,
            title=title.text() if title else "",
            marks=marks,
        )

    def of(self, locale: str) -> list[Seen]:
        """The pages of a locale."""
        return [seen for seen in self.pages if seen.locale == locale]

    def kinds(self, locale: str) -> list[Seen]:
        """Few pages of a locale that show every layout and every component at least once."""
        left = self.of(locale)
        wanted = frozenset().union(*(seen.marks for seen in left))
        chosen: list[Seen] = []
        while wanted:
            best = max(left, key=lambda seen: len(seen.marks & wanted))
            chosen.append(best)
            wanted -= best.marks
        return chosen

    def one(self, locale: str, *marks: str) -> Seen:
        """The first page of a locale that has these classes."""
        return next(seen for seen in self.of(locale) if seen.marks.issuperset(marks))


def _classes(node: Any) -> list[str]:
    return (node.attributes.get("class") or "").split() if node is not None else []


def codes() -> list[str]:
    return [locale.code for locale in LOCALES]


def locale_of(code: str) -> Locale:
    return next(locale for locale in LOCALES if locale.code == code)


@dataclass
class Tab:
    """A browser tab that takes note of what it loads and of what goes wrong.

    Attributes:
        page: The tab.
        web: The site.
        requests: Addresses asked for since the last :meth:`go`.
        problems: Console errors, failed answers and requests to other hosts, never forgotten.
    """

    page: Page
    web: Web
    requests: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self._request(request.url))
        self.page.on("response", self._response)
        self.page.on("requestfailed", self._failed)
        self.page.on("pageerror", lambda error: self._problem(f"exception: {error}"))
        self.page.on("console", lambda message: self._problem(f"console: {message.text}") if message.type in {"error", "warning"} else None)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def go(self, path: str = "") -> Page:
        """Open a page of the site and wait until everything has come."""
        self.requests.clear()
        self.responses.clear()
        self.page.goto(self.web.address(path), wait_until="load")
        return self.page

    def _request(self, url: str) -> None:
        self.requests.append(url)
        if not url.startswith(self.web.origin):
            self._problem(f"asks another host: {url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the tab went on to another page
            self._problem(f"{request.url}: {request.failure}")

    def _response(self, response: Response) -> None:
        self.responses.append(response)
        if response.status >= 400:
            self._problem(f"{response.status} {response.url}")

    def _problem(self, text: str) -> None:
        self.problems.append(f"{self.page.url.removeprefix(self.web.origin)}: {text}")


Look = Callable[..., Tab]
"""Opens a tab: ``look(width=390, scheme="dark", script=False)``."""


FOR_EVER = "public, max-age=31536000, immutable"
"""How long a file may be kept whose name changes with its content."""

_NAMED_BY_CONTENT = re.compile(r"\.[0-9a-f]{8,}\.\w+$")
_COMPRESSED = (".html", ".css", ".js", ".svg", ".xml", ".json", ".webmanifest", ".txt", ".md", ".csv", ".ics", ".opml")


class _Handler(SimpleHTTPRequestHandler):
    """A good static host: files below the base path, the 404 page for the rest, text compressed, a strict policy for all."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, folder: Path) -> None:
        self._folder = folder
        super().__init__(*args, directory=str(folder))

    def send_head(self) -> Any:
        path = urlsplit(self.path).path
        local = Path(self.translate_path("/" + path.removeprefix(BASE)))
        if path.startswith(BASE) and local.exists():
            self.path = "/" + self.path.removeprefix(BASE)
            file = local / "index.html" if local.is_dir() and path.endswith("/") else local
            if file.is_file() and file.suffix in _COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
                return self._compressed(file)
            return super().send_head()
        page = self._folder / "404.html"
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(page.stat().st_size))
        self.end_headers()
        return page.open("rb")

    def _compressed(self, file: Path) -> io.BytesIO:
        data = _gzip(file, file.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return io.BytesIO(data)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", FOR_EVER if _NAMED_BY_CONTENT.search(urlsplit(self.path).path) else "no-cache")
        framed = "/embed/" in self.path
        self.send_header("Content-Security-Policy", POLICY.replace("frame-ancestors 'none'", "frame-ancestors *") if framed else POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class names it so
        """Say nothing."""


@lru_cache(maxsize=256)
def _gzip(file: Path, changed: int) -> bytes:  # noqa: ARG001  # the time of the last change is part of the key
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that closes a tab breaks off what it was loading."""


@contextmanager
def serving(folder: Path) -> Iterator[Web]:
    """Serve a built site on a free port of this machine."""
    server = _Server(("127.0.0.1", 0), lambda *args: _Handler(*args, folder=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Web(folder, f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
