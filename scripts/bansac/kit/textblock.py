"""A text set in balanced lines, as one path: for lockups, signs and covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from bansac.brand.breaking import balanced, broken, plain, split_pieces
from bansac.brand.fontbook import FontBook
from bansac.kit.drawing import bounds, moved_path
from bansac.kit.names import Name
from bansac.kit.shaping import measure, shape

Align: TypeAlias = Literal["left", "middle", "right"]

_LEADING: Final = 0.94
_TOGETHER: Final = ("Việt Nam", "Viet Nam")
"""Never broken: the name of the country stays in one line."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of text as a path; the first base line lies at y = 0, the aligned edge or the middle at x = 0.

    Attributes:
        path: Path data, to be filled with ``nonzero``.
        width: The width of the longest line.
        lines: The lines as they were broken.
        ascent: How far the first line's fonts reach above its base line.
        last: The base line of the last line.
        descent: How far the last line's fonts reach below it.
        top: Upper edge of what is drawn.
        bottom: Lower edge of what is drawn.
    """

    path: str
    width: float
    lines: tuple[str, ...]
    ascent: float
    last: float
    descent: float
    top: float
    bottom: float


def set_text(  # noqa: PLR0913  # a block of text has this many properties
    book: FontBook, name: Name, *, size: float, weight: int, room: float, align: Align = "left", leading: float = _LEADING
) -> TextBlock:
    """Set a text in lines of even length.

    Args:
        book: The fonts.
        name: The text with its language and direction.
        size: The size of the em in units of the drawing.
        weight: The weight wanted.
        room: The longest line; a word that is longer makes the lines as long as itself.
        align: Which edge of the lines is even.
        leading: The distance of lines, of what the fonts reach up and down.

    Raises:
        MissingGlyphError: No font has a character of the text.
    """
    lines = _lines(book, name, size, weight, room)
    shaped = [shape(book, line, size=size, weight=weight, lang=name.lang, direction=name.direction) for line in lines]
    share = {"left": 0.0, "middle": 0.5, "right": 1.0}[align]
    y = 0.0
    out: list[str] = []
    for index, line in enumerate(shaped):
        if index:
            y += (shaped[index - 1].descent + line.ascent) * leading
        out.append(moved_path(line.path, -line.width * share, y))
    path = "".join(out)
    _, top, _, bottom = bounds(path)
    width = max(line.width for line in shaped)
    return TextBlock(path, width, lines, shaped[0].ascent, y, shaped[-1].descent, top, bottom)


def _lines(book: FontBook, name: Name, size: float, weight: int, room: float) -> tuple[str, ...]:
    text = plain(name.text)
    for words in _TOGETHER:
        text = text.replace(words, words.replace(" ", "\u00a0"))
    pieces = split_pieces(text)

    def width(text: str) -> float:
        return measure(book, text, size=size, weight=weight, lang=name.lang, direction=name.direction)

    whole = "".join(("" if piece.tight else " ") + piece.text for piece in pieces).strip()
    if width(whole) <= room:
        return (whole,)
    widths = [width(piece.text) for piece in pieces]
    space = width(" ")
    column = max(room, *widths)
    lines = broken(pieces, widths, space, column) or ()
    return balanced(pieces, widths, space, column, len(lines))
