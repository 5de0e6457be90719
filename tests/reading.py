"""Reading a finished site as browsers, feed readers and search engines do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from bansac.finish.inspect import inspect_page
from small import SITE_URL, Site

XHTML = "{http://www.w3.org/1999/xhtml}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
_CSS_URL = re.compile(r"""url\(["']?([^"')]+)""")


@dataclass
class Reader:
    """Follows every address of a site.

    Attributes:
        site: The site.
        site_url: Where it is published.
        ids: The ids of the pages read so far.
    """

    site: Site
    site_url: str = SITE_URL
    ids: dict[Path, frozenset[str]] = field(default_factory=dict)

    def file(self, url: str) -> Path | None:
        """The file that a server gives for an address of the site; None for other hosts."""
        bare = url.partition("#")[0].partition("?")[0]
        if not bare.startswith(self.site_url):
            same_host = urlsplit(bare).netloc == urlsplit(self.site_url).netloc
            return self.site.root / "outside-of-the-base-path" if same_host else None
        path = self.site.site / unquote(bare.removeprefix(self.site_url))
        return path / "index.html" if bare.endswith("/") else path

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every address in every file, absolute, with the file that names it."""
        for url in self.site.pages():
            yield from ((url, urljoin(self.site_url + url, address)) for address in self._page_addresses(url))
        for path in sorted(self.site.site.rglob("*")):
            name = path.relative_to(self.site.site).as_posix()
            read = {".xml": xml_addresses, ".opml": xml_addresses, ".css": css_addresses, ".webmanifest": manifest_addresses}.get(
                path.suffix
            )
            if read is not None:
                yield from ((name, urljoin(self.site_url + name, address)) for address in read(path))

    def _page_addresses(self, url: str) -> Iterator[str]:
        page = self.site.page(url)
        path = self.site.site / url
        found = inspect_page(page.html or "", scripts=())
        self.ids[path / "index.html" if path.is_dir() else path] = found.ids
        yield from (*found.links, *found.resources)
        for node in page.css("link[href], meta[property='og:image'], meta[property='og:url']"):
            yield node.attributes.get("href") or node.attributes.get("content") or ""

    def dangling(self) -> list[str]:
        """What leads nowhere within the site: missing files and missing ids."""
        found = []
        for where, address in sorted(set(self.addresses())):
            path = self.file(address)
            if path is None or not address.startswith("http"):
                continue
            fragment = address.partition("#")[2]
            if not path.is_file() or (fragment and path.suffix == ".html" and fragment not in self._ids(path)):
                found.append(f"{where}: {address}")
        return found

    def _ids(self, path: Path) -> frozenset[str]:
        if path not in self.ids:
            self.ids[path] = inspect_page(path.read_text(encoding="utf-8"), scripts=()).ids
        return self.ids[path]


def xml_addresses(path: Path) -> Iterator[str]:
    """The addresses of a feed, a list of feeds or a sitemap, those in the HTML of its items too."""
    for node in etree.parse(path).iter():
        yield from (node.get(key) or "" for key in ("href", "url", "xmlUrl", "htmlUrl") if node.get(key))
        text = node.text or ""
        if "<" in text:
            found = inspect_page(text, scripts=())
            yield from (*found.links, *found.resources)
        elif text.startswith("http"):
            yield text


def css_addresses(path: Path) -> Iterator[str]:
    """What a style sheet loads."""
    yield from (match[1] for match in _CSS_URL.finditer(path.read_text(encoding="utf-8")))


def manifest_addresses(path: Path) -> Iterator[str]:
    """The start and the icons of a web manifest."""
    data = json.loads(path.read_text(encoding="utf-8"))
    yield from (data["start_url"], *(icon["src"] for icon in data["icons"]))


def sitemap(site: Site) -> dict[str, dict[str, str]]:
    """The pages of the sitemap with their languages."""
    tree = etree.parse(site.site / "sitemap.xml")
    return {
        entry.findtext(f"{SITEMAP}loc") or "": {link.get("hreflang") or "": link.get("href") or "" for link in entry.iter(f"{XHTML}link")}
        for entry in tree.iter(f"{SITEMAP}url")
    }


def alternates(site: Site, url: str) -> dict[str, str]:
    """The languages that the head of a page names."""
    nodes = site.page(url).css("head link[rel=alternate][hreflang]")
    return {node.attributes["hreflang"] or "": node.attributes["href"] or "" for node in nodes}


def items(site: Site, path: str) -> list[str]:
    """The addresses of the items of an RSS feed."""
    return [node.findtext("link") or "" for node in etree.parse(site.site / path).iter("item")]
