"""The theme of Word and PowerPoint files: the brand's colours and fonts, so that both offer them by name."""

from __future__ import annotations

from typing import Final

from lxml import etree

from bansac.brand.fontbook import FontBook
from bansac.brand.tokens import VALUES, Tokens

NAME: Final = "Bản Sắc"
_SPACE: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_HAN: Final = {"zh": "Hans", "zh-Hant": "Hant", "ja": "Jpan"}
"""Languages that write Han characters: a theme tells them apart, Unicode does not."""


def themed(theme: bytes, tokens: Tokens, book: FontBook) -> bytes:
    """A theme part with the brand's colours and fonts.

    Ink, white, lacquer and paper are the four grounds and texts; the accents are the five values in the Plan's order and
    the bronze of the pattern.

    Args:
        theme: The part of the template, whose effects stay.
        tokens: The colours.
        book: The fonts; each serves the scripts that it is made for.
    """
    root = etree.fromstring(theme)
    root.set("name", NAME)
    elements = root.find(_tag("themeElements"))
    if elements is None:
        raise ValueError("no theme")
    for old, new in (("clrScheme", _colours(tokens)), ("fontScheme", _fonts(book))):
        found = elements.find(_tag(old))
        if found is None:
            raise ValueError(old)
        elements.replace(found, new)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def colour_slots(tokens: Tokens) -> dict[str, str]:
    """The colours of the theme by slot, as ``rrggbb``."""
    roles = {"dk1": "text", "lt1": "raised", "dk2": "hero", "lt2": "surface"}
    roles |= {f"accent{index}": value for index, value in enumerate(VALUES, start=1)}
    roles |= {"accent6": "ornament", "hlink": "link", "folHlink": "link-visited"}
    return {slot: tokens.colour(role).removeprefix("#").upper() for slot, role in roles.items()}


def _colours(tokens: Tokens) -> etree._Element:
    scheme = etree.Element(_tag("clrScheme"), name=NAME)
    for slot, colour in colour_slots(tokens).items():
        etree.SubElement(etree.SubElement(scheme, _tag(slot)), _tag("srgbClr"), val=colour)
    return scheme


def _fonts(book: FontBook) -> etree._Element:
    scheme = etree.Element(_tag("fontScheme"), name=NAME)
    latin = book.families[0].family
    for kind in ("majorFont", "minorFont"):
        fonts = etree.SubElement(scheme, _tag(kind))
        etree.SubElement(fonts, _tag("latin"), typeface=latin)
        etree.SubElement(fonts, _tag("ea"), typeface="")
        etree.SubElement(fonts, _tag("cs"), typeface="")
        etree.SubElement(fonts, _tag("font"), script="Viet", typeface=latin)
        for family in book.families[1:]:
            for script in [_HAN[lang] for lang in family.langs if lang in _HAN] or family.scripts:
                etree.SubElement(fonts, _tag("font"), script=script, typeface=family.family)
    return scheme


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"
