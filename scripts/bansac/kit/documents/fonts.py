"""Which font a text of a Word or PowerPoint file asks for: such files name fonts and do not carry them."""

from __future__ import annotations

from functools import lru_cache

from bansac.brand.fontbook import FontBook
from bansac.kit.names import Name


@lru_cache(maxsize=2048)
def family_of(book: FontBook, name: Name) -> str | None:
    """The family that a text needs beside the theme's own; None where the theme's own has all of it.

    Raises:
        MissingGlyphError: No font has a character of the text.
    """
    found = dict.fromkeys(book.family_for(character, drawn=True, lang=name.lang) for character in name.text)
    others = [family for family in found if family and family != book.families[0].family]
    return others[0] if others else None


def families_of(book: FontBook, names: tuple[Name, ...]) -> tuple[str, ...]:
    """All families that texts need, the theme's own first."""
    named = dict.fromkeys([book.families[0].family, *(family for name in names if (family := family_of(book, name)))])
    return tuple(named)
