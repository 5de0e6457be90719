"""The press: sheets of ``brand/templates/`` set by Typst with the fonts of ``brand/fonts/`` and nothing else.

No sheet carries a date, so the same data give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from bansac.brand.fontbook import FontBook
from bansac.kit.documents.fonts import family_of
from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import Drawing, to_svg
from bansac.kit.names import Name

Standard: TypeAlias = Literal["ua-1"]
_ROLES: Final = ("text", "text-muted", "accent-text", "line-strong", "ornament", "notice", "notice-line", "link", "hero")


def printed(  # noqa: PLR0913  # what a sheet is made of
    studio: Studio,
    office: Office,
    template: str,
    *,
    title: str,
    lang: str = "vi",
    pictures: Mapping[str, Drawing | str],
    data: Mapping[str, Any],
    standard: Standard | None = None,
) -> bytes:
    """Set a sheet.

    Args:
        studio: Colours, fonts and words.
        office: Whose sheet it is.
        template: Name of the file in ``brand/templates/``, without its ending.
        title: The title of the document.
        lang: The language of the sheet.
        pictures: Drawings by the names that the template uses.
        data: What else the template uses.
        standard: ``ua-1`` for a document that must be accessible by itself (PDF/UA-1).

    Returns:
        A PDF, tagged, with its fonts inside.
    """
    shown: dict[str, Any] = {
        "title": title,
        "lang": lang,
        "office": office.title,
        "fonts": [family.family for family in studio.brand.book.families],
        "colours": {role: studio.brand.tokens.colour(role) for role in _ROLES},
        "proposal": said(studio, office.labels(studio.words.proposal.short)),
        "pictures": {name: _svg(picture) for name, picture in pictures.items()},
        **data,
    }
    made: bytes = _compiler(studio.brand.folder).compile(
        input=studio.brand.folder / "templates" / f"{template}.typ",
        format="pdf",
        sys_inputs={"data": json.dumps(shown, ensure_ascii=False)},
        pdf_standards=[standard] if standard else [],
    )
    return made


def said(studio: Studio, names: Sequence[Name]) -> list[dict[str, Any]]:
    """Texts as templates take them: ``{text, lang, dir, fonts}``."""
    return [
        {
            "text": name.text,
            "lang": name.lang.partition("-")[0],
            "dir": name.direction,
            "fonts": _fonts(studio.brand.book, name),
        }
        for name in names
    ]


def _fonts(book: FontBook, name: Name) -> list[str]:
    """The family of the text's own script first, so that digits and marks in it match; then that of all the rest."""
    return list(dict.fromkeys([family_of(book, name) or book.families[0].family, book.families[0].family]))


def _svg(picture: Drawing | str) -> str:
    return picture if isinstance(picture, str) else to_svg(picture).decode("utf-8")


@lru_cache(maxsize=2)
def _compiler(folder: Path) -> Any:
    """The compiler of a brand folder; it reads the fonts once a process."""
    import typst  # slow to import

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder / "fonts")])
    return typst.Compiler(root=folder / "templates", font_paths=fonts, ignore_system_fonts=True)
