"""A chart as a file: colours of one scheme, text as outlines, so that it needs no font.

Each letter is drawn once and used wherever it stands; so a file full of text stays small.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Final

from bansac.brand.css import number
from bansac.brand.tokens import Scheme, Tokens
from bansac.charts.inline import look_of
from bansac.charts.sheet import Line, Measure, Picture, Shape
from bansac.kit.shaping import outline_of, shape_runs

_EM: Final = 1000


def to_svg(picture: Picture, measure: Measure, tokens: Tokens, *, scheme: Scheme = "light", ground: str | None = "surface") -> bytes:
    """A picture as an SVG file.

    Args:
        picture: The picture.
        measure: The fonts that it was laid out with.
        tokens: The colours.
        scheme: The scheme of the colours.
        ground: The role of its ground, None for a picture that has none.

    Raises:
        MissingGlyphError: No font has a character of a text.
    """
    letters: dict[tuple[str, int], str] = {}
    size = f'width="{number(picture.width)}" height="{number(picture.height)}"'
    paint = tokens.colour(ground, scheme) if ground else "none"
    parts = [f'<path fill="{paint}" d="M0 0h{number(picture.width)}v{number(picture.height)}H0z"/>']
    for look, found in groupby(picture.items, key=lambda item: _look(item, tokens, scheme)):
        if look:
            parts.append(f'<path {look} d="{"".join(item.path for item in found if isinstance(item, Shape))}"/>')
        else:
            parts += [_line(item, measure, tokens.colour(item.role, scheme), letters) for item in found if isinstance(item, Line)]
    box = f'viewBox="0 0 {number(picture.width)} {number(picture.height)}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} {size} role="img" lang="{picture.lang}" aria-labelledby="title text">'
    words = f'<title id="title">{escape(picture.title)}</title>\n<desc id="text">{escape(picture.description)}</desc>'
    return "\n".join([head, words, "<defs>", *letters.values(), "</defs>", *parts, "</svg>\n"]).encode()


def _look(item: Shape | Line, tokens: Tokens, scheme: Scheme) -> str:
    return look_of(item).format(tokens.colour(item.role, scheme)) if isinstance(item, Shape) else ""


def _line(item: Line, measure: Measure, fill: str, letters: dict[tuple[str, int], str]) -> str:
    said = item.said
    runs = shape_runs(measure.book, said.text, weight=item.weight, lang=said.lang, direction=said.dir)
    share = {"left": 0.0, "middle": 0.5, "right": 1.0}[item.anchor]
    left = item.x - sum(run.width for run in runs) * item.size * share
    uses: list[str] = []
    x = 0.0
    for run in runs:
        for glyph in run.glyphs:
            path = outline_of(run.font, glyph.index, _EM)
            if path:
                key = (run.font.name, glyph.index)
                name = f"g{list(letters).index(key) if key in letters else len(letters)}"
                letters.setdefault(key, f'<path id="{name}" d="{path}"/>')
                y = f' y="{round(-glyph.y * _EM)}"' if glyph.y else ""
                uses.append(f'<use href="#{name}" x="{round((x + glyph.x) * _EM)}"{y}/>')
        x += run.width
    place = f"translate({number(round(left, 2))} {number(round(item.y, 2))}) scale({number(round(item.size / _EM, 4))})"
    return f'<g fill="{fill}" transform="{place}">{"".join(uses)}</g>'
