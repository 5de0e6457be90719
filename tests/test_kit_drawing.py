"""Drawings of the kit: moved by their numbers, exported to files that other programs read, the same bytes every time."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from bansac.brand.colour import to_bytes
from bansac.brand.geometry import Circle, Segment
from bansac.brand.tokens import VALUES
from bansac.kit.drawing import Drawing, Part, bounds, moved_path, placed, rectangle, relative, shape_path, stroke_path, to_svg
from bansac.kit.export import to_ico, to_pdf, to_png, to_webp
from bansac.kit.lockups import SCHEMES, mark
from bansac.kit.palette_files import palette_files
from bansac.kit.source import Brand, load_brand
from bansac.kit.tiles import tiles

BRAND = Path(__file__).parent.parent / "brand"


@pytest.fixture(scope="module")
def brand() -> Brand:
    return load_brand(BRAND)


def pixels(drawing: Drawing, width: int) -> Image.Image:
    return Image.open(io.BytesIO(to_png(drawing, width))).convert("RGBA")


def test_a_path_is_scaled_and_then_shifted() -> None:
    assert moved_path("M1 2L3 -4Q5 6 .5 8C1 1 2 2 3 3Z", 10, 20, 2) == "M12 24L16 12Q20 32 11 36C12 22 14 24 16 26Z"
    assert bounds("M1 2L3 -4Z") == (1, -4, 3, 2)


def test_a_path_for_a_page_writes_a_letter_alike_wherever_it_stands(brand: Brand) -> None:
    assert relative("M1.04 2L3 -4Q5 6 .5 8C1 1 2 2 3 3ZM7 7L8 8Z") == "M1 2l2-6q2 10-2.5 12c.5-7 1.5-6 2.5-5zM7 7l1 1z"
    path = "".join(part.path for part in mark(brand, "colour").parts)
    starts, moved = re.compile(r"M[^a-z]*"), relative(moved_path(path, 33.33, 7.77))
    assert starts.sub("M", moved) == starts.sub("M", relative(path))
    assert len(relative(path)) < 0.8 * len(path)
    plain, short = (Drawing(108, 108, (Part(drawn, "#000000", "evenodd"),), "x", "#ffffff") for drawn in (path, relative(path)))
    far = [abs(one - other) for one, other in zip(pixels(plain, 108).tobytes(), pixels(short, 108).tobytes(), strict=True)]
    assert max(far) < 85  # the edges are less than a third of a pixel off


def test_a_drawing_placed_in_another_keeps_fill_and_rule() -> None:
    drawing = Drawing(10, 10, (Part(rectangle(0, 0, 10, 10), "#ff0000", "evenodd"),), "x", ground="#00ff00")
    assert placed(drawing, 5, 6, 0.5) == (Part("M5 6L10 6L10 11L5 11Z", "#ff0000", "evenodd"),)


def test_svg_is_named_and_escaped() -> None:
    drawing = Drawing(20, 10, (Part(rectangle(1, 1, 2, 2), "#112233"),), 'A & "B" <c>', ground="#ffffff")
    tree = etree.fromstring(to_svg(drawing))
    assert tree.findtext("{*}title") == 'A & "B" <c>'
    assert tree.get("viewBox") == "0 0 20 10"
    assert [node.get("fill") for node in tree.findall("{*}path")] == ["#ffffff", "#112233"]


def test_a_stroked_circle_is_open_and_crossing_strokes_fill() -> None:
    strokes = stroke_path([Circle((10, 10), 8), Segment((0, 10), (20, 10))], 2)
    picture = pixels(Drawing(20, 20, (Part(strokes, "#000000"),), "x"), 20)
    alpha = picture.getchannel("A")
    assert alpha.getpixel((10, 6)) == 0
    assert alpha.getpixel((10, 10)) == 255
    assert alpha.getpixel((2, 10)) == 255  # ring and stroke together
    assert bounds(shape_path([Circle((5, 5), 2), Segment((0, 0), (9, 9))])) == (3, 3, 7, 7)


def test_the_mark_has_its_colours_where_they_belong(brand: Brand) -> None:
    picture = pixels(mark(brand, "colour"), 108)
    assert picture.getpixel((54, 12))[:3] == to_bytes(brand.tokens.colour(VALUES[0]))  # type: ignore[index]  # four bands
    assert picture.getchannel("A").getpixel((54, 30)) == 0  # the needle is open
    assert picture.getchannel("A").getpixel((54, 57)) == 0  # and so is the middle
    fills = {scheme: {part.fill for part in mark(brand, scheme).parts} for scheme in SCHEMES}
    assert fills["one-colour"] == {brand.tokens.colour("text")}
    assert fills["reversed"] == {brand.tokens.colour("hero-text")}
    assert len(fills["colour"]) == len(VALUES)


def test_files_are_the_same_every_time_and_of_the_size_asked(brand: Brand) -> None:
    drawing = mark(brand, "colour")
    pdf = to_pdf(drawing)
    assert pdf == to_pdf(drawing)
    assert pdf.startswith(b"%PDF-")
    assert b"CreationDate" not in pdf
    assert b"/Font" not in pdf
    assert re.search(rb"/MediaBox ?\[0 0 108(\.0)? 108(\.0)?\]", pdf)
    assert to_png(drawing, 64) == to_png(drawing, 64)
    for data, kind in ((to_png(drawing, 64), "PNG"), (to_webp(drawing, 64), "WEBP")):
        with Image.open(io.BytesIO(data)) as picture:
            assert (picture.format, picture.size, picture.getpixel((0, 0))[3]) == (kind, (64, 64), 0)  # type: ignore[index]


def test_an_icon_has_every_size_and_the_plain_form_where_it_is_small(brand: Brand) -> None:
    plain, full = mark(brand, "colour", "plain"), mark(brand, "colour")
    data = to_ico([plain, full, full], (16, 32, 256))
    with Image.open(io.BytesIO(data)) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (256, 256)}
    assert to_png(plain, 16) in data
    with pytest.raises(ValueError, match="256"):
        to_ico(full, (512,))


def test_patterns_repeat_without_a_seam(brand: Brand) -> None:
    found = tiles(brand)
    assert set(found) == {f"{name}-{colour}" for name in ("ring", "strip", "tile") for colour in ("bronze", "gilt", "ink")}
    picture = pixels(found["tile-ink"], 240).getchannel("A")
    edges = [[picture.getpixel((x, y)) for y in range(240)] for x in (0, 239)]
    assert max(abs(one - other) for one, other in zip(*edges, strict=True)) <= 40  # neighbours, not the same column
    assert any(edges[0])


def test_palette_files_hold_the_tokens_colours(brand: Brand) -> None:
    files = palette_files(brand)
    palette = {name: str(token.value["hex"]) for name, token in brand.tokens.group("palette").items()}
    css = dict(re.findall(r"--bs-palette-([a-z-]+): (#[0-9a-f]{6});", files["palette.css"].decode()))
    scss = dict(re.findall(r"^\$bs-([a-z-]+): (#[0-9a-f]{6});", files["palette.scss"].decode(), re.MULTILINE))
    assert css == scss == palette
    rows = re.findall(r"^ *(\d+) +(\d+) +(\d+)\t", files["palette.gpl"].decode(), re.MULTILINE)
    assert sorted(tuple(map(int, row)) for row in rows) == sorted(map(to_bytes, palette.values()))
    assert sorted(swatches(files["palette.ase"])) == sorted(to_bytes(value) for value in palette.values())


def swatches(data: bytes) -> list[tuple[int, ...]]:
    """The colours of an Adobe Swatch Exchange file, as its published layout says to read them."""
    magic, major, _, count = struct.unpack_from(">4sHHI", data)
    assert (magic, major) == (b"ASEF", 1)
    found, at, depth = [], 12, 0
    for _ in range(count):
        kind, length = struct.unpack_from(">HI", data, at)
        body = data[at + 6 : at + 6 + length]
        at += 6 + length
        depth += {0xC001: 1, 0xC002: -1}.get(kind, 0)
        if kind == 1:
            name = struct.unpack_from(">H", body)[0] * 2
            model, *values, _ = struct.unpack(">4s3fH", body[2 + name :])
            assert model == b"RGB "
            assert body[2 : 2 + name].decode("utf-16-be").endswith("\0")
            found.append(tuple(round(value * 255) for value in values))
    assert (at, depth) == (len(data), 0)
    return found
