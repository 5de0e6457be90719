"""Fetching from a server that may be hostile: bounded in time and size, never to another host, decoded here.

A server may deliver other bytes to those who accept compression than to those who do not, so the encoding is asked for
in each request and decoded by us, with a limit: a small answer can unpack to a very large one.
"""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol, TypeAlias
from urllib.parse import urljoin, urlsplit

import brotli
import urllib3

Encoding: TypeAlias = Literal["identity", "gzip", "br"]
_PIECE: Final = 65_536
_HOPS: Final = 3
_TRIES: Final = 2
"""How often what did not answer is asked."""
_BUSY: Final = frozenset({429, 500, 502, 503, 504})
_OK: Final = 200
_UNPACKED: Final = frozenset({"", "identity"})
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_OVERHEAD: Final = 100_000
"""Bytes that an encoded answer may be larger than what it unpacks to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered.

    Attributes:
        url: The address that answered, after redirects within the site.
        status: The HTTP status; 0 where there was no answer.
        size: Bytes of the decoded body, as far as it was read.
        sha256: Their hash; empty where the body was not read to its end.
        media: The media type, without parameters.
        refresh: The header ``Refresh``, which sends readers elsewhere.
        moved: Where a redirect leads that was not followed.
        problem: Why there is no whole body; empty where there is.
        body: The decoded body, where it was asked for.
        unread: Whether the body came as it is and was not asked for in that way.
    """

    url: str
    status: int = 0
    size: int = 0
    sha256: str = ""
    media: str = ""
    refresh: str = ""
    moved: str = ""
    problem: str = ""
    body: bytes = b""
    unread: bool = False

    @property
    def silent(self) -> bool:
        """Whether the server gave no answer of its own: out of reach, too slow, too busy."""
        return self.status == 0 or self.status in _BUSY


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for; the attributes are the arguments of :meth:`Client.get`."""

    limit: int
    encoding: Encoding
    keep: bool
    packed: bool


class Client:
    """Asks one host.

    Args:
        base: The address of the site, ending in a slash.
        timeout: Seconds to wait for a connection or for more bytes, and, ten times that, for a whole file.
        connections: How many may be open.
        agent: How it calls itself.
    """

    def __init__(self, base: str, *, timeout: float = 15.0, connections: int = 8, agent: str = "bansac-verify") -> None:
        self.base = base
        self._host = _host(base)
        self._timeout = timeout
        self._agent = agent
        self._pool = urllib3.PoolManager(
            num_pools=2, maxsize=connections, timeout=urllib3.Timeout(connect=timeout, read=timeout), retries=False
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.clear()

    def get(
        self, url: str, *, limit: int, encoding: Encoding = "identity", keep: bool = False, follow: bool = True, packed: bool = False
    ) -> Answer:
        """Fetch an address.

        Args:
            url: The address, on the site's own host.
            limit: The most bytes of the decoded body; reading stops after them.
            encoding: The only encoding that is accepted.
            keep: Whether to keep the body.
            follow: Whether to follow redirects within the host.
            packed: Whether to read the body only if it comes packed.
        """
        answer = Answer(url)
        for _ in range(_TRIES):
            answer = self._hops(url, _Wish(limit, encoding, keep=keep, packed=packed), follow=follow)
            if not answer.silent:
                break
        return answer

    def _hops(self, url: str, wish: _Wish, *, follow: bool) -> Answer:
        answer = self._ask(url, wish)
        for _ in range(_HOPS):
            if not answer.moved or not follow or not self.inside(answer.moved):
                break
            answer = self._ask(answer.moved, wish)
        return answer  # one that still leads on after the last hop says where

    def inside(self, url: str) -> bool:
        """Whether an address is on the site's own host; ``https`` may take the place of ``http``, never the other way round."""
        scheme, name, port = _host(url)
        own_scheme, own_name, own_port = self._host
        upgraded = (own_scheme, scheme) == ("http", "https") and (own_port, port) == (80, 443)
        return name == own_name and ((scheme, port) == (own_scheme, own_port) or upgraded)

    def _ask(self, url: str, wish: _Wish) -> Answer:
        headers = {"Accept-Encoding": wish.encoding, "User-Agent": self._agent, "Accept": "*/*", "Cache-Control": "no-cache"}
        try:
            answer = self._pool.request("GET", url, headers=headers, redirect=False, preload_content=False, decode_content=False)
            with closing(answer):
                return self._read(url, answer, wish)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            return Answer(url, problem=_reason(error))

    def _read(self, url: str, answer: Any, wish: _Wish) -> Answer:
        head = answer.headers
        media = head.get("Content-Type", "").partition(";")[0].strip().lower()
        seen: dict[str, Any] = {"url": url, "status": answer.status, "media": media, "refresh": head.get("Refresh", "")}
        if answer.status in _MOVED and head.get("Location"):
            return Answer(**seen, moved=urljoin(url, head["Location"]))
        encoding = head.get("Content-Encoding", "").strip().lower()
        if wish.packed and answer.status == _OK and encoding in _UNPACKED:
            return Answer(**seen, unread=True)
        unpack, limit = _unpacker(encoding), wish.limit
        if unpack is None:
            return Answer(**seen, problem=f"Content-Encoding: {head['Content-Encoding']}")
        digest, size, kept = hashlib.sha256(), 0, bytearray()
        try:
            for piece in unpack(self._pieces(answer, limit), limit):
                digest.update(piece)
                size += len(piece)
                if wish.keep:
                    kept += piece
                if size > limit:
                    return Answer(**seen, size=size, problem=f"> {limit:,} bytes")
        except (zlib.error, brotli.error, EOFError) as error:
            return Answer(**seen, size=size, problem=f"cannot be unpacked: {error}")
        return Answer(**seen, size=size, sha256=digest.hexdigest(), body=bytes(kept))

    def _pieces(self, answer: Any, limit: int) -> Iterator[bytes]:
        """The body as it was sent, as long as it keeps within time and size."""
        until, size = time.monotonic() + 10 * self._timeout, 0
        while piece := answer.read1(_PIECE):
            size += len(piece)
            yield piece
            if size > limit + _OVERHEAD:
                return
            if time.monotonic() > until:
                raise urllib3.exceptions.HTTPError("too slow")


class _Unpack(Protocol):
    def __call__(self, pieces: Iterator[bytes], limit: int) -> Iterator[bytes]: ...


def _unpacker(encoding: str) -> _Unpack | None:
    return {"": _plain, "identity": _plain, "gzip": _gzip, "x-gzip": _gzip, "br": _brotli}.get(encoding)


def _plain(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:  # noqa: ARG001  # called as the others are
    yield from pieces


def _gzip(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """Unpack gzip (RFC 1952), whose members may follow each other, never much more than a limit at once."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    begun = False
    for piece in pieces:
        data = piece
        while data:
            if unpacker.eof:
                unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
            begun = True
            yield unpacker.decompress(data, limit + 1)
            data = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if begun and not unpacker.eof:
        raise EOFError("incomplete")


def _brotli(pieces: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """Unpack Brotli (RFC 7932), never much more than a limit at once."""
    unpacker = brotli.Decompressor()
    for piece in pieces:
        data = piece
        while data or not unpacker.can_accept_more_data():
            yield unpacker.process(data, output_buffer_limit=limit + 1)
            data = b""
    if not unpacker.is_finished():
        raise EOFError("incomplete")


def _host(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    return parts.scheme, (parts.hostname or "").lower(), port or (443 if parts.scheme == "https" else 80)


def _reason(error: Exception) -> str:
    """The kind of a failure in few words, without addresses of objects in memory."""
    cause = error.args[-1] if error.args else ""
    name = type(cause).__name__ if isinstance(cause, Exception) else type(error).__name__
    text = str(cause).rpartition(">: ")[2]
    return f"{name}: {text}" if text else name
