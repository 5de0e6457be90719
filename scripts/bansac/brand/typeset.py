"""Lines of text for pictures: which font, how large, and how they are drawn.

Where a line may break is in :mod:`bansac.brand.breaking`. The lines of a title are
balanced: none is much shorter than the others.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final, Literal, TypeAlias

from PIL import ImageDraw, ImageFont

from bansac.brand.breaking import Piece, balanced, broken, plain, split_pieces
from bansac.brand.fontbook import FontBook
from bansac.errors import BrandError

Direction: TypeAlias = Literal["ltr", "rtl"]

_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Block:
    """A text set in lines: its size in pixels and the lines from top to bottom."""

    size: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A size that may be tried, with the most lines it may have."""

    size: int
    lines: int


class Typesetter:
    """Measures and draws text with the fonts of a brand folder."""

    def __init__(self, book: FontBook) -> None:
        self._book = book
        self._font = lru_cache(maxsize=None)(self._load)
        self._family = lru_cache(maxsize=4096)(lambda character: book.family_for(character, drawn=True))
        self._families = lru_cache(maxsize=1024)(self._find_families)

    def width(self, text: str, size: int, weight: int, lang: str, direction: Direction) -> float:
        """The width of a line in pixels."""
        return sum(
            self._font(family, weight, size).getlength(run, direction=self._run_direction(run, direction), language=lang)
            for family, run in self._runs(text)
        )

    def draw(  # noqa: PLR0913  # a line of text has this many properties
        self,
        canvas: ImageDraw.ImageDraw,
        at: tuple[float, float],
        text: str,
        *,
        size: int,
        weight: int,
        lang: str,
        direction: Direction,
        fill: str,
    ) -> None:
        """Draw a line from its start: ``at`` is the left end of the base line, the right end for RTL."""
        x, y = at
        for family, run in self._runs(text):
            font = self._font(family, weight, size)
            turn = self._run_direction(run, direction)
            length = font.getlength(run, direction=turn, language=lang)
            left = x - length if direction == "rtl" else x
            canvas.text((left, y), run, font=font, fill=fill, anchor="ls", direction=turn, language=lang)
            x = left if direction == "rtl" else x + length

    def fit(self, text: str, room: float, weight: int, lang: str, direction: Direction, steps: Sequence[Step]) -> Block:
        """Set a text in balanced lines, in the largest size that fits.

        Args:
            text: The text; its spaces are where it may break.
            room: The width of the column in pixels.
            weight: The weight of the font.
            lang: Language, for the shaping of letters.
            direction: Direction of the text.
            steps: Sizes to try, from large to small. If none fits, the last one is cut with an ellipsis.
        """
        pieces = split_pieces(plain(text))
        for step in steps:
            widths = [self.width(piece.text, step.size, weight, lang, direction) for piece in pieces]
            space = self.width(" ", step.size, weight, lang, direction)
            lines = broken(pieces, widths, space, room)
            if lines is None or len(lines) > step.lines:
                continue
            return Block(step.size, balanced(pieces, widths, space, room, len(lines)) if lines else ())
        return self._cut(pieces, room, weight, lang, direction, steps[-1])

    def _cut(self, pieces: list[Piece], room: float, weight: int, lang: str, direction: Direction, step: Step) -> Block:
        """Fill the lines of the smallest size, letter by letter where a word is too long, and end with an ellipsis."""
        letters = "".join(("" if piece.tight else " ") + piece.text for piece in pieces).strip()
        lines: list[str] = []
        rest = letters
        while rest and len(lines) < step.lines:
            end = len(rest)
            mark = _ELLIPSIS if len(lines) == step.lines - 1 else ""
            while end > 1 and self.width(rest[:end] + (mark if end < len(rest) else ""), step.size, weight, lang, direction) > room:
                end -= 1
            if end < len(rest) and (space := rest.rfind(" ", 1, end + 1)) > 0:
                end = space
            cut = rest[:end].rstrip()
            rest = rest[end:].lstrip()
            lines.append(cut + (mark if rest else ""))
        return Block(step.size, tuple(lines))

    def _runs(self, text: str) -> list[tuple[str, str]]:
        """A line cut into runs of one family; one family for all of it where there is one."""
        families = self._families(text)
        return [
            (family, "".join(character for character, _ in group))
            for family, group in groupby(zip(text, families, strict=True), key=lambda pair: pair[1])
        ]

    def _find_families(self, text: str) -> tuple[str, ...]:
        wanted = [self._family(character) for character in text]
        named = list(dict.fromkeys(family for family in wanted if family))
        points = {ord(character) for character, family in zip(text, wanted, strict=True) if family}
        for candidate in reversed(named):
            if points <= self._book.coverage[candidate]:
                return (candidate,) * len(text)
        found: list[str] = []
        last = named[0] if named else self._book.families[0].family
        for family in wanted:
            last = family or last
            found.append(last)
        return tuple(found)

    def _run_direction(self, run: str, direction: Direction) -> Direction:
        """A run of Latin inside an Arabic line goes its own way."""
        strong = next((kind for kind in map(unicodedata.bidirectional, run) if kind in {"L", "R", "AL"}), None)
        if strong is None:
            return direction
        mixed = direction == "rtl" and any(unicodedata.bidirectional(character) in {"R", "AL"} for character in run)
        return "rtl" if mixed or strong != "L" else "ltr"

    def _load(self, family: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
        try:
            return ImageFont.truetype(self._book.path(family, weight), size, layout_engine=ImageFont.Layout.RAQM)
        except OSError as error:
            raise BrandError("bad_brand", path=self._book.path(family, weight), reason=str(error)) from error
