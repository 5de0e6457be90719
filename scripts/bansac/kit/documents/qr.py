"""The QR code that leads to the page of an office, as a drawing: ink on white, with the quiet edge that readers need."""

from __future__ import annotations

from typing import Final

from bansac.brand.tokens import Tokens
from bansac.kit.drawing import Drawing, Part, rectangle

QUIET: Final = 4
"""Modules left free on every side (ISO/IEC 18004)."""
_MODULE: Final = 8
"""Units of a module."""


def qr_code(address: str, title: str, tokens: Tokens) -> Drawing:
    """The code of an address.

    Error correction of level M at least: up to 15 % of the code may be lost. Higher levels are taken where they
    need no larger code.

    Args:
        address: What a reader opens.
        title: What the picture says to those who do not see it.
        tokens: The colours.
    """
    import segno  # only the kit makes codes

    code = segno.make(address, error="m", micro=False, boost_error=True)
    rows = [list(row) for row in code.matrix]
    side = (len(rows) + 2 * QUIET) * _MODULE
    path = "".join(_runs(row, (index + QUIET) * _MODULE) for index, row in enumerate(rows))
    return Drawing(side, side, (Part(path, tokens.colour("text")),), title, ground="#ffffff")


def _runs(row: list[int], y: float) -> str:
    """The dark modules of a row, neighbours as one rectangle."""
    out, start = "", None
    for place, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            out += rectangle((start + QUIET) * _MODULE, y, (place - start) * _MODULE, _MODULE)
            start = None
    return out
