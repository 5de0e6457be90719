"""A text with its protected parts: shortcodes, links, code and addresses become marks that tools show as tags.

A translator moves marks and does not write them, so a link or a figure cannot be lost by
a slip of the hand. Joined again, the parts are the text, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bansac.markdown import SHORTCODE

Form = Literal["open", "close", "alone"]

_PROTECTED = re.compile(
    rf"(?P<shortcode>{SHORTCODE.pattern})"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:(?!(?P=ticks)).)+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<address><(?:https?://|mailto:)[^\s<>]+>)"
    r"|(?P<field>\{[a-z_]+\})"
    r"|(?P<tag></?\d+/?>)"
    r"|(?P<link>(?<!!)\[(?P<inner>(?:[^\[\]`\\]|\\.|`[^`\n]*`)*)\](?P<target>\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]+\]))",
)
_KINDS = ("shortcode", "code", "address", "field", "tag", "link")


@dataclass(frozen=True)
class Mark:
    """A protected part of a text.

    Attributes:
        id: Number within the unit; both ends of a link have the same.
        form: The start or the end of a link, or a part that stands alone.
        kind: ``shortcode``, ``code``, ``address``, ``field``, ``tag`` or ``link``.
        raw: What stands in the text.
    """

    id: int
    form: Form
    kind: str
    raw: str


Part = str | Mark
Parts = tuple[Part, ...]


def parts_of(text: str) -> Parts:
    """Cut a text into words and marks; the marks are numbered as they come."""
    return tuple(_numbered(_cut(text)))


def raw_text(parts: Iterable[Part]) -> str:
    """The text that parts were cut from."""
    return "".join(part if isinstance(part, str) else part.raw for part in parts)


def marks_of(parts: Iterable[Part]) -> list[Mark]:
    """The marks alone, in order."""
    return [part for part in parts if isinstance(part, Mark)]


def has_words(text: str) -> bool:
    """Whether there is anything to translate beside the marks."""
    return any(re.search(r"\w", part) for part in _cut(text) if isinstance(part, str))


def told(parts: Iterable[Part]) -> tuple[str | tuple[int, Form], ...]:
    """Words and numbered marks, without what the marks stand for: what tools can change."""
    found: list[str | tuple[int, Form]] = []
    for part in parts:
        if isinstance(part, Mark):
            found.append((part.id, part.form))
        elif found and isinstance(found[-1], str):
            found[-1] += part
        elif part:
            found.append(part)
    return tuple(found)


def numbered_like(source: Sequence[Part], text: str) -> Parts:
    """Cut a translation, and give its marks the numbers of the same marks of the source.

    Marks that the source has not get numbers of their own after all of those.
    """
    parts = list(_cut(text))
    free = [mark for mark in marks_of(source) if mark.form != "open"]
    last = max((mark.id for mark in free), default=0)
    opened: list[int] = []
    for place, part in enumerate(parts):
        if not isinstance(part, Mark):
            continue
        if part.form == "open":
            opened.append(place)
            continue
        same = next((mark for mark in free if mark.form == part.form and alike(mark, part)), None)
        if same is None:
            last += 1
        else:
            free.remove(same)
        number = same.id if same else last
        parts[place] = replace(part, id=number)
        if part.form == "close":
            start = opened.pop()
            parts[start] = replace(parts[start], id=number)  # type: ignore[type-var]  # what was opened is a mark
    return tuple(parts)


def alike(one: Mark, other: Mark) -> bool:
    """Whether two marks say the same, however a shortcode is spaced and ordered."""
    return one.kind == other.kind and _sense(one) == _sense(other)


def _sense(mark: Mark) -> object:
    return sorted(mark.raw.strip("{} \t").split()) if mark.kind == "shortcode" else mark.raw


def _cut(text: str) -> Iterable[Part]:
    position = 0
    for match in _PROTECTED.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        position = match.end()
        kind = next(name for name in _KINDS if match[name] is not None)
        if kind == "link":
            yield Mark(0, "open", kind, "[")
            yield from _cut(match["inner"])
            yield Mark(0, "close", kind, "]" + match["target"])
        else:
            yield Mark(0, "alone", kind, match[0])
    if position < len(text):
        yield text[position:]


def _numbered(parts: Iterable[Part]) -> Iterable[Part]:
    last = 0
    opened: list[int] = []
    for part in parts:
        if isinstance(part, str):
            yield part
            continue
        if part.form == "close":
            yield replace(part, id=opened.pop())
            continue
        last += 1
        if part.form == "open":
            opened.append(last)
        yield replace(part, id=last)
