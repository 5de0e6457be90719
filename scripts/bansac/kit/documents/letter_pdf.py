"""Letterhead and fax sheet as PDF: sheets to print on and to fill in by hand."""

from __future__ import annotations

from typing import Any, Final

from bansac.kit.documents.heads import head, head_width
from bansac.kit.documents.press import printed, said
from bansac.kit.documents.studio import Office, Studio

MARK_MM: Final = 17.0


def letter_pdf(studio: Studio, office: Office) -> bytes:
    """The letterhead as a PDF file."""
    return _sheet(studio, office, "letter", studio.words.letter.title["vi"], {})


def fax_pdf(studio: Studio, office: Office) -> bytes:
    """The fax sheet as a PDF file."""
    words = studio.words.fax
    data = {
        "heading": said(studio, office.labels(words.title)),
        "fields": [said(studio, office.labels(label)) for label in words.fields()],
        "message": said(studio, office.labels(words.message)),
    }
    return _sheet(studio, office, "fax", words.title["vi"], data)


def _sheet(studio: Studio, office: Office, template: str, title: str, data: dict[str, Any]) -> bytes:
    drawing = head(studio, office)
    width = head_width(studio, drawing, MARK_MM)
    return printed(
        studio,
        office,
        template,
        title=title,
        pictures={"lockup": drawing},
        data={"lockup_mm": width, "head_mm": width * drawing.height / drawing.width, **data},
    )
