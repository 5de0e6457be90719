"""Text as outlines: directions, scripts, fonts and letter forms, as HarfBuzz shapes them.

A line is cut into runs of one direction (Unicode's bidirectional algorithm), one
font and one script; every run is shaped, and the runs stand from left to right as
they are read. A character without a glyph is an error, never an empty box.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from fontTools import unicodedata as scripts

from bansac.brand.breaking import plain
from bansac.brand.fontbook import FontBook, MissingGlyphError
from bansac.brand.geometry import shorten
from bansac.brand.typeset import Direction

_INHERITED: Final = frozenset({"Zyyy", "Zinh", "Zzzz"})
"""Scripts of characters that belong to the script of their neighbours."""
_MARKS: Final = frozenset({"Mn", "Mc", "Me"})


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a run: its name in the font, and its place in units of the em, y growing upwards."""

    name: str
    index: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one font, direction and script; its width is in units of the em."""

    text: str
    family: str
    font: Path
    script: str
    direction: Direction
    width: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as one path; the origin is the left end of its base line, y grows downwards.

    Attributes:
        path: Path data, to be filled with ``nonzero``.
        width: How far the line goes.
        ascent: How far its fonts reach above the base line.
        descent: How far they reach below it.
    """

    path: str
    width: float
    ascent: float
    descent: float


def shape(book: FontBook, text: str, *, size: float, weight: int, lang: str, direction: Direction) -> Line:
    """Shape a line and draw it.

    Args:
        book: The fonts.
        text: One line.
        size: The size of the em in units of the drawing.
        weight: The weight wanted; a family without it gives its nearest.
        lang: The language (BCP 47), for forms of letters that differ by language.
        direction: The direction of the line as a whole.

    Raises:
        MissingGlyphError: No font has a character of the text.
    """
    x = ascent = descent = 0.0
    out: list[str] = []
    for run in shape_runs(book, text, weight=weight, lang=lang, direction=direction):
        loaded = _load(run.font)
        out += [_placed(loaded.outline(glyph.index), x + glyph.x * size, -glyph.y * size, size) for glyph in run.glyphs]
        x += run.width * size
        ascent, descent = max(ascent, loaded.ascent * size), max(descent, loaded.descent * size)
    return Line("".join(out), x, ascent, descent)


def measure(book: FontBook, text: str, *, size: float, weight: int, lang: str, direction: Direction) -> float:
    """The width of a line, without drawing it."""
    return sum(run.width for run in shape_runs(book, text, weight=weight, lang=lang, direction=direction)) * size


def shape_runs(book: FontBook, text: str, *, weight: int, lang: str, direction: Direction) -> tuple[Run, ...]:
    """The runs of a line from left to right, shaped.

    Raises:
        MissingGlyphError: No font has a character of the text.
    """
    bare = plain(text).replace("\u200b", "")
    families = _families(book, bare, lang)
    kinds = _scripts(bare)
    levels = _levels(bare, direction)
    runs: list[tuple[int, Run]] = []
    for (level, family, script), group in groupby(range(len(bare)), key=lambda at: (levels[at], families[at], kinds[at])):
        part = "".join(bare[at] for at in group)
        path = _font_file(book, family, weight)
        runs.append((level, _shaped(part, family, path, script, lang, "rtl" if level % 2 else "ltr")))
    return tuple(_in_order(runs))


def _shaped(text: str, family: str, font: Path, script: str, lang: str, direction: Direction) -> Run:
    import uharfbuzz as hb  # noqa: PLC0415  # slow to import; only the kit shapes

    loaded = _load(font)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = direction
    buffer.script = script
    buffer.language = lang
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(loaded.font, buffer, {})
    glyphs: list[Glyph] = []
    x = 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == 0:
            raise MissingGlyphError.of(text[info.cluster], [family])
        glyphs.append(
            Glyph(
                loaded.font.get_glyph_name(info.codepoint) or str(info.codepoint),
                info.codepoint,
                (x + position.x_offset) / loaded.em,
                position.y_offset / loaded.em,
            )
        )
        x += position.x_advance
    return Run(text, family, font, script, direction, x / loaded.em, tuple(glyphs))


def _families(book: FontBook, text: str, lang: str) -> list[str]:
    """The family of every character; one for all of the line where there is one, and marks with their letters."""
    wanted = [_family(book, character, lang) for character in text]
    named = list(dict.fromkeys(family for family in wanted if family))
    points = {ord(character) for character, family in zip(text, wanted, strict=True) if family}
    for candidate in reversed(named):
        if points <= book.coverage[candidate]:
            return [candidate] * len(text)
    found: list[str] = []
    last = named[0] if named else book.families[0].family
    for character, family in zip(text, wanted, strict=True):
        shared = scripts.script(character) in _INHERITED or scripts.category(character) in _MARKS
        if family and not (shared and ord(character) in book.coverage[last]):
            last = family
        found.append(last)
    return found


@lru_cache(maxsize=16384)
def _family(book: FontBook, character: str, lang: str) -> str | None:
    return book.family_for(character, drawn=True, lang=lang)


def _scripts(text: str) -> list[str]:
    """The script of every character; what belongs to none takes that of the letter before it, or of the first one."""
    own = [scripts.script(character) for character in text]
    last = next((script for script in own if script not in _INHERITED), "Latn")
    found: list[str] = []
    for script in own:
        last = last if script in _INHERITED else script
        found.append(last)
    return found


def _levels(text: str, direction: Direction) -> list[int]:
    """The embedding level of every character (Unicode Standard Annex 9); odd ones run to the left."""
    base = 1 if direction == "rtl" else 0
    if not base and all(scripts.bidirectional(character) not in {"R", "AL", "AN"} for character in text):
        return [0] * len(text)
    from bidi import algorithm  # noqa: PLC0415  # only lines with two directions need it

    storage: Any = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, ("L", "R")[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    found: list[int] = []
    rest = iter(storage["chars"])
    entry = next(rest, None)
    for character in text:
        if entry is not None and entry["ch"] == character:
            found.append(int(entry["level"]))
            entry = next(rest, None)
        else:  # the algorithm drops controls of direction, which have no glyph
            found.append(found[-1] if found else base)
    return found


def _in_order(runs: list[tuple[int, Run]]) -> list[Run]:
    """Rule L2: from the highest level to the lowest odd one, turn every stretch of that level and above."""
    levels = [level for level, _ in runs]
    lowest = min((level for level in levels if level % 2), default=None)
    if lowest is None:
        return [run for _, run in runs]
    for turned in range(max(levels), lowest - 1, -1):
        found: list[tuple[int, Run]] = []
        for high, group in groupby(runs, key=lambda run: run[0] >= turned):
            stretch = list(group)
            found += reversed(stretch) if high else stretch
        runs = found
    return [run for _, run in runs]


def _font_file(book: FontBook, family: str, weight: int) -> Path:
    weights = book[family].files
    return book.path(family, min(weights, key=lambda has: (abs(has - weight), has)))


class _LoadedFont:
    """A font file, open, with the outlines that were asked for."""

    def __init__(self, path: Path) -> None:
        import uharfbuzz as hb  # noqa: PLC0415  # slow to import; only the kit shapes

        face = hb.Face(hb.Blob.from_file_path(path))
        self.font = hb.Font(face)
        self.em: int = face.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent, self.descent = extents.ascender / self.em, -extents.descender / self.em
        self._outlines: dict[int, tuple[tuple[str, tuple[float, ...]], ...]] = {}

    def outline(self, glyph: int) -> tuple[tuple[str, tuple[float, ...]], ...]:
        """The steps of a glyph in units of the em, y growing upwards."""
        found = self._outlines.get(glyph)
        if found is None:
            pen = _Pen(self.em)
            self.font.draw_glyph_with_pen(glyph, pen)
            found = self._outlines[glyph] = tuple(pen.steps)
        return found


class _Pen:
    """Notes the steps of a glyph, as fontTools' pens are called."""

    def __init__(self, em: int) -> None:
        self._em = em
        self.steps: list[tuple[str, tuple[float, ...]]] = []

    def _note(self, kind: str, *points: tuple[float, float]) -> None:
        self.steps.append((kind, tuple(value / self._em for point in points for value in point)))

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # names of the pen protocol
        self._note("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._note("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._note("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._note("C", *points)

    def closePath(self) -> None:  # noqa: N802
        self._note("Z")

    endPath = closePath  # noqa: N815


def _placed(steps: tuple[tuple[str, tuple[float, ...]], ...], x: float, y: float, size: float) -> str:
    out: list[str] = []
    for kind, values in steps:
        numbers = (shorten(value * size + x) if place % 2 == 0 else shorten(y - value * size) for place, value in enumerate(values))
        out.append(kind + " ".join(numbers))
    return "".join(out)


@lru_cache(maxsize=64)
def _load(path: Path) -> _LoadedFont:
    return _LoadedFont(path)


@lru_cache(maxsize=8192)
def outline_of(font: Path, glyph: int, em: int) -> str:
    """Path data of one glyph about the origin of its base line, y growing downwards, in whole units of an em.

    Args:
        font: The font file.
        glyph: The glyph's number, as in :class:`Glyph`.
        em: Units of the em.
    """
    return "".join(
        kind + " ".join(str(round(value * em) if place % 2 == 0 else round(-value * em)) for place, value in enumerate(values))
        for kind, values in _load(font).outline(glyph)
    )
