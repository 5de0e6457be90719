"""Every file of HTML and SVG in the site is valid: pages, text editions, redirects and the 404 page, in every language.

The Nu HTML checker is the one of the W3C. Its warnings count as errors. Style sheets are left out: it does not know
container queries yet.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from small import Site

CHECKER = Path(sys.prefix) / "node/node_modules/vnu-jar/build/dist/vnu.jar"
OPTIONS = ("--skip-non-html", "--also-check-svg", "--format", "json", "--stdout", "--exit-zero-always")
OWN_POLICY = r".*violates Content Security Policy \(meta tag\): external \S+ .+assets/embed\.\w+\.\w+.+ blocked.*"
"""Pages to frame allow what is their own; a file read from a disk has nothing of its own. A test of charts reads their policy."""
BROKEN = "<!DOCTYPE html><html lang=en><title>Broken</title><p><div></p><img src=a.png>"


def test_every_page_is_valid(project: Site, tmp_path: Path) -> None:
    """One call for the site and for a broken page deep in a folder, which has to be found."""
    broken = tmp_path / "a" / "b" / "index.html"
    broken.parent.mkdir(parents=True)
    broken.write_text(BROKEN, encoding="utf-8")
    found = _messages(project.site, tmp_path)
    files = {url for url, _ in found}
    assert broken.as_uri().replace("file://", "file:") in files, "the checker did not look into folders"
    assert [message for url, message in found if "/a/b/" not in url] == []


def _messages(*folders: Path) -> list[tuple[str, str]]:
    """What the checker says: the address of each file and the text, with the place in the file."""
    java = shutil.which("java")
    if java is None or not CHECKER.is_file():
        pytest.fail("no Java, or no checker: run `make test` once", pytrace=False)
    done = subprocess.run(  # noqa: S603  # a fixed program with folders of our own
        [java, "-jar", str(CHECKER), *OPTIONS, "--filterpattern", OWN_POLICY, *map(str, folders)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [
        (message["url"], f"{message['url']}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')}")
        for message in json.loads(done.stdout)["messages"]
    ]
