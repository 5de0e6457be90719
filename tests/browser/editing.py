"""`bansac edit` at work for tests: the command on a copy of a project, and hands that use the editor's pages."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect

from small import COMMAND, PLAIN, Site

SECONDS = 60


@dataclass
class Edited:
    """A running editor and what it has printed."""

    site: Site
    process: subprocess.Popen[str]
    printed: list[str] = field(default_factory=list)
    more: threading.Condition = field(default_factory=threading.Condition)

    def read(self) -> None:
        for line in self.process.stdout or ():
            with self.more:
                self.printed.append(line)
                self.more.notify_all()

    def wait_for(self, pattern: str) -> re.Match[str]:
        """The first printed line that matches."""

        def found() -> re.Match[str] | None:
            return next((match for line in self.printed if (match := re.search(pattern, line))), None)

        with self.more:
            match = self.more.wait_for(found, SECONDS)
        assert match, "".join(self.printed)
        return match

    @property
    def address(self) -> str:
        """Where to look, with the key."""
        return self.wait_for(r"http://\S+\?key=\S+")[0]

    @property
    def origin(self) -> str:
        return self.address.split("/?")[0]

    @property
    def key(self) -> str:
        return self.address.split("?key=")[1]


@contextmanager
def edited(site: Site, *args: str) -> Iterator[Edited]:
    """Run the command until the block ends."""
    process = subprocess.Popen(  # noqa: S603  # our own command
        [*COMMAND, "edit", "--no-browser", "--port", "0", *args],
        cwd=site.root,
        env={**os.environ, **PLAIN, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    running = Edited(site, process)
    reader = threading.Thread(target=running.read, daemon=True)
    reader.start()
    try:
        running.wait_for("^✓")
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(SECONDS)
        reader.join(SECONDS)
        if process.stdout:
            process.stdout.close()


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
