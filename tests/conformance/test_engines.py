"""The composed pages are ordinary: the plain engine, the fork that is maintained, and the successor make the same site of them.

They run with the configuration as it stands, plugins and all, and with warnings as errors.
"""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from bansac.editions import is_text
from small import Site, manifest

ENGINES = ["mkdocs", "properdocs"]
SUCCESSOR = "zensical"
QUIET = {"BANSAC_SITE_URL": "", "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}
MOVED = "404/index.html", "404.html"
"""The engines make an ordinary page of it; hosts want it beside the home page of its language."""


@pytest.fixture(scope="module", params=ENGINES)
def plain(request: pytest.FixtureRequest, project: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an engine makes of the composed pages."""
    folder = tmp_path_factory.mktemp(request.param) / "site"
    _run(project, request.param, "--site-dir", str(folder))
    return folder


def _run(project: Site, engine: str, *options: str) -> None:
    done = subprocess.run(  # noqa: S603  # an engine named above
        [sys.executable, "-m", engine, "build", "--strict", "--config-file", "mkdocs.yml", *options],
        cwd=project.root,
        env={**os.environ, **QUIET},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "WARNING" not in said
    assert "ERROR" not in said


def _pages(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html")) if not is_text(path.name)}
    return {name.replace(*MOVED): path for name, path in found.items()}


def test_same_pages_byte_for_byte(project: Site, plain: Path) -> None:
    ours, theirs = _pages(project.site), _pages(plain)
    assert ours
    assert {name for name, path in ours.items() if not _is_no_page(name, path)} == set(theirs)
    for name, path in theirs.items():
        mine, other = ours[name].read_text(encoding="utf-8"), path.read_text(encoding="utf-8")
        assert mine == other, "\n".join(difflib.unified_diff(mine.split("\n"), other.split("\n"), name, "plain", n=0, lineterm=""))


def _is_no_page(name: str, path: Path) -> bool:
    """Made after the engine, of no composed page: frames and redirects."""
    return name.startswith("embed/") or b'http-equiv="refresh"' in path.read_bytes()


def test_same_files_for_pages_to_load(project: Site, plain: Path) -> None:
    """Styles, scripts, fonts, drawings; the engine adds those of its theme, which no page loads."""
    for name in ("assets", "brand"):
        ours = {path: digest for path, digest in manifest(project.site / name).items() if not path.endswith((".br", ".gz"))}
        assert ours
        assert ours.items() <= manifest(plain / name).items()


def test_successor_makes_the_same_pages(project: Site) -> None:
    """Zensical escapes more characters than it must and knows no plugin, so Vietnamese stands in a folder of its own.

    What a browser makes of a page is the same to the last attribute. docs/adr/0014 lists the rest.
    """
    _run(project, SUCCESSOR)
    made = _pages(project.root / "build" / "plain")
    made.pop("404.html")  # its own; ours is an ordinary page to it
    theirs = {name.removeprefix("vi/"): path for name, path in made.items()}
    assert set(theirs) == set(_pages(project.site)) - {name for name, path in _pages(project.site).items() if _is_no_page(name, path)}
    for name, path in theirs.items():
        mine, other = _parsed(project.site / name), _parsed(path)
        assert mine == other, "\n".join(difflib.unified_diff(mine.split("\n"), other.split("\n"), name, SUCCESSOR, n=0, lineterm=""))


def _parsed(path: Path) -> str:
    return HTMLParser(path.read_text(encoding="utf-8")).html or ""
