"""A text edition in parts, each small enough to arrive at once.

Most pages are one part. A long list, such as the sources of the whole site, is cut between
its items; links to a heading or a source that stands in another part lead there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from bansac.editions import text_name

LIMIT = 14 * 1024
"""What a server sends before it waits for the first answer: ten packets, compressed."""
LONG = 8
"""A list of more items may be cut."""
_RESERVE = 256
"""Bytes left free: parts are weighed piece by piece, which is not quite what they weigh as one."""
_ID = re.compile(r'<h[2-4][^>]*? id="([^"]+)"')
_ANCHOR = re.compile(r'(<a href=")#([^"]+)"')


@dataclass
class Part:
    """One part: a piece of the body and of the list of sources."""

    body: str = ""
    sources: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class _Piece:
    """What is not cut: an element, or an item of a list with the list that it stands in."""

    html: str
    list_tag: str = ""
    place: int = 0


def weight(html: str) -> int:
    """Compressed size, as servers send it."""
    return len(zlib.compress(html.encode(), 6)) + 12  # the longer head and foot of gzip


def in_parts(body: str, sources: Sequence[dict[str, Any]], write: Callable[[Part, int, int], str]) -> tuple[str, ...]:
    """Write a text edition as few parts as the limit allows.

    Args:
        body: The reduced body.
        sources: The page's sources, each with its number.
        write: Fills the template with a part, its number and the number of parts.
    """
    whole = write(Part(body, list(sources)), 1, 1)
    if weight(whole) <= LIMIT:
        return (whole,)
    parts = _parts(body, sources, LIMIT - _RESERVE - weight(write(Part(), 1, 2)))
    places = {name: number for number, part in enumerate(parts, start=1) for name in _ids(part)}
    for number, part in enumerate(parts, start=1):
        part.body = _lead(part.body, number, places)
    return tuple(write(part, number, len(parts)) for number, part in enumerate(parts, start=1))


def _parts(body: str, sources: Sequence[dict[str, Any]], room: int) -> list[Part]:
    groups: list[tuple[list[_Piece], list[dict[str, Any]]]] = [([], [])]
    scale = _Scale()
    items: list[_Piece | dict[str, Any]] = [*_pieces(body), *sources]
    for item in items:
        size = scale.add(item.html if isinstance(item, _Piece) else " ".join(str(value) for value in item.values()))
        if scale.total > room and any(groups[-1]):
            pieces, listed = groups[-1]
            carried = [pieces.pop()] if not listed and len(pieces) > 1 and _ID.match(pieces[-1].html) else []  # no heading at an end
            groups.append((carried, []))
            scale = _Scale(size)
        if isinstance(item, _Piece):
            groups[-1][0].append(item)
        else:
            groups[-1][1].append(item)
    return [Part(_joined(pieces), listed) for pieces, listed in groups]


class _Scale:
    """Weighs pieces one after the other as one compressed stream."""

    def __init__(self, total: int = 0) -> None:
        self._stream = zlib.compressobj(6)
        self.total = total

    def add(self, text: str) -> int:
        """Weigh one more piece; returns what it adds."""
        size = len(self._stream.compress(text.encode())) + len(self._stream.flush(zlib.Z_SYNC_FLUSH)) - 4  # the mark of the flush
        self.total += size
        return size


def _pieces(body: str) -> Iterator[_Piece]:
    root = LexborHTMLParser(body).body
    for node in root.iter() if root is not None else ():
        items = list(node.iter()) if node.tag in {"ul", "ol"} else []
        if len(items) > LONG and not node.attributes:
            yield from (_Piece(item.html or "", node.tag or "", place) for place, item in enumerate(items, start=1))
        else:
            yield _Piece(node.html or "")


def _joined(pieces: Sequence[_Piece]) -> str:
    """Pieces as HTML, items of a list within it; what was cut goes on counting."""
    lines: list[str] = []
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place else None
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        if piece.list_tag and (before is None or not before.list_tag or piece.place == 1):
            lines.append(f'<ol start="{piece.place}">' if piece.list_tag == "ol" and piece.place > 1 else f"<{piece.list_tag}>")
        lines.append(piece.html)
        if piece.list_tag and (after is None or not after.list_tag or after.place == 1):
            lines.append(f"</{piece.list_tag}>")
    return "\n".join(lines)


def _ids(part: Part) -> list[str]:
    return [*_ID.findall(part.body), *(f"source-{source['n']}" for source in part.sources)]


def _lead(body: str, number: int, places: dict[str, int]) -> str:
    def target(match: re.Match[str]) -> str:
        place = places.get(match[2], number)
        return match[0] if place == number else f'{match[1]}{text_name(place)}#{match[2]}"'

    return _ANCHOR.sub(target, body)
