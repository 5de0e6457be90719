"""Signs for doors and desks as vector PDF in A sizes.

They are no signs of missions: those are laid down by law, with the emblem, and nothing here resembles them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bansac.brand.ring import ring_files
from bansac.kit.documents.heads import FINE, head
from bansac.kit.documents.press import printed
from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import Drawing
from bansac.kit.sizes import Use, check_size

DOOR: Final = {"a3": (420, 297), "a4": (297, 210), "a5": (210, 148), "a6": (148, 105)}
"""A sizes across, in millimetres (ISO 216)."""
DESK: Final = {"a4": (297, 210)}
"""Sheets that are folded along the middle of their height."""
_STRIP: Final = 0.07
"""Part of a face's height that the strip of the pattern takes, as in the template."""
_ACROSS: Final = 0.88
"""Part of a face's width that the lockup takes at most."""
_DOWN: Final = 0.78
"""Part of the height above the strip that it takes at most."""


def sign_files(studio: Studio, office: Office) -> Iterator[tuple[str, bytes]]:
    """All signs of an office.

    Yields:
        File name and a PDF of one page; its text is outlines.

    Raises:
        BrandError: The name is so long that the mark would be below its smallest size.
    """
    drawing = head(studio, office)
    pictures: dict[str, Drawing | str] = {"lockup": drawing}
    pictures["strip"] = ring_files(studio.brand.geometry, studio.brand.tokens)["strip-bronze.svg"]
    for kind, sizes in (("door", DOOR), ("desk-folded", DESK)):
        for size, (width, height) in sizes.items():
            folded = kind != "door"
            shown = lockup_mm(width, height / 2 if folded else height, drawing.width / drawing.height)
            mark_mm = shown / drawing.width * studio.brand.geometry.mark.box * FINE
            check_size(studio.brand.geometry, Use(f"sign/{kind}-{size}.pdf", "lockup", mark_mm, "mm"))
            data = {"width": width, "height": height, "lockup_mm": shown, "folded": folded}
            title = f"{studio.words.sign.title['vi']} {size.upper()}"
            yield f"{kind}-{size}.pdf", printed(studio, office, "sign", title=title, pictures=pictures, data=data)


def lockup_mm(width: float, height: float, ratio: float) -> float:
    """How wide the lockup is on a face of a sign.

    Args:
        width: The face's width in millimetres.
        height: Its height.
        ratio: Width of the lockup to its height.
    """
    return min(width * _ACROSS, height * (1 - 2.2 * _STRIP) * _DOWN * ratio)
