"""Letterhead and fax sheet for Word: the lockup, places to write in, labels in the languages of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bansac.kit.documents.studio import Office, Studio
from bansac.kit.documents.word import add_field, add_names, add_run, new_document, saved
from bansac.kit.names import Name
from bansac.kit.words import Words

if TYPE_CHECKING:
    from docx.document import Document

_BLANK = "…"


def letter_docx(studio: Studio, office: Office) -> bytes:
    """The letterhead as a DOCX file."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # slow to import
    from docx.shared import Pt

    words = studio.words.letter
    document = new_document(studio, office, words.title["vi"])
    date = document.add_paragraph()
    date.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    add_field(date, office.labels(words.place_date), words.place_date["vi"])
    date.paragraph_format.space_after = Pt(18)
    for label in (words.to, words.subject):
        _labelled(document, studio, office, label)
    for lang in ("vi", "en"):
        body = document.add_paragraph()
        body.paragraph_format.space_before = Pt(12 if lang == "vi" else 0)
        add_run(body, studio, Name(words.body[lang], lang, "ltr"), size=11)
    sign = document.add_paragraph()
    sign.paragraph_format.space_before = Pt(48)
    sign.paragraph_format.keep_together = True
    names = office.labels(words.sign)
    add_field(sign, names, " · ".join(name.text for name in names[:2]))
    return saved(document)


def fax_docx(studio: Studio, office: Office) -> bytes:
    """The fax sheet as a DOCX file."""
    from docx.shared import Mm, Pt

    words = studio.words.fax
    document = new_document(studio, office, words.title["vi"])
    heading = document.add_paragraph(style="Title")
    _without_line(heading)
    add_names(heading, studio, office.labels(words.title), size=22, bold=True)
    fields = words.fields()
    table = document.add_table(rows=len(fields), cols=2)
    table.autofit = False
    for row, label in zip(table.rows, fields, strict=True):
        names = office.labels(label)
        for cell, width in zip(row.cells, (Mm(65), Mm(100)), strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
        add_names(row.cells[0].paragraphs[0], studio, names, size=9.5, bold=True)
        add_field(row.cells[1].paragraphs[0], names, _BLANK)
        _underlined(row, studio)
    message = document.add_paragraph()
    message.paragraph_format.space_before = Pt(18)
    names = office.labels(words.message)
    add_names(message, studio, names, size=9.5, bold=True)
    add_field(document.add_paragraph(), names, _BLANK)
    return saved(document)


def _labelled(document: Document, studio: Studio, office: Office, label: Words) -> None:
    names = office.labels(label)
    paragraph = document.add_paragraph()
    add_names(paragraph, studio, names, size=9.5, bold=True)
    add_run(paragraph, studio, Name(": ", "vi", "ltr"), size=9.5)
    add_field(paragraph, names, _BLANK)


def _without_line(paragraph: Any) -> None:
    """The title of the library's template has a line below it; ours has none."""
    properties = paragraph.style.element.pPr
    for border in properties.findall("{*}pBdr"):
        properties.remove(border)


def _underlined(row: Any, studio: Studio) -> None:
    """A thin line below the row."""
    from docx.oxml import parse_xml

    colour = studio.brand.tokens.colour("line").removeprefix("#")
    for cell in row.cells:
        cell._tc.get_or_add_tcPr().append(  # the library has no borders
            parse_xml(
                '<w:tcBorders xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                f'<w:bottom w:val="single" w:sz="6" w:color="{colour}"/></w:tcBorders>'
            )
        )
