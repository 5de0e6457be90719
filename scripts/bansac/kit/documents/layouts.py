"""The master and the layouts of the slide deck: every ground, colour, mark and place of text, made once for all slides.

Colours are slots of the theme and shapes are outlines, so that a deck can be changed in the program itself. The plane is
960 × 540 points. Layouts of lacquer turn the slots of the theme round, so that text on them is light by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bansac.brand.fontbook import FontBook
from bansac.brand.tokens import VALUES
from bansac.kit.documents import shapes
from bansac.kit.documents.fonts import family_of
from bansac.kit.documents.shapes import Box
from bansac.kit.drawing import Drawing
from bansac.kit.names import Name
from bansac.kit.words import KitWords

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 56.0
FOOT: Final = 498.0
"""Upper edge of the foot."""
FOOT_MARK: Final = 29.0
"""Side of the mark in the foot of each slide."""
TITLE_MARK: Final = 76.0
NUMBER: Final = 12
"""What ties the number of a slide to its place."""
_HEAD: Final = Box(MARGIN, 40, WIDTH - 2 * MARGIN, 76)
_BODY: Final = Box(MARGIN, 132, WIDTH - 2 * MARGIN, 340)
_GUTTER: Final = 32.0
_HALF: Final = (WIDTH - 2 * MARGIN - _GUTTER) / 2
_DARK: Final = '<a:overrideClrMapping bg1="dk2" tx1="lt2" bg2="dk1" tx2="lt1"{rest}/>'
_REST: Final = "".join(f' {slot}="{slot}"' for slot in (*(f"accent{index}" for index in range(1, 7)), "hlink", "folHlink"))
_TYPES: Final = {
    "title": "title",
    "section": "secHead",
    "content": "obj",
    "two": "twoObj",
    "comparison": "twoTxTwoObj",
    "heading": "titleOnly",
    "blank": "blank",
    "picture": "picTx",
}
"""Layouts by their names in ``documents.yml``, with their types in the format, in the order of the menu."""
ORDER: Final = tuple(_TYPES)


@dataclass(frozen=True, slots=True)
class Deck:
    """What layouts are made of.

    Attributes:
        names: The names of the office.
        petals: The five petals of the mark, one part a value, without clear space.
        words: The words of the kit.
        book: The fonts.
    """

    names: Sequence[Name]
    petals: Drawing
    words: KitWords
    book: FontBook


def master_tree(deck: Deck) -> str:
    """The shapes of the master."""
    text = deck.words.slides.samples
    return _tree(
        shapes.placeholder(2, "Title", "title", _HEAD, prompt=_prompt(text.title), anchor="b"),
        shapes.placeholder(3, "Text", "body", _BODY, index=1, prompt=_prompt(text.content)),
        _number(4),
        *_foot(deck),
    )


def layout_xml(deck: Deck, key: str, ring: str) -> str:
    """A whole layout.

    Args:
        deck: What it is made of.
        key: Its name in ``documents.yml``.
        ring: The relation of the layout's part to the picture of the ring; only the title has it.
    """
    label = getattr(deck.words.slides.layouts, key)
    dark = key == "title"
    ground = f"<p:bg><p:bgPr>{shapes.colour('bg1')}<a:effectLst/></p:bgPr></p:bg>" if dark else ""
    tree = _tree(*(_title(deck, ring) if dark else _PLACES[key](deck)))
    alone = ' showMasterSp="0"' if dark else ""
    mapping = _DARK.format(rest=_REST) if dark else "<a:masterClrMapping/>"
    return (
        f'<p:sldLayout {shapes.NAMESPACES} type="{_TYPES[key]}" preserve="1" userDrawn="1"{alone}>'
        f'<p:cSld name="{label["vi"]} · {label["en"]}">{ground}{tree}</p:cSld><p:clrMapOvr>{mapping}</p:clrMapOvr></p:sldLayout>'
    )


def text_styles() -> str:
    """The styles of titles and text of all slides."""
    title = (
        '<a:lvl1pPr algn="l" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>{_run("mj", 3000, bold=True)}</a:lvl1pPr>'
    )
    levels = [(18, 2000, "accent1"), (40, 1800, "accent6"), (62, 1600, "accent6"), (84, 1400, "accent6"), (106, 1400, "accent6")]
    body = "".join(
        f'<a:lvl{index}pPr marL="{left * shapes.EMU}" indent="{-18 * shapes.EMU}" algn="l" rtl="0" eaLnBrk="1" latinLnBrk="0">'
        f'<a:lnSpc><a:spcPct val="110000"/></a:lnSpc><a:spcBef><a:spcPts val="{1000 if index == 1 else 500}"/></a:spcBef>'
        f'<a:buClr><a:schemeClr val="{bullet}"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
        f"{_run('mn', size)}</a:lvl{index}pPr>"
        for index, (left, size, bullet) in enumerate(levels, start=1)
    )
    other = f'<a:lvl1pPr marL="0" algn="l" rtl="0">{_run("mn", 1800)}</a:lvl1pPr>'
    return (
        f"<p:txStyles {shapes.NAMESPACES}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def mark_shapes(deck: Deck, first: int, x: float, y: float, side: float, fills: Sequence[str]) -> list[str]:
    """The mark as five outlines, one a value."""
    units = (deck.petals.width, deck.petals.height)
    return [
        shapes.freeform(first + index, f"Petal {value}", Box(x, y, side, side), part.path, units, fill)
        for index, (value, part, fill) in enumerate(zip(VALUES, deck.petals.parts, fills, strict=True))
    ]


def _run(font: str, size: int, *, bold: bool = False) -> str:
    return (
        f'<a:defRPr sz="{size}" b="{int(bold)}" kern="1200">{shapes.colour("tx1")}'
        f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr>'
    )


def _tree(*parts: str) -> str:
    empty = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm>'
    head = f'<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{empty}</p:grpSpPr>'
    return f"<p:spTree {shapes.NAMESPACES}>{head}{''.join(parts)}</p:spTree>"


def _prompt(text: dict[str, str]) -> str:
    return shapes.prompt(f"{text['vi']} · {text['en']}", "vi-VN")


def _number(number: int) -> str:
    style = f'<a:lvl1pPr algn="r">{_run("mn", 1000)}</a:lvl1pPr>'
    box = Box(WIDTH - MARGIN - 60, FOOT, 60, 22)
    return shapes.placeholder(
        number, "Number", "sldNum", box, index=NUMBER, prompt=shapes.field("slidenum", "vi-VN", "‹#›"), style=style, anchor="ctr"
    )


def _foot(deck: Deck) -> list[str]:
    """The mark and the name of the office, and the sentence that all this is a proposal."""
    name, proposal = deck.names[0], deck.words.proposal.short
    line = shapes.paragraph(name, 10, "tx1", family=family_of(deck.book, name), bold=True)
    small = shapes.paragraph(Name(f"{proposal['vi']} · {proposal['en']}", "vi-VN", "ltr"), 7.5, "tx1")
    return [
        shapes.rectangle(20, "Line", Box(MARGIN, FOOT - 12, WIDTH - 2 * MARGIN, 0.75), "accent6"),
        *mark_shapes(deck, 21, MARGIN, FOOT - 3, FOOT_MARK, [f"accent{index}" for index in range(1, 6)]),
        shapes.textbox(26, "Office", Box(MARGIN + 36, FOOT - 1, 560, 14), line),
        shapes.textbox(27, "Proposal", Box(MARGIN + 36, FOOT + 14, 560, 12), small),
    ]


def _title(deck: Deck, ring: str) -> list[str]:
    """Lacquer, the ring cropped at the edge, the mark in one colour and the names of the office."""
    words = deck.words
    names = "".join(
        shapes.paragraph(name, 15.5 if index == 0 else 13, "tx1", family=family_of(deck.book, name), bold=index == 0)
        for index, name in enumerate(deck.names)
    )
    proposal = words.proposal.short
    small = shapes.paragraph(Name(f"{proposal['vi']} · {proposal['en']}", "vi-VN", "ltr"), 9, "tx1")
    title = f'<a:lvl1pPr algn="l">{_run("mj", 4400, bold=True)}</a:lvl1pPr>'
    under = f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{_run("mn", 2000)}</a:lvl1pPr>'
    return [
        shapes.picture(10, "Ring", Box(WIDTH - 350, 0, 350, HEIGHT), ring),
        *mark_shapes(deck, 11, MARGIN, 40, TITLE_MARK, ["tx1"] * 5),
        shapes.textbox(16, "Names", Box(MARGIN + 96, 40, 440, 76), names, "ctr"),
        shapes.placeholder(
            2, "Title", "ctrTitle", Box(MARGIN, 190, 560, 150), prompt=_prompt(words.slides.samples.title), style=title, anchor="b"
        ),
        shapes.placeholder(
            3, "Subtitle", "subTitle", Box(MARGIN, 356, 540, 90), index=1, prompt=_prompt(words.slides.samples.section_text), style=under
        ),
        shapes.textbox(17, "Proposal", Box(MARGIN, FOOT + 8, 560, 14), small),
    ]


def _section(deck: Deck) -> list[str]:
    text = deck.words.slides.samples
    title = f'<a:lvl1pPr algn="l">{_run("mj", 4000, bold=True)}</a:lvl1pPr>'
    under = f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{_run("mn", 2000)}</a:lvl1pPr>'
    return [
        shapes.rectangle(10, "Edge", Box(0, 0, 20, HEIGHT), "tx2"),
        shapes.placeholder(2, "Title", "title", Box(MARGIN, 130, 760, 140), prompt=_prompt(text.section), style=title, anchor="b"),
        shapes.placeholder(3, "Text", "body", Box(MARGIN, 286, 700, 120), index=1, prompt=_prompt(text.section_text), style=under),
        _number(4),
    ]


def _head(deck: Deck) -> str:
    return shapes.placeholder(2, "Title", "title", _HEAD, prompt=_prompt(deck.words.slides.samples.content), anchor="b")


def _content(deck: Deck) -> list[str]:
    return [
        _head(deck),
        shapes.placeholder(3, "Content", "", _BODY, index=1, prompt=_prompt(deck.words.slides.samples.points[0])),
        _number(4),
    ]


def _two(deck: Deck) -> list[str]:
    text = _prompt(deck.words.slides.samples.points[0])
    return [
        _head(deck),
        shapes.placeholder(3, "Content 1", "", Box(MARGIN, _BODY.y, _HALF, _BODY.height), index=1, prompt=text),
        shapes.placeholder(4, "Content 2", "", Box(MARGIN + _HALF + _GUTTER, _BODY.y, _HALF, _BODY.height), index=2, prompt=text),
        _number(5),
    ]


def _comparison(deck: Deck) -> list[str]:
    text, label = _prompt(deck.words.slides.samples.points[0]), _prompt(deck.words.slides.samples.section)
    small = f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{_run("mn", 1800, bold=True)}</a:lvl1pPr>'
    right = MARGIN + _HALF + _GUTTER
    below = Box(MARGIN, _BODY.y + 48, _HALF, _BODY.height - 48)
    return [
        _head(deck),
        shapes.placeholder(3, "Label 1", "body", Box(MARGIN, _BODY.y, _HALF, 36), index=1, prompt=label, style=small, anchor="b"),
        shapes.placeholder(4, "Content 1", "", below, index=2, prompt=text),
        shapes.placeholder(5, "Label 2", "body", Box(right, _BODY.y, _HALF, 36), index=3, prompt=label, style=small, anchor="b"),
        shapes.placeholder(6, "Content 2", "", Box(right, below.y, _HALF, below.height), index=4, prompt=text),
        _number(7),
    ]


def _heading(deck: Deck) -> list[str]:
    return [_head(deck), _number(3)]


def _blank(deck: Deck) -> list[str]:  # noqa: ARG001  # called as the others are
    return [_number(2)]


def _picture(deck: Deck) -> list[str]:
    text = deck.words.slides.samples
    small = f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{_run("mn", 1600)}</a:lvl1pPr>'
    return [
        shapes.placeholder(2, "Title", "title", Box(MARGIN, 64, 270, 130), prompt=_prompt(text.content), anchor="b"),
        shapes.placeholder(
            3,
            "Picture",
            "pic",
            Box(MARGIN + 302, 40, WIDTH - 2 * MARGIN - 302, 432),
            index=1,
            prompt=_prompt(deck.words.slides.layouts.picture),
        ),
        shapes.placeholder(4, "Caption", "body", Box(MARGIN, 210, 270, 262), index=2, prompt=_prompt(text.points[1]), style=small),
        _number(5),
    ]


_PLACES: Final = {
    "section": _section,
    "content": _content,
    "two": _two,
    "comparison": _comparison,
    "heading": _heading,
    "blank": _blank,
    "picture": _picture,
}
