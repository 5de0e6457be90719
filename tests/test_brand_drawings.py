"""Mark, pattern and icons: committed files are the generated ones, small, safe and true to their parameters."""

from __future__ import annotations

import io
import math
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from bansac.brand.drawn import drawn_files, stale_files, write_drawn_files
from bansac.brand.geometry import Circle, Segment, path_data, polar, polygon, tangent
from bansac.brand.icons import icon_files, web_manifest
from bansac.brand.mark import angles, petal
from bansac.brand.parameters import Geometry, load_geometry
from bansac.brand.rules import load_rules
from bansac.brand.tokens import VALUES, load_tokens
from bansac.brand.views import brand_views
from bansac.errors import BrandError

ROOT = Path(__file__).parent.parent
BRAND = ROOT / "brand"
SVGS = sorted([*BRAND.glob("mark/*.svg"), *BRAND.glob("ring/*.svg")])


@pytest.fixture(scope="module")
def geometry() -> Geometry:
    return load_geometry(BRAND)


def test_committed_files_are_the_generated_ones() -> None:
    assert stale_files(BRAND) == []
    assert drawn_files(BRAND) == drawn_files(BRAND)


def test_drawing_anew_mends_what_differs(tmp_path: Path) -> None:
    brand = tmp_path / "brand"
    shutil.copytree(BRAND, brand, ignore=shutil.ignore_patterns("*.ttf"))
    (brand / "mark" / "mark.svg").write_text("<svg/>", encoding="utf-8")
    (brand / "mark" / "old.svg").write_text("<svg/>", encoding="utf-8")
    (brand / "ring" / "strip.svg").unlink()
    assert write_drawn_files(brand) == ["mark/mark.svg", "mark/old.svg", "ring/strip.svg"]
    assert write_drawn_files(brand) == []


@pytest.mark.parametrize("path", SVGS, ids=lambda path: path.stem)
def test_svg_is_named_small_and_safe(path: Path) -> None:
    tree = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    names = {etree.QName(node).localname for node in tree.iter()}
    assert names <= {"svg", "title", "path", "circle", "style"}
    assert tree.get("role") == "img"
    assert tree.findtext("{*}title")
    assert tree.get("viewBox")
    assert not any(name.startswith("on") or "href" in name for node in tree.iter() for name in node.attrib)
    assert "url(" not in path.read_text(encoding="utf-8")
    assert path.stat().st_size <= (12_288 if path.stem.startswith("ring") else 4_096)


def test_gap_between_petals_is_even_and_never_smaller(geometry: Geometry) -> None:
    half = math.pi / len(VALUES)
    for form in (geometry.mark.full, geometry.mark.plain):
        points = petal(form).flattened(200)
        distances = [x * math.sin(half) - abs(y) * math.cos(half) for x, y in points]
        assert min(distances) == pytest.approx(form.gap / 2, abs=0.01)
        even = [place for place, distance in zip(points, distances, strict=True) if distance < form.gap / 2 + 0.15]
        assert max(x for x, _ in even) - min(x for x, _ in even) > 3


def test_petals_are_equal_and_clockwise_from_the_top(geometry: Geometry) -> None:
    assert list(angles(geometry.mark).values()) == [-90, -18, 54, 126, 198]
    assert list(angles(geometry.mark)) == list(VALUES)


def test_mark_is_no_star(geometry: Geometry) -> None:
    """A star's arms are straight and widest at the middle; a petal is round and widest away from it."""
    points = petal(geometry.mark.full).flattened(100)
    widest = max(points, key=lambda point: point[1])
    assert geometry.mark.full.outer * 0.4 < widest[0] < geometry.mark.full.outer * 0.65
    assert geometry.mark.full.inner >= 6


def test_needle_reads_at_its_smallest_size(geometry: Geometry) -> None:
    mark = geometry.mark
    assert mark.full.needle is not None
    assert 2 * mark.full.needle.half_width * mark.minimum.full.px / mark.box >= 2
    assert mark.plain.gap * mark.minimum.plain.px / mark.box >= 1


def test_theme_draws_the_same_mark() -> None:
    """The theme's inline mark is a copy; it must be the first petal of the drawn file."""
    drawn = re.findall(r' d="([^"]+)"', (BRAND / "mark" / "mark.svg").read_text(encoding="utf-8"))
    inline = re.findall(r' d="([^"]+)"', (ROOT / "overrides" / "partials" / "mark.html").read_text(encoding="utf-8"))
    assert inline == drawn[:1]
    plain = re.findall(r' d="([^"]+)"', (BRAND / "mark" / "mark-plain.svg").read_text(encoding="utf-8"))
    macros = re.findall(r' d="(M[^"{]+)"', (ROOT / "overrides" / "components" / "_macros.html").read_text(encoding="utf-8"))
    assert set(macros) == {plain[0]}


def test_tangent_touches_both_circles() -> None:
    for first, second in (((0.0, 0.0), (10.0, 0.0)), (polar(40, 17), polar(40, 33.4))):
        line = tangent(first, second, 3.2)
        for centre, foot in ((first, line.start), (second, line.end)):
            assert math.dist(centre, foot) == pytest.approx(3.2)
        direction = (line.end[0] - line.start[0], line.end[1] - line.start[1])
        radius = (line.start[0] - first[0], line.start[1] - first[1])
        assert direction[0] * radius[0] + direction[1] * radius[1] == pytest.approx(0, abs=1e-9)


def test_path_data_is_short_and_relative() -> None:
    assert path_data([polygon([(0, 0), (10, 0), (10, 5.5)])]) == "M0 0h10v5.5z"
    assert path_data([Segment((1, 1), (2, 0.5)), Segment((1, 2), (1, 3))]) == "M1 1l1-.5m-1 1.5v1"
    assert path_data([Circle((0, 0), 1)]) == "M-1 0a1 1 0 1 0 0-.05z"
    assert path_data([Circle((0, 0), 20)]).count("a") == 2


def test_icons(geometry: Geometry) -> None:
    tokens = load_tokens(BRAND)
    files = icon_files(BRAND, tokens)
    assert files == icon_files(BRAND, tokens)
    sizes = {"apple-touch-icon.png": 180, "icon-192.png": 192, "icon-512.png": 512, "icon-512-maskable.png": 512}
    for name, side in sizes.items():
        with Image.open(io.BytesIO(files[name])) as picture:
            assert picture.size == (side, side)
            assert picture.mode == "RGB"
            assert picture.getpixel((0, 0)) == (251, 248, 242)
        assert len(files[name]) < 20_000
    with Image.open(io.BytesIO(files["favicon.ico"])) as ico:
        assert ico.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert b"prefers-color-scheme:dark" in files["favicon.svg"]
    assert geometry.mark.minimum.full.px == 32


def test_maskable_icon_keeps_its_safe_zone() -> None:
    with Image.open(io.BytesIO(icon_files(BRAND, load_tokens(BRAND))["icon-512-maskable.png"])) as picture:
        ground = picture.getpixel((0, 0))
        drawn = [(x, y) for x in range(0, 512, 4) for y in range(0, 512, 4) if picture.getpixel((x, y)) != ground]
    assert max(math.dist((x, y), (256, 256)) for x, y in drawn) <= 0.4 * 512


def test_web_manifest() -> None:
    found = web_manifest(
        name="Bản sắc Ngoại giao Việt Nam",
        short_name="Bản sắc",
        lang="vi",
        direction="ltr",
        start_url="/x/",
        scope="/x/",
        icons={"icon_512_maskable": "/x/b.png", "icon_192": "/x/a.png"},
        tokens=load_tokens(BRAND),
    )
    assert found["icons"] == [
        {"src": "/x/a.png", "sizes": "192x192", "type": "image/png", "purpose": "any"},
        {"src": "/x/b.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    assert (found["lang"], found["theme_color"], found["display"]) == ("vi", "#fbf8f2", "browser")


def test_rules_are_graded_and_told_in_three_languages() -> None:
    rules = load_rules(BRAND)
    levels = [rule.level for rule in rules]
    assert levels == sorted(levels, key=["must", "should", "may"].index)
    assert {levels.count(level) >= 3 for level in ("must", "should", "may")} == {True}
    for rule in rules:
        assert {"vi", "en", "sv"} <= rule.text.keys() & rule.reason.keys()


def test_rules_and_geometry_agree_on_smallest_sizes(geometry: Geometry) -> None:
    rule = next(rule for rule in load_rules(BRAND) if rule.id == "smallest-size")
    for written in rule.text.values():
        full, plain = geometry.mark.minimum.full, geometry.mark.minimum.plain
        assert re.findall(r"\d+", written) == [str(size) for size in (full.px, full.mm, plain.px, plain.mm)]
    assert geometry.mark.clear_space == 0.25


def test_twice_used_rule_id_is_refused(tmp_path: Path) -> None:
    text = (BRAND / "rules.yml").read_text(encoding="utf-8")
    (tmp_path / "rules.yml").write_text(text.replace("id: contrast", "id: proposal"), encoding="utf-8")
    with pytest.raises(BrandError) as caught:
        load_rules(tmp_path)
    assert "proposal" in str(caught.value)


def test_views_of_the_brand_pages() -> None:
    views = brand_views(BRAND, load_tokens(BRAND))
    assert set(views) == {"brand-mark", "brand-ring", "brand-palette", "brand-type", "brand-rules", "mission-map"}
    assert views["brand-mark"]["minimum"]["full"] == {"px": 32, "mm": 10}
    assert [family["specimen"]["dir"] for family in views["brand-type"]["families"]] == ["ltr", "ltr", "rtl"]
    assert views["brand-type"]["sizes"][0]["id"] == "hero"


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("geometry.yml", "box: 108", "box: -1", "mark.box"),
        ("geometry.yml", "lift: 3", "lift: [", "geometry.yml:"),
        ("geometry.yml", "lift: 3", "height: 3", "mark.lift"),
        ("rules.yml", "level: must", "level: shall", "0.level"),
    ],
)
def test_wrong_file_is_refused_with_its_place(tmp_path: Path, name: str, old: str, new: str, reason: str) -> None:
    text = (BRAND / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrandError) as caught:
        (load_geometry if name == "geometry.yml" else load_rules)(tmp_path)
    assert reason in str(caught.value)
