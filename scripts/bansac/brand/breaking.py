"""Where a line may break, and lines of even length.

Breaking is by words, at a zero width space, and between any two characters of
Chinese and Japanese text except where closing marks would start a line or opening
ones end it. Scripts without spaces (Thai, Lao, Khmer, Burmese) need the zero width
space between words; it is drawn as nothing. Chinese and Japanese words that have it
break there alone, so that no word is torn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fontTools import unicodedata as scripts

_IDEOGRAPHIC: Final = frozenset({"Hani", "Hira", "Kana", "Bopo"})
_NO_START: Final = frozenset("、。，．：；？！）」』】》〉〕〗·…—ー々％”’")
_NO_END: Final = frozenset("（「『【《〈〔〖“‘")
_SHARED: Final = frozenset("·…—“”‘’")
"""Marks that other scripts use as well; they allow a break only beside an ideograph."""
_SPACES: Final = re.compile(r"[ \t\n\u2000-\u200a\u205f\u3000]+")
_HARD_SPACES: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2010": "-"})
_ZERO_WIDTH: Final = "\u200b"


@dataclass(frozen=True, slots=True)
class Piece:
    """What can not be broken; ``tight`` when no space goes before it."""

    text: str
    tight: bool


def plain(text: str) -> str:
    """A text as it is drawn: composed letters, hard spaces and hyphens as common ones, nothing invisible."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char for char in composed if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Zl", "Zp"})


def split_pieces(text: str) -> list[Piece]:
    """A text cut where its lines may break; hard spaces and hyphens become common ones."""
    found: list[Piece] = []
    for word in _SPACES.split(text.strip()):
        tight = False
        for bare in filter(None, word.translate(_HARD_SPACES).split(_ZERO_WIDTH)):
            for part in [bare] if _ZERO_WIDTH in word else _split_ideographs(bare):
                found.append(Piece(part, tight))
                tight = True
    return found


def _split_ideographs(word: str) -> list[str]:
    parts: list[str] = []
    for character in word:
        previous = parts[-1][-1] if parts else ""
        free = _is_ideograph(character) or _is_ideograph(previous)
        if parts and not (free and character not in _NO_START and previous not in _NO_END):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _is_ideograph(character: str) -> bool:
    return bool(character) and (scripts.script(character) in _IDEOGRAPHIC or character in (_NO_START | _NO_END) - _SHARED)


def broken(pieces: Sequence[Piece], widths: Sequence[float], space: float, room: float) -> tuple[str, ...] | None:
    """Fill lines greedily; None when a piece is wider than a line."""
    lines: list[str] = []
    filled = 0.0
    for piece, width in zip(pieces, widths, strict=True):
        if width > room:
            return None
        gap = 0.0 if piece.tight else space
        if lines and filled + gap + width <= room:
            lines[-1] += ("" if piece.tight else " ") + piece.text
            filled += gap + width
        else:
            lines.append(piece.text)
            filled = width
    return tuple(lines)


def balanced(pieces: Sequence[Piece], widths: Sequence[float], space: float, room: float, count: int) -> tuple[str, ...]:
    """The same number of lines in the narrowest column, found by halving."""
    low, high = max(widths), room
    best = broken(pieces, widths, space, room) or ()
    for _ in range(12):
        middle = (low + high) / 2
        lines = broken(pieces, widths, space, middle)
        if lines is not None and len(lines) <= count:
            best, high = lines, middle
        else:
            low = middle
    return best
