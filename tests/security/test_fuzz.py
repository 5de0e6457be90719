"""Random content through the real steps: an error that names a file, or pages that are harmless.

CI tries the same few hundred contents every time. ``pytest tests/security --fuzz-examples 5000``
tries new ones.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hostile import pieces, texts, values
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bansac.config import load_project
from bansac.errors import BansacError, ContentError, Report
from bansac.media import load_media
from bansac.svgpicture import draw_svg
from payloads import harm, page
from trial import Bench, Outcome

PAGE = "content/vi/about/privacy.md"
NEWS = "content/vi/news/2025/human-rights-council.md"
FIELDS = "title description nav_title layout order sources value group image image_alt redirect_from source_hash reviewed updated"


def sound(outcome: Outcome, *files: str) -> None:
    """What every trial must come to: errors of the changed files, told in both languages; or pages without harm."""
    for error in outcome.errors:
        check(error, *files)
    for url, html in outcome.pages.items():
        assert harm(html) == [], url


def check(error: BansacError, *files: str) -> None:
    shown = str(error)
    assert error.path is not None, shown
    assert not files or error.path.as_posix() in files, shown
    assert "Cách sửa" in shown
    assert "To mend it" in shown
    shown.encode()
    assert "\x1b" not in shown


@given(texts)
def test_markdown(bench: Bench, body: str) -> None:
    outcome = bench.attempt({PAGE: page(body)}, only="vi/about/privacy")
    sound(outcome, PAGE)
    assert all(error.line for error in outcome.errors)


@given(st.lists(pieces, min_size=20, max_size=400).map("".join))
def test_long_markdown(bench: Bench, body: str) -> None:
    sound(bench.attempt({PAGE: page(body)}, only="vi/about/privacy"), PAGE)


@given(st.sampled_from(FIELDS.split()), values)
def test_front_matter(bench: Bench, name: str, value: Any) -> None:
    try:
        head = yaml.safe_dump({"title": "A", "description": "B", name: value}, allow_unicode=True, sort_keys=False).rstrip()
    except (yaml.YAMLError, UnicodeError):
        return
    sound(bench.attempt({PAGE: page("Chữ.", head)}, only="vi/about/privacy"), PAGE)


@given(texts)
def test_front_matter_as_typed(bench: Bench, text: str) -> None:
    """Not written by a program: quotes, colons and indents as they come."""
    sound(bench.attempt({PAGE: page("Chữ.", f"title: {text}\ndescription: B")}, only="vi/about/privacy"), PAGE)


@given(texts, st.dates(), st.sampled_from(["date", "topics", "sources", "title"]))
def test_news(bench: Bench, text: str, day: Any, field: str) -> None:
    head = {"title": "A", "description": "B", "date": "2025-10-14", "topics": ["policy"], "sources": ["vna-hrc"]}
    head[field] = {"date": day.isoformat(), "topics": [text], "sources": [text], "title": text}[field]
    try:
        written = yaml.safe_dump(head, allow_unicode=True).rstrip()
    except (yaml.YAMLError, UnicodeError):
        return
    sound(bench.attempt({NEWS: page("Chữ.", written)}, only="vi/news"), NEWS)


@given(st.data())
def test_data(bench: Bench, data: st.DataObject) -> None:
    """One value of one data file becomes anything; open data, calendars and charts are made too."""
    name = data.draw(st.sampled_from(["sources", "facts", "history", "values", "topics", "plan"]))
    path = f"content/data/{name}.yml"
    record = yaml.safe_load(bench.site.read(path))
    place = data.draw(st.sampled_from(list(places(record))))
    value = data.draw(st.one_of(texts, values))
    changed = copy.deepcopy(record)
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    try:
        text = yaml.safe_dump(changed, allow_unicode=True, sort_keys=False)
    except (yaml.YAMLError, UnicodeError):
        return
    outcome = bench.attempt({path: text}, only="vi/", downloads=True)
    for error in outcome.errors:
        check(error)
        assert error.path is not None
        assert error.path.parts[0] == "content"
    sound(Outcome(pages=outcome.pages))


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The place of every value of a document but the whole."""
    if at:
        yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, found in inner:
        yield from places(found, (*at, key))


@given(texts)
def test_interface_texts_as_typed(bench: Bench, text: str) -> None:
    path = "content/strings/en.yml"
    sound(bench.attempt({path: bench.site.read(path) + f"\nmore: {text}\n"}, only="en/about"), path)


@given(st.binary(max_size=300))
def test_bytes_of_a_page(bench: Bench, raw: bytes) -> None:
    sound(bench.attempt({PAGE: b"---\ntitle: A\n" + raw}, only="vi/about/privacy"), PAGE)


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    """A small picture in each form that is read."""
    image = Image.linear_gradient("L").resize((60, 40)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    found = {}
    for suffix, kind in (("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")):
        buffer = io.BytesIO()
        image.save(buffer, kind, exif=exif)
        found[suffix] = buffer.getvalue()
    return found


@given(st.sampled_from(["jpg", "png", "webp"]), st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=4)), max_size=8))
def test_broken_pictures(bench: Bench, pictures: dict[str, bytes], suffix: str, changes: list[tuple[int, bytes]]) -> None:
    raw = bytearray(pictures[suffix])
    for place, data in changes:
        raw[place % len(raw) : place % len(raw) + len(data)] = data
    with bench.changed({f"content/media/a.{suffix}": bytes(raw)}):
        report = Report()
        load_media(load_project(bench.root), [f"a.{suffix}"], report)
    for error in report.errors:
        check(error, f"content/media/a.{suffix}")


PARTS = (
    "<g>", "</g>", "<rect width='9' height='9'/>", "<use href='#a'/>", "<g id='a'>", "<path d='M0 0L9 9'/>", "<!--", "-->", "<![CDATA[",
    "]]>", "<style>", "</style>", ".a{fill:red}", "&lt;", "&x;", "<script>", "x", "<clipPath id='c'>", "</clipPath>",
    "<rect clip-path='url(#c)'/>", "<symbol id='s'>", "</symbol>", "<path d='", "M1e99 1e99L-1e99 0", "'/>",
    "<path stroke='#000' stroke-dasharray='.0001' d='M0 0H1e6'/>",
)  # fmt: skip
SVG = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


@given(SVG)
def test_broken_drawings(body: str) -> None:
    raw = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">{body}</svg>'.encode()
    try:
        draw_svg(raw, Path("content/media/a.svg"))
    except ContentError as error:
        check(error, "content/media/a.svg")
