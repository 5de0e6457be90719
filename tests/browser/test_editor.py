"""`bansac edit` from end to end in a real browser: write, be told what is wrong, mend it, see it as readers will."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from editing import SECONDS, Edited, Hands, edited
from playwright.sync_api import Browser, expect

from small import sources

ADDRESS = "news/2025/hai-nuoc-mo-dai-su-quan/"
FILE = "news/2025/hai-nuoc-mo-dai-su-quan.md"
WITHOUT_FOLDERS = "delete window.showDirectoryPicker; delete window.FileSystemFileHandle; delete StorageManager.prototype.getDirectory;"
"""What Firefox and Safari lack, or have in part."""

HISTORY = "history/timeline.md"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edited]:
    with edited(sources(tmp_path_factory.mktemp("edit") / "project")) as running:
        yield running


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    expect.set_options(timeout=SECONDS * 1000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def hands(browser: Browser, editor: Edited) -> Iterator[Callable[..., Hands]]:
    """Opens the editor in a tab that notes what it asks for and what goes wrong."""
    problems: list[str] = []
    contexts = []

    def open_tab(*, first: str = "") -> Hands:
        context = browser.new_context(viewport={"width": 1600, "height": 950}, locale="vi-VN", service_workers="block")
        contexts.append(context)
        context.add_init_script(first)
        page = context.new_page()
        page.on("request", lambda request: _note_host(request.url, problems))
        page.on("pageerror", lambda error: problems.append(f"exception: {error.stack}"))
        page.on("response", lambda response: problems.append(f"{response.status} {response.url}") if response.status >= 400 else None)
        page.on("console", lambda message: problems.append(message.text) if message.type in {"error", "warning"} else None)
        hands = Hands(page)
        hands.open(editor.address)
        return hands

    yield open_tab
    for context in contexts:
        context.close()
    assert problems == []


def _note_host(url: str, problems: list[str]) -> None:
    parts = urlsplit(url.removeprefix("blob:"))
    if parts.scheme != "data" and parts.hostname != "127.0.0.1":
        problems.append(f"asks another host: {url}")


@pytest.mark.parametrize("first", ["", WITHOUT_FOLDERS], ids=["with-folder-access", "without-folder-access"])
def test_a_news_item_from_the_first_word_to_the_feed(first: str, hands: Callable[..., Hands], editor: Edited) -> None:
    site = editor.site
    for locale in ("vi", "en"):
        (site.root / "content" / locale / FILE).unlink(missing_ok=True)
    hand = hands(first=first)
    hand.collection("Tin")
    hand.new()
    hand.enable("Tiếng Anh")
    hand.fill("vi", "title", "Hai nước mở Đại sứ quán")
    hand.fill("vi", "description", "Hai nước mở Đại sứ quán trong tháng 10/2025.")
    hand.fill("vi", "date", "2025-10-30")
    hand.tick("topics", "Mạng lưới cơ quan đại diện")
    hand.choose("sources", "(vns-292)")
    hand.fill("vi", "body", "Hai Đại sứ quán mở cửa ngày {{ date 2025-10-30 }}. {{ cite khong-co }}\n\n## Bối cảnh\n\nCâu tiếp theo.")
    hand.fill("en", "title", "Two countries open embassies")
    hand.fill("en", "description", "Two countries open embassies in October 2025.")
    hand.fill(
        "en", "body", "Two embassies open on {{ date 2025-10-30 }}. {{ cite khong-co }}\n\n## Context {#context}\n\nThe next sentence."
    )
    hand.save()

    told = hand.errors.locator("article").filter(has_text=f"content/vi/{FILE}")
    expect(told.filter(has_text="khong-co")).to_be_visible()
    unnamed = told.filter(has_text="Bối cảnh").filter(has_text="Đề mục thiếu mã")
    expect(unnamed).to_be_visible()
    expect(unnamed).to_contain_text("dòng 14")
    expect(unnamed).to_contain_text("Cách sửa:")
    expect(hand.status).to_contain_text("lỗi")

    body = "Hai Đại sứ quán mở cửa ngày {{ date 2025-10-30 }}. {{ cite vns-292 }}\n\n## Bối cảnh {#context}\n\nCâu tiếp theo."
    hand.fill("vi", "body", body)
    hand.fill(
        "en", "body", "Two embassies open on {{ date 2025-10-30 }}. {{ cite vns-292 }}\n\n## Context {#context}\n\nThe next sentence."
    )
    hand.save()
    expect(hand.status).to_contain_text("Bản xem trước là mới nhất")
    assert site.read(f"content/vi/{FILE}") == (
        "---\n"
        "title: Hai nước mở Đại sứ quán\n"
        "description: Hai nước mở Đại sứ quán trong tháng 10/2025.\n"
        "layout: news\n"
        "sources:\n"
        "- vns-292\n"
        "date: 2025-10-30\n"
        "topics:\n"
        "- network\n"
        "---\n"
        f"\n{body}\n"
    )
    assert "title: Two countries open embassies\n" in site.read(f"content/en/{FILE}")
    assert not (site.root / "content" / "sv" / FILE).exists()

    hand.show("Lỗi")
    hand.errors.get_by_role("button", name="Bản dịch đã theo bản gốc").click()
    expect(hand.errors.get_by_role("button", name="Bản dịch đã theo bản gốc")).to_have_count(0)
    assert 'source_hash: "' in site.read(f"content/en/{FILE}")

    hand.show("Xem trước")
    expect(hand.preview.locator("h1")).to_have_text("Hai nước mở Đại sứ quán")
    expect(hand.preview.locator("body")).to_have_class("layout-news")
    hand.page.locator("#languages").get_by_role("button", name="en").click()
    expect(hand.preview.locator("h1")).to_have_text("Two countries open embassies")
    assert hand.preview.locator("html").get_attribute("lang") == "en"
    preview = site.root / "build" / "preview"
    assert ADDRESS in (preview / "news" / "rss.xml").read_text(encoding="utf-8")
    assert f"en/{ADDRESS}" in (preview / "en" / "news" / "rss.xml").read_text(encoding="utf-8")
    assert ADDRESS not in (preview / "sv" / "news" / "rss.xml").read_text(encoding="utf-8")


def test_one_changed_word_changes_one_line(hands: Callable[..., Hands], editor: Edited) -> None:
    site = editor.site
    before = {locale: site.read(f"content/{locale}/{HISTORY}") for locale in ("vi", "en", "sv")}
    hand = hands()
    hand.entry("history/entries/timeline")
    title = hand.field("vi", "title").locator("input").input_value()
    hand.fill("vi", "title", f"{title} xưa")
    hand.save()
    expect(hand.status).to_contain_text("Bản xem trước là mới nhất")
    assert site.read(f"content/vi/{HISTORY}") == before["vi"].replace(f"title: {title}\n", f"title: {title} xưa\n")
    assert {locale: site.read(f"content/{locale}/{HISTORY}") for locale in ("en", "sv")} == {key: before[key] for key in ("en", "sv")}
    hand.show("Xem trước")
    expect(hand.preview.locator("h1")).to_have_text(f"{title} xưa")


def test_a_new_source_keeps_the_register_as_it_was_written(hands: Callable[..., Hands], editor: Edited) -> None:
    before = editor.site.read("content/data/sources.yml")
    hand = hands()
    hand.frame.evaluate("location.hash = '#/collections/data/entries/sources'")
    hand.editor.get_by_role("button", name=re.compile("^Thêm.*Nguồn")).click()
    for key, text in {"id": "moi-2025", "publisher.vi": "Báo Mới", "kind": "newspaper", "published": "2025-11-01", "lang": "vi"}.items():
        # what is out of sight has no fields yet
        hand.editor.locator(f"[data-key-path$='.{key.split('.', maxsplit=1)[0]}']").last.scroll_into_view_if_needed()
        hand.editor.locator(f"[data-key-path$='.{key}']").last.locator("input, textarea").first.fill(text)
    hand.save()
    expect(hand.status).to_contain_text("Bản xem trước là mới nhất")
    added = '- id: moi-2025\n  publisher: Báo Mới\n  kind: newspaper\n  published: "2025-11-01"\n  lang: vi\n'
    assert editor.site.read("content/data/sources.yml") == before + added


def test_a_picture_is_put_into_the_library_and_shown(hands: Callable[..., Hands], editor: Edited) -> None:
    picture = editor.site.root / "content" / "media" / "flower.png"
    hand = hands()
    hand.entry("history/entries/timeline")
    hand.field("vi", "image").locator("input[type=file]").first.set_input_files(
        {"name": "Ảnh Mới 2025.png", "mimeType": "image/png", "buffer": picture.read_bytes()}
    )
    hand.fill("vi", "image_alt", "Một bông hoa năm cánh")
    hand.fill("en", "image_alt", "A flower of five petals")
    hand.save()
    told = hand.errors.locator("article.error")
    expect(told).to_have_count(1)
    expect(told).to_contain_text("content/sv/history/timeline.md")
    editor.site.replace(f"content/sv/{HISTORY}", "image: anh-moi-2025.png\n", "image: anh-moi-2025.png\nimage_alt: En blomma\n")
    expect(hand.status).to_contain_text("Bản xem trước là mới nhất")
    assert "\nimage: anh-moi-2025.png\nimage_alt: Một bông hoa năm cánh\n" in editor.site.read(f"content/vi/{HISTORY}")
    assert (editor.site.root / "content" / "media" / "anh-moi-2025.png").read_bytes() == picture.read_bytes()


def test_the_editor_is_no_part_of_the_site(editor: Edited) -> None:
    editor.site.build()
    bundle = next((editor.site.root / "build" / "editor").iterdir())
    names = {path.name for path in bundle.rglob("*") if path.is_file()}
    published = [path for path in editor.site.site.rglob("*") if path.is_file()]
    assert [path for path in published if path.name in names] == []
    assert [
        path for path in published if path.suffix in {".html", ".js", ".json"} and "sveltia" in path.read_text(encoding="utf-8").lower()
    ] == []
