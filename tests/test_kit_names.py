"""Names of offices: what data and patterns give, and that every script is drawn as it is written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from bansac.brand.breaking import split_pieces
from bansac.brand.fontbook import FontBook, MissingGlyphError, parse_ranges
from bansac.config import Project, load_project
from bansac.dataset import load_dataset
from bansac.errors import BrandError, Report
from bansac.glyphs import characters_of
from bansac.kit.names import Name, name_of, office_names, office_words
from bansac.kit.shaping import shape_runs
from bansac.model import load_model
from bansac.schema.data import Mission

ROOT = Path(__file__).parent.parent
BRAND = ROOT / "brand"
GOLDEN = Path(__file__).parent / "cases" / "shaping.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="module")
def book() -> FontBook:
    return FontBook(BRAND, kit=True)


@pytest.fixture(scope="module")
def missions(project: Project) -> dict[str, Mission]:
    report = Report()
    network = load_dataset(project, report).network
    report.raise_if_any()
    assert network
    return {mission.id: mission for mission in network.missions}


def mission(**fields: Any) -> Mission:
    """A mission as a new office would be written."""
    known = {"id": "emb-x", "type": "embassy", "city": {"vi": "Hà Đô", "en": "Hado"}, "region": "asia", "lat": 1, "lon": 1}
    return Mission.model_validate({**known, "as_of": "2026", "grade": "B", "sources": ["x"], **fields})


def texts(project: Project, **fields: Any) -> list[str]:
    return [name.text for name in office_names(project, mission(**fields))]


def test_a_name_is_built_from_type_country_and_city(project: Project) -> None:
    assert texts(project, country="NP") == ["Đại sứ quán Việt Nam tại Nepal", "Embassy of Viet Nam in Nepal"]
    assert texts(project, country="NL")[1] == "Embassy of Viet Nam in the Netherlands"
    assert texts(project, country="NP", type="consulate-general") == [
        "Tổng Lãnh sự quán Việt Nam tại Hà Đô",
        "Consulate General of Viet Nam in Hado",
    ]
    assert texts(project, country="NP", type="consulate-general", city={"vi": "Hà Đô"})[1] == "Consulate General of Viet Nam in Hà Đô"


def test_a_given_name_goes_before_a_built_one(project: Project) -> None:
    local = {"lang": "fa", "text": "سفارت", "status": "proposed"}
    names = office_names(project, mission(country="NP", name={"en": "Embassy X", "local": local}))
    assert names == (
        Name("Đại sứ quán Việt Nam tại Nepal", "vi", "ltr"),
        Name("Embassy X", "en", "ltr"),
        Name("سفارت", "fa", "rtl"),
    )


def test_a_name_is_not_written_twice(project: Project) -> None:
    local = {"lang": "ms", "text": "Embassy of Viet Nam in Brunei", "status": "proposed"}
    assert [name.lang for name in office_names(project, mission(country="BN", name={"local": local}))] == ["vi", "en"]


def test_names_are_composed() -> None:
    assert name_of("Vie\u0302\u0323t", "vi").text == "Việt"


def test_a_stroke_is_where_a_line_may_break(project: Project) -> None:
    local = {"lang": "ja", "text": "在大阪|ベトナム|総領事館", "status": "proposed"}
    name = office_names(project, mission(country="JP", name={"local": local}))[-1]
    assert [piece.text for piece in split_pieces(name.text)] == ["在大阪", "ベトナム", "総領事館"]


def test_every_office_has_its_names_and_every_letter(project: Project, missions: dict[str, Mission], book: FontBook) -> None:
    for office in missions.values():
        names = office_names(project, office)
        assert [name.lang for name in names[:2]] == ["vi", "en"]
        for name in names:
            for weight in (400, 700):
                runs = shape_runs(book, name.text, weight=weight, lang=name.lang, direction=name.direction)
                assert {run.font for run in runs} == {book.path(run.family, weight) for run in runs}


def test_a_local_name_is_a_proposal_unless_a_source_has_it(missions: dict[str, Mission]) -> None:
    found = [office.id for office in missions.values() if office.name and office.name.local and office.name.local.status == "found"]
    assert found == ["emb-jp-tokyo"]


def test_scripts_without_spaces_say_where_lines_break(missions: dict[str, Mission]) -> None:
    for office in missions.values():
        local = office.name.local if office.name else None
        if local and local.lang in {"lo", "km", "th", "my", "zh", "zh-Hant", "ja"}:
            assert max(len(piece.text) for piece in split_pieces(local.text)) <= 16, office.id


def test_a_brand_without_a_pattern_is_refused(tmp_path: Path) -> None:
    words = yaml.safe_load((BRAND / "offices.yml").read_text(encoding="utf-8"))
    del words["patterns"]["embassy"]
    (tmp_path / "offices.yml").write_text(yaml.safe_dump(words), encoding="utf-8")
    with pytest.raises(BrandError, match="embassy"):
        office_words(tmp_path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lang"])
def test_glyphs_of_a_script(case: dict[str, Any], book: FontBook, request: pytest.FixtureRequest) -> None:
    """The glyphs from left to right: font, then each glyph with its place in thousandths of the em."""
    name = name_of(case["text"], case["lang"])
    found = [
        f"{run.family}: " + " ".join(f"{glyph.name}@{glyph.x * 1000:.0f},{glyph.y * 1000:.0f}" for glyph in run.glyphs)
        for run in shape_runs(book, name.text, weight=700, lang=name.lang, direction=name.direction)
    ]
    if request.config.getoption("--write-golden"):
        case["runs"] = found
        GOLDEN.write_text(yaml.safe_dump(CASES, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    assert found == case.get("runs")


def test_letters_that_languages_share_come_from_the_font_of_the_language(book: FontBook) -> None:
    families = {lang: book.family_for("越", drawn=True, lang=lang) for lang in ("zh", "zh-Hant", "ja", "vi")}
    assert families == {"zh": "Noto Sans SC", "zh-Hant": "Noto Sans TC", "ja": "Noto Sans JP", "vi": "Noto Sans SC"}
    assert book.family_for("V", drawn=True, lang="ja") == "Be Vietnam Pro"


def test_the_fonts_of_the_kit_have_what_their_record_says(book: FontBook) -> None:
    for family in book.families:
        if family.langs:
            shown = {ord(character) for character in family.specimen.text if not book.is_invisible(character)}
            assert shown | parse_ranges(family.base) <= book.coverage[family.family], family.family
            assert set(family.files) == {400, 700}


@pytest.mark.parametrize(
    ("character", "lang", "font"), [("ཀ", "bo", "Noto Sans Tibetan"), ("ሀ", "am", "Noto Sans Ethiopic"), ("鿿", "ja", "Noto Sans JP")]
)
def test_a_missing_letter_names_the_font_to_add(book: FontBook, character: str, lang: str, font: str) -> None:
    with pytest.raises(MissingGlyphError) as caught:
        book.family_for(character, drawn=True, lang=lang)
    assert f"U+{ord(character):04X}" in str(caught.value)
    assert font in caught.value.message.remedy_en
    assert font in caught.value.message.remedy_vi


def test_the_site_knows_nothing_of_the_fonts_of_the_kit(tmp_path: Path) -> None:
    shutil.copytree(BRAND / "fonts", tmp_path / "fonts")
    kit = {name for family in FontBook(BRAND, kit=True).families for name in family.files.values()}
    for name in kit - {name for family in FontBook(BRAND).families for name in family.files.values()} | {"kit.yml"}:
        (tmp_path / "fonts" / name).unlink()
    assert FontBook(tmp_path).families == FontBook(BRAND).families
    shown = characters_of(load_model(ROOT, Report()))
    assert "Đ" in shown
    assert not shown & set("ວຽດវៀតเวียดদূතාनામגרי서")
