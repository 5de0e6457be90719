"""The second wall: an allow-list over the rendered HTML, which must never have anything to do.

What staff write is refused where it is read (``markdown.py``, ``schema/``). Here the result
is looked at once more, without trust in that or in the engine: nh3 removes from the HTML
whatever is not on a list, and if it removes anything, the page is not published. Nothing is
mended in silence, and the bytes of a page are never touched.

Two lists. What staff wrote may become few elements with hardly an attribute; what our own
templates made is told apart by its place: the composer knows each piece, and each must stand
in the page as it was made. A piece that does not was put where HTML is text: into a link, a
title or code. The whole page may have the elements and attributes that templates use, none
of which runs, loads or leads elsewhere by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import nh3
from selectolax.lexbor import LexborHTMLParser

from bansac.finish import inspect
from bansac.finish.model import Problem
from bansac.weblinks import SCHEMES, is_elsewhere

_WRITTEN_TAGS: Final = "a b blockquote br code div em h2 h3 h4 hr li ol p pre section span strong table tbody td th thead tr ul"
_WRITTEN: Final = {
    "a": {"href", "title"},
    "b": {"data-made"},
    "div": {"class"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start"},
    "section": {"class"},
    "span": {"lang", "dir"},
}
_VALUES: Final = {
    "class": re.compile(r"band band--[a-z0-9-]+"),  # the bands of the home page, which the composer renders
    "data-made": re.compile(r""),
    "dir": re.compile(r"ltr|rtl"),
    "id": re.compile(r"[a-z0-9][a-z0-9-]*"),
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]+)?"),
    "start": re.compile(r"\d{1,9}"),
}
_HOLE: Final = '<b data-made=""></b>'
"""What stands for a piece of ours while the rest is looked at: an element, so that it counts only where elements are."""

_TEXT_TAGS: Final = (
    "a abbr article aside b bdi bdo blockquote br button caption cite code col colgroup data dd del details dfn dialog div dl dt em "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main mark menu meter "
    "nav ol optgroup option output p picture pre progress q rp rt ruby s samp search section select small source span strong sub "
    "summary sup table tbody td textarea tfoot th thead time tr u ul var wbr"
)
_DRAWN_TAGS: Final = (
    "circle clipPath defs desc ellipse g line linearGradient path polygon polyline radialGradient rect stop svg symbol text title tspan use"
)
_COMMON: Final = "class dir hidden id inert lang popover role tabindex title translate"
_DRAWN: Final = (
    "clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule focusable font-family font-size font-style "
    "font-weight gradientTransform gradientUnits height letter-spacing offset opacity pathLength points preserveAspectRatio r rx ry "
    "stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-anchor transform vector-effect viewBox visibility width x x1 x2 y y1 y2 xmlns"
)
_OWN: Final = {
    "a": "download href hreflang rel target type",
    "button": "disabled name popovertarget popovertargetaction type value",
    "col": "span",
    "colgroup": "span",
    "data": "value",
    "details": "name open",
    "dialog": "open",
    "fieldset": "disabled name",
    "form": "action autocomplete method novalidate",
    "img": "alt decoding fetchpriority height loading sizes src srcset width",
    "input": "autocapitalize autocomplete autocorrect checked disabled enterkeyhint inputmode list max maxlength min minlength name "
    "pattern placeholder readonly required spellcheck step type value",
    "label": "for",
    "li": "value",
    "meter": "high low max min optimum value",
    "ol": "reversed start type",
    "optgroup": "disabled label",
    "option": "disabled label selected value",
    "output": "for name",
    "progress": "max value",
    "select": "disabled multiple name required size",
    "source": "height media sizes srcset type width",
    "td": "colspan headers rowspan",
    "textarea": "autocomplete cols maxlength name placeholder readonly required rows spellcheck",
    "th": "abbr colspan headers rowspan scope",
    "time": "datetime",
    "use": "href",
}
_BODY: Final = re.compile(r"<body\b[^>]*>(.*)</body>", re.DOTALL)
_SHOWN: Final = 60


@dataclass(frozen=True)
class Made:
    """A piece of HTML that a template of ours made for a page.

    Attributes:
        html: The piece.
        line: Line of the shortcode that asked for it, None for what stands on a page by itself.
    """

    html: str
    line: int | None = None


@dataclass(frozen=True)
class Finding:
    """What the wall would change.

    Attributes:
        problem: What it is.
        line: Line of the page's file, where a shortcode is to blame.
        text: A text that stands near it, to look for in the file.
    """

    problem: Problem
    line: int | None = None
    text: str = ""


@cache
def fingerprint() -> str:
    """Hash of the walls themselves: a page that older walls let through is looked at again."""
    modules = (Path(__file__), Path(inspect.__file__))
    return hashlib.blake2b(b"".join(module.read_bytes() for module in modules) + version("nh3").encode(), digest_size=16).hexdigest()


def look_at_written(body: str, made: Sequence[Made]) -> Finding | None:
    """Look at the HTML of what staff wrote.

    Args:
        body: The rendered text of a page.
        made: What templates put into it, in order.
    """
    parts: list[str] = []
    position = 0
    for piece in made:
        html = piece.html.strip()
        start = body.find(html, position)
        if start < 0:
            return Finding(Problem(code="piece_changed", found=html.split("\n", 1)[0]), piece.line)
        parts += [body[position:start], _HOLE] if html else []
        position = start + len(html)
    written = "".join([*parts, body[position:]])
    holes = len(parts) // 2
    found = _changed(written, _written().clean(written))
    if found is None and (count := _holes(written)) != holes:
        found = (f"{count} ≠ {holes}", "")
    return Finding(Problem(code="not_on_list", found=found[0]), text=found[1]) if found else None


def look_at_page(html: str) -> Finding | None:
    """Look at everything that a page shows: the content of its ``<body>``."""
    match = _BODY.search(html)
    body = match[1] if match else html
    found = _changed(body, _page().clean(body)) or _borrowed(body)
    return Finding(Problem(code="not_on_list", found=found[0]), text=found[1]) if found else None


def _changed(before: str, after: str) -> tuple[str, str] | None:
    """The first place where two pieces of HTML differ as a browser reads them, and the text before it."""
    if before == after:
        return None
    was, now = (LexborHTMLParser(html).html or "" for html in (before, after))
    if was == now:
        return None
    place = next((index for index, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), min(len(was), len(now)))
    start = max(was.rfind("<", 0, place), place - _SHOWN)
    texts = re.findall(r"[^<>]*[^<>\s][^<>]*(?=<|$)", was[max(0, place - 10 * _SHOWN) : start])
    return was[start : place + _SHOWN], texts[-1].strip() if texts else ""


def _borrowed(html: str) -> tuple[str, str] | None:
    """The first drawing that repeats a shape of another document."""
    body = LexborHTMLParser(html).body if "<use" in html.lower() else None
    addresses = [node.attributes.get("href") or "" for node in body.css("use")] if body else []
    return next(((f'<use href="{address}">', "") for address in addresses if not address.startswith("#")), None)


def _here(url: str) -> str | None:
    """An address without a scheme, if it stays on this host."""
    return None if is_elsewhere(url) else url


def _holes(html: str) -> int:
    body = LexborHTMLParser(html).body
    return len(body.css("b[data-made]")) if body else 0


def _only_known(_tag: str, name: str, value: str) -> str | None:
    form = _VALUES.get(name)
    return value if form is None or form.fullmatch(value) else None


@cache
def _written() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_WRITTEN_TAGS.split()),
        attributes=_WRITTEN,
        attribute_filter=_only_known,
        link_rel=None,
        url_schemes=set(SCHEMES),
        url_relative=_here,
    )


@cache
def _page() -> nh3.Cleaner:
    attributes = {tag: set(names.split()) for tag, names in _OWN.items()}
    for tag in _DRAWN_TAGS.split():
        attributes[tag] = attributes.get(tag, set()) | set(_DRAWN.split())
    attributes["*"] = set(_COMMON.split())
    return nh3.Cleaner(
        tags={*_TEXT_TAGS.split(), *_DRAWN_TAGS.split()},
        attributes=attributes,
        generic_attribute_prefixes={"aria-", "data-"},
        link_rel=None,
        url_schemes=set(SCHEMES),
        url_relative=_here,
    )
