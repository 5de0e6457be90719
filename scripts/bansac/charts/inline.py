"""A chart as SVG within a page: its colours are the page's, its text is text."""

from __future__ import annotations

from html import escape
from itertools import groupby

from bansac.brand.css import PREFIX, number
from bansac.charts.sheet import Line, Picture, Shape


def inline_svg(picture: Picture, name: str, classes: str) -> str:
    """Write a picture as an element of a page.

    Args:
        picture: The picture.
        name: Start of the ids of its title and description; once a page.
        classes: Classes of the element.
    """
    box = f'viewBox="0 0 {number(picture.width)} {number(picture.height)}"'
    head = f'<svg class="{classes}" {box} role="img" aria-labelledby="{name}-title {name}-text" focusable="false">'
    words = f'<title id="{name}-title">{escape(picture.title)}</title><desc id="{name}-text">{escape(picture.description)}</desc>'
    return f"{head}{words}{inline_items(picture)}</svg>"


def inline_items(picture: Picture) -> str:
    """The shapes and lines of a picture; neighbours of one role are one path."""
    parts: list[str] = []
    for (role, look), found in groupby(picture.items, key=_look):
        if role:
            data = "".join(item.path for item in found if isinstance(item, Shape))
            parts.append(f'<path {look.format(f"var({PREFIX}{role})")} d="{data}"/>')
        else:
            parts += [_line(item, picture) for item in found if isinstance(item, Line)]
    return "".join(parts)


def _look(item: Shape | Line) -> tuple[str, str]:
    return (item.role, look_of(item)) if isinstance(item, Shape) else ("", "")


def look_of(shape: Shape) -> str:
    """How a shape is painted and placed, as attributes with ``{}`` for its colour."""
    look = 'fill="{}"'
    if shape.line:
        look = f'fill="none" stroke="{{}}" stroke-width="{number(shape.line)}" stroke-linecap="round"'
        look += f' stroke-dasharray="0 {number(shape.spacing)}"' if shape.spacing else ""
    if shape.x or shape.y or shape.scale != 1:
        look += f' transform="translate({number(shape.x)} {number(shape.y)}) scale({number(shape.scale)})"'
    return look


def _line(line: Line, picture: Picture) -> str:
    """Where text runs from the right, its start is at the right."""
    ends = {"left": "end", "right": "start"} if picture.dir == "rtl" else {"left": "start", "right": "end"}
    anchor = ends.get(line.anchor, "middle")
    attributes = (
        f'x="{number(round(line.x, 1))}" y="{number(round(line.y, 1))}" font-size="{number(line.size)}" fill="var({PREFIX}{line.role})"'
    )
    if anchor != "start":
        attributes += f' text-anchor="{anchor}"'
    if line.weight != 400:  # noqa: PLR2004  # the usual weight
        attributes += f' font-weight="{line.weight}"'
    if line.said.lang != picture.lang:
        attributes += f' lang="{line.said.lang}"'
    return f"<text {attributes}>{escape(line.said.text)}</text>"
