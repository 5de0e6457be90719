"""What every part of the kit is drawn from: tokens, geometry and fonts of a brand folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bansac.brand.fontbook import FontBook
from bansac.brand.parameters import Geometry, load_geometry
from bansac.brand.tokens import Tokens, load_tokens


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand folder, read; to be made once a process.

    Attributes:
        folder: The folder ``brand/``.
        tokens: Colours and measures.
        geometry: The parameters of mark, pattern and lockups.
        book: The fonts, those of the kit among them.
    """

    folder: Path
    tokens: Tokens
    geometry: Geometry
    book: FontBook


def load_brand(folder: Path) -> Brand:
    """Read a brand folder.

    Raises:
        BrandError: A file of the folder is not valid.
    """
    return Brand(folder, load_tokens(folder), load_geometry(folder), FontBook(folder, kit=True))
