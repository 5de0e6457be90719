"""Comparing what a server really delivers with the manifest.

Each file is asked for plain, and also compressed, in the ways that browsers accept: a server that holds ready-packed
files beside the plain ones can be defaced in those alone. Links in pages tell what else is there.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from bansac.trust.believed import Expected, believed
from bansac.trust.client import Answer, Client, Encoding
from bansac.trust.findings import Finding, Findings, Kind
from bansac.trust.keys import LARGEST_SIGNATURE
from bansac.trust.manifest import LARGEST, MANIFEST, SIGNATURE, UNLISTED, Entry, Manifest

FOR_HOSTS: Final = frozenset({"_headers", "_redirects", ".htaccess", ".nojekyll", "CNAME"})
"""Files that tell a host how to deliver the others; hosts do not deliver them."""
_ENCODINGS: Final[tuple[Encoding, ...]] = ("identity", "gzip", "br")
TEXTS: Final = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".md", ".csv", ".ics", ".webmanifest", ".opml", ".rss", ".atom")
PLANTED: Final = (
    "index.php", "index.htm", "default.html", "home.html", "admin/", "wp-login.php", "wp-admin/", "xmlrpc.php", "shell.php", "upload.php",
    "config.php", ".env", ".git/HEAD", ".git/config", ".svn/entries", ".htaccess", ".htpasswd", "backup.zip", "backup.sql", "dump.sql",
    "server-status", "phpinfo.php", "sw.js", "service-worker.js", "ads.txt", "app-ads.txt", "crossdomain.xml", "clientaccesspolicy.xml",
    "security.txt", ".well-known/security.txt", ".well-known/apple-app-site-association", ".well-known/assetlinks.json",
    ".well-known/change-password", ".well-known/traffic-advice", "robots.txt", "sitemap.xml", "google.html", "readme.html",
)  # fmt: skip
"""Addresses at which intruders leave files, or whose files speak for a whole host."""
_MOST_LINKS: Final = 500
_ENOUGH: Final = 25
"""After so many files without an answer the server is taken to be down."""
_LARGEST_FOUND: Final = 2_000_000
_NOT_FOUND: Final = 404
_OK: Final = 200
_LINKS: Final = "a[href], link[href], area[href], script[src], img[src], iframe[src], source[src], video[src], audio[src], object[data]"

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Manner:
    """How a server is asked.

    Attributes:
        jobs: How many requests may be under way.
        timeout: Seconds to wait for an answer.
        sample: How many files to look at, chosen by chance; None for all.
        patience: Seconds to wait before looking again at what differs; a site may be just being published.
        agent: How it calls itself.
    """

    jobs: int = 8
    timeout: float = 15.0
    sample: int | None = None
    patience: float = 0.0
    agent: str = "bansac-verify"


def check_server(address: str, expected: Expected, manner: Manner, progress: Progress) -> Findings:
    """Compare a site that is delivered from an address.

    Args:
        address: The root of the site.
        expected: What is known beforehand.
        manner: How to ask.
        progress: Told how many files of how many were compared.
    """
    client = Client(address, timeout=manner.timeout, connections=manner.jobs, agent=manner.agent)
    try:
        check = _Check(client, expected, manner, progress)
        findings = check.run()
        if findings.found and (manner.patience or check.replaced()):
            time.sleep(manner.patience)
            findings = _Check(client, expected, manner, progress).run()
        return findings
    finally:
        client.close()


class _Check:
    """One look at a server."""

    def __init__(self, client: Client, expected: Expected, manner: Manner, progress: Progress) -> None:
        self.client, self.expected, self.manner, self.progress = client, expected, manner, progress
        self.findings = Findings(client.base)
        self.links: set[str] = set()
        self._raw: bytes | None = None

    def run(self) -> Findings:
        manifest = self._manifest()
        if manifest is None:
            return self.findings
        entries = self._chosen(manifest)
        with ThreadPoolExecutor(self.manner.jobs) as pool:
            answers = pool.map(lambda entry: self._file(manifest, entry), entries)
            for done, (entry, (found, links)) in enumerate(zip(entries, answers, strict=True), 1):
                self.findings.found += found
                if all(finding.kind != "unreachable" for finding in found):
                    self.findings.checked += 1 + len(list(manifest.variants(entry.path)))
                self.links |= links
                self.progress(done, len(entries))
                if len(self.findings.of("unreachable")) >= _ENOUGH:
                    answers.close()  # type: ignore[attr-defined]  # a generator, which cancels what has not begun
                    return self.findings
            self._added(manifest, pool)
        return self.findings

    def replaced(self) -> bool:
        """Whether another build was published meanwhile."""
        answer = self.client.get(urljoin(self.client.base, MANIFEST), limit=LARGEST, keep=True)
        return answer.status == _OK and not answer.problem and answer.body != self._raw

    def _manifest(self) -> Manifest | None:
        delivered: list[bytes | None] = []
        for path, limit in ((MANIFEST, LARGEST), (SIGNATURE, LARGEST_SIGNATURE)):
            answer = self.client.get(urljoin(self.client.base, path), limit=limit, keep=True)
            if answer.silent:
                self.findings.add("unreachable", path, answer.problem or f"HTTP {answer.status}")
                return None
            if answer.moved:
                self.findings.add("changed", path, f"→ {answer.moved}")
            delivered.append(answer.body if answer.status == _OK and not answer.problem else None)
        self._raw = delivered[0]
        return believed(self.expected, delivered[0], delivered[1], self.findings)

    def _chosen(self, manifest: Manifest) -> list[Entry]:
        """The files to ask for: not what only tells a host what to do, and compressed ones through the plain ones."""
        entries = [entry for path, entry in manifest.files.items() if path not in FOR_HOSTS and not manifest.is_variant(path)]
        if self.manner.sample is None or self.manner.sample >= len(entries):
            return entries
        first = [entry for entry in entries if entry.path.count("/") <= 1 and entry.path.endswith("index.html")]
        rest = [entry for entry in entries if entry not in first]
        chosen = random.SystemRandom().sample(rest, min(self.manner.sample, len(rest)))
        return first + sorted(chosen, key=lambda entry: entry.path)

    def _file(self, manifest: Manifest, entry: Entry) -> tuple[list[Finding], set[str]]:
        """Ask for a file in every encoding that matters."""
        found: list[Finding] = []
        links: set[str] = set()
        html = entry.path.endswith(".html")
        packable = entry.path.endswith(TEXTS) or any(manifest.variants(entry.path))
        for encoding in _ENCODINGS:
            url = url_of(self.client.base, entry.path)
            limit = max(entry.size, _LARGEST_FOUND) if html else entry.size
            packed = not packable and encoding != "identity"
            answer = self.client.get(url, limit=limit, encoding=encoding, keep=html, follow=entry.to is None, packed=packed)
            finding = self._compared(manifest, entry, answer, encoding)
            if finding:
                found.append(finding)
            if html:
                links |= _links(answer.body, answer.url)
            if finding and finding.kind in {"lost", "unreachable"}:
                break
        return found, links

    def _compared(self, manifest: Manifest, entry: Entry, answer: Answer, encoding: Encoding) -> Finding | None:
        way = "" if encoding == "identity" else f" ({encoding})"
        kind: Kind = "changed"
        if answer.silent:
            kind, why = "unreachable", answer.problem or f"HTTP {answer.status}"
        elif answer.moved:
            known = entry.to is not None and answer.moved in {urljoin(root, entry.to) for root in (self.client.base, manifest.site)}
            why = "" if known else f"→ {answer.moved}"
        elif answer.status != _OK and not (answer.status == _NOT_FOUND and entry.path.endswith("404.html")):
            kind, why = "lost", f"HTTP {answer.status}"
        else:
            why = _difference(entry, answer)
        return Finding(kind, entry.path, why + way) if why else None

    def _added(self, manifest: Manifest, pool: ThreadPoolExecutor) -> None:
        """What the server has beside the files of the manifest, as far as links and habit lead there."""
        nowhere = f"bansac-{manifest.digest[:24]}"
        if self._exists(nowhere):
            self.findings.add("added", f"{nowhere} (…)", "mọi địa chỉ đều có nội dung · every address is answered as if it were there")
            return
        asked: set[str] = set()
        wanted = set(PLANTED) | self._unlisted(self.links, manifest)
        while wanted := {path for path in wanted - asked if not _listed(path, manifest)}:
            batch = sorted(wanted)[: _MOST_LINKS - len(asked)]
            if not batch:
                break
            asked |= set(batch)
            further: set[str] = set()
            for path, answer in zip(batch, pool.map(self._fetch, batch), strict=True):
                if answer.status == _OK and not answer.silent:
                    self.findings.add("added", path, f"{answer.size:,} bytes")
                    further |= _links(answer.body, answer.url)
            wanted |= self._unlisted(further, manifest)

    def _exists(self, path: str) -> bool:
        return self._fetch(path).status == _OK

    def _fetch(self, path: str) -> Answer:
        return self.client.get(url_of(self.client.base, path), limit=_LARGEST_FOUND, keep=True, follow=False)

    def _unlisted(self, links: Sequence[str] | set[str], manifest: Manifest) -> set[str]:
        """Paths below the site that links lead to and the manifest does not have."""
        roots = {self.client.base, manifest.site}
        paths = {
            unquote(urlsplit(link)._replace(query="").geturl().removeprefix(root))
            for link in links
            for root in roots
            if link.startswith(root)
        }
        return {path for path in paths if not _listed(path, manifest)}


def _difference(entry: Entry, answer: Answer) -> str:
    """How a whole answer differs from a file; empty where it does not."""
    if answer.problem or answer.unread:
        return answer.problem
    if answer.size != entry.size:
        return f"{answer.size:,} ≠ {entry.size:,} bytes"
    if answer.sha256 != entry.sha256:
        return f"sha256 {answer.sha256[:16]} ≠ {entry.sha256[:16]}"
    if answer.refresh:
        return f"Refresh: {answer.refresh}"
    if entry.path.endswith(".html") and answer.media != "text/html":
        return f"Content-Type: {answer.media or '?'}"
    return ""


def url_of(base: str, path: str) -> str:
    """The address of a file: that of its folder for ``index.html``."""
    folder, slash, name = path.rpartition("/")
    return base + quote(f"{folder}{slash}" if name == "index.html" else path, safe="/~!$&'()*+,;=:@")


def _listed(path: str, manifest: Manifest) -> bool:
    return any(name in manifest.files or name in UNLISTED for name in (path, f"{path}index.html", f"{path}/index.html"))


def _links(body: bytes, url: str) -> set[str]:
    """The addresses that a page names, absolute, without what stands after ``#``."""
    return set(_named(body, url)) if body else set()


def _named(body: bytes, url: str) -> Iterator[str]:
    for node in LexborHTMLParser(body).css(_LINKS):
        for name in ("href", "src", "data"):
            value = node.attributes.get(name)
            if value:
                try:
                    yield urldefrag(urljoin(url, value.strip()))[0]
                except ValueError:
                    continue
