"""`bansac serve`: a save shows in the browser; a mistake is told and the last good page stays."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from running import SECONDS, Running, running
from web import LOCALES

from small import Site

PAGE = f"content/{LOCALES[0].code}/history/founding.md"
ADDRESS = "history/founding/"


@dataclass(frozen=True)
class Served:
    """A running preview."""

    command: Running
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def site(self) -> Site:
        return self.command.site


@pytest.fixture(scope="module")
def served(project: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("serve") / "project"
    shutil.copytree(project.root, root, ignore=shutil.ignore_patterns("site", "lock"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running(Site(root), "serve", "--port", str(port)) as command:
        found = Served(command, port)
        command.wait_for(re.escape(found.address))
        yield found


def test_a_save_shows_and_a_mistake_does_not(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.goto(served.address + ADDRESS)
    good = served.site.read(PAGE)

    served.site.write(PAGE, good + "\nMột câu mới viết thêm.\n")
    expect(page.get_by_text("Một câu mới viết thêm.")).to_be_visible(timeout=SECONDS * 1000)

    said = len(served.command.printed)
    served.site.write(PAGE, good + "\nMột câu sai {{ fact no-such-fact }}.\n")
    served.command.wait_for("no-such-fact", since=said)
    assert any(Path(PAGE).name in line for line in served.command.printed[said:])
    page.reload()
    expect(page.get_by_text("Một câu mới viết thêm.")).to_be_visible()

    served.site.write(PAGE, good)
    expect(page.get_by_text("Một câu mới viết thêm.")).to_have_count(0, timeout=SECONDS * 1000)
    page.close()


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:{port}", 200), ("localhost:{port}", 200), ("evil.example", 421), ("127.0.0.1.evil.example:{port}", 421), ("", 421)],
)
def test_only_requests_that_name_this_machine_are_answered(host: str, status: int, served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=SECONDS)
    connection.putrequest("GET", "/" + ADDRESS, skip_host=True)
    connection.putheader("Host", host.format(port=served.port))
    connection.endheaders()
    assert connection.getresponse().status == status
    connection.close()


def test_unknown_address_shows_the_404_page(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    response = page.goto(served.address + "nowhere/at/all/")
    assert response is not None
    assert response.status == 404
    expect(page.locator("body")).to_have_class("layout-not-found")
    page.close()
