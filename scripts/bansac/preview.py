"""A preview on this machine: serves the last good site and tells open pages to reload.

Only the loopback address is served, and only to requests that name it, so that no page
on the internet can read a preview through a rebound host name.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from watchfiles import DefaultFilter, watch

from bansac.config import load_project
from bansac.loopback import loopback_server, serving

WATCHED = ("content", "brand", "overrides", "mkdocs.yml")
_EVENTS = "/.preview/events"
_SCRIPT = "/.preview/reload.js"
_RELOAD = (
    f'if(top===self)new EventSource("{_EVENTS}").addEventListener("reload",()=>location.reload());'
    'else addEventListener("message",event=>event.source===parent&&event.data==="reload"&&location.reload());'
).encode()
"""A page in a frame waits for the page around it, which may have sent it elsewhere by then."""
_WAIT = 15.0
"""Seconds between two signs of life on an open event stream."""


class Preview:
    """The preview server.

    Args:
        folder: The site to serve.
        port: Port on the loopback address; 0 takes a free one.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self._changed = threading.Condition()
        self._version = 0
        self._server = loopback_server(port, functools.partial(_Handler, folder=folder, preview=self))
        project = load_project(folder.parent.parent)
        self.base = project.base

    @property
    def address(self) -> str:
        """Where to look."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{self.base}"

    def running(self) -> AbstractContextManager[None]:
        """Serve until the block ends."""
        return serving(self._server)

    def reload(self) -> None:
        """Tell every open page to load again."""
        with self._changed:
            self._version += 1
            self._changed.notify_all()

    def wait(self, version: int) -> int:
        """Wait for a reload, at most a while; returns the present version."""
        with self._changed:
            if self._version == version:
                self._changed.wait(_WAIT)
            return self._version

    @property
    def version(self) -> int:
        """How many reloads there were."""
        return self._version


class _Handler(SimpleHTTPRequestHandler):
    """Serves files of the site below its base path, with the reload script added to pages."""

    def __init__(self, *args: object, folder: Path, preview: Preview, **rest: object) -> None:
        self._preview = preview
        self._folder = folder
        super().__init__(*args, directory=str(folder), **rest)  # type: ignore[arg-type]  # what the server passes

    def do_GET(self) -> None:
        """Answer one request."""
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        if host not in {"127.0.0.1", "localhost"}:
            self.send_error(421)
            return
        path = urlsplit(self.path).path
        if path == _EVENTS:
            self._events()
        elif path == _SCRIPT:
            self._send(_RELOAD, "text/javascript")
        elif not path.startswith(self._preview.base):
            self.send_response(302)
            self.send_header("Location", self._preview.base)
            self.end_headers()
        else:
            self.path = "/" + self.path.removeprefix(self._preview.base)
            self._file()

    def _file(self) -> None:
        local = Path(self.translate_path(self.path))
        if local.is_dir() and (local / "index.html").is_file() and urlsplit(self.path).path.endswith("/"):
            local /= "index.html"
        if local.suffix == ".html" and local.is_file():
            self._page(local, 200)
        elif not local.exists():
            self._page(self._not_found(local), 404)
        else:
            super().do_GET()

    def _not_found(self, local: Path) -> Path:
        """The page of the language below which nothing was found."""
        inside = local.relative_to(self._folder).parts if local.is_relative_to(self._folder) else ()
        own = self._folder / inside[0] / "404.html" if inside else self._folder
        return own if own.is_file() else self._folder / "404.html"

    def _page(self, path: Path, status: int) -> None:
        html = path.read_bytes() if path.is_file() else b"<!doctype html><title>404</title></html>"
        script = f'<script src="{_SCRIPT}"></script></body>'.encode()
        self._send(html.replace(b"</body>", script, 1), "text/html; charset=utf-8", status)

    def _send(self, data: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        version = self._preview.version
        try:
            while True:
                now = self._preview.wait(version)
                self.wfile.write(b"event: reload\ndata: 1\n\n" if now != version else b": here\n\n")
                self.wfile.flush()
                version = now
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Say nothing: the terminal is for builds and errors."""


def changes(root: Path) -> Iterator[list[str]]:
    """The names of changed files, each time something was saved."""
    folders = [path for name in WATCHED if (path := root / name).exists()]
    for batch in watch(*folders, watch_filter=DefaultFilter(), debounce=200, step=50, raise_interrupt=True):
        yield sorted({Path(name).relative_to(root).as_posix() for _, name in batch})
