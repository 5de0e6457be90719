"""Lockups: shaped names, breaks, directions, clear space, and the error for a letter that no font has."""

from __future__ import annotations

from pathlib import Path

import pytest

from bansac.brand.breaking import split_pieces
from bansac.brand.fontbook import FontBook, MissingGlyphError
from bansac.kit.drawing import bounds
from bansac.kit.lockups import KINDS, SCHEMES, lockup
from bansac.kit.names import Name, name_of
from bansac.kit.shaping import Run, measure, shape, shape_runs
from bansac.kit.source import Brand, load_brand
from bansac.kit.textblock import set_text

BRAND = Path(__file__).parent.parent / "brand"
LAO = (name_of("Đại sứ quán Việt Nam tại Lào", "vi"), name_of("Embassy of Viet Nam in Laos", "en"))
ARABIC = name_of("سفارة فيتنام", "ar")


@pytest.fixture(scope="module")
def brand() -> Brand:
    return load_brand(BRAND)


def runs(book: FontBook, text: str, lang: str = "ar", direction: str = "rtl") -> list[Run]:
    return list(shape_runs(book, text, weight=700, lang=lang, direction=direction))  # type: ignore[arg-type]


def test_arabic_letters_are_joined_and_stand_from_the_right(brand: Brand) -> None:
    (run,) = runs(brand.book, "سفر")
    assert (run.script, run.direction) == ("Arab", "rtl")
    names = [glyph.name for glyph in run.glyphs if glyph.x >= 0 and "dot" not in glyph.name.lower()]
    assert any(name.endswith(".init") for name in names)
    assert names[0].startswith(("reh", "uni0631", "rehar"))  # the last letter is the leftmost


def test_two_directions_in_one_line_are_in_the_order_of_reading(brand: Brand) -> None:
    found = runs(brand.book, "سفارة (2030) Hanoi فيتنام")
    texts = [run.text.strip() for run in found]
    assert texts[0] == "فيتنام"
    assert texts.index("Hanoi") < next(place for place, text in enumerate(texts) if "سفارة" in text)
    number = next(run for run in found if "2030" in run.text)
    assert number.direction == "ltr"


def test_latin_in_a_line_to_the_right_keeps_its_place(brand: Brand) -> None:
    found = runs(brand.book, "Hà Nội سفارة 12", "vi", "ltr")
    assert found[0].text.startswith("Hà Nội")
    assert {run.direction for run in found} == {"ltr", "rtl"}


def test_vietnamese_marks_stay_with_their_letters(brand: Brand) -> None:
    composed = shape(brand.book, "Việt", size=10, weight=700, lang="vi", direction="ltr")
    decomposed = shape(brand.book, "Vie\u0302\u0323t", size=10, weight=700, lang="vi", direction="ltr")
    assert composed == decomposed
    assert composed.width == pytest.approx(measure(brand.book, "Việt", size=10, weight=700, lang="vi", direction="ltr"))
    assert bounds(composed.path)[2] <= composed.width + 1


def test_a_letter_that_no_font_has_is_named(brand: Brand) -> None:
    with pytest.raises(MissingGlyphError) as caught:
        lockup(brand, "stacked", [name_of("ᚠ", "en")], "colour")
    assert "U+16A0" in str(caught.value)


def test_the_name_of_the_country_is_not_broken(brand: Brand) -> None:
    block = set_text(brand.book, LAO[0], size=28, weight=700, room=230)
    assert len(block.lines) > 1
    assert any("Việt Nam" in line for line in block.lines)


def test_a_zero_width_space_is_where_a_script_without_spaces_breaks(brand: Brand) -> None:
    assert [piece.text for piece in split_pieces("a\u200bb c")] == ["a", "b", "c"]
    assert [piece.tight for piece in split_pieces("a\u200bb c")] == [False, True, False]
    block = set_text(brand.book, Name("aaaa\u200bbbbb", "en", "ltr"), size=20, weight=700, room=60)
    assert block.lines == ("aaaa", "bbbb")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_lockup_keeps_its_space_free(brand: Brand, kind: str, scheme: str) -> None:
    drawing = lockup(brand, kind, (*LAO, ARABIC), scheme)  # type: ignore[arg-type]
    free = brand.geometry.mark.clear_space * brand.geometry.mark.box
    left, top, right, bottom = bounds("".join(part.path for part in drawing.parts))
    assert min(left, top, drawing.width - right, drawing.height - bottom) >= free - 3  # letters reach a little over their widths
    assert drawing.ground is None
    assert drawing.title == f"{LAO[0].text} · {LAO[1].text} · {ARABIC.text}"


def test_a_name_to_the_left_has_the_mark_on_its_right(brand: Brand) -> None:
    mirrored, plain = (lockup(brand, "horizontal", [name], "colour") for name in (ARABIC, LAO[1]))
    for drawing, right in ((mirrored, True), (plain, False)):
        mark_left = min(bounds(part.path)[0] for part in drawing.parts[:-1])
        text_left = bounds(drawing.parts[-1].path)[0]
        assert (mark_left > text_left) is right


def test_a_lockup_without_a_name_is_refused(brand: Brand) -> None:
    with pytest.raises(ValueError, match="name"):
        lockup(brand, "stacked", (), "colour")
