"""Social cards: size, shaping, line breaks, the same bytes every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, features

from bansac.brand.breaking import broken, split_pieces
from bansac.brand.cards import LARGEST, CardPainter, CardText
from bansac.brand.fontbook import FontBook, MissingGlyphError
from bansac.brand.typeset import Step, Typesetter

BRAND = Path(__file__).parent.parent / "brand"
SITE = "Bản sắc Ngoại giao Việt Nam"
LONG = "Mạng lưới cơ quan đại diện Việt Nam ở nước ngoài: phấn đấu đạt khoảng 115 cơ quan vào năm 2030 và tầm nhìn đến năm 2045"
CARDS = [
    CardText("Bản sắc của ngành Ngoại giao Việt Nam", "Kế hoạch", SITE, "vi"),
    CardText(LONG, "Mạng lưới", SITE, "vi", accent="solidarity"),
    CardText(LONG + " " + LONG + " " + LONG, "", SITE, "vi"),
    CardText("Courage", "Values", "The Identity of Viet Nam’s Diplomacy", "en", accent="courage"),
    CardText("Utrikesförvaltningens utlandsmyndigheter", "Nätverk", "Den vietnamesiska diplomatins identitet", "sv"),
    CardText("هوية الدبلوماسية الفيتنامية في ثمانين عامًا", "التاريخ", "هوية الدبلوماسية الفيتنامية", "ar", "rtl", "creativity"),
    CardText("Идентичность вьетнамской дипломатии", "История", "Идентичность", "ru", accent="intelligence"),
]


@pytest.fixture(scope="module")
def painter() -> CardPainter:
    return CardPainter(BRAND)


@pytest.fixture(scope="module")
def setter() -> Typesetter:
    return Typesetter(FontBook(BRAND))


def test_pillow_shapes_text() -> None:
    assert features.check("raqm")


@pytest.mark.parametrize("card", CARDS, ids=lambda card: f"{card.lang}-{len(card.title)}")
def test_card(painter: CardPainter, card: CardText) -> None:
    data = painter.paint(card)
    assert len(data) <= LARGEST
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (1200, 630)


def test_cards_repeat_byte_for_byte_in_any_order(painter: CardPainter) -> None:
    first = [painter.paint(card) for card in CARDS]
    other = CardPainter(BRAND)
    assert [other.paint(card) for card in reversed(CARDS)] == first[::-1]


def test_fingerprint_tells_every_difference(painter: CardPainter) -> None:
    base = CardText("a", "b", "c", "vi")
    others = [
        CardText("x", "b", "c", "vi"),
        CardText("a", "x", "c", "vi"),
        CardText("a", "b", "x", "vi"),
        CardText("a", "b", "c", "en"),
        CardText("a", "b", "c", "vi", "rtl"),
        CardText("a", "b", "c", "vi", "ltr", "courage"),
        CardText("a", "bc", "", "vi"),
    ]
    prints = {painter.fingerprint(card) for card in (base, *others)}
    assert len(prints) == len(others) + 1
    assert CardPainter(BRAND).fingerprint(base) == painter.fingerprint(base)


def test_rtl_card_is_mirrored(painter: CardPainter) -> None:
    """The text stands on the dark side: left in one direction, right in the other."""
    sides = []
    for direction in ("ltr", "rtl"):
        card = CardText("", "", "", "ar", direction)  # type: ignore[arg-type]
        with Image.open(io.BytesIO(painter.paint(card))) as picture:
            grey = picture.convert("L")
            sides.append((grey.getpixel((20, 560)), grey.getpixel((1180, 560))))
    assert sides[0][0] < sides[0][1]
    assert sides[1][0] > sides[1][1]


def test_arabic_is_joined(setter: Typesetter) -> None:
    """Joined letters are narrower than the same letters apart."""
    joined = setter.width("فيتنام", 60, 700, "ar", "rtl")
    apart = sum(setter.width(letter, 60, 700, "ar", "rtl") for letter in "فيتنام")
    assert joined < apart * 0.9


def test_vietnamese_marks_add_no_width(setter: Typesetter) -> None:
    assert setter.width("ệ", 60, 700, "vi", "ltr") == setter.width("e", 60, 700, "vi", "ltr")
    assert setter.width("e\u0323\u0302", 60, 700, "vi", "ltr") == pytest.approx(setter.width("ệ", 60, 700, "vi", "ltr"))


def test_mixed_line_uses_the_fonts_it_needs(setter: Typesetter) -> None:
    assert setter.width("فيتنام Việt Nam", 40, 700, "ar", "rtl") > setter.width("فيتنام", 40, 700, "ar", "rtl")


def test_lines_are_balanced_and_fit(setter: Typesetter) -> None:
    block = setter.fit(LONG, 790, 700, "vi", "ltr", [Step(84, 2), Step(60, 4), Step(42, 4)])
    widths = [setter.width(line, block.size, 700, "vi", "ltr") for line in block.lines]
    assert 2 <= len(block.lines) <= 4
    assert max(widths) <= 790
    assert min(widths) > 0.6 * max(widths)
    assert " ".join(block.lines) == LONG


def test_text_too_long_for_the_smallest_size_is_cut(setter: Typesetter) -> None:
    block = setter.fit(LONG * 3, 400, 700, "vi", "ltr", [Step(42, 3)])
    assert len(block.lines) == 3
    assert block.lines[-1].endswith("…")
    assert all(setter.width(line, 42, 700, "vi", "ltr") <= 400 for line in block.lines)


def test_endless_word_isbroken(setter: Typesetter) -> None:
    block = setter.fit("x" * 200, 400, 700, "en", "ltr", [Step(60, 2), Step(42, 4)])
    assert len(block.lines) == 4
    assert all(setter.width(line, 42, 700, "en", "ltr") <= 400 for line in block.lines)


def test_chinese_breaks_between_characters_but_not_before_closing_marks() -> None:
    pieces = split_pieces("越南外交，（2045）愿景。 Việt Nam")
    assert [piece.text for piece in pieces] == ["越", "南", "外", "交，", "（2045）", "愿", "景。", "Việt", "Nam"]
    lines = broken(pieces, [len(piece.text) for piece in pieces], 1, 6)
    assert lines is not None
    assert not any(line.startswith(("，", "）", "。")) for line in lines)


def test_latin_quotation_marks_allow_no_break() -> None:
    assert [piece.text for piece in split_pieces("Viet Nam’s “way”…")] == ["Viet", "Nam’s", "“way”…"]
    assert [piece.text for piece in split_pieces("说“好”字")] == ["说", "“好”", "字"]


def test_character_without_font_is_an_error(painter: CardPainter) -> None:
    with pytest.raises(MissingGlyphError) as caught:
        painter.paint(CardText("ベトナム", "", SITE, "ja"))
    assert "U+30D9" in str(caught.value)


def test_hard_spaces_and_hyphens_are_drawn(setter: Typesetter) -> None:
    block = setter.fit("1\u202f000 km, e\u2011mail", 790, 700, "fr", "ltr", [Step(60, 2)])
    assert block.lines == ("1 000 km, e-mail",)
