"""`bansac edit` at work for tests: the command on a copy of a project, and hands that use the editor's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect
from running import SECONDS, Running, running

from small import Site


class Edited:
    """A running editor.

    Attributes:
        site: The project that it edits.
        address: Where to look, with the key.
    """

    def __init__(self, command: Running) -> None:
        self.site = command.site
        self.address = command.wait_for(r"http://\S+\?key=\S+")[0]

    @property
    def origin(self) -> str:
        return self.address.split("/?")[0]

    @property
    def key(self) -> str:
        return self.address.split("?key=")[1]


@contextmanager
def edited(site: Site, *args: str) -> Iterator[Edited]:
    """Run the editor until the block ends."""
    with running(site, "edit", "--no-browser", "--port", "0", *args) as command:
        command.wait_for("^✓")
        yield Edited(command)


@dataclass(frozen=True)
class Hands:
    """What a person does at the editor's pages."""

    page: Page

    @property
    def editor(self) -> FrameLocator:
        return self.page.frame_locator("#editor-frame")

    @property
    def preview(self) -> FrameLocator:
        return self.page.frame_locator("#preview-frame")

    @property
    def errors(self) -> Locator:
        return self.page.locator("#errors")

    @property
    def status(self) -> Locator:
        return self.page.locator("#status")

    @property
    def frame(self) -> Frame:
        found = self.page.frame(name="editor-frame")
        assert found
        return found

    def open(self, address: str) -> None:
        self.page.set_default_timeout(SECONDS * 1000)
        self.page.goto(address)
        expect(self.editor.get_by_role("button", name="Tạo bài viết mới")).to_be_visible()

    def collection(self, name: str) -> None:
        self.editor.get_by_role("treeitem", name=name, exact=True).click()

    def new(self) -> None:
        self.editor.get_by_role("button", name="Tạo bài viết mới").click()

    def entry(self, place: str) -> None:
        """Go to an entry as a link would: ``history/entries/founding``."""
        self.frame.evaluate("place => { location.hash = `#/collections/${place}` }", place)
        expect(self.field("vi", "title")).to_be_visible()

    def enable(self, language: str) -> None:
        self.editor.get_by_role("button", name=re.compile(f"Bật.*{language}")).click()

    def field(self, locale: str, key: str) -> Locator:
        return self.editor.locator(f"[data-locale={locale}] [data-key-path={key}]")

    def fill(self, locale: str, key: str, text: str) -> None:
        self.field(locale, key).locator("input, textarea").first.fill(text)

    def tick(self, key: str, choice: str) -> None:
        self.field("vi", key).get_by_role("checkbox", name=choice).click()

    def choose(self, key: str, choice: str) -> None:
        self.field("vi", key).get_by_role("combobox").first.click()
        self.editor.get_by_role("option", name=choice).first.click()
        self.page.keyboard.press("Escape")

    def save(self) -> None:
        button = self.editor.get_by_role("button", name="Lưu", exact=True)
        expect(button).to_be_enabled()
        button.click()
        expect(button).to_be_disabled()

    def show(self, tab: str) -> None:
        self.page.get_by_role("tab", name=tab).click()
