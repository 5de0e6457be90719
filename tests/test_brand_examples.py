"""Right and wrong examples: every one drawn, told in every language, and as right or wrong as it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bansac.brand.colour import contrast_ratio
from bansac.brand.contrast import MINIMUM
from bansac.brand.examples import DRAWN, HEIGHT, WIDTH, Pair, drawn_examples, load_examples
from bansac.brand.parameters import load_geometry
from bansac.brand.rules import load_rules
from bansac.brand.tokens import VALUES, load_tokens
from bansac.brand.views import rules_view
from bansac.config import load_project
from bansac.errors import BrandError
from small import PROJECT

BRAND = PROJECT / "brand"
TOKENS = load_tokens(BRAND)


@pytest.fixture(scope="module")
def drawn() -> dict[str, Pair]:
    return drawn_examples(BRAND, TOKENS)


@pytest.fixture
def brand(tmp_path: Path) -> Path:
    """A copy of the brand's files that examples and rules need."""
    for name in ("rules.yml", "examples.yml", "geometry.yml", "tokens.json"):
        shutil.copy2(BRAND / name, tmp_path)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def fills(picture: str) -> list[str]:
    return re.findall(r'<path fill="(#[0-9a-f]{6})"', picture)


def test_every_example_is_told_in_every_language_and_shown_by_a_rule() -> None:
    codes = set(load_project(PROJECT).codes)
    examples = load_examples(BRAND)
    assert {name: codes - set(texts) for name, example in examples.items() for texts in (example.name, example.right, example.wrong)} == {
        name: set() for name in DRAWN
    }
    assert {name for rule in load_rules(BRAND) for name in rule.examples} == set(DRAWN)


def test_pictures_are_plain_drawings(drawn: dict[str, Pair]) -> None:
    for name, pair in drawn.items():
        assert pair.right != pair.wrong, name
        for picture in (pair.right, pair.wrong):
            tree = LexborHTMLParser(f"<svg>{picture}</svg>")
            tags = {node.tag for node in tree.css("svg *")}
            assert tags <= {"g", "path", "rect", "circle"}, name
            assert picture.startswith(f'<rect width="{WIDTH}" height="{HEIGHT}"')


def test_a_mark_follows_the_geometry(brand: Path, drawn: dict[str, Pair]) -> None:
    change(brand / "geometry.yml", "    outer: 51  ", "    outer: 49  ")
    after = drawn_examples(brand, TOKENS)
    assert {name for name in drawn if after[name] == drawn[name]} == {
        "only-colour",
        "text-on-pattern",
    }  # of the plain form, and of the strip


def test_wrong_colours_are_wrong_and_right_ones_right(drawn: dict[str, Pair]) -> None:
    ground = TOKENS.colour("hero-deep")
    pair = drawn["low-contrast"]
    assert min(contrast_ratio(fill, ground) for fill in fills(pair.right)) >= MINIMUM["ui"]
    assert min(contrast_ratio(fill, ground) for fill in fills(pair.wrong)) < MINIMUM["ui"]
    order = [TOKENS.colour(value) for value in VALUES]
    assert fills(drawn["reordered"].right) == order
    moved = fills(drawn["reordered"].wrong)
    assert sorted(moved) == sorted(order)
    assert all(before != after for before, after in zip(order, moved, strict=True))
    assert len(set(fills(drawn["recoloured"].right))) == 1


def test_needles_stand_where_they_close_up(drawn: dict[str, Pair]) -> None:
    """At the largest width that the style sheet gives a picture."""
    sheet = (PROJECT / "overrides" / "assets" / "identity.css").read_text(encoding="utf-8")
    widest = float(re.search(r"\.example__pair \{[^}]*max-inline-size: (\d+)rem", sheet)[1]) * 16 / 2  # type: ignore[index]
    mark = load_geometry(BRAND).mark
    scale = float(re.search(r"scale\(([\d.]+)\)", drawn["small"].wrong)[1])  # type: ignore[index]
    assert scale * mark.box * widest / WIDTH < mark.minimum.full.px


def test_a_rule_that_names_an_unknown_example_is_told(brand: Path) -> None:
    change(brand / "rules.yml", "examples: [clear-space]", "examples: [clear-spase]")
    with pytest.raises(BrandError) as caught:
        load_rules(brand)
    line = next(number for number, text in enumerate((brand / "rules.yml").read_text().splitlines(), 1) if "clear-spase" in text)
    assert str(caught.value) == (
        f"brand/rules.yml:{line}: Không có ví dụ “clear-spase”.\n"
        "  There is no example “clear-spase”.\n"
        "  Trường · Field: examples\n"
        "  Thấy · Found: clear-spase\n"
        "  Cho phép · Allowed: clear-space?\n"
        "  Cách sửa: Ghi id của một ví dụ trong brand/examples.yml; mỗi ví dụ ở đó phải có hình vẽ trong scripts/bansac/brand/examples.py,"
        " và ngược lại.\n"
        "  To mend it: Give the id of an example of brand/examples.yml; each one there must be drawn by scripts/bansac/brand/examples.py,"
        " and the other way round."
    )


def test_words_without_a_picture_are_told(brand: Path) -> None:
    change(brand / "examples.yml", "- id: turned", "- id: mirrored")
    with pytest.raises(BrandError) as caught:
        load_examples(brand)
    assert (caught.value.code, caught.value.found) == ("unknown_example", "mirrored")


def test_rules_carry_their_examples() -> None:
    rules = {rule["id"]: rule for rule in rules_view(BRAND, TOKENS)["rules"]}
    assert [example["id"] for example in rules["five-petals"]["examples"]] == ["stretched", "turned", "reordered", "recoloured"]
    assert [side["right"] for side in rules["clear-space"]["examples"][0]["sides"]] == [True, False]
    assert rules["proposal"]["examples"] == []
