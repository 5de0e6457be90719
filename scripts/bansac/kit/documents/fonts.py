"""Which font a text of a Word or PowerPoint file asks for: such files name fonts and do not carry them."""

from __future__ import annotations

from functools import lru_cache

from bansac.brand.fontbook import FontBook


@lru_cache(maxsize=2048)
def family_of(book: FontBook, text: str) -> str | None:
    """The family that a text needs beside the theme's own; None where the theme's own has all of it.

    Raises:
        MissingGlyphError: No font has a character of the text.
    """
    found = dict.fromkeys(book.family_for(character, drawn=True) for character in text)
    others = [family for family in found if family and family != book.families[0].family]
    return others[0] if others else None


def families_of(book: FontBook, texts: tuple[str, ...]) -> tuple[str, ...]:
    """All families that texts need, the theme's own first."""
    named = dict.fromkeys([book.families[0].family, *(family for text in texts if (family := family_of(book, text)))])
    return tuple(named)
