"""Each rule of the identity that `bansac check` looks at can be broken, and is then told by file, line and remedy."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bansac.brand.apca import lightness_contrast
from bansac.brand.contrast import load_pairs, measure
from bansac.brand.safety import svg_faults, template_faults
from bansac.brand.tokens import load_tokens
from bansac.kit.drawing import Drawing
from bansac.kit.export import to_pdf
from bansac.kit.lockups import lockup, mark
from bansac.kit.names import name_of
from bansac.kit.source import load_brand
from small import PROJECT, Site, sources

BRAND = PROJECT / "brand"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n'


@pytest.fixture
def own(tmp_path: Path) -> Site:
    """A project with a brand folder and a theme of its own to break; its fonts are shared."""
    site = sources(tmp_path / "project")
    (site.root / "brand").unlink()
    shutil.copytree(BRAND, site.root / "brand", ignore=shutil.ignore_patterns("*.ttf", "*.otf"))
    for font in BRAND.glob("fonts/*.[to]tf"):
        (site.root / "brand" / "fonts" / font.name).symlink_to(font)
    (site.root / "overrides").unlink()
    shutil.copytree(PROJECT / "overrides", site.root / "overrides")
    return site


def told(site: Site) -> str:
    done = site.run("check")
    assert done.code == 1, done.out
    return done.err


def line_of(site: Site, path: str, text: str) -> int:
    return next(number for number, line in enumerate(site.read(path).splitlines(), 1) if text in line)


def test_the_brand_of_the_project_is_whole(own: Site) -> None:
    done = own.run("check")
    assert done.code == 0, done.err


def test_too_little_contrast_names_the_pair(own: Site) -> None:
    own.replace("brand/tokens.json", '"text-muted": {"$value": "{palette.ink-soft}"', '"text-muted": {"$value": "{palette.line}"')
    errors = told(own)
    places = re.findall(r"✗ brand/contrast\.yml:(\d+): Cặp màu không đủ tương phản\.", errors)
    assert places
    lines = own.read("brand/contrast.yml").splitlines()
    assert all("text-muted" in lines[int(place) - 1] for place in places)
    assert "light: text-muted #e8dfd0 on surface" in errors
    assert "Cho phép · Allowed: ≥ 4.5" in errors
    assert "To mend it: Adjust the colour in brand/tokens.json." in errors


def test_an_unknown_role_names_its_line(own: Site) -> None:
    text = own.read("brand/contrast.yml")
    own.write("brand/contrast.yml", text.replace("foreground: text-muted", "foreground: text-mutde", 1))
    line = line_of(own, "brand/contrast.yml", "text-mutde")
    errors = told(own)
    assert f"✗ brand/contrast.yml:{line}:" in errors
    assert "Cho phép · Allowed: text-muted?" in errors


def test_value_colours_that_some_readers_confuse_are_named(own: Site) -> None:
    own.replace("brand/tokens.json", '"courage": {"$value": "{palette.courage}"', '"courage": {"$value": "{palette.loyalty}"')
    errors = told(own)
    line = line_of(own, "brand/tokens.json", '"courage": {"$value": "{palette.loyalty}"')
    assert f"✗ brand/tokens.json:{line}: Có người khó phân biệt hai màu giá trị này." in errors
    assert "Trường · Field: role.courage" in errors
    assert "light, protan: loyalty and courage, ΔE = 0.0" in errors
    assert "clearly lighter or darker" in errors


def test_a_wrong_token_names_its_line(own: Site) -> None:
    text = own.read("brand/tokens.json")
    own.write(
        "brand/tokens.json",
        text.replace('"text-muted": {"$value": "{palette.ink-soft}"', '"text-muted": {"$value": "{palette.ink-sfot}"', 1),
    )
    line = line_of(own, "brand/tokens.json", "ink-sfot")
    assert f"✗ brand/tokens.json:{line}: Tệp thương hiệu không hợp lệ: role.text-muted: no token 'palette.ink-sfot'" in told(own)


def test_a_record_that_breaks_its_schema_names_its_line(own: Site) -> None:
    own.replace(
        "brand/networks.yml",
        "{kind: avatar, size: [400, 400], sources: [sizes-sheet]}",
        "{kind: avatar, sise: [400, 400], sources: [sizes-sheet]}",
    )
    line = line_of(own, "brand/networks.yml", "sise")
    errors = told(own)
    assert f"✗ brand/networks.yml:{line}: " in errors


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        ("brand/networks.yml", "[400, 400], sources: [sizes-s", "[40, 40], sources: [sizes-s", "linkedin, avatar: 24 px"),
        ("brand/networks.yml", "cover, size: [1500, 500], safe: [900, 320]", "cover, size: [150, 50], safe: [90, 32]", "x, cover: "),
        ("brand/networks.yml", "post, size: [1080, 1350]", "post, size: [200, 250]", "instagram, post: "),
        ("overrides/assets/site.css", ".not-found .mark { inline-size: 5", ".not-found .mark { inline-size: 1.5", "1.5rem: 24 px"),
        ("overrides/components/brand-mark.html", 'mark-plain.svg" width="16"', 'mark-plain.svg" width="12"', 'width="12": 12 px'),
        ("overrides/components/brand-mark.html", 'mark-ink.svg" width="96"', 'mark-ink.svg" width="31"', 'width="31": 31 px'),
    ],
)  # fmt: skip
def test_a_place_that_shows_the_mark_too_small_is_named(own: Site, path: str, old: str, new: str, found: str) -> None:
    own.replace(path, old, new)
    line = line_of(own, path, new)
    errors = told(own)
    assert f"✗ {path}:{line}: Biểu trưng nhỏ hơn kích thước tối thiểu." in errors
    assert found in errors
    assert "To mend it: Make it larger at the place named" in errors


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("full: {px: 32, mm: 10}", "full: {px: 32, mm: 12}", ["slides.pptx: 10.23 mm", "plan.pdf: 11 mm"]),
        ("plain: {px: 16, mm: 5}", "plain: {px: 20, mm: 5}", ["favicon.ico: 16 px", "mark-….ico: 16 px"]),
        ("minimum: {px: 64, mm: 15}", "minimum: {px: 120, mm: 60}", ["sign/door-a6.pdf", "letter.docx", "guide.pdf", "horizontal-400.png"]),
    ],
)  # fmt: skip
def test_a_larger_smallest_size_names_every_file_below_it(own: Site, old: str, new: str, found: list[str]) -> None:
    own.replace("brand/geometry.yml", old, new)
    errors = told(own)
    assert [name for name in found if f"Thấy · Found: {name}" not in errors] == []


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ('<path onload="alert(1)" d=""/>', 'onload="alert(1)"'),
        ("<foreignObject/>", "<foreignObject>"),
        ('<image href="https://elsewhere.example/a.png"/>', "<image>"),
        ('<use href="https://elsewhere.example/a.svg#a"/>', 'href="https://elsewhere.example/a.svg#a"'),
        ('<use xlink:href="other.svg#a"/>', 'href="other.svg#a"'),
        ('<a href="javascript:alert(1)"/>', "<a>"),
        ('<path fill="url(https://elsewhere.example/#g)" d=""/>', "url(https://elsewhere.example/#g)"),
        ("<style>@import 'https://elsewhere.example/a.css';</style>", "@import 'https://elsewhere.example/a.css'"),
        ("<style>path{fill:\\75rl(x)}</style>", "\\7"),
        ('<animate attributeName="href" to="javascript:alert(1)"/>', "<animate>"),
        ('<set attributeName="onclick" to="x"/>', "<set>"),
        ('<g xml:base="https://elsewhere.example/"/>', 'base="https://elsewhere.example/"'),
        ('<html:script xmlns:html="http://www.w3.org/1999/xhtml"/>', "<script>"),
        ("<?php echo 1 ?>", "<?php echo 1 ?>"),
        ("<path>", "Opening and ending tag mismatch"),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_named(own: Site, inside: str, found: str) -> None:
    own.write("brand/mark/mark-ink.svg", f"{HEAD}<title>x</title>\n{inside}\n</svg>\n")
    errors = told(own)
    assert re.search(r"✗ brand/mark/mark-ink\.svg:[34]: Tệp hình SVG có mã lệnh, hoặc gọi đến tệp hay trang khác\.", errors)
    assert f"Thấy · Found: {found}" in errors
    assert "To mend it: Take out what is named." in errors


def test_entities_and_style_sheets_of_others_are_refused() -> None:
    bomb = b'<!DOCTYPE svg [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<svg xmlns="http://www.w3.org/2000/svg"><title>&a;</title></svg>'
    assert [fault.line for fault in svg_faults(bomb)][:2] == [1, 2]
    sheet = b'<?xml version="1.0"?>\n<?xml-stylesheet href="https://elsewhere.example/a.css"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'
    assert next(svg_faults(sheet)).line == 2
    hidden = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>'.encode("utf-16")
    assert [fault.found for fault in svg_faults(hidden)][:1] == ["encoding UTF-16"]
    assert list(svg_faults(b"<html/>"))
    assert not list(svg_faults(to_bytes_of_a_safe_one()))


def to_bytes_of_a_safe_one() -> bytes:
    inside = (
        '<!-- drawn --><defs><linearGradient id="g"/></defs><path fill="url(#g)" d="M0 0"/><use href="#g"/><style>path{fill:red}</style>'
    )
    return f"{HEAD}{inside}</svg>".encode()


def test_every_drawing_of_the_project_only_draws() -> None:
    drawings = sorted(BRAND.rglob("*.svg"))
    assert len(drawings) > 20
    assert {path.name: list(svg_faults(path.read_bytes())) for path in drawings if list(svg_faults(path.read_bytes()))} == {}


@pytest.mark.parametrize(
    ("template", "added", "found"),
    [
        ("sign.typ", '#import "@preview/cetz:0.3.0": canvas', '"@preview/cetz:0.3.0"'),
        ("signature.html", "<script>alert(1)</script>", "<script>"),
        (
            "signature.html",
            '<img alt="" src="https://elsewhere.example/pixel.gif">',
            '<img alt="" src="https://elsewhere.example/pixel.gif"',
        ),
        ("signature.html", '<td style="background:url(https://elsewhere.example/a)">', "url(https://elsewhere.example/a)"),
        ("signature.html", '<p onclick="x()">', '<p onclick="x()"'),
    ],
)
def test_a_template_that_fetches_or_runs_is_named(own: Site, template: str, added: str, found: str) -> None:
    path = f"brand/templates/{template}"
    own.write(path, own.read(path) + f"\n{added}\n")
    line = line_of(own, path, added)
    errors = told(own)
    assert f"✗ {path}:{line}: Mẫu có mã lệnh, hoặc lấy tệp từ nơi khác." in errors
    assert f"Thấy · Found: {found}" in errors


def test_templates_of_the_project_take_nothing_from_elsewhere() -> None:
    for path in sorted((BRAND / "templates").iterdir()):
        assert list(template_faults(path.read_text(encoding="utf-8"), path.suffix)) == [], path.name


def test_a_drawing_that_the_site_makes_is_looked_at_before_it_is_published(own: Site) -> None:
    own.build("--no-cards", "--no-search")
    before = own.manifest()
    own.write("brand/ring/tile.svg", f"{HEAD}<title>x</title>\n<script/>\n</svg>\n")
    done = own.command("build", "--no-cards", "--no-search")
    assert done.code == 1
    assert "ring/tile.svg:3: Tệp hình SVG có mã lệnh" in done.err
    assert own.manifest() == before


def test_a_name_that_no_font_can_write_names_file_and_font(own: Site) -> None:
    own.replace("content/strings/sv.yml", "site.name: ", "site.name: ᚠ")
    line = line_of(own, "content/strings/sv.yml", "site.name: ᚠ")
    errors = told(own)
    assert f"✗ content/strings/sv.yml:{line}: Tên cơ quan có ký tự mà không phông nào của bộ nhận diện có." in errors
    assert "Noto Sans Runic" in errors
    assert "brand/fonts/kit.yml" in errors


def test_apca_gives_the_published_values() -> None:
    """The test values that the makers of APCA-W3 0.1.9 publish for its constants 0.0.98G-4g."""
    published = {
        ("#888888", "#ffffff"): 63.056469930209424,
        ("#ffffff", "#888888"): -68.54146436644962,
        ("#000000", "#aaaaaa"): 58.146262578561334,
        ("#aaaaaa", "#000000"): -56.24113336839742,
        ("#112233", "#ddeeff"): 91.66830811481631,
        ("#ddeeff", "#112233"): -93.06770049484275,
        ("#112233", "#444444"): 8.32326136957393,
        ("#444444", "#112233"): -7.526878460278154,
    }
    for (text, ground), value in published.items():
        assert lightness_contrast(text, ground) == pytest.approx(value, abs=1e-9)
    assert lightness_contrast("#777777", "#777777") == 0


def test_apca_is_information_and_fails_nothing() -> None:
    """A pair may pass the ratio, which decides, and have an Lc that APCA finds low for text."""
    found = measure(load_tokens(BRAND), load_pairs(BRAND))
    assert all(measured.passes for measured in found)
    assert min(abs(measured.lc) for measured in found if measured.pair.kind == "text") < 75
    assert all((measured.lc > 0) == (measured.scheme == "light") for measured in found if measured.pair.foreground == "text")


@pytest.mark.parametrize(("lang", "text"), [("vi", "Ngoại giao"), ("ar", "سفارة"), ("zh-Hant", "大使館"), ("lo", "ລາວ")])
def test_a_pdf_of_a_drawing_has_title_and_language(lang: str, text: str) -> None:
    brand = load_brand(BRAND)
    data = to_pdf(lockup(brand, "horizontal", (name_of(text, lang),), "colour"))
    assert f"/Lang({lang.partition('-')[0]})".encode() in data
    assert b"/Title" in data
    assert b"/Lang(vi)" in to_pdf(mark(brand, "colour"))
    assert b"/Lang(vi)" in to_pdf(Drawing(1, 1, (), "x"))
