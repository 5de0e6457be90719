"""Drawings and templates that others open: no script, no event, nothing from another place.

An SVG file may be opened by itself, and then it is a page: what a browser would run or fetch in it is refused.
Only elements that draw are allowed, so that a new trick of the format is refused as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "use"})
_PAINT: Final = frozenset({"linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "style"})
_DRAWS: Final = _SHAPES | _PAINT | {"svg", "title", "desc", "metadata", "g", "defs", "symbol"}
_ATTRIBUTE_SPACES: Final = ("{http://www.w3.org/XML/1998/namespace}",)
_URL: Final = re.compile(r"url\(\s*['\"]?\s*(?!#)[^)]*\)?", re.IGNORECASE)
_CSS: Final = re.compile(r"@import[^;]*|\\[0-9a-f]|expression\s*\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_SCHEME: Final = re.compile(r"^[\s\x00-\x20]*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_PACKAGE: Final = re.compile(r"""["']@[\w-]+/[^"']*["']""")
_REMOTE: Final = re.compile(r"""(?:image|read|import|include|bibliography|plugin)\s*\(?\s*["']\s*[a-z][\w+.-]*://[^"']*["']""")
_HTML: Final = re.compile(
    r"<\s*(?:script|iframe|object|embed|link|form|base|foreignObject)\b[^>]*>?"
    r"|<[^>]*\son\w+\s*=[^>\s]*"
    r"|<[^>]*\s(?:src|srcset|background|poster|action|formaction)\s*=\s*['\"]?[^>\s]*"
    r"|javascript\s*:[^'\"\s>]*"
    r"|@import[^;]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a file must not have.

    Attributes:
        line: Where it stands, from 1.
        found: What it is.
    """

    line: int
    found: str


def svg_faults(data: bytes) -> Iterator[Fault]:
    """What an SVG file must not have: scripts, events, other namespaces, references out of it, entities, style sheets of others."""
    doctype = False
    for match in re.finditer(rb"<!(?:DOCTYPE|ENTITY)[^>\[]*>?|<\?xml-stylesheet[^>]*>?", data, re.IGNORECASE):
        doctype = True
        yield Fault(data.count(b"\n", 0, match.start()) + 1, match[0].decode("utf-8", "replace"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        yield Fault(error.lineno or 1, str(error.msg))
        return
    document = root.getroottree().docinfo
    if (document.encoding or "UTF-8").upper() not in {"UTF-8", "ASCII", "US-ASCII"}:
        yield Fault(1, f"encoding {document.encoding}")
    if document.doctype and not doctype:
        yield Fault(1, document.doctype)
    for node in root.iter():
        yield from (Fault(node.sourceline or 1, found) for found in _node_faults(node, root))


def _node_faults(node: etree._Element, root: etree._Element) -> Iterator[str]:
    if node.tag is etree.Comment:  # type: ignore[comparison-overlap]  # lxml has a function where a name would be
        return
    if not isinstance(node.tag, str):
        yield etree.tostring(node, encoding="unicode", with_tail=False)
        return
    space, _, name = node.tag.rpartition("}")
    if space != f"{{{SVG}" or name not in _DRAWS or (node is root and name != "svg"):
        yield f"<{name}>"
        return
    if name == "style":
        yield from _style_faults("".join(node.itertext()))
    for key, value in node.items():
        yield from _attribute_faults(key, value)


def _attribute_faults(key: str, value: str) -> Iterator[str]:
    space, _, name = key.rpartition("}")
    if space and f"{space}}}" not in _ATTRIBUTE_SPACES and key != _XLINK:
        yield f"{name}="
    elif name.lower().startswith("on") or name == "base" or _leads_out(name, value):
        yield f'{name}="{value}"'
    else:
        yield from _style_faults(value)


def _leads_out(name: str, value: str) -> bool:
    return _SCHEME.match(value) is not None or (name.lower() in {"href", "src"} and not value.strip().startswith("#"))


def _style_faults(text: str) -> Iterator[str]:
    for pattern in (_URL, _CSS):
        yield from (match[0] for match in pattern.finditer(text))


def template_faults(text: str, suffix: str) -> Iterator[Fault]:
    """What a template of a sheet (``.typ``) or of a mail (``.html``) must not have: files from elsewhere, scripts, pictures."""
    patterns = (_PACKAGE, _REMOTE) if suffix == ".typ" else (_HTML, _URL)
    for pattern in patterns:
        yield from (Fault(text.count("\n", 0, match.start()) + 1, match[0]) for match in pattern.finditer(text))
