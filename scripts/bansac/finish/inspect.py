"""A last look at a rendered page: nothing injected, nothing foreign, every link known.

Content is made safe where it is read; this look trusts none of that and parses the page
as browsers do. It reports what stands in the page; the build checks the links it collects.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bansac.finish.links import srcset_candidates
from bansac.finish.model import Inspection, Problem

_HANDLER = re.compile(r"""on[a-z]+\s*=""")
_ADDRESSED = (
    r"[href], [xlink\:href], [action], [formaction], "  # followed or sent to
    "[src], [srcset], [imagesrcset], [poster], [background], [data]"  # loaded
)
_LOADING_LINKS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest", "preload", "prefetch", "modulepreload"}
    | {"preconnect", "dns-prefetch", "prerender"}
)
_LOADING_ATTRIBUTES = ("src", "poster", "data", "background")
_CSS_ADDRESS = re.compile(r"""(?:@import\s+|url\(\s*)["']?(?P<url>[^"')\s;]+)""", re.IGNORECASE)
_IGNORED_IN_SCHEME = re.compile(r"[\x00-\x20]+")
_SAFE_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
_DATA_SCRIPTS = frozenset({"application/ld+json", "application/json"})


def inspect_page(html: str, *, scripts: Collection[str], hosts: Collection[str] = ()) -> Inspection:
    """Look at the HTML of a page.

    Args:
        html: The page.
        scripts: The values of ``src`` that scripts may have on this page.
        hosts: Hosts that the page may load from, its own among them when it is named absolutely.

    Returns:
        The ids, links and resources of the page, and the problems, in the order of the kinds below:
        ``inline_script``, ``unknown_script``, ``event_handler``, ``active_url``, ``foreign_resource``,
        ``embedded_page``, ``meta_refresh``, ``base_element``, ``duplicate_id``.
    """
    tree = LexborHTMLParser(html)
    root = tree.root
    if root is None:
        return Inspection(ids=frozenset(), links=(), resources=(), problems=())
    problems = list(_script_problems(root, scripts=scripts))
    if _HANDLER.search(html.lower()):
        problems += _handler_problems(root)
    found = _addresses(root)
    problems += (Problem(code="active_url", found=url) for url in found.active)
    loaded = (*found.resources, *found.forms)
    problems += (Problem(code="foreign_resource", found=url) for url in loaded if _is_foreign(url, hosts=hosts))
    problems += _element_problems(root)
    ids = Counter(node.id or "" for node in root.css("[id]"))
    problems += (Problem(code="duplicate_id", found=name) for name, count in ids.items() if count > 1)
    return Inspection(ids=frozenset(ids), links=tuple(found.links), resources=tuple(found.resources), problems=tuple(problems))


def _script_problems(root: LexborNode, *, scripts: Collection[str]) -> Iterator[Problem]:
    for node in root.css("script"):
        attributes = node.attributes
        source = attributes.get("src", attributes.get("href"))
        if source is not None:
            if source not in scripts:
                yield Problem(code="unknown_script", found=source)
        elif (attributes.get("type") or "").strip().lower() not in _DATA_SCRIPTS:
            yield Problem(code="inline_script", found=(node.text() or "").strip()[:80])


def _handler_problems(root: LexborNode) -> Iterator[Problem]:
    for node in root.css("*"):
        for name in node.attributes:
            if name.startswith("on"):
                yield Problem(code="event_handler", found=f"<{node.tag} {name}>")


def _element_problems(root: LexborNode) -> Iterator[Problem]:
    for node in root.css("iframe, frame, object, embed, template[shadowrootmode], base[href], meta[http-equiv]"):
        if node.tag == "base":
            yield Problem(code="base_element", found=node.attributes.get("href") or "")
        elif node.tag != "meta":
            yield Problem(code="embedded_page", found=f"<{node.tag}>")
        elif (node.attributes.get("http-equiv") or "").strip().lower() == "refresh":
            yield Problem(code="meta_refresh", found=node.attributes.get("content") or "")


@dataclass
class _Addresses:
    """The addresses of a page, each once, in order."""

    links: dict[str, None] = field(default_factory=dict)
    resources: dict[str, None] = field(default_factory=dict)
    forms: dict[str, None] = field(default_factory=dict)
    active: dict[str, None] = field(default_factory=dict)

    def add(self, url: str, kind: dict[str, None]) -> None:
        """Note an address, and that it acts by itself when its scheme does."""
        kind[url] = None
        if _scheme(url) not in _SAFE_SCHEMES:
            self.active[url] = None


def _addresses(root: LexborNode) -> _Addresses:
    found = _Addresses()
    for node in root.css(_ADDRESSED):
        attributes = node.attributes
        for name in ("href", "xlink:href"):
            value = attributes.get(name)
            if value is not None:
                found.add(value, _kind_of_href(node.tag or "", attributes, found=found))
        for name in ("action", "formaction"):
            value = attributes.get(name)
            if value is not None:
                found.add(value, found.forms)
        for value in _loaded(attributes):
            found.add(value, found.resources)
    for node in root.css("style, [style]"):
        text = node.text() if node.tag == "style" else node.attributes.get("style")
        for match in _CSS_ADDRESS.finditer(text or ""):
            found.add(match["url"], found.resources)
    return found


def _kind_of_href(tag: str, attributes: dict[str, str | None], *, found: _Addresses) -> dict[str, None]:
    if tag in {"a", "area"}:
        return found.links
    if tag == "link":
        loads = _LOADING_LINKS.intersection((attributes.get("rel") or "").lower().split())
        return found.resources if loads else {}
    return {} if tag == "base" else found.resources


def _loaded(attributes: dict[str, str | None]) -> Iterable[str]:
    for name in _LOADING_ATTRIBUTES:
        value = attributes.get(name)
        if value is not None:
            yield value
    for name in ("srcset", "imagesrcset"):
        value = attributes.get(name)
        if value:
            yield from (url for url, _ in srcset_candidates(value))


@lru_cache(maxsize=1 << 14)
def _scheme(url: str) -> str:
    """The scheme of an address as a browser reads it, which drops line ends and spaces within."""
    head, colon, _ = _IGNORED_IN_SCHEME.sub("", url).partition(":")
    return head.lower() if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", head) else ""


def _is_foreign(url: str, *, hosts: Collection[str]) -> bool:
    plain = _IGNORED_IN_SCHEME.sub("", url).replace("\\", "/")
    if _scheme(plain) not in {"", "http", "https"}:
        return False
    host = urlsplit(plain).hostname
    return host is not None and host not in hosts
