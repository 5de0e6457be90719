"""The real project, copied, composed and built once."""

from __future__ import annotations

import shutil

import pytest

from small import PROJECT, Site


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project with its composed pages in ``build/docs``. Search and cards are no business of the engine."""
    root = tmp_path_factory.mktemp("conformance") / "project"
    for name in ("content", "brand", "overrides"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy2(PROJECT / "mkdocs.yml", root)
    site = Site(root)
    site.build("--no-search", "--no-cards")
    return site
