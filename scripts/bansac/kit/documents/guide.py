"""The guide of one page, in Vietnamese and in English: accessible PDF, drawn from the rules, the palette and the geometry."""

from __future__ import annotations

from typing import Final, Literal

from bansac.kit.documents.heads import head, head_width
from bansac.kit.documents.press import printed, said
from bansac.kit.documents.qr import qr_code
from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import Drawing, Part, placed, rectangle
from bansac.kit.lockups import SCHEMES, mark

MARK_MM: Final = 15.0
FORM_MM: Final = 16.0
"""Width of the mark where its forms are shown."""
SPACE_MM: Final = 30.0
"""Width of the mark with its clear space."""
_PLAIN: Final = ("lead", "names", "proposed_name", "space", "colours", "type", "type_text", "forms", "rules", "files", "address")


def guide_pdf(studio: Studio, office: Office, lang: Literal["vi", "en"]) -> bytes:
    """The guide in a language, as a PDF/UA-1 file of one page."""
    words, brand = studio.words.guide, studio.brand
    drawing = head(studio, office)
    title = f"{words.title[lang]}: {office.names[0 if lang == 'vi' else min(1, len(office.names) - 1)].text}"
    shown = {key: getattr(words, key)[lang] for key in _PLAIN}
    shown["space_text"] = words.space_text[lang].format(**_sizes(studio))
    rules = {rule.id: {"level": words.levels[rule.level][lang], "text": rule.text[lang]} for rule in studio.rules}
    data = {
        "heading": words.title[lang],
        "lead": words.lead[lang],
        "notice": studio.words.proposal.long[lang],
        "words": shown,
        "names": said(studio, office.names),
        "proposed": office.proposed and office.local is not None,
        "swatches": [
            {"name": studio.colours[name][lang], "hex": brand.tokens[f"palette.{name}"].value["hex"]} for name in words.shown_colours
        ],
        "forms": [words_of[lang] for words_of in words.form_names],
        "rules": [rules[rule] for rule in words.shown_rules],
        "files": [{"path": content.path, "text": content.text[lang]} for content in words.contents],
        "address": office.address,
        "lockup_mm": head_width(studio, drawing, MARK_MM),
        "form_mm": FORM_MM,
        "space_mm": SPACE_MM,
    }
    pictures: dict[str, Drawing | str] = {
        "lockup": drawing,
        "space": space_drawing(studio),
        "qr": qr_code(office.address, words.address[lang], brand.tokens),
    }
    pictures |= {f"form-{scheme}": mark(brand, scheme) for scheme in SCHEMES}
    return printed(studio, office, "guide", title=title, lang=lang, pictures=pictures, data=data, standard="ua-1")


def space_drawing(studio: Studio) -> Drawing:
    """The mark in its clear space: the space is tinted, its inner edge is the square of the mark."""
    brand = studio.brand
    box = brand.geometry.mark.box
    free = brand.geometry.mark.clear_space * box
    side = box + 2 * free
    edge = rectangle(0, 0, side, side) + rectangle(free, free, box, box)
    frame = Part(edge, brand.tokens.colour("notice"), "evenodd")
    return Drawing(side, side, (frame, *placed(mark(brand, "colour"), free, free)), "")


def _sizes(studio: Studio) -> dict[str, int]:
    mark_parameters = studio.brand.geometry.mark
    least = mark_parameters.minimum
    return {
        "space": round(mark_parameters.clear_space * 100),
        "full_mm": least.full.mm,
        "full_px": least.full.px,
        "plain_mm": least.plain.mm,
        "plain_px": least.plain.px,
    }
