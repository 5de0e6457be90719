"""The slide deck of an office: a master with its layouts, and a few slides that show how to use them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from bansac.kit.documents import shapes
from bansac.kit.documents.layouts import HEIGHT, MARGIN, NUMBER, ORDER, WIDTH, Deck, layout_xml, master_tree, text_styles
from bansac.kit.documents.package import add_vector, drop_leftovers, repacked
from bansac.kit.documents.pattern import ring_png, ring_svg
from bansac.kit.documents.qr import qr_code
from bansac.kit.documents.shapes import EMU, Box
from bansac.kit.documents.studio import Office, Studio
from bansac.kit.documents.theme import themed
from bansac.kit.export import to_png
from bansac.kit.lockups import mark
from bansac.kit.names import Name

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide, SlideLayout

_TEMPLATE: Final = {"title": 0, "content": 1, "section": 2, "two": 3, "comparison": 4, "heading": 5, "blank": 6, "picture": 8}
"""The layouts of the library's template that ours take the place of; the others are taken out."""
_RING: Final = ((350.0, HEIGHT), (350.0, 250.0), 5.2)
"""Size, centre and scale of the ring on the title."""
_QR: Final = Box(MARGIN, 356, 104, 104)


def slide_deck(studio: Studio, office: Office) -> bytes:
    """The deck as a PPTX file, the same bytes for the same office."""
    import pptx  # slow to import
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.util import Emu

    show = pptx.Presentation()
    show.slide_width, show.slide_height = Emu(round(WIDTH * EMU)), Emu(round(HEIGHT * EMU))
    presentation: Any = show.part._element
    presentation.sldSz.attrib.pop("type", None)  # the template's, which is 4:3
    deck = Deck(office.names, mark(studio.brand, "colour"), studio.words, studio.brand.book)
    theme = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = themed(theme.blob, studio.brand.tokens, studio.brand.book)  # the library has no theme
    layouts = _layouts(show, studio, deck)
    _slides(show, studio, office, layouts)
    properties = show.core_properties
    properties.title, properties.author, properties.language = studio.words.slides.title["vi"], office.names[0].text, "vi"
    properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.subject = studio.words.proposal.short["vi"]
    drop_leftovers(show.part.package)
    out = io.BytesIO()
    show.save(out)
    return repacked(out.getvalue())


def _layouts(show: Presentation, studio: Studio, deck: Deck) -> dict[str, SlideLayout]:
    from pptx.oxml import parse_xml

    template = list(show.slide_layouts)
    found = {key: template[_TEMPLATE[key]] for key in ORDER}
    for unused in (layout for layout in template if layout not in found.values()):
        show.slide_layouts.remove(unused)
    for key, layout in found.items():
        ring = ""
        if key == "title":
            picture = io.BytesIO(ring_png(studio.brand, *_RING, width=700))
            _, ring = layout.part.get_or_add_image_part(picture)
        _replace(layout.element, parse_xml(layout_xml(deck, key, ring)))
        if ring:
            vector = _svg_part(show, "ring", ring_svg(studio.brand, *_RING).encode("utf-8"))
            add_vector(layout.element, layout.part, vector)
    master = show.slide_master.element
    tree = master.cSld.find(f"{{{master.nsmap['p']}}}spTree")
    master.cSld.replace(tree, parse_xml(master_tree(deck)))
    styles = master.find(f"{{{master.nsmap['p']}}}txStyles")
    master.replace(styles, parse_xml(text_styles()))
    return found


def _replace(old: Any, new: Any) -> None:
    """Give an element the attributes and children of another, so that whoever holds it sees the new ones."""
    for child in list(old):
        old.remove(child)
    old.attrib.clear()
    for key, value in new.attrib.items():
        old.set(key, value)
    for child in list(new):
        old.append(child)


def _svg_part(show: Presentation, name: str, data: bytes) -> Any:
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    return Part(PackURI(f"/ppt/media/{name}.svg"), "image/svg+xml", show.part.package, data)


def _slides(show: Presentation, studio: Studio, office: Office, layouts: dict[str, SlideLayout]) -> None:
    text = studio.words.slides.samples
    _slide(show, layouts["title"], (text.title, text.section_text))
    _slide(show, layouts["section"], (text.section, text.section_text), number=4)
    content = _slide(show, layouts["content"], (text.content,), number=4)
    _fill(content.placeholders[1], *text.points)
    values = _slide(show, layouts["heading"], (text.values,), number=3)
    _values(values, studio)
    end = _slide(show, layouts["title"], (text.end,))
    end.placeholders[1].element.getparent().remove(end.placeholders[1].element)
    _code(end, studio, office)


def _slide(show: Presentation, layout: SlideLayout, texts: tuple[dict[str, str], ...], number: int | None = None) -> Slide:
    slide: Slide = show.slides.add_slide(layout)
    places: list[Any] = list(slide.placeholders)
    for place, words in zip(places, texts, strict=False):
        _fill(place, words)
    if number is not None:
        from pptx.oxml import parse_xml

        there: list[Any] = list(layout.placeholders)
        sample = next(place for place in there if place.placeholder_format.idx == NUMBER)  # as the layouts say
        box = Box(*(value / EMU for value in (sample.left, sample.top, sample.width, sample.height)))
        field = shapes.field("slidenum", "vi-VN", str(len(show.slides)))
        xml = shapes.placeholder(90, "Number", "sldNum", box, index=NUMBER, prompt=field, anchor="ctr")
        slide.shapes._spTree.append(parse_xml(_declared(xml)))  # the library adds no numbers
    return slide


def _fill(place: Any, *texts: dict[str, str]) -> None:
    """Write texts in both languages, a paragraph each; the English one is quieter by standing second."""
    frame = place.text_frame
    for index, words in enumerate(texts):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = words["vi"]
        run._r.get_or_add_rPr().set("lang", "vi-VN")  # the library has no language of a run
        paragraph.add_line_break()
        second = paragraph.add_run()
        second.text = words["en"]
        second.font.bold = False
        second._r.get_or_add_rPr().set("lang", "en-GB")


def _values(slide: Slide, studio: Studio) -> None:
    """The five petals with the names of the values: colour is never the only sign."""
    from pptx.oxml import parse_xml

    flower = mark(studio.brand, "colour")
    room = (WIDTH - 2 * MARGIN) / len(studio.values)
    for index, (value, names) in enumerate(studio.values.items()):
        x = MARGIN + index * room
        units = (flower.width, flower.height)
        side = 110
        for place, part in enumerate(flower.parts):
            fill = f"accent{index + 1}" if place == index else "bg1"
            box = Box(x + (room - side) / 2 - 8, 170, side, side)
            shape = shapes.freeform(100 + index * 10 + place, f"{value} {place + 1}", box, part.path, units, _quiet(fill, studio))
            slide.shapes._spTree.append(parse_xml(_declared(shape)))
        lines = shapes.paragraph(Name(names["vi"], "vi", "ltr"), 20, "tx1", bold=True, align="ctr")
        lines += shapes.paragraph(Name(names["en"], "en", "ltr"), 16, "tx1", align="ctr")
        label = shapes.textbox(160 + index, value, Box(x - 8, 300, room, 70), lines)
        slide.shapes._spTree.append(parse_xml(_declared(label)))


def _quiet(fill: str, studio: Studio) -> str:
    return studio.brand.tokens.colour("line") if fill == "bg1" else fill


def _code(slide: Slide, studio: Studio, office: Office) -> None:
    from pptx.oxml import parse_xml
    from pptx.util import Emu

    title = f"{studio.words.qr.title['vi']}: {office.address}"
    png = to_png(qr_code(office.address, title, studio.brand.tokens), 416)
    x, y, width, height = (Emu(round(value * EMU)) for value in (_QR.x, _QR.y, _QR.width, _QR.height))
    picture = slide.shapes.add_picture(io.BytesIO(png), x, y, width, height)
    picture.name = "QR"
    properties: Any = picture._element  # the library has no alternative text
    properties.nvPicPr.cNvPr.set("descr", title)
    line = shapes.paragraph(Name(office.address, "en", "ltr"), 12, "tx1")
    box = Box(_QR.x + _QR.width + 16, _QR.y, 420, _QR.height)
    slide.shapes._spTree.append(parse_xml(_declared(shapes.textbox(170, "Address", box, line, "ctr"))))


def _declared(xml: str) -> str:
    """An element with the namespaces that its prefixes need."""
    head, space, rest = xml.partition(" ") if xml.index(" ") < xml.index(">") else xml.partition(">")
    return f"{head} {shapes.NAMESPACES}{space}{rest}"
