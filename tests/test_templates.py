"""A wrong template is told by its file and line, and the last good site stays."""

from __future__ import annotations

import shutil

import pytest

from small import PROJECT, Site


@pytest.fixture
def themed(site: Site) -> Site:
    """A site with a theme of its own to break."""
    (site.root / "overrides").unlink()
    shutil.copytree(PROJECT / "overrides", site.root / "overrides")
    return site


@pytest.mark.parametrize(
    ("template", "added"),
    [
        ("components/values.html", "\n{{ no_such_thing }}"),
        ("components/timeline.html", "\n{% if %}"),
        ("layouts/article.html", "\n{{ page.meta.nothing.here }}"),
        ("main.html", "\n{% endfor %}"),
    ],
)
def test_error_names_the_template_and_its_line(themed: Site, template: str, added: str) -> None:
    before = themed.manifest()
    path = f"overrides/{template}"
    themed.write(path, themed.read(path) + added)
    done = themed.command("build", "--no-cards", "--no-search")
    assert done.code == 1
    assert "Traceback" not in done.err
    count = len(themed.read(path).splitlines())
    assert f"✗ {path}:{count}: Mẫu giao diện có lỗi" in done.err
    assert "The template is wrong" in done.err
    assert themed.manifest() == before


def test_missing_template_is_named(themed: Site) -> None:
    themed.delete("overrides/components/values.html")
    done = themed.command("build", "--no-cards", "--no-search")
    assert done.code == 1
    assert "no such file: components/values.html" in done.err
