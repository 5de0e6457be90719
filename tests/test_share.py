"""Share sets: captions keep to each network's length and lose nothing that must stand."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from bansac.charts.gallery import words_of
from bansac.charts.sheet import Line, Measure
from bansac.errors import ContentError, Report
from bansac.finish.inspect import inspect_page
from bansac.kit.networks import Network, load_networks
from bansac.model import Model, load_model
from bansac.share.captions import alt_text, caption, length
from bansac.share.making import listing_files, make_share
from bansac.share.pictures import draw
from bansac.share.subjects import Subject, subjects_of

ROOT = Path(__file__).parent.parent
SPACES = {ord(space): None for space in " \u00a0\u202f"}
LOCALES = ("vi", "en", "fr", "es", "zh", "ru", "ar", "sv")


@cache
def model() -> Model:
    return load_model(ROOT, Report())


@cache
def subjects(code: str) -> tuple[Subject, ...]:
    return tuple(subjects_of(model(), code))


@cache
def networks() -> tuple[Network, ...]:
    return load_networks(ROOT / "brand")


@cache
def measure() -> Measure:
    return Measure(ROOT / "brand")


@pytest.mark.parametrize("code", LOCALES)
def test_every_caption_fits_and_keeps_what_must_stand(code: str) -> None:
    words = words_of(model(), code)
    assert {subject.kind for subject in subjects(code)} == {"news", "value", "milestone", "event"}
    for subject in subjects(code):
        for network in networks():
            text = caption(subject, words, network)
            assert network.caption is None or length(text, network.id) <= network.caption
            assert text.startswith(subject.lead)
            assert text.endswith(subject.url)


def test_hedges_are_never_cut() -> None:
    words = words_of(model(), "en")
    aim = next(subject for subject in subjects("en") if subject.id == "milestone-network-2030")
    short = Network.model_validate({"id": "short", "name": "Short", "caption": 90, "pictures": []})
    assert "about 115 missions (Aim)" in caption(aim, words, short)
    assert "about 115 missions" in alt_text(aim, words)


def test_a_caption_that_cannot_fit_is_an_error() -> None:
    tiny = Network.model_validate({"id": "tiny", "name": "Tiny", "caption": 20, "pictures": []})
    with pytest.raises(ContentError) as error:
        caption(subjects("vi")[0], words_of(model(), "vi"), tiny)
    assert "Tiny" in str(error.value)


@pytest.mark.parametrize(
    ("text", "network", "count"),
    [
        ("Hà Nội", "x", 7),
        ("Geneva", "x", 6),
        ("河内", "x", 4),
        ("河内", "facebook", 2),
        ("a https://bansac.example/very/long/address/of/a/page/ b", "x", 27),
    ],
)
def test_networks_count_differently(text: str, network: str, count: int) -> None:
    """X counts an address as 23 characters, and a Han character or a Vietnamese letter with two marks as two."""
    assert length(text, network) == count


@pytest.mark.parametrize("code", ["vi", "ar", "zh", "ru"])
def test_every_text_stands_within_what_all_devices_show(code: str) -> None:
    words = words_of(model(), code)
    posts = {(picture.size, picture.safe) for network in networks() for picture in network.of_kind("post")}
    longest = sorted(subjects(code), key=lambda subject: len(subject.title.text) + len(subject.text.text))[-6:]
    for subject in (*longest, *(subject for subject in subjects(code) if subject.kind == "milestone")):
        for size, safe in posts:
            picture = draw(subject, words, measure(), size, safe)
            found = [item for item in picture.items if isinstance(item, Line)]
            shown = "".join(line.said.text for line in found).translate(SPACES)
            assert subject.title.text.translate(SPACES) in shown, (subject.id, size)
            side, top = ((size[place] - (safe or size)[place]) / 2 for place in (0, 1))
            for line in found:
                reach = measure().width(line.said, line.size, line.weight)
                left = line.x - (reach if line.anchor == "right" else 0)
                assert side <= left, (subject.id, size, line.said.text)
                assert left + reach <= size[0] - side, (subject.id, size, line.said.text)
                assert top + line.size <= line.y <= size[1] - top, (subject.id, size, line.said.text)


def test_the_page_for_staff_loads_nothing_from_elsewhere() -> None:
    files = listing_files(model(), "ar", subjects("ar")[:3], networks())
    html = files["index.html"].decode()
    assert inspect_page(html, scripts=()).problems == ()
    page = LexborHTMLParser(html)
    assert page.css_first("html[lang=ar][dir=rtl]")
    assert all(image.attributes["alt"] for image in page.css("img"))
    rows = list(csv.DictReader(io.StringIO(files["captions.csv"].decode())))
    assert len(rows) == 3 * sum(bool(network.of_kind("post")) for network in networks())
    assert all(int(row["characters"]) <= int(row["limit"] or 10**6) for row in rows)
    assert files["calendar.ics"].count(b"BEGIN:VEVENT") == 3


def test_pictures_have_the_sizes_of_the_networks(tmp_path: Path) -> None:
    made = make_share(ROOT, tmp_path, locales=["en"], ids=["value-courage"], jobs=1, progress=lambda *_: None)
    assert (made.subjects, made.pictures) == (1, len(list(tmp_path.rglob("*.png"))))
    for network in networks():
        for picture in network.of_kind("post"):
            path = tmp_path / "en" / "value-courage" / f"{network.id}.png"
            with Image.open(path) as image:
                assert image.size == picture.size
            assert picture.limit is None or path.stat().st_size <= picture.limit
    days = list(csv.DictReader(io.StringIO((tmp_path / "calendar.csv").read_text(encoding="utf-8"))))
    assert [(day["month_day"], day["yearly"], day["en"]) for day in days] == [("09-26", "true", "Courage")]
