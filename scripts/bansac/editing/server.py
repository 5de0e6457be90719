"""The server of the editor: this machine alone, one person, no other site.

It listens on the loopback address; :mod:`bansac.editing.door` says who may come in. A page elsewhere, even
one on another port of this machine, gets nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from importlib import resources
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from bansac.editing.door import LOCKED, Door
from bansac.editing.room import Room
from bansac.errors import BansacError
from bansac.loopback import loopback_server, serving
from bansac.media import MAX_BYTES

KINDS: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".yml": "text/yaml; charset=utf-8",
}
PAGES = {"/": "desk.html", "/editor/": "editor.html"}
_SCRIPTS = ("desk.css", "desk.js", "editor.css", "start.js", "files.js", "desk.html", "editor.html")
_REFUSED = {"outside": HTTPStatus.FORBIDDEN, "not_editable": HTTPStatus.FORBIDDEN, "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE}


class EditorServer:
    """The editor, served to one browser of this machine.

    Args:
        room: What is served.
        port: Port on the loopback address; 0 takes a free one.
    """

    def __init__(self, room: Room, port: int) -> None:
        self._server = loopback_server(port, BaseHTTPRequestHandler)
        self.door = Door(self._server.server_port)
        self._server.RequestHandlerClass = partial(_Handler, room=room, door=self.door)

    def running(self) -> AbstractContextManager[None]:
        """Serve until the block ends."""
        return serving(self._server)


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    timeout = 60

    def __init__(self, *args: Any, room: Room, door: Door) -> None:
        self._room = room
        self._door = door
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer a reading request."""
        path, query = self._asked()
        if not self._door.is_named(self.headers):
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        elif path == "/" and "key" in query:
            self._let_in(query["key"][0])
        elif not self._door.lets_read(self.headers):
            self._refuse(HTTPStatus.FORBIDDEN, LOCKED if path == "/" else "")
        else:
            self._get(path)

    def do_PUT(self) -> None:
        """Save a file."""
        self._change(self._put)

    def do_DELETE(self) -> None:
        """Delete a file."""
        self._change(self._delete)

    def do_POST(self) -> None:
        """Record that a translation follows its source."""
        self._change(self._accept)

    def _get(self, path: str) -> None:
        if path in PAGES:
            self._static(PAGES[path])
        elif path == "/setup.json":
            self._json(self._room.setup())
        elif path == "/files":
            self._json([asdict(entry) for entry in self._room.content.listed()])
        elif path.startswith("/files/"):
            self._read(path.removeprefix("/files/"))
        elif path == "/events":
            self._events()
        elif path == "/static/logo.svg":
            self._send((self._room.desk.project.brand / "mark" / "mark.svg").read_bytes(), KINDS[".svg"])
        elif path.startswith("/static/"):
            self._static(path.removeprefix("/static/"))
        else:
            self._bundled(path.removeprefix("/editor/"))

    def _change(self, act: Any) -> None:
        path, _ = self._asked()
        length = self.headers.get("Content-Length", "")
        size = int(length) if length.isdecimal() else 0
        if size > MAX_BYTES or self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"≤ {MAX_BYTES:,} bytes")
            return
        body = self.rfile.read(size)
        if not self._door.is_named(self.headers):
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        elif not self._door.lets_change(self.headers):
            self._refuse(HTTPStatus.FORBIDDEN)
        else:
            try:
                act(path, body)
            except FileNotFoundError:
                self._refuse(HTTPStatus.NOT_FOUND)
            except BansacError as error:
                said = error.message
                text = f"{said.vi} {said.remedy_vi}" if self._room.language == "vi" else f"{said.en} {said.remedy_en}"
                self._refuse(_REFUSED.get(error.code, HTTPStatus.UNPROCESSABLE_ENTITY), text)

    def _put(self, path: str, body: bytes) -> None:
        name = path.removeprefix("/files/")
        changed = self._room.content.write(name, body)
        self.send_response(HTTPStatus.NO_CONTENT)
        self._heads(KINDS[".txt"], framed=False)
        self.send_header("X-Changed", "yes" if changed else "no")
        self.end_headers()

    def _delete(self, path: str, _body: bytes) -> None:
        self._room.content.delete(path.removeprefix("/files/"))
        self._send(b"", "text/plain", HTTPStatus.NO_CONTENT)

    def _accept(self, path: str, _body: bytes) -> None:
        if not path.startswith("/accept/"):
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        self._room.desk.accept(path.removeprefix("/accept/"))
        self._send(b"", "text/plain", HTTPStatus.NO_CONTENT)

    def _read(self, name: str) -> None:
        try:
            self._send(self._room.content.read(name), KINDS.get(PurePosixPath(name).suffix, "application/octet-stream"))
        except FileNotFoundError:
            self._refuse(HTTPStatus.NOT_FOUND)
        except BansacError as error:
            self._refuse(_REFUSED.get(error.code, HTTPStatus.FORBIDDEN))

    def _static(self, name: str) -> None:
        if name not in _SCRIPTS:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        data = (resources.files("bansac.editing") / "web" / name).read_bytes()
        if name in PAGES.values():
            data = data.replace(b'<html lang="vi">', f'<html lang="{self._room.language}">'.encode())
        self._send(data, KINDS[PurePosixPath(name).suffix], framed=name == "editor.html")

    def _bundled(self, name: str) -> None:
        folder = self._room.bundle.resolve()
        file = (folder / name).resolve()
        if not file.is_relative_to(folder) or not file.is_file() or file.suffix not in KINDS:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        self._send(file.read_bytes(), KINDS[file.suffix])

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self._heads("text/event-stream", framed=False)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        number = -1
        try:
            while True:
                now = self._room.desk.wait(number)
                said = f"data: {json.dumps(self._situation(now), ensure_ascii=False)}\n\n" if now.number != number else ": here\n\n"
                self.wfile.write(said.encode())
                self.wfile.flush()
                number = now.number
        except OSError:
            return

    def _situation(self, now: Any) -> dict[str, Any]:
        desk = self._room.desk
        there = [path for path in now.saved if (desk.project.root / path).is_file()]
        pages = [address for path in there if (address := desk.address(path)) is not None]
        prefixes = tuple(locale.prefix for locale in desk.project.locales if locale.prefix)
        sources = [address for address in pages if not address.startswith(prefixes)]
        return {**asdict(now), "page": next(iter(sources + pages), None)}

    def _asked(self) -> tuple[str, dict[str, list[str]]]:
        parts = urlsplit(self.path)
        return unquote(parts.path), parse_qs(parts.query)

    def _let_in(self, key: str) -> None:
        if not self._door.fits(key):
            self._refuse(HTTPStatus.FORBIDDEN, LOCKED)
            return
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Set-Cookie", self._door.cookie)
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def _json(self, data: Any) -> None:
        self._send(json.dumps(data, ensure_ascii=False).encode(), KINDS[".json"])

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, *, framed: bool = False) -> None:
        self.send_response(status)
        self._heads(kind, framed=framed)
        if status != HTTPStatus.NO_CONTENT:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _heads(self, kind: str, *, framed: bool) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", self._room.policy(framed=framed))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")

    def _refuse(self, status: HTTPStatus, text: str = "") -> None:
        self._send((text or status.phrase).encode(), KINDS[".txt"], status)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Say nothing: the terminal is for saves and errors."""
