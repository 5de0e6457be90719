"""Lockups: the mark with the names of the sector or of an office.

``horizontal`` has the names beside the mark (at its left for a name that runs to the
left), ``stacked`` below it, ``mark`` is the mark alone. Every drawing ends with its
clear space, so that whoever places it keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from bansac.brand.mark import TITLE, angles, petal_shapes
from bansac.brand.tokens import VALUES
from bansac.kit.drawing import Drawing, Part, moved_path, placed, shape_path
from bansac.kit.names import Name
from bansac.kit.source import Brand
from bansac.kit.textblock import Align, TextBlock, set_text
from bansac.schema.common import SOURCE_LOCALE

Kind: TypeAlias = Literal["horizontal", "stacked", "mark"]
Scheme: TypeAlias = Literal["colour", "one-colour", "reversed"]
Form: TypeAlias = Literal["full", "plain"]
KINDS: Final[tuple[Kind, ...]] = ("horizontal", "stacked", "mark")
SCHEMES: Final[tuple[Scheme, ...]] = ("colour", "one-colour", "reversed")

_WEIGHTS: Final = (700, 400)
"""Of the first name and of the others."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A lockup before it has colours: where the mark and the names stand.

    Attributes:
        width: Width of the drawing, with the clear space.
        height: Its height.
        mark: Left and upper edge of the mark.
        text: The names as one path; empty for the mark alone.
        title: The names as words.
        lang: The language of the first name.
    """

    width: float
    height: float
    mark: tuple[float, float]
    text: str
    title: str
    lang: str


def lockup(brand: Brand, kind: Kind, names: Sequence[Name], scheme: Scheme) -> Drawing:
    """Draw a lockup.

    Args:
        brand: The brand folder.
        kind: How mark and names stand together.
        names: The first is the largest; may be empty for ``mark``.
        scheme: The five colours with ink, ink alone, or ivory for dark grounds. The ground is always open.

    Raises:
        MissingGlyphError: No font has a character of a name.
        ValueError: There is no name and the kind needs one.
    """
    return coloured(brand, layout(brand, kind, names), scheme)


def layout(brand: Brand, kind: Kind, names: Sequence[Name]) -> Layout:
    """Lay out a lockup, once for all its schemes; arguments and errors are those of :func:`lockup`."""
    free = brand.geometry.mark.clear_space * brand.geometry.mark.box
    if kind == "mark":
        side = brand.geometry.mark.box + 2 * free
        return Layout(side, side, (free, free), "", _title(names), _lang(names))
    if not names:
        raise ValueError("a lockup needs a name")
    return (_horizontal if kind == "horizontal" else _stacked)(brand, names, free)


def coloured(brand: Brand, laid: Layout, scheme: Scheme) -> Drawing:
    """A lockup in a scheme."""
    parts = placed(mark(brand, scheme), *laid.mark)
    text = (Part(laid.text, text_fill(brand, scheme)),) if laid.text else ()
    return Drawing(laid.width, laid.height, (*parts, *text), laid.title, lang=laid.lang)


def mark(brand: Brand, scheme: Scheme, form: Form = "full", title: str = TITLE) -> Drawing:
    """The mark alone, without clear space: a square of ``mark.box``."""
    parameters = brand.geometry.mark
    shape = parameters.full if form == "full" else parameters.plain
    centre = (parameters.box / 2, parameters.box / 2 + parameters.lift)
    by_fill: dict[str, str] = {}
    for value, turn in angles(parameters).items():
        fill = _petal_fill(brand, scheme, value)
        by_fill[fill] = by_fill.get(fill, "") + shape_path(petal_shapes(shape, turn), centre)
    return Drawing(parameters.box, parameters.box, tuple(Part(path, fill, "evenodd") for fill, path in by_fill.items()), title)


def text_fill(brand: Brand, scheme: Scheme) -> str:
    """The colour of names in a scheme."""
    return brand.tokens.colour("hero-text" if scheme == "reversed" else "text")


def _petal_fill(brand: Brand, scheme: Scheme, value: str) -> str:
    if value not in VALUES:
        raise ValueError(value)
    return brand.tokens.colour(value) if scheme == "colour" else text_fill(brand, scheme)


def _horizontal(brand: Brand, names: Sequence[Name], free: float) -> Layout:
    side, form = brand.geometry.mark.box, brand.geometry.lockup
    mirrored = names[0].direction == "rtl"
    blocks = _blocks(brand, names, form.column * side, "right" if mirrored else "left")
    width = side + form.gap * side + max(block.width for block in blocks) + 2 * free
    path, text_height = _column(brand, blocks)
    height = max(side, text_height) + 2 * free
    beside = free + side + form.gap * side
    text_x, mark_x = (width - beside, width - free - side) if mirrored else (beside, free)
    text = moved_path(path, text_x, (height - text_height) / 2)
    return Layout(width, height, (mark_x, (height - side) / 2), text, _title(names), _lang(names))


def _stacked(brand: Brand, names: Sequence[Name], free: float) -> Layout:
    side, form = brand.geometry.mark.box, brand.geometry.lockup
    blocks = _blocks(brand, names, form.stacked_column * side, "middle")
    width = max(side, *(block.width for block in blocks)) + 2 * free
    path, text_height = _column(brand, blocks)
    text_y = free + side + form.gap * side * 0.6
    text = moved_path(path, width / 2, text_y)
    return Layout(width, text_y + text_height + free, ((width - side) / 2, free), text, _title(names), _lang(names))


def _blocks(brand: Brand, names: Sequence[Name], room: float, align: Align) -> list[TextBlock]:
    side, form = brand.geometry.mark.box, brand.geometry.lockup
    sizes = [form.primary if index == 0 else form.secondary for index in range(len(names))]
    return [
        set_text(
            brand.book,
            name,
            size=size * side,
            weight=_WEIGHTS[index > 0],
            room=room,
            align=align,
            leading=form.leading,
        )
        for index, (name, size) in enumerate(zip(names, sizes, strict=True))
    ]


def _column(brand: Brand, blocks: Sequence[TextBlock]) -> tuple[str, float]:
    """The names below each other; the upper edge of what is drawn lies at 0.

    Returns:
        The path, and the height of what is drawn.
    """
    form, side = brand.geometry.lockup, brand.geometry.mark.box
    y = -blocks[0].top
    out = [moved_path(blocks[0].path, 0, y)]
    bottom = y + blocks[0].bottom
    for before, block in pairwise(blocks):
        y += before.last + (before.descent + block.ascent) * form.leading + form.between * side
        out.append(moved_path(block.path, 0, y))
        bottom = y + block.bottom
    return "".join(out), bottom


def _title(names: Sequence[Name]) -> str:
    return " · ".join(name.text.replace("\u200b", "") for name in names) or TITLE


def _lang(names: Sequence[Name]) -> str:
    """The language of the title: that of the first name, or of the mark's own title."""
    return names[0].lang.partition("-")[0] if names else SOURCE_LOCALE
