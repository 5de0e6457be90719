"""Charts: what they say, that it fits, and that files need nothing from elsewhere."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from bansac.brand.tokens import load_tokens
from bansac.charts import MAIN_EVENTS, NAMES, growth, record, tasks
from bansac.charts.embeds import RESIZER, embed_files
from bansac.charts.frame import framed
from bansac.charts.gallery import CHARTS, NARROW, WIDE, painted, words_of
from bansac.charts.inline import inline_svg
from bansac.charts.outlines import to_svg
from bansac.charts.published import EMPTY, Gallery, Inline, picture_path
from bansac.charts.sheet import Line, Measure, Picture
from bansac.charts.words import Words
from bansac.errors import BrandError, Report
from bansac.finish.inspect import inspect_page
from bansac.model import Model, load_model
from small import Site

ROOT = Path(__file__).parent.parent
ASSETS = SimpleNamespace(names={"embed_css": "assets/embed.1.css", "embed_js": "assets/embed.1.js"})
LOCALES = ("vi", "en", "fr", "es", "zh", "ru", "ar", "sv")
SVG = "{http://www.w3.org/2000/svg}"


@cache
def model() -> Model:
    return load_model(ROOT, Report())


@cache
def measure() -> Measure:
    return Measure(ROOT / "brand")


@cache
def drawn(code: str, name: str, width: float) -> Picture:
    return CHARTS[name].draw(words(code), measure(), width, narrow=width == NARROW)


def words(code: str) -> Words:
    return words_of(model(), code)


def lines(picture: Picture) -> list[Line]:
    return [item for item in picture.items if isinstance(item, Line)]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", LOCALES)
def test_every_line_fits(code: str, name: str, width: float) -> None:
    picture = drawn(code, name, width)
    for line in lines(picture):
        length = measure().width(line.said, line.size, line.weight)
        left = line.x - length * {"left": 0, "middle": 0.5, "right": 1}[line.anchor]
        assert left >= -2, line.said.text
        assert left + length <= width + 2, line.said.text
        assert 0 <= line.y <= picture.height, line.said.text


def test_numbers_stand_with_their_hedges() -> None:
    shown = {line.said.text for line in lines(drawn("en", "network-growth", WIDE))}
    assert {"98", "96", "about 115", "about 150"} <= shown
    assert not {"115", "150"} & shown
    assert "about 115" in drawn("en", "network-growth", WIDE).description


def test_aims_are_told_from_totals() -> None:
    rows = growth.rows(words("en"))
    assert [row.is_aim for row in rows] == sorted(row.is_aim for row in rows)
    assert {row.who.text for row in rows if row.is_aim} == {"Aim", "Vision"}


def test_all_tasks_are_counted() -> None:
    plan = model().dataset.plan
    assert plan
    found = [tasks.strengths_of(words("vi"), group) for group in tasks.groups_of(words("vi"))]
    assert sum(count.total() for count in found) == len(plan.commitments)


def test_main_events_are_those_of_the_configuration() -> None:
    named = model().project.features[MAIN_EVENTS]
    assert [event.id for event in record.main_events(words("vi"))] == named


@pytest.mark.parametrize(("date", "year"), [("1945", 1945.5), ("1946-07", 1946 + 6.5 / 12), ("1946-01-31", 1946 + 1 / 12)])
def test_a_date_is_placed_as_exactly_as_it_is_known(date: str, year: float) -> None:
    assert record.moment(date) == pytest.approx(year)


def test_right_to_left_is_turned_round_and_maps_are_not() -> None:
    assert {line.anchor for line in lines(drawn("ar", "task-groups", WIDE))} == {"right"}
    islands = [line.x for line in lines(drawn("ar", "mission-map", WIDE)) if line.weight != 400]
    assert islands == [line.x for line in lines(drawn("vi", "mission-map", WIDE)) if line.weight != 400]


def test_inline_charts_take_the_colours_of_the_page() -> None:
    svg = inline_svg(drawn("en", "network-growth", WIDE), "x", "chart__wide")
    assert not re.search(r"#[0-9a-f]{3}|style=|<style", svg)
    root = ET.fromstring(svg)  # noqa: S314  # made here
    title, text = root.attrib["aria-labelledby"].split()
    assert root.find(f"title[@id='{title}']") is not None
    assert root.find(f"desc[@id='{text}']") is not None


@pytest.mark.parametrize("code", ["vi", "ar", "zh"])
def test_files_need_no_font_and_load_nothing(code: str) -> None:
    tokens = load_tokens(ROOT / "brand")
    for name in NAMES:
        svg = to_svg(framed(drawn(code, name, WIDE), words(code), measure(), ()), measure(), tokens)
        root = ET.fromstring(svg)  # noqa: S314  # made here
        kinds = {node.tag.removeprefix(SVG) for node in root.iter()}
        assert kinds <= {"svg", "title", "desc", "defs", "path", "g", "use"}
        letters = {f"#{node.attrib['id']}" for node in root.iter(f"{SVG}path") if "id" in node.attrib}
        assert {node.attrib["href"] for node in root.iter(f"{SVG}use")} == letters
    assert painted(svg, 400).startswith(b"\x89PNG")


def test_a_site_without_charts_has_no_pictures(built: Site) -> None:
    assert not (built.site / "pictures").exists()


def gallery() -> Gallery:
    return Gallery(
        {(code, name): Inline("A <chart>", "<svg></svg>", "<svg></svg>", 720, 400) for code in LOCALES for name in NAMES},
        {picture_path(code, name, "png"): (1600, 900) for code in LOCALES for name in NAMES},
        {},
    )


@pytest.mark.parametrize("added", ["\n{% endfor %}", "\n{{ no_such.thing }}", "\n{{ t.nothing_here }}"])
def test_a_wrong_template_of_frames_is_told_by_its_line(tmp_path: Path, added: str) -> None:
    overrides = tmp_path / "overrides"
    shutil.copytree(ROOT / "overrides", overrides)
    template = overrides / "embed.html"
    template.write_text(template.read_text(encoding="utf-8") + added, encoding="utf-8")
    broken = replace(model(), project=replace(model().project, root=tmp_path))
    with pytest.raises(BrandError) as caught:
        embed_files(broken, gallery(), ASSETS)  # type: ignore[arg-type]  # likewise
    assert caught.value.place == f"overrides/embed.html:{len(template.read_text(encoding='utf-8').splitlines())}"
    assert caught.value.code == "bad_template"


def test_charts_may_be_framed_and_do_nothing_else() -> None:
    files = embed_files(model(), gallery(), ASSETS)  # type: ignore[arg-type]  # only its names are asked for
    html = files["embed/ar/five-values/index.html"].decode()
    assert inspect_page(html, scripts={"../../../assets/embed.1.js"}).problems == ()
    page = LexborHTMLParser(html)
    assert page.css_first("html[lang=ar][dir=rtl]")
    policy = str(page.css_first("meta[http-equiv]").attributes["content"])  # type: ignore[union-attr]  # a page without fails
    assert policy.startswith("default-src 'none'")
    assert "connect-src" not in policy
    home = str(page.css_first("link[rel=canonical]").attributes["href"])  # type: ignore[union-attr]  # likewise
    assert home.endswith("/ar/values/")
    answer = json.loads(files["embed/ar/five-values/oembed.json"])
    frame = LexborHTMLParser(answer["html"]).css_first("iframe")
    assert frame
    assert frame.attributes["src"] == f"{model().project.site_url}embed/ar/five-values/"
    assert frame.attributes["title"] == "A <chart>"
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert {"title", "html", "width", "height"} <= answer.keys()


def test_the_script_for_framing_sites_has_a_lasting_address() -> None:
    assert embed_files(model(), EMPTY, SimpleNamespace(names={})) == {}  # type: ignore[arg-type]  # likewise
    assert RESIZER == "embed/resize.js"
