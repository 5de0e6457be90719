"""A page as its readers get it: paragraphs, list items, rows and headings as plain text, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bansac.formats import script_of
from bansac.markdown import SHORTCODE

Kind = Literal["paragraph", "item", "row", "heading"]

_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*(?:\{#[^}]*\})?\s*$")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_QUOTE = re.compile(r"^\s*>\s?")
_RULE = re.compile(r"^\s*(?:\|?[\s:|-]*-{3,}[\s:|-]*|\*{3,}|_{3,})$")
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^)]*)\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]+)>")
_CODE = re.compile(r"`[^`\n]*`")
_STRESS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>-])")
_END = re.compile(r"(?:[.!?؟]+[\"”»’)\]]*(?=\s|$)|[。！？]+[”’」』）]*)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.])(?:[^\W\d_]|[A-ZĐ][^\W\d_]?|TP|GS|TS|[Nn]o|St|vs|kl|bl|ca|art|núm|nr|тыс|млн|млрд|гг?|им|см|ул)\.$"
)


@dataclass(frozen=True)
class Block:
    """A piece of text that stands by itself.

    Attributes:
        kind: What it is.
        raw: As written, shortcodes and all.
        text: As read; shortcodes give one word, marks of Markdown none. Line ends are kept.
        line: Line of the file at which it begins.
        links: Texts of its links, with their offset in ``raw``.
    """

    kind: Kind
    raw: str
    text: str
    line: int
    links: tuple[tuple[str, int], ...] = ()

    def line_at(self, offset: int) -> int:
        """The line of a place in the text."""
        return self.line + self.text.count("\n", 0, offset)


def blocks(body: str, first_line: int) -> Iterator[Block]:
    """Cut a Markdown body into its blocks.

    Args:
        body: The body.
        first_line: Line of the file at which it starts.
    """
    kind: Kind = "paragraph"
    gathered: list[str] = []
    start = first_line
    for number, line in enumerate(body.split("\n"), start=first_line):
        bare = _QUOTE.sub("", line)
        opened = _kind(bare)
        if gathered and (opened is not None or not bare.strip()):
            yield _block(kind, gathered, start)
            gathered = []
        if not bare.strip() or _RULE.match(bare):
            continue
        if not gathered:
            kind, start = opened or "paragraph", number
        gathered.append(bare)
        if kind in {"heading", "row"}:
            yield _block(kind, gathered, start)
            gathered = []
    if gathered:
        yield _block(kind, gathered, start)


def sentences(text: str) -> Iterator[tuple[str, int]]:
    """The sentences of a text, with their offsets."""
    start = 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and _ABBREVIATION.search(text, max(start, match.start() - 8), match.start() + 1):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def length(text: str, code: str) -> int:
    """Characters of a Chinese text, words of any other."""
    if script_of(code) == "Hani":
        return sum(not character.isspace() for character in text)
    return sum(any(character.isalnum() for character in word) for word in text.split())


def _kind(line: str) -> Kind | None:
    if line.startswith("#"):
        return "heading"
    if line.lstrip().startswith("|"):
        return "row"
    return "item" if _ITEM.match(line) else None


def _block(kind: Kind, lines: list[str], start: int) -> Block:
    raw = "\n".join(lines)
    match = _HEADING.match(raw) if kind == "heading" else None
    text = match[1] if match else _ITEM.sub("", raw, count=1) if kind == "item" else raw
    links = tuple((match[1], match.start()) for match in _LINK.finditer(raw)) if "](" in raw else ()
    return Block(kind, raw, _plain(text), start, links)


def _plain(text: str) -> str:
    if "{{" in text:
        text = SHORTCODE.sub(lambda match: "" if match[1] == "cite" else "00", text)
    if "`" in text:
        text = _CODE.sub("00", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _AUTOLINK.sub("00", text)
    if "*" in text or "_" in text:
        text = _STRESS.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return text.replace("|", " ").replace("&lt;", "<").replace("&amp;", "&")


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    piece = text[start:end]
    if bare := piece.strip():
        yield bare, start + len(piece) - len(piece.lstrip())
