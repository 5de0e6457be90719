"""Fonts: every character has one, files are small and never change without need."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bansac.brand.fontbook import FontBook, MissingGlyphError, parse_ranges, write_ranges
from bansac.brand.fonts import FontSet, load_fonts

BRAND = Path(__file__).parent.parent / "brand"
VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ₫"
)
COMPANIONS = parse_ranges("U+20-7E, U+A0-BB, U+110-111, U+2013-2026, U+2212")
EUROPEAN = "ÅÄÖåäöÉéèêëçœŒæÆñÑüß¿¡«»‹›“”„‘’–—…·•§©°²³½×÷±−≈≤≥†‡€"


@pytest.fixture(scope="module")
def book() -> FontBook:
    return FontBook(BRAND)


@pytest.fixture(scope="module")
def plain_set() -> FontSet:
    return load_fonts(BRAND, [VIETNAMESE])


def test_base_has_vietnamese_and_european(plain_set: FontSet) -> None:
    wanted = {ord(character) for character in VIETNAMESE + EUROPEAN}
    for font in plain_set.files:
        with TTFont(io.BytesIO(font.data)) as opened:
            assert wanted <= set(opened.getBestCmap())


def test_few_and_small_files(plain_set: FontSet) -> None:
    assert [(font.family, font.weight) for font in plain_set.files] == [("Be Vietnam Pro", 400), ("Be Vietnam Pro", 700)]
    assert all(len(font.data) <= 30_000 for font in plain_set.files)


def test_fonts_repeat_byte_for_byte(plain_set: FontSet, tmp_path: Path) -> None:
    again = load_fonts(BRAND, reversed(VIETNAMESE), cache=tmp_path)
    kept = load_fonts(BRAND, [VIETNAMESE], cache=tmp_path)
    assert plain_set == again == kept
    assert len(list(tmp_path.iterdir())) == 2


def test_ordinary_edit_changes_no_font(plain_set: FontSet) -> None:
    assert load_fonts(BRAND, [VIETNAMESE, "Ærø, São Paulo, Kraków, „1945–2045“"]) == plain_set


def test_rare_character_comes_in_a_file_of_its_own(plain_set: FontSet) -> None:
    found = load_fonts(BRAND, [VIETNAMESE, "✓"])
    assert found.files[:2] == plain_set.files
    assert [(font.family, font.unicode_range, font.scripts) for font in found.files[2:]] == [("Onest", "U+2713", ())] * 2


def test_scripts_bring_their_fonts_and_share_only_plain_signs() -> None:
    found = load_fonts(BRAND, ["Việt Nam", "Вьетнам", "فيتنام 2045", "越南（外交）"])
    assert [(font.family, font.weight) for font in found.files] == [
        (family, weight) for family in ("Be Vietnam Pro", "Onest", "Noto Sans Arabic") for weight in (400, 700)
    ]
    ranges = [parse_ranges(font.unicode_range) for font in found.files if font.weight == 400]
    latin, *others = ranges
    for script in others:
        assert latin & script <= COMPANIONS, "a character has two fonts"
    assert not (others[0] & others[1]) - COMPANIONS
    assert set(found.licences) == {"OFL-BeVietnamPro.txt", "OFL-Onest.txt", "OFL-NotoSansArabic.txt"}
    assert sum(len(font.data) for font in found.files) < 100_000


@pytest.mark.parametrize(
    ("locale", "family"),
    [("vi", "Be Vietnam Pro"), ("sv", "Be Vietnam Pro"), ("ru", "Onest"), ("ar", "Noto Sans Arabic"), ("zh", "Be Vietnam Pro")],
)
def test_preload_is_of_the_locale_s_script(locale: str, family: str) -> None:
    found = load_fonts(BRAND, ["Việt Вьет فيت"])
    names = {font.name: font.family for font in found.files}
    preload = found.preload(locale)
    assert len(preload) == 2
    assert {names[link["href"].removeprefix("assets/")] for link in preload} == {family}
    assert {link["type"] for link in preload} == {"font/woff2"}


def test_css_names_the_files_and_keeps_lines_in_place(plain_set: FontSet) -> None:
    for font in plain_set.files:
        assert f'url("{font.name}") format("woff2")' in plain_set.css
        assert re.fullmatch(r"[a-z-]+-\d{3}\.[0-9a-f]{10}\.woff2", font.name)
    assert plain_set.css.count("font-display:swap") == 2
    fallback = [line for line in plain_set.css.splitlines() if "Fallback" in line]
    assert len(fallback) == 2
    assert "unicode-range" not in "".join(fallback), "the last resort of every script"
    for line in fallback:
        stretch = float(re.search(r"size-adjust:([\d.]+)%", line)[1])  # type: ignore[index]
        ascent = float(re.search(r"ascent-override:([\d.]+)%", line)[1])  # type: ignore[index]
        assert 100 < stretch < 115
        assert ascent * stretch / 100 == pytest.approx(100, abs=0.1)  # the ascent of Be Vietnam Pro is 1 em


def test_lines_in_cyrillic_stay_in_place_too() -> None:
    css = load_fonts(BRAND, ["Việt", "Вьетнам"]).css
    stand_ins = [line for line in css.splitlines() if "Fallback Cyrillic" in line]
    assert len(stand_ins) == 2
    for line in stand_ins:
        stretch = float(re.search(r"size-adjust:([\d.]+)%", line)[1])  # type: ignore[index]
        assert 95 < stretch < 115
        assert ord("ж") in parse_ranges(re.search(r"unicode-range:([^};]+)", line)[1])  # type: ignore[index]
    assert "font-display:optional" not in css


def test_licence_and_copyright_stay_in_the_files(plain_set: FontSet) -> None:
    for font in plain_set.files:
        with TTFont(io.BytesIO(font.data)) as opened:
            assert "Be Vietnam Pro Project Authors" in opened["name"].getDebugName(0)
            assert "SIL Open Font License" in opened["name"].getDebugName(13)


def test_missing_glyph_names_character_and_place(book: FontBook) -> None:
    with pytest.raises(MissingGlyphError) as caught:
        book.check("một\nhai ཀ", "content/vi/index.md", 10)
    assert caught.value.place == "content/vi/index.md:11"
    text = str(caught.value)
    assert "U+0F40" in text
    assert "Be Vietnam Pro, Onest, Noto Sans Arabic" in text
    with pytest.raises(MissingGlyphError):
        load_fonts(BRAND, ["ཀ"])


@pytest.mark.parametrize("character", ["\u202f", "\u00a0", "\u200f", "\ufe0f", "\u2011", "\u00ad", "越", "（", "、", "が"])
def test_characters_that_need_no_font_of_ours(book: FontBook, character: str) -> None:
    book.check(character)


def test_pictures_have_no_system_fonts(book: FontBook) -> None:
    assert book.family_for("越") is None
    assert book.family_for("越", drawn=True) == "Noto Sans SC"
    with pytest.raises(MissingGlyphError):
        book.family_for("あ", drawn=True)


def test_decomposed_letters_are_composed(plain_set: FontSet) -> None:
    assert load_fonts(BRAND, ["e\u0323\u0302"]) == plain_set


def test_ranges_round_trip() -> None:
    assert write_ranges(parse_ranges("U+41-43, U+61")) == "U+41-43,U+61"
    with pytest.raises(ValueError, match="not a Unicode range"):
        parse_ranges("41-43")


@pytest.mark.parametrize(("kit", "largest", "total"), [(False, 1_200_000, 3_000_000), (True, 1_250_000, 12_000_000)])
def test_every_family_names_origin_and_licence(*, kit: bool, largest: int, total: int) -> None:
    book = FontBook(BRAND, kit=kit)
    for family in book.families:
        licence = (BRAND / "fonts" / family.licence).read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE" in licence.upper()
        assert family.copyright.split(" (")[0] in licence
        assert family.origin.startswith("npm: ")
    sizes = [book.path(family.family, weight).stat().st_size for family in book.families for weight in family.files]
    assert max(sizes) < largest
    assert sum(sizes) < total


def test_no_font_lies_there_unused() -> None:
    book = FontBook(BRAND, kit=True)
    used = {name for family in book.families for name in (*family.files.values(), family.licence)}
    assert {path.name for path in (BRAND / "fonts").iterdir()} == used | {"fonts.yml", "kit.yml"}
