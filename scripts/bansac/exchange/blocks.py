"""A Markdown body as blocks: what a translator translates, and the skeleton around it.

Headings, paragraphs, items of lists, cells of tables, and the ``alt`` and ``caption`` of
figures are texts. Ids, bullets, bars, shortcodes on lines of their own and code blocks are
skeleton. Joined again, the pieces are the body, byte for byte, whatever the body is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bansac.exchange.marks import has_words
from bansac.markdown import SHORTCODE
from bansac.translation import TRANSLATABLE_OPTIONS

_HEADING = re.compile(r"^(#{1,6}[ \t]+)(.*?)((?:[ \t]*\{#([a-z0-9][a-z0-9-]*)\})?[ \t]*)$")
_ITEM = re.compile(r"^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)(.*)$")
_QUOTE = re.compile(r"^([ \t]*(?:>[ \t]?)+)(.*)$")
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"^[ ]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$")
_SEPARATOR = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\[\]]+\]:")
_BAR = re.compile(r"(?:\\.|`[^`]*`|[^|\\`]|[\\`])+|\|")
_OPTION = re.compile(rf"([ \t](?:{'|'.join(sorted(TRANSLATABLE_OPTIONS))})=\")([^\"\n]*)(?=\")")
_SPACES = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
START = "start"
"""Name of what stands before the first heading."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a body.

    Attributes:
        text: What stands there.
        kind: ``heading``, ``paragraph``, ``item``, ``quote``, ``cell``, ``alt``, ``caption``; empty for skeleton.
        key: Name of a text within the page: ``#resolution``, a heading, and ``resolution/2``, the second text after it.
        line: Line of the body, from 0.
    """

    text: str
    kind: str = ""
    key: str = ""
    line: int = 0


def split(body: str) -> list[Piece]:
    """Cut a body into pieces."""
    return list(_named(_blocks(body)))


def joined(pieces: Iterable[Piece], texts: Mapping[str, str]) -> str:
    """The body with other texts in the place of those named."""
    return "".join(texts.get(piece.key, piece.text) if piece.kind else piece.text for piece in pieces)


def outline(pieces: Iterable[Piece]) -> list[tuple[str, str]]:
    """Keys and kinds of the texts: what two bodies of the same structure share."""
    return [(piece.key, piece.kind) for piece in pieces if piece.kind]


def bones(pieces: Iterable[Piece]) -> list[str]:
    """The skeleton without its white space, and a sign for each text between."""
    return ["\0" if piece.kind else "".join(piece.text.split()) for piece in pieces if piece.kind or piece.text.strip()]


@dataclass
class _Open:
    """A block of several lines that is being read."""

    kind: str
    line: int
    text: str


def _blocks(body: str) -> Iterator[Piece]:
    block: _Open | None = None
    for number, line, is_code in _lines(body):
        bare = line.rstrip("\n")
        prefixed = _ITEM.match(bare) or _QUOTE.match(bare)
        alone = is_code or _stands_alone(bare)
        if block and not alone and not prefixed:
            block.text += line
            continue
        if block:
            yield from _trimmed(block.text, block.kind, block.line)
            block = None
        if alone:
            yield from [Piece(line, line=number)] if is_code else _single(line, bare, number)
        elif prefixed:
            yield Piece(prefixed[1], line=number)
            block = _Open("item" if _ITEM.match(bare) else "quote", number, line[len(prefixed[1]) :])
        else:
            block = _Open("paragraph", number, line)
    if block:
        yield from _trimmed(block.text, block.kind, block.line)


def _lines(body: str) -> Iterator[tuple[int, str, bool]]:
    """Number, text with its end, and whether a line belongs to a code block; only a line feed ends a line."""
    fence = ""
    for number, line in enumerate(re.findall(r"[^\n]*\n|[^\n]+", body)):
        mark = _FENCE.match(line)
        yield number, line, bool(fence or mark)
        if not fence:
            fence = mark[1] if mark else ""
        elif mark and mark[1].startswith(fence) and not line.strip(" \t\n`~"):
            fence = ""


def _stands_alone(bare: str) -> bool:
    if not bare.strip() or bare.lstrip().startswith("|") or bare.startswith("#"):
        return True
    return any(form.match(bare) for form in (_RULE, _SEPARATOR, _REFERENCE)) or SHORTCODE.fullmatch(bare.strip()) is not None


def _single(line: str, bare: str, number: int) -> Iterator[Piece]:
    """The pieces of a line that is a block of its own."""
    if heading := _HEADING.match(bare):
        yield Piece(heading[1], line=number)
        yield Piece(heading[2], "heading", heading[4] or "", number)
        yield Piece(line[len(heading[1]) + len(heading[2]) :], line=number)
    elif bare.lstrip().startswith("|") and not _SEPARATOR.match(bare):
        for cell in _BAR.findall(bare):
            yield from _trimmed(cell, "cell", number) if cell != "|" else [Piece(cell, line=number)]
        yield Piece(line[len(bare) :], line=number)
    elif SHORTCODE.fullmatch(bare.strip()):
        position = 0
        for option in _OPTION.finditer(line):
            yield Piece(line[position : option.start(2)], line=number)
            yield Piece(option[2], option[1].strip(' \t="'), line=number)
            position = option.end(2)
        yield Piece(line[position:], line=number)
    else:
        yield Piece(line, line=number)


def _trimmed(text: str, kind: str, line: int) -> Iterator[Piece]:
    match = _SPACES.match(text)
    before, words, after = match.groups() if match else ("", text, "")
    yield Piece(before, line=line)
    yield Piece(words, kind, line=line)
    yield Piece(after, line=line)


def _named(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Drop empty pieces, take texts without a word for skeleton, and name the others."""
    section, count = START, 0
    seen = {START}
    for piece in pieces:
        if not piece.text:
            continue
        if piece.kind == "heading":
            section, count = piece.key or f"line-{piece.line}", 0
            while section in seen:
                section += "-"
            seen.add(section)
        if not piece.kind or not has_words(piece.text):
            yield Piece(piece.text, line=piece.line)
        elif piece.kind == "heading":
            yield replace(piece, key=f"#{section}")
        else:
            count += 1
            yield replace(piece, key=f"{section}/{count}")
