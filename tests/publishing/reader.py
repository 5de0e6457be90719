"""A reader who loads pages all the while, with everything that they ask for."""

from __future__ import annotations

import hashlib
import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser
from servers import HOST


@dataclass
class Seen:
    """What a reader met.

    Attributes:
        pages: How many pages, by SHA-256 of their bytes.
        files: How many files that pages ask for.
        broken: What was not there, not whole, or of no version.
    """

    pages: Counter[str] = field(default_factory=Counter)
    files: int = 0
    broken: list[str] = field(default_factory=list)


def asked_for(html: bytes, url: str) -> Iterator[str]:
    """Addresses on the same host that a browser loads with a page."""
    tree = LexborHTMLParser(html.decode())
    rels = {"stylesheet", "icon", "manifest", "preload", "apple-touch-icon", "modulepreload"}
    found = [node.attributes.get("href") for node in tree.css("link[href]") if rels & set((node.attributes.get("rel") or "").split())]
    found += [node.attributes.get("src") for node in tree.css("script[src], img[src]")]
    found += [node.attributes.get("content") for node in tree.css('meta[property="og:image"]')]
    for target in found:
        if target:
            yield urlsplit(urljoin(url, target)).path


class Reader:
    """Loads pages over one connection that stays open, as browsers do.

    Args:
        port: Of the server.
        known: For every path all hashes that some version has.
        seed: Of the order of pages.
    """

    def __init__(self, port: int, known: Mapping[str, set[str]], *, seed: int = 0, pause: float = 0.0) -> None:
        self.seen = Seen()
        self._known = known
        self._pause = pause
        self._pages = sorted(path for path in known if path.endswith("index.html"))
        self._random = random.Random(seed)  # noqa: S311  # the same order each time
        self._line = http.client.HTTPConnection(HOST, port, timeout=10)

    def get(self, path: str) -> bytes | None:
        """A file, if it is there, whole and of a known version; otherwise it is noted as broken."""
        try:
            self._line.request("GET", path)
            answer = self._line.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self._line.close()
            self.seen.broken.append(f"{path}: {error!r}")
            return None
        if answer.status == 301 and answer.headers["Location"] != path:  # a former address
            return self.get(urlsplit(answer.headers["Location"]).path)
        digest = hashlib.sha256(body).hexdigest()
        name = path.removeprefix("/")
        if answer.status != 200 or digest not in self._known.get(f"{name}index.html" if name.endswith("/") or not name else name, ()):
            self.seen.broken.append(f"{path}: {answer.status}, {len(body)} bytes")
            return None
        return body

    def read_page(self) -> None:
        """Load one page, and after a moment all that it asks for."""
        path = "/" + self._random.choice(self._pages).removesuffix("index.html")
        html = self.get(path)
        if html is None:
            return
        self.seen.pages[hashlib.sha256(html).hexdigest()] += 1
        time.sleep(self._pause)
        for target in dict.fromkeys(asked_for(html, f"http://{HOST}{path}")):
            self.seen.files += self.get(target) is not None

    def read_until(self, end: threading.Event) -> None:
        while not end.is_set():
            self.read_page()
        self._line.close()


@contextmanager
def reading(port: int, known: Mapping[str, set[str]]) -> Iterator[list[Seen]]:
    """Two readers for as long as the block runs; one takes its time between page and files."""
    end = threading.Event()
    readers = [Reader(port, known, seed=number, pause=pause) for number, pause in enumerate((0.0, 0.05))]
    threads = [threading.Thread(target=reader.read_until, args=(end,)) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        yield [reader.seen for reader in readers]
    finally:
        end.set()
        for thread in threads:
            thread.join(timeout=30)
