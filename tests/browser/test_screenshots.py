"""The handbook's screenshots: taken of the real editor on fixed content by `make screenshots`, and all that the handbook shows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from editing import SECONDS, Hands, edited
from PIL import Image
from playwright.sync_api import Browser, expect
from web import PROJECT

from small import sources

IMAGES = PROJECT / "docs" / "images"
HANDBOOK = [PROJECT / "docs" / f"editors.{code}.md" for code in ("vi", "en")]
SHOTS = ("editor-list", "editor-new", "editor-errors", "editor-preview", "editor-codes")
SIZE = {"width": 1440, "height": 860}
MOST_BYTES = 150_000
COLOURS = 160


def test_the_handbook_shows_exactly_the_screenshots_that_are_taken() -> None:
    for page in HANDBOOK:
        shown = re.findall(r"!\[[^\]]+\]\(images/(editor-[a-z-]+)\.png\)", page.read_text(encoding="utf-8"))
        assert shown == list(SHOTS), page.name
    assert sorted(path.stem for path in IMAGES.glob("editor-*.png")) == sorted(SHOTS)


@pytest.mark.parametrize("name", SHOTS)
def test_a_screenshot_is_small_and_whole(name: str) -> None:
    path = IMAGES / f"{name}.png"
    assert path.stat().st_size <= MOST_BYTES
    with Image.open(path) as picture:
        assert picture.size == (SIZE["width"], SIZE["height"])


@pytest.fixture
def hand(browser: Browser, tmp_path: Path) -> Iterator[Hands]:
    with edited(sources(tmp_path / "project")) as running:
        context = browser.new_context(viewport=SIZE, locale="vi-VN", color_scheme="light", reduced_motion="reduce")
        hands = Hands(context.new_page())
        expect.set_options(timeout=SECONDS * 1000)
        hands.open(running.address)
        yield hands
        expect.set_options(timeout=5_000)
        context.close()


def test_take_them(hand: Hands, pytestconfig: pytest.Config) -> None:
    """Go the way of the handbook; with --write-screenshots keep what is seen on it."""
    keep = pytestconfig.getoption("--write-screenshots")

    def shot(name: str) -> None:
        hand.page.mouse.move(0, 0)
        data = hand.page.screenshot(animations="disabled", caret="hide")
        if keep:
            _write(IMAGES / f"{SHOTS[SHOTS.index(name)]}.png", data)

    expect(hand.status).to_contain_text("Bản xem trước là mới nhất")
    shot("editor-list")

    hand.new()
    hand.enable("Tiếng Anh")
    hand.fill("vi", "title", "Hai nước mở Đại sứ quán")
    hand.fill("en", "title", "Two countries open embassies")
    hand.fill("vi", "description", "Tháng 10/2025, hai nước mở Đại sứ quán tại Hà Nội.")
    hand.fill("en", "description", "In October 2025 two countries opened embassies in Hà Nội.")
    shot("editor-new")

    hand.fill("vi", "date", "2025-10-30")
    hand.tick("topics", "Mạng lưới cơ quan đại diện")
    hand.choose("sources", "(vns-292)")
    hand.fill("vi", "body", "Hai Đại sứ quán mở cửa ngày {{ date 2025-10-30 }}. {{ cite vns-292 }}\n\n## Bối cảnh\n\nCâu tiếp theo.")
    hand.fill("en", "body", "Two embassies opened on {{ date 2025-10-30 }}. {{ cite vns-292 }}\n\n## Context {#context}\n\nMore.")
    hand.save()
    expect(hand.errors.locator("article").first).to_contain_text("Cách sửa:")
    hand.field("vi", "body").scroll_into_view_if_needed()
    shot("editor-errors")

    hand.fill(
        "vi", "body", "Hai Đại sứ quán mở cửa ngày {{ date 2025-10-30 }}. {{ cite vns-292 }}\n\n## Bối cảnh {#context}\n\nCâu tiếp theo."
    )
    hand.save()
    expect(hand.status).to_contain_text("Bản xem trước là mới nhất")
    hand.show("Xem trước")
    expect(hand.preview.locator("h1")).to_have_text("Hai nước mở Đại sứ quán")
    hand.field("vi", "title").scroll_into_view_if_needed()
    shot("editor-preview")

    hand.show("Mã chèn")
    expect(hand.page.locator("#codes")).to_contain_text("{{ cite")
    shot("editor-codes")


def _write(path: Path, data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
