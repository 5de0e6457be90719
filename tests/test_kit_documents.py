"""Documents of an office: what they say and in which languages, that other programs can open them, and that they come out the same."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
import segno
from lxml import etree
from PIL import Image
from pptx import Presentation
from selectolax.lexbor import LexborHTMLParser

from bansac.brand.tokens import VALUES
from bansac.config import Project, load_project
from bansac.dataset import load_dataset
from bansac.errors import BrandError, Report
from bansac.kit.documents.avatars import picture_files
from bansac.kit.documents.guide import guide_pdf
from bansac.kit.documents.layouts import ORDER
from bansac.kit.documents.letter_docx import fax_docx, letter_docx
from bansac.kit.documents.letter_pdf import fax_pdf, letter_pdf
from bansac.kit.documents.qr import QUIET, qr_code
from bansac.kit.documents.sign import sign_files
from bansac.kit.documents.signature import signature_html, signature_text
from bansac.kit.documents.slides import slide_deck
from bansac.kit.documents.studio import Office, Studio, load_studio
from bansac.kit.documents.theme import colour_slots
from bansac.kit.drawing import to_svg
from bansac.kit.export import to_png
from bansac.kit.names import name_of
from bansac.kit.networks import load_networks
from bansac.kit.office import office_files, office_of
from bansac.kit.words import load_words

ROOT = Path(__file__).parent.parent
BRAND = ROOT / "brand"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
POINTS = 72 / 25.4
LARGEST = 2_000_000
"""Bytes of an office's whole kit."""


@pytest.fixture(scope="module")
def project() -> Project:
    return load_project(ROOT)


@pytest.fixture(scope="module")
def studio(project: Project) -> Studio:
    report = Report()
    values = load_dataset(project, report).values
    report.raise_if_any()
    return load_studio(BRAND, {value.id: value.name for value in values.values()})


@pytest.fixture(scope="module")
def cairo() -> Office:
    """An office whose local name runs to the left and is a language of the site."""
    names = (
        name_of("Đại sứ quán Việt Nam tại Ai Cập", "vi"),
        name_of("Embassy of Viet Nam in Egypt", "en"),
        name_of("سفارة فيتنام في مصر", "ar"),
    )
    return Office("emb-eg-cairo", names, "https://bansac.example/network/#emb-eg-cairo", proposed=True)


@pytest.fixture(scope="module")
def vientiane() -> Office:
    """An office whose local name is in a language that the site does not have."""
    names = (
        name_of("Đại sứ quán Việt Nam tại Lào", "vi"),
        name_of("Embassy of Viet Nam in Laos", "en"),
        name_of("ສະຖານທູດຫວຽດນາມ", "lo"),
    )
    return Office("emb-la-vientiane", names, "https://bansac.example/network/#emb-la-vientiane", proposed=True)


MAKERS: dict[str, Callable[[Studio, Office], object]] = {
    "letter.docx": letter_docx,
    "letter.pdf": letter_pdf,
    "fax.docx": fax_docx,
    "fax.pdf": fax_pdf,
    "slides.pptx": slide_deck,
    "signature.html": signature_html,
    "social": lambda studio, office: list(picture_files(studio, office)),
    "sign": lambda studio, office: list(sign_files(studio, office)),
    "guide": lambda studio, office: guide_pdf(studio, office, "vi"),
}


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_the_same_office_gives_the_same_bytes_also_after_another(
    maker: Callable[[Studio, Office], object], studio: Studio, cairo: Office, vientiane: Office
) -> None:
    first, other, again = maker(studio, cairo), maker(studio, vientiane), maker(dataclasses.replace(studio), cairo)
    assert first == again
    assert first != other


@pytest.mark.parametrize("maker", [letter_docx, fax_docx, slide_deck])
def test_packages_tell_no_date_and_carry_no_leftovers(maker: Callable[[Studio, Office], bytes], studio: Studio, cairo: Office) -> None:
    with zipfile.ZipFile(io.BytesIO(maker(studio, cairo))) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:" not in re.sub(rb"xmlns:\w+=", b"", package.read("docProps/core.xml"))
        assert not [name for name in package.namelist() if "thumbnail" in name or "printerSettings" in name]
        assert b"Microsoft" not in package.read("docProps/app.xml")
        assert package.testzip() is None


@pytest.mark.parametrize(
    "maker", [letter_pdf, fax_pdf, lambda studio, office: guide_pdf(studio, office, "en")], ids=["letter", "fax", "guide"]
)
def test_sheets_are_one_tagged_page_without_a_date(maker: Callable[[Studio, Office], bytes], studio: Studio, vientiane: Office) -> None:
    data = maker(studio, vientiane)
    assert pages(data) == 1
    assert b"/StructTreeRoot" in data
    assert b"CreationDate" not in data


def test_the_guide_is_accessible_by_its_standard_and_tells_its_language(studio: Studio, cairo: Office) -> None:
    for lang in ("vi", "en"):
        data = guide_pdf(studio, cairo, lang)  # type: ignore[arg-type]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in data
        assert f"/Lang({lang})".encode() in data


def pages(data: bytes) -> int:
    """Pages of a PDF: the count of the root of its page tree."""
    return max(int(count) for count in re.findall(rb"/Type/Pages.*?/Count (\d+)", data, re.DOTALL))


def test_letterhead_shows_the_lockup_with_its_names_as_text_for_those_who_do_not_see_it(studio: Studio, cairo: Office) -> None:
    document = docx.Document(io.BytesIO(letter_docx(studio, cairo)))
    header: Any = document.sections[0].first_page_header
    pictures = header._element.findall(".//{*}docPr")  # noqa: SLF001
    assert [picture.get("descr") for picture in pictures] == [cairo.title]
    vectors = [part for part in header.part.related_parts.values() if part.content_type == "image/svg+xml"]
    assert [etree.fromstring(vector.blob).get("role") for vector in vectors] == ["img"]


def test_every_word_document_says_on_each_page_that_it_is_a_proposal(studio: Studio, cairo: Office) -> None:
    for data in (letter_docx(studio, cairo), fax_docx(studio, cairo)):
        section = docx.Document(io.BytesIO(data)).sections[0]
        for footer in (section.first_page_footer, section.footer):
            text = "\n".join(paragraph.text for paragraph in footer.paragraphs)
            assert all(studio.words.proposal.short[lang] in text for lang in ("vi", "en", "ar"))


def test_labels_of_the_fax_carry_language_direction_and_font(studio: Studio, cairo: Office) -> None:
    table: Any = docx.Document(io.BytesIO(fax_docx(studio, cairo))).tables[0]
    runs = {run.find(f"{W}t").text: run.find(f"{W}rPr") for run in table.rows[0].cells[0]._tc.iter(f"{W}r")}  # noqa: SLF001
    words = studio.words.fax.to
    assert runs[words["en"]].find(f"{W}lang").get(f"{W}val") == "en"
    assert runs[words["ar"]].find(f"{W}lang").get(f"{W}bidi") == "ar"
    assert runs[words["ar"]].find(f"{W}rtl") is not None
    assert runs[words["ar"]].find(f"{W}rFonts").get(f"{W}cs") == "Noto Sans Arabic"
    assert runs[words["en"]].find(f"{W}rtl") is None


def test_a_local_language_without_words_leaves_labels_in_two(studio: Studio, vientiane: Office) -> None:
    assert [name.lang for name in vientiane.labels(studio.words.fax.to)] == ["vi", "en"]


def test_every_place_to_write_in_has_a_name(studio: Studio, cairo: Office) -> None:
    document: Any = docx.Document(io.BytesIO(fax_docx(studio, cairo)))
    fields = document.element.body.findall(f".//{W}sdt")
    assert len(fields) == len(studio.words.fax.fields()) + 1
    assert all(field.find(f".//{W}alias").get(f"{W}val") for field in fields)


def test_office_themes_have_the_colours_of_the_tokens_and_a_font_for_each_script(studio: Studio, cairo: Office) -> None:
    for data, place in ((letter_docx(studio, cairo), "word/theme/theme1.xml"), (slide_deck(studio, cairo), "ppt/theme/theme1.xml")):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            theme = etree.fromstring(package.read(place))
        scheme = theme.find(f".//{A}clrScheme")
        assert {slot.tag.removeprefix(A): slot[0].get("val") for slot in scheme} == colour_slots(studio.brand.tokens)
        fonts = {font.get("script"): font.get("typeface") for font in theme.find(f".//{A}majorFont").findall(f"{A}font")}
        assert fonts["Laoo"] == "Noto Sans Lao"
        assert (fonts["Hans"], fonts["Hant"], fonts["Jpan"]) == ("Noto Sans SC", "Noto Sans TC", "Noto Sans JP")


def test_the_deck_has_named_layouts_and_colours_only_of_the_theme(studio: Studio, cairo: Office) -> None:
    show: Any = Presentation(io.BytesIO(slide_deck(studio, cairo)))
    names = studio.words.slides.layouts
    wanted = {f"{getattr(names, key)['vi']} · {getattr(names, key)['en']}" for key in ORDER}
    assert {layout.name for layout in show.slide_layouts} == wanted
    for layout in (show.slide_master, *show.slide_layouts):
        assert not layout.element.findall(f".//{A}srgbClr"), layout.name


def test_the_deck_is_made_of_placeholders_and_shapes(studio: Studio, cairo: Office) -> None:
    show: Any = Presentation(io.BytesIO(slide_deck(studio, cairo)))
    assert not show.slide_master.element.findall(".//{*}pic")
    pictures = [layout.name for layout in show.slide_layouts if layout.element.findall(".//{*}pic")]
    assert len(pictures) == 1, "the ring, on the title alone"
    for slide in show.slides:
        assert slide.shapes.title.text_frame.text
        ids = [element.get("id") for element in slide.element.iter("{*}cNvPr")]
        assert len(ids) == len(set(ids))


def test_the_title_layout_names_the_office_in_its_languages(studio: Studio, cairo: Office, vientiane: Office) -> None:
    for office, family in ((cairo, "Noto Sans Arabic"), (vientiane, "Noto Sans Lao")):
        show: Any = Presentation(io.BytesIO(slide_deck(studio, office)))
        box = next(shape for shape in show.slide_layouts[0].shapes if shape.name == "Names")
        assert [paragraph.text for paragraph in box.text_frame.paragraphs] == [name.text for name in office.names]
        last = box.text_frame.paragraphs[-1]._p  # noqa: SLF001
        assert last.find(f".//{A}rPr").get("lang") == office.names[-1].lang
        assert last.find(f".//{A}latin").get("typeface") == family
        assert (last.find(f"{A}pPr").get("rtl") == "1") is (office is cairo)


def test_the_values_stand_with_their_names(studio: Studio, cairo: Office) -> None:
    show: Any = Presentation(io.BytesIO(slide_deck(studio, cairo)))
    text = "\n".join(shape.text_frame.text for slide in show.slides for shape in slide.shapes if shape.has_text_frame)
    assert all(studio.values[value][lang] in text for value in VALUES for lang in ("vi", "en"))


def test_the_signature_fetches_nothing_and_keeps_languages(studio: Studio, cairo: Office) -> None:
    tree = LexborHTMLParser(signature_html(studio, cairo).decode("utf-8"))
    assert not tree.css("img, script, link, iframe")
    assert [(node.attributes["lang"], node.attributes["dir"]) for node in tree.css("main [dir]")] == [
        ("vi", "ltr"),
        ("en", "ltr"),
        ("ar", "rtl"),
    ]
    assert [link.attributes["href"] for link in tree.css("main a")] == [cairo.address]
    assert len(tree.css("main td[bgcolor]")) == len(VALUES)
    text = signature_text(studio, cairo).decode("utf-8")
    assert text.startswith("-- \r\n")
    assert all(name.text in text for name in cairo.names)


def test_names_are_text_in_the_signature(studio: Studio, cairo: Office) -> None:
    odd = dataclasses.replace(cairo, names=(name_of('A <b> & "c"', "vi"),))
    assert "A &lt;b&gt; &amp; &#34;c&#34;" in signature_html(studio, odd).decode("utf-8")


def test_the_code_is_drawn_module_by_module_with_a_quiet_edge(studio: Studio, cairo: Office) -> None:
    drawing = qr_code(cairo.address, "QR", studio.brand.tokens)
    matrix = [list(row) for row in segno.make(cairo.address, error="m", micro=False).matrix]
    count = len(matrix) + 2 * QUIET
    with Image.open(io.BytesIO(to_png(drawing, count * 4))) as picture:
        grey = picture.convert("L")
        shown = [[int(grey.getpixel((x * 4 + 2, y * 4 + 2)) < 128) for x in range(count)] for y in range(count)]  # type: ignore[operator]
    wanted = [[0] * count for _ in range(count)]
    for y, row in enumerate(matrix):
        wanted[y + QUIET][QUIET:-QUIET] = row
    assert shown == wanted
    assert b"<title>QR</title>" in to_svg(drawing)


def test_signs_have_their_a_sizes_and_are_outlines(studio: Studio, cairo: Office) -> None:
    found = dict(sign_files(studio, cairo))
    for name, (width, height) in {"door-a3.pdf": (420, 297), "door-a6.pdf": (148, 105), "desk-folded-a4.pdf": (297, 210)}.items():
        box = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", found[name])
        assert box
        assert [float(value) for value in box.groups()] == pytest.approx([width * POINTS, height * POINTS], abs=0.01)
        assert pages(found[name]) == 1
        assert b"/Subtype/Image" not in found[name]


def test_pictures_have_the_sizes_of_their_networks(studio: Studio, cairo: Office) -> None:
    found = dict(picture_files(studio, cairo))
    networks = {network.id for network in studio.networks}
    assert networks == {"facebook", "x", "youtube", "linkedin", "instagram", "zalo", "tiktok"}
    assert {name.partition("-")[0] for name in found if "-avatar-" in name} == networks
    for name, data in found.items():
        with Image.open(io.BytesIO(data)) as picture:
            assert name.endswith(f"-{picture.width}x{picture.height}.png")


def test_names_on_covers_stay_where_every_device_shows_them_and_off_the_pattern(studio: Studio, cairo: Office, vientiane: Office) -> None:
    ivory = studio.brand.tokens.colour("hero-text")
    for office in (cairo, vientiane):
        found = dict(picture_files(studio, office))
        for network in studio.networks:
            for cover in network.of_kind("cover"):
                with Image.open(io.BytesIO(found[f"{network.id}-cover-{cover.size[0]}x{cover.size[1]}.png"])) as picture:
                    box = near(picture.convert("RGB"), ivory)
                safe = cover.safe or cover.size
                left, top = (cover.size[0] - safe[0]) // 2, (cover.size[1] - safe[1]) // 2
                assert box[0] >= left
                assert box[1] >= top
                assert box[2] <= left + safe[0]
                assert box[3] <= top + safe[1]
                assert box[2] < cover.size[0] * 0.8, "the ring begins there"


def near(picture: Image.Image, colour: str) -> tuple[int, int, int, int]:
    """The box around all that has about a colour."""
    mask = Image.new("L", picture.size, 255)
    for channel, value in zip(picture.split(), bytes.fromhex(colour.removeprefix("#")), strict=True):
        close = channel.point([255 if abs(level - value) < 24 else 0 for level in range(256)])
        mask = Image.composite(close, Image.new("L", picture.size, 0), mask)
    box = mask.getbbox()
    assert box
    return box


def test_an_avatar_keeps_the_mark_inside_the_circle_that_networks_cut(studio: Studio, cairo: Office) -> None:
    with Image.open(io.BytesIO(dict(picture_files(studio, cairo))["x-avatar-800x800.png"])) as picture:
        shown = picture.convert("RGB")
    ground = shown.getpixel((0, 0))
    inked = [(x, y) for x in range(0, 800, 4) for y in range(0, 800, 4) if shown.getpixel((x, y)) != ground]
    assert inked
    assert max((x - 400) ** 2 + (y - 400) ** 2 for x, y in inked) < 400**2


def test_a_picture_that_its_network_would_refuse_is_an_error(studio: Studio, cairo: Office) -> None:
    first = studio.networks[0]
    small = first.model_copy(update={"pictures": tuple(picture.model_copy(update={"limit": 100}) for picture in first.pictures)})
    with pytest.raises(BrandError, match=r"networks\.yml"):
        list(picture_files(dataclasses.replace(studio, networks=(small,)), cairo))


def test_all_files_of_an_office_stay_below_two_megabytes(studio: Studio, project: Project) -> None:
    report = Report()
    network = load_dataset(project, report).network
    assert network
    longest = max(network.missions, key=lambda mission: sum(len(name.text) for name in office_of(project, mission).names))
    files = dict(office_files(studio, project, longest))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    assert len(out.getvalue()) < LARGEST
    assert {name.partition("/")[0] for name in files} == {
        "lockups", "letter", "slides", "signature", "social", "sign", "qr", "guide-vi.pdf", "guide-en.pdf",
    }  # fmt: skip
    named = {content.path.rstrip("/") for content in studio.words.guide.contents}
    assert named == {name.partition("/")[0] for name in files if "/" in name}, "the guide tells of every folder"


def test_the_address_of_an_office_is_its_place_in_the_list_of_missions(project: Project) -> None:
    report = Report()
    network = load_dataset(project, report).network
    assert network
    mission = network.missions[0]
    assert office_of(project, mission).address == f"{project.site_url}network/#{mission.id}"
    assert 'id="{{ m.id }}"' in (project.overrides / "components" / "missions.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "load"),
    [
        ("documents.yml", "  short:\n    vi:", "  short:\n    xx:", load_words),
        ("documents.yml", "shown_rules: [state-symbols", "shown_rules: [state-symbol", lambda folder: load_studio(folder, {})),
        ("networks.yml", "sources: [page-covers]", "sources: [page-cover]", load_networks),
        ("networks.yml", "safe: [1080, 600], sources: [page-covers]", "safe: [9000, 600], sources: [page-covers]", load_networks),
    ],
)
def test_a_wrong_file_of_the_kit_is_named(name: str, old: str, new: str, load: Callable[[Path], object], tmp_path: Path) -> None:
    folder = tmp_path / "brand"
    shutil.copytree(BRAND, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BrandError, match=re.escape(name)):
        load(folder)
