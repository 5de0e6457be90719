"""Signs for doors and desks as vector PDF in A sizes.

They are no signs of missions: those are laid down by law, with the emblem, and nothing here resembles them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bansac.brand.ring import ring_files
from bansac.kit.documents.heads import flush_lockup
from bansac.kit.documents.press import printed
from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import Drawing

_DOOR: Final = {"a3": (420, 297), "a4": (297, 210), "a5": (210, 148), "a6": (148, 105)}
"""A sizes across, in millimetres (ISO 216)."""
_DESK: Final = {"a4": (297, 210)}
"""Sheets that are folded along the middle of their height."""


def sign_files(studio: Studio, office: Office) -> Iterator[tuple[str, bytes]]:
    """All signs of an office.

    Yields:
        File name and a PDF of one page; its text is outlines.
    """
    drawing = flush_lockup(studio, office)
    pictures: dict[str, Drawing | str] = {"lockup": drawing}
    pictures["strip"] = ring_files(studio.brand.geometry, studio.brand.tokens)["strip-bronze.svg"]
    for kind, sizes in (("door", _DOOR), ("desk-folded", _DESK)):
        for size, (width, height) in sizes.items():
            data = {"width": width, "height": height, "ratio": drawing.width / drawing.height, "folded": kind != "door"}
            title = f"{studio.words.sign.title['vi']} {size.upper()}"
            yield f"{kind}-{size}.pdf", printed(studio, office, "sign", title=title, pictures=pictures, data=data)
