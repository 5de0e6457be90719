"""What changed between two texts, paragraph by paragraph and then word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "removed", "added"]
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.4
"""Two paragraphs that share less than this are not one that changed, but one that went and one that came."""


@dataclass(frozen=True)
class Span:
    """A stretch of a paragraph that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """A paragraph in which something changed, or a number of paragraphs in which nothing did.

    Attributes:
        spans: The paragraph; empty for what stayed.
        unchanged: How many paragraphs stayed, 0 for a change.
    """

    spans: tuple[Span, ...] = ()
    unchanged: int = 0


def changes(then: str, now: str) -> list[Change]:
    """The changes from one text to another, in order; no change, no item but one of what stayed."""
    old, new = _paragraphs(then), _paragraphs(now)
    found: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change(unchanged=b - a))
        else:
            found.extend(_replaced(old[a:b], new[c:d]))
    return found


def words(then: str, now: str) -> tuple[Span, ...]:
    """A paragraph with what went and what came, as whole words."""
    old, new = _WORD.findall(then), _WORD.findall(now)
    spans: list[Span] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Span("same", "".join(old[a:b])))
            continue
        if b > a:
            spans.append(Span("removed", "".join(old[a:b])))
        if d > c:
            spans.append(Span("added", "".join(new[c:d])))
    return tuple(_joined(spans))


def _paragraphs(text: str) -> list[str]:
    """Paragraphs and lines of lists and tables, without white space that no reader sees."""
    return [line.rstrip() for line in text.strip().splitlines() if line.strip()]


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Pair the paragraphs that changed, in order, with those most like them."""
    position = 0
    for paragraph in old:
        ratios = [(SequenceMatcher(None, paragraph, other, autojunk=False).ratio(), -index) for index, other in enumerate(new[position:])]
        best, index = max(ratios, default=(0.0, 0))
        if best < _ALIKE:
            yield Change((Span("removed", paragraph),))
            continue
        for other in new[position : position - index]:
            yield Change((Span("added", other),))
        yield Change(words(paragraph, new[position - index]))
        position += 1 - index
    for other in new[position:]:
        yield Change((Span("added", other),))


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Changes of neighbouring words as one, so that a rewritten phrase reads as a phrase and not as confetti."""
    removed, added = "", ""
    for index, span in enumerate(spans):
        between = span.kind == "same" and not span.text.strip() and (removed or added) and index + 1 < len(spans)
        if between or span.kind == "removed":
            removed += span.text
        if between or span.kind == "added":
            added += span.text
        if span.kind == "same" and not between:
            yield from _pair(removed, added)
            removed = added = ""
            yield span
    yield from _pair(removed, added)


def _pair(removed: str, added: str) -> Iterator[Span]:
    if removed.strip() or (removed and removed != added):
        yield Span("removed", removed)
    if added.strip() or (added and removed != added):
        yield Span("added", added)
