"""What Word files of the kit share: page, theme, fonts, languages, labels, fields and the lockup as a vector picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from bansac.kit.documents.fonts import families_of, family_of
from bansac.kit.documents.heads import head, head_width
from bansac.kit.documents.package import add_vector, drop_leftovers, repacked
from bansac.kit.documents.studio import Office, Studio, plain_text
from bansac.kit.documents.theme import themed
from bansac.kit.drawing import to_svg
from bansac.kit.export import to_flat_png
from bansac.kit.names import Name

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARK_MM: Final = 17.0
_PNG_PX: Final = 640
_STAND_IN: Final = "Arial"
"""What programs show where a font is missing."""


def new_document(studio: Studio, office: Office, title: str) -> Document:
    """An empty A4 document in the brand's theme, with the lockup on its first page and the proposal at every foot."""
    import docx  # slow to import
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import Mm, Pt, RGBColor

    document = docx.Document()
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = themed(theme.blob, studio.brand.tokens, studio.brand.book)  # the library has no theme
    fonts = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = _font_table(studio, office)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(25), Mm(20), Mm(30), Mm(25)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), 1.15
    _set_language(normal.element, "vi-VN")
    document.styles["Title"].font.color.rgb = RGBColor.from_string(studio.brand.tokens.colour("text").removeprefix("#").upper())
    _head(section.first_page_header, studio, office)
    _small_head(section.header.paragraphs[0], studio, office)
    for footer in (section.first_page_footer, section.footer):
        _foot(footer.paragraphs[0], studio, office)
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, plain_text(office.names[0]), "vi"
    properties.subject, properties.comments, properties.keywords = studio.words.proposal.short["vi"], "", ""
    properties.last_modified_by = ""
    return document


def saved(document: Document) -> bytes:
    """The document as a DOCX file, the same bytes for the same content."""
    drop_leftovers(document.part.package)
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue())


def add_names(
    paragraph: Paragraph, studio: Studio, names: Sequence[Name], *, size: float, bold: bool = False, between: str = " · "
) -> None:
    """Write a text in several languages into one line, each marked with its language, direction and font."""
    for index, name in enumerate(names):
        if index:
            add_run(paragraph, studio, Name(between, "vi", "ltr"), size=size, bold=False)
        add_run(paragraph, studio, name, size=size, bold=bold and index == 0)


def add_run(paragraph: Paragraph, studio: Studio, name: Name, *, size: float, bold: bool = False, colour: str | None = None) -> None:
    """Write a text in one language."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(plain_text(name))
    run.font.size, run.font.bold = Pt(size), bold
    if colour:
        run.font.color.rgb = RGBColor.from_string(studio.brand.tokens.colour(colour).removeprefix("#").upper())
    properties = run._r.get_or_add_rPr()  # the library has no languages and no scripts
    family = family_of(studio.brand.book, name)
    if family:
        fonts = properties.get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(_tag(kind), family)
        properties.append(_made("szCs", val=str(round(size * 2))))
    if name.direction == "rtl":
        properties.append(_made("rtl"))
    _set_language(run._r, name.lang, name.direction)


def add_field(paragraph: Paragraph, label: Sequence[Name], shown: str) -> None:
    """A place to write in, with its label as its name: programs and screen readers tell it."""
    from docx.oxml import parse_xml

    field: Any = parse_xml(
        f'<w:sdt xmlns:w="{_WORD}"><w:sdtPr><w:alias/><w:text/></w:sdtPr>'
        f'<w:sdtContent><w:r><w:t xml:space="preserve"/></w:r></w:sdtContent></w:sdt>'
    )
    alias, text = field.find(f".//{_tag('alias')}"), field.find(f".//{_tag('t')}")
    alias.set(_tag("val"), " · ".join(plain_text(name) for name in label)[:60])
    text.text = shown
    paragraph._p.append(field)  # the library has no fields


def _head(header: Any, studio: Studio, office: Office) -> None:
    """The horizontal lockup as a vector picture; programs that know none show its PNG."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.shared import Mm, Pt

    drawing = head(studio, office)
    paragraph = header.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(4)
    shape = paragraph.add_run().add_picture(io.BytesIO(to_flat_png(drawing, _PNG_PX)), width=Mm(head_width(studio, drawing, MARK_MM)))
    shape._inline.docPr.set("descr", office.title)  # the library has no alternative text
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # without it some programs keep a distance
    package = header.part.package
    vector = Part(PackURI("/word/media/lockup.svg"), "image/svg+xml", to_svg(drawing), package)
    add_vector(shape._inline, header.part, vector)


def _small_head(paragraph: Paragraph, studio: Studio, office: Office) -> None:
    add_names(paragraph, studio, office.names[:1], size=9, bold=True)


def _foot(paragraph: Paragraph, studio: Studio, office: Office) -> None:
    from docx.oxml import parse_xml

    line = studio.brand.tokens.colour("ornament").removeprefix("#")
    border = f'<w:pBdr xmlns:w="{_WORD}"><w:top w:val="single" w:sz="6" w:space="6" w:color="{line}"/></w:pBdr>'
    properties: Any = paragraph._p.get_or_add_pPr()  # the library has no borders
    properties.append(parse_xml(border))
    names = office.labels(studio.words.proposal.short)
    add_names(paragraph, studio, names[:2], size=7.5)
    for name in names[2:]:
        paragraph.add_run().add_break()
        add_run(paragraph, studio, name, size=7.5)


def _font_table(studio: Studio, office: Office) -> bytes:
    """The fonts that the document names, each with what may stand in for it."""
    root = etree.Element(_tag("fonts"), nsmap={"w": _WORD})
    for family in families_of(studio.brand.book, office.names):
        font = etree.SubElement(root, _tag("font"))
        font.set(_tag("name"), family)
        font.append(_made("altName", val=_STAND_IN))
        font.append(_made("family", val="swiss"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_language(element: Any, lang: str, direction: str = "ltr") -> None:
    properties = element.get_or_add_rPr()
    for old in properties.findall(_tag("lang")):
        properties.remove(old)
    properties.append(_made("lang", **{"bidi" if direction == "rtl" else "val": lang}, eastAsia=lang))


def _made(name: str, **values: str) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(_tag(key), value)
    return element


def _tag(name: str) -> str:
    return f"{{{_WORD}}}{name}"
