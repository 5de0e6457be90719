"""The bands of the home page: each section below a level-2 heading becomes a ``<section>``.

Python-Markdown cannot open an element in one block and close it in another, so the bands
are rendered here and go into the composed file as HTML.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import markdown

EXTENSIONS = ("attr_list", "sane_lists", "tables")
"""The same as in ``mkdocs.yml``."""

_H2 = re.compile(r"^## .*?(?:\{#([a-z0-9-]+)\})?\s*$", re.MULTILINE)


@cache
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=list(EXTENSIONS))


def banded(body: str) -> str:
    """Wrap what stands before the first level-2 heading, and each section from such a heading on.

    Args:
        body: Markdown whose links and shortcodes are resolved.

    Returns:
        HTML: ``<section class="band band--<id>">`` for each band; a ``div`` where no heading names it.
    """
    starts = [match.start() for match in _H2.finditer(body)]
    bounds = [0, *starts, len(body)]
    bands = [body[start:end].strip() for start, end in pairwise(bounds)]
    return "\n".join(_band(index, band) for index, band in enumerate(band for band in bands if band)) + "\n"


def _band(index: int, band: str) -> str:
    match = _H2.match(band)
    name = match[1] if match and match[1] else f"band-{index}"
    html = _converter().reset().convert(band)
    lines = "\n".join(line for line in html.splitlines() if line.strip())
    element = "section" if match else "div"
    return f'<{element} class="band band--{name}">\n{lines}\n</{element}>'
