"""The lockups of an office, drawn once for all its documents."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import Drawing, Part, placed
from bansac.kit.lockups import Kind, Scheme, lockup

FINE: Final = 20
"""Units of a head in one of the lockup: its places are whole numbers, which makes files a tenth smaller.

On the largest sign a unit is three hundredths of a millimetre.
"""
_NUMBERS: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_WIDEST_MM: Final = 125.0
"""The widest head of a page; the head of a long name is smaller."""


@lru_cache(maxsize=8)
def office_lockup(studio: Studio, office: Office, kind: Kind, scheme: Scheme) -> Drawing:
    """A lockup with its clear space."""
    return lockup(studio.brand, kind, office.names, scheme)


@lru_cache(maxsize=2)
def head(studio: Studio, office: Office) -> Drawing:
    """The horizontal lockup for the head of a page, whose margin is the clear space to its left and above it.

    So the mark stands in line with the text below.
    """
    mark = studio.brand.geometry.mark
    free = mark.clear_space * mark.box
    whole = office_lockup(studio, office, "horizontal", "colour")
    parts = (Part(_rounded(part.path), part.fill, part.rule) for part in placed(whole, -free, -free))
    return Drawing(round((whole.width - free) * FINE), round((whole.height - free) * FINE), tuple(parts), whole.title)


def head_width(studio: Studio, drawing: Drawing, mark_mm: float) -> float:
    """How wide a head is, in millimetres, if its mark is to be so wide."""
    return min(mark_mm / (studio.brand.geometry.mark.box * FINE) * drawing.width, _WIDEST_MM)


def _rounded(path: str) -> str:
    return _NUMBERS.sub(lambda number: str(round(float(number[0]) * FINE)), path)
