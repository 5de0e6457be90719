"""All files of an office's kit."""

from __future__ import annotations

from collections.abc import Iterator

from bansac.config import Project
from bansac.kit.documents.avatars import picture_files
from bansac.kit.documents.guide import guide_pdf
from bansac.kit.documents.letter_docx import fax_docx, letter_docx
from bansac.kit.documents.letter_pdf import fax_pdf, letter_pdf
from bansac.kit.documents.qr import qr_code
from bansac.kit.documents.sign import sign_files
from bansac.kit.documents.signature import signature_html, signature_text
from bansac.kit.documents.slides import slide_deck
from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import to_svg
from bansac.kit.export import to_pdf, to_png
from bansac.kit.lockup_files import OFFICE_WIDTHS, lockup_files
from bansac.kit.names import office_names
from bansac.schema.data import Mission

PAGE = "network/"
"""The page of the site that speaks of every office; an office's id is its anchor there."""
_QR_PX = 1024


def office_of(project: Project, mission: Mission) -> Office:
    """What documents need to know of an office."""
    local = mission.name.local if mission.name else None
    return Office(
        mission.id,
        office_names(project, mission),
        f"{project.site_url}{PAGE}#{mission.id}",
        proposed=local is not None and local.status == "proposed",
    )


def office_files(studio: Studio, project: Project, mission: Mission) -> Iterator[tuple[str, bytes]]:
    """Make the kit of an office.

    Yields:
        Name below the kit's folder, and bytes.

    Raises:
        MissingGlyphError: No font has a character of a name.
        BrandError: A picture is too large for its network.
    """
    office = office_of(project, mission)
    for name, data in lockup_files(studio.brand, office.names, png_widths=OFFICE_WIDTHS, formats=("svg", "pdf", "png")):
        yield f"lockups/{name}", data
    yield "letter/letter.docx", letter_docx(studio, office)
    yield "letter/letter.pdf", letter_pdf(studio, office)
    yield "letter/fax.docx", fax_docx(studio, office)
    yield "letter/fax.pdf", fax_pdf(studio, office)
    yield "slides/slides.pptx", slide_deck(studio, office)
    yield "signature/signature.html", signature_html(studio, office)
    yield "signature/signature.txt", signature_text(studio, office)
    for name, data in picture_files(studio, office):
        yield f"social/{name}", data
    for name, data in sign_files(studio, office):
        yield f"sign/{name}", data
    yield from _codes(studio, office)
    yield "guide-vi.pdf", guide_pdf(studio, office, "vi")
    yield "guide-en.pdf", guide_pdf(studio, office, "en")


def _codes(studio: Studio, office: Office) -> Iterator[tuple[str, bytes]]:
    title = f"{studio.words.qr.title['vi']} · {studio.words.qr.title['en']}: {office.address}"
    code = qr_code(office.address, title, studio.brand.tokens)
    yield "qr/qr.svg", to_svg(code)
    yield "qr/qr.pdf", to_pdf(code)
    yield "qr/qr.png", to_png(code, _QR_PX)
