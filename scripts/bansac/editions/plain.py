"""The body of a page without anything that needs a style, a script or another file.

What readers get from looks (a separator, a hidden label, a picture's meaning) is put into
words or left out, so that the text reads well from top to bottom.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bansac.editions import TEXT

_REMOVED = "svg, script, style, button, dialog, template, [hidden]"
_DECORATION = "[aria-hidden=true]"
_DRAWING = "[role=img][aria-label]"
_TITLES = "p[class$=__title], p[class$=__topic]"
"""Titles that are no headings and look like titles only by their style."""
_APART = ".strength, .commitment__figure, .event__date time"
"""What its look sets apart from the words after it."""
_KEPT = frozenset({"href", "lang", "dir", "colspan", "rowspan", "scope", "start", "value"})
_KEPT_OF_HEADINGS = frozenset({*_KEPT, "id"})
"""Links lead to pages and headings only, so no other id is needed."""
_HEADINGS = frozenset({"h2", "h3", "h4"})
_INLINE = frozenset({"a", "abbr", "b", "bdi", "cite", "code", "em", "q", "small", "span", "strong", "sup", "time"})
_BLOCKS = frozenset({"blockquote", "details", "dl", "figure", "h2", "h3", "h4", "ol", "p", "pre", "table", "ul"})
_FILLED = "p, li, div, span, figure, section, ul, ol, b"
_BARE = "span:not([lang]), time"
_HREF = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)(")')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def plain_html(html: str) -> str:
    """Reduce the HTML of a body to text, headings, lists, tables and links.

    Args:
        html: The body as rendered.

    Returns:
        The same text, its addresses as they were.
    """
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    _put_into_words(body)
    _number_notes(body)
    _part_words(body)
    _reduce(body)
    lines = (line.strip() for line in (body.inner_html or "").splitlines())
    return "\n".join(line for line in lines if line)


def to_text_editions(html: str) -> str:
    """Let links to pages of the site lead to their text editions; files, anchors and other sites stay as they are."""
    return _HREF.sub(lambda match: match[1] + _text_edition(match[2]) + match[3], html)


def to_absolute(html: str, *, base_url: str) -> str:
    """Make the links of a reduced body absolute."""
    return _HREF.sub(lambda match: match[1] + escape(urljoin(base_url, match[2].replace("&amp;", "&"))) + match[3], html)


def _text_edition(href: str) -> str:
    path, mark, fragment = href.partition("#")
    if _SCHEME.match(href) or not path or not path.endswith("/"):
        return href
    return f"{path}{TEXT}{mark}{fragment}"


def _put_into_words(body: LexborNode) -> None:
    """Leave out what only decorates; pictures become what they mean."""
    for node in body.css(_REMOVED):
        node.decompose()
    for node in body.css(_DECORATION):
        if any(character.isalnum() for character in node.text()):
            node.decompose()
    for node in body.css(_DRAWING):
        node.replace_with(_paragraph(node.attributes.get("aria-label") or ""))
    _name_pictures(body)
    for node in body.css(_TITLES):
        node.inner_html = f"<b>{node.inner_html}</b>"
    for node in body.css(_APART):
        if node.next is not None:
            node.insert_after(" ·")


def _name_pictures(body: LexborNode) -> None:
    """Leave of each picture what it shows."""
    for node in body.css("picture source"):
        node.decompose()
    for node in body.css("img"):
        alt = node.attributes.get("alt")
        node.replace_with(f"[{alt}]" if alt else "")
    for node in body.css("picture"):
        node.unwrap()


def _reduce(body: LexborNode) -> None:
    """Leave out attributes, elements that say nothing without a style, and what is empty."""
    for node in body.css("*"):
        attributes = node.attrs
        kept = _KEPT_OF_HEADINGS if node.tag in _HEADINGS else _KEPT
        for name in [name for name in node.attributes if name not in kept]:
            del attributes[name]
    for node in body.css(_BARE):
        node.unwrap()
    for node in reversed(body.css("div, section")):
        if not node.attributes and all(child.tag in _BLOCKS or not (child.text() or "").strip() for child in node.iter(include_text=True)):
            node.unwrap()
    for node in body.css(_FILLED):
        if node.parent is not None and node.child is None:
            node.decompose()


def _number_notes(body: LexborNode) -> None:
    """Note marks as numbers in brackets: ``[1] [2]``."""
    for node in body.css("sup.cite"):
        for link in node.css("a"):
            number = link.text(strip=True)
            link.inner_html = f"[{number}]"
            link.insert_before(" ")
        node.unwrap()


def _part_words(body: LexborNode) -> None:
    """A space between two elements of a line that only their style keeps apart."""
    for node in body.css(", ".join(sorted(_INLINE))):
        before = node.prev
        if before is not None and before.tag in _INLINE and not before.text()[-1:].isspace():
            node.insert_before(" ")


def _paragraph(text: str) -> LexborNode:
    node = LexborHTMLParser(f"<p>[{escape(text)}]</p>").css_first("p")
    if node is None:
        raise RuntimeError(text)
    return node
