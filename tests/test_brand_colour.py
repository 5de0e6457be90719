"""Colours: the formulas against published values, the tokens, the style sheet, every pair."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bansac.brand.colour import contrast_ratio, difference, difference_seen, mix, parse_hex, seen_by, to_hex
from bansac.brand.contrast import MINIMUM_DIFFERENCE, confusable_values, failures, load_pairs, measure
from bansac.brand.css import number, property_name, stylesheet
from bansac.brand.palette import load_palette, palette_view, rounded_down
from bansac.brand.tokens import SCHEMES, VALUES, TokenError, Tokens, load_tokens

BRAND = Path(__file__).parent.parent / "brand"


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return load_tokens(BRAND)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.542),  # the lightest grey that passes AA on white
        ("#777777", "#ffffff", 4.478),  # the darkest that fails
        ("#1b1a17", "#fbf8f2", 16.417),  # ink on paper
        ("#9a1b1b", "#fff6e4", 7.679),  # ivory on lacquer
        ("#bd8012", "#fbf8f2", 3.165),  # the gold petal on paper
    ],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast_ratio(first, second) == pytest.approx(ratio, abs=0.001)
    assert contrast_ratio(second, first) == contrast_ratio(first, second)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [  # from the test data of Sharma, Wu and Dalal
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_difference_is_ciede2000(first: tuple[float, ...], second: tuple[float, ...], expected: float) -> None:
    assert difference(first, second) == pytest.approx(expected, abs=0.0001)  # type: ignore[arg-type]


def test_vision_leaves_grey_alone() -> None:
    for vision in ("typical", "protan", "deutan", "tritan"):
        red, green, blue = seen_by("#808080", vision)  # type: ignore[arg-type]
        assert red == pytest.approx(green, abs=0.001)
        assert green == pytest.approx(blue, abs=0.001)


def test_known_confusion_is_seen() -> None:
    assert difference_seen("#b3261e", "#6b5f00", "protan") < difference_seen("#b3261e", "#6b5f00", "typical") / 2


def test_hex_round_trip_and_mix() -> None:
    assert to_hex(parse_hex("#0a1b2c")) == "#0a1b2c"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    with pytest.raises(ValueError, match="not a colour"):
        parse_hex("red")


def test_every_pair_is_readable_in_both_schemes(tokens: Tokens) -> None:
    pairs = load_pairs(BRAND)
    assert [str(failure) for failure in failures(tokens, pairs)] == []
    assert len(measure(tokens, pairs)) == 2 * len(pairs)


def test_text_roles_are_all_paired(tokens: Tokens) -> None:
    paired = {pair.foreground for pair in load_pairs(BRAND)}
    fronts = {name for name in tokens.group("role") if name.endswith("text") or name.startswith(("link", "on-"))}
    assert fronts - paired == set()


def test_a_failing_pair_is_named(tmp_path: Path) -> None:
    data = json.loads((BRAND / "tokens.json").read_text(encoding="utf-8"))
    data["role"]["text-muted"]["$value"] = "{palette.line}"
    (tmp_path / "tokens.json").write_text(json.dumps(data), encoding="utf-8")
    found = failures(load_tokens(tmp_path), load_pairs(BRAND))
    assert {(failure.pair.foreground, failure.scheme) for failure in found} == {("text-muted", "light")}
    assert "text-muted #e8dfd0 on surface" in str(found[0])


def test_value_colours_are_told_apart_by_all_visions(tokens: Tokens) -> None:
    assert [str(pair) for pair in confusable_values(tokens, MINIMUM_DIFFERENCE)] == []
    assert confusable_values(tokens, 100)  # the check itself can fail


def test_schemes_have_the_same_roles_and_differ(tokens: Tokens) -> None:
    assert tokens.group("role").keys() == tokens.group("role-dark").keys()
    for name in ("text", "surface", "link", *VALUES):
        assert tokens.colour(name, "light") != tokens.colour(name, "dark")


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("role", "text", "$value"), "{palette.nothing}", "no token"),
        (("role", "text", "$value"), "{role.surface}", "refers to palette."),
        (("component", "card", "line", "$value"), "{palette.line}", "refers to role."),
        (("palette", "ink", "$value", "hex"), "#ffffff", "different colours"),
        (("size", "xs", "$value"), {"value": 1, "unit": "em"}, "is no dimension"),
        (("radius", "$type"), "length", "unknown type"),
    ],
)
def test_wrong_tokens_are_refused(tmp_path: Path, path: tuple[str, ...], value: object, reason: str) -> None:
    data = json.loads((BRAND / "tokens.json").read_text(encoding="utf-8"))
    node = data
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    (tmp_path / "tokens.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(TokenError) as caught:
        load_tokens(tmp_path)
    assert reason in str(caught.value)


def test_alias_loop_is_refused(tokens: Tokens) -> None:
    looped = dict(tokens)
    looped["component.card.line"] = tokens["component.card.line"].__class__("component.card.line", "color", "", alias="component.card.line")
    with pytest.raises(TokenError, match="aliases form a loop"):
        Tokens(looped).resolve("component.card.line")


def test_style_sheet(tokens: Tokens) -> None:
    sheet = stylesheet(tokens)
    assert sheet == stylesheet(load_tokens(BRAND))
    light, dark, chosen = sheet.split("\n  color-scheme:")[1:]
    assert "--bs-text:#1b1a17;" in light
    assert "--bs-card-line:var(--bs-line);" in light
    assert "--bs-measure-text:68ch;" in light
    assert "--bs-text:#f0e8da;" in dark
    assert dark.partition("}")[0] == chosen.partition("}")[0].replace("\n}", "\n")
    assert "@media screen and (prefers-color-scheme:dark){\n:root:not([data-scheme=light])" in sheet
    assert "@media screen{\n:root[data-scheme=dark]{" in sheet
    for name in tokens.group("role"):
        assert f"{property_name(f'role.{name}')}:" in light


def test_fluid_sizes_stay_zoomable(tokens: Tokens) -> None:
    for line in stylesheet(tokens).splitlines():
        if "clamp(" in line:
            assert "rem + " in line


@pytest.mark.parametrize(("value", "text"), [(0.5, ".5"), (-0.02, "-.02"), (1.0, "1"), (0.0, "0"), (12.34567, "12.3457"), (-0.00001, "0")])
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


def test_palette_page_has_every_colour_and_true_ratios(tokens: Tokens) -> None:
    view = palette_view(BRAND, tokens)
    shown = [colour["id"] for group in view["groups"] for colour in group["colours"]]
    assert sorted(shown) == sorted(tokens.group("palette"))
    ink = view["groups"][0]["colours"][0]
    assert (ink["hex"], ink["rgb"], ink["on_paper"]["ratio"], ink["light"]) == ("#1b1a17", "27, 26, 23", 16.41, False)
    assert all(scheme["passes"] for pair in view["pairs"] for scheme in pair["schemes"])
    assert all([scheme["scheme"] for scheme in pair["schemes"]] == list(SCHEMES) for pair in view["pairs"])
    for group in load_palette(BRAND, tokens):
        for text in (group.name, *(colour.use for colour in group.colours), *(colour.name for colour in group.colours)):
            assert {"vi", "en", "sv"} <= text.keys()


def test_ratios_never_claim_more_than_was_measured() -> None:
    assert rounded_down(4.4999) == 4.49
