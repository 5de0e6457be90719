"""The composed pages are ordinary: the plain engine, and the fork that is maintained, make the same site of them.

Both run with the configuration as it stands, plugins and all, and with warnings as errors.
"""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bansac.editions import is_text
from small import Site, manifest

ENGINES = ["mkdocs", "properdocs"]
QUIET = {"BANSAC_SITE_URL": "", "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}
MOVED = "404/index.html", "404.html"
"""The engines make an ordinary page of it; hosts want it beside the home page of its language."""


@pytest.fixture(scope="module", params=ENGINES)
def plain(request: pytest.FixtureRequest, project: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an engine makes of the composed pages."""
    folder = tmp_path_factory.mktemp(request.param) / "site"
    done = subprocess.run(  # noqa: S603  # an engine named above
        [sys.executable, "-m", request.param, "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(folder)],
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
    return folder


def _pages(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html")) if not is_text(path.name)}
    return {name.replace(*MOVED): path for name, path in found.items()}


def test_same_pages_byte_for_byte(project: Site, plain: Path) -> None:
    ours, theirs = _pages(project.site), _pages(plain)
    assert ours
    assert {name for name in ours if not _is_redirect(ours[name]) and not name.startswith("embed/")} == set(theirs)
    for name, path in theirs.items():
        mine, other = ours[name].read_text(encoding="utf-8"), path.read_text(encoding="utf-8")
        assert mine == other, "\n".join(difflib.unified_diff(mine.split("\n"), other.split("\n"), name, "plain", n=0, lineterm=""))


def _is_redirect(path: Path) -> bool:
    """Made after the engine, of no composed page."""
    return b'http-equiv="refresh"' in path.read_bytes()


def test_same_files_for_pages_to_load(project: Site, plain: Path) -> None:
    """Styles, scripts, fonts, drawings; the engine adds those of its theme, which no page loads."""
    for name in ("assets", "brand"):
        ours = {path: digest for path, digest in manifest(project.site / name).items() if not path.endswith((".br", ".gz"))}
        assert ours
        assert ours.items() <= manifest(plain / name).items()
