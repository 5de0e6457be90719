"""The frozen site of the pictures: pages and data as they once were, so that nobody's edit changes a picture."""

from __future__ import annotations

from pathlib import Path

import yaml

from small import HERE, PROJECT, Site

SOURCE = HERE / "sites" / "pictures"


def lay_out(root: Path) -> Site:
    """The frozen site as sources, with the theme and the brand of today.

    Its interface texts are frozen too; only a key that has come since is taken from those of today.
    The pages of ``stubs.yml`` get no text: menus and links name them, no picture shows them.
    """
    site = Site(SOURCE).copy(root)
    for frozen in sorted((SOURCE / "content" / "strings").glob("*.yml")):
        kept = _read(frozen)
        texts = {key: kept.get(key, text) for key, text in _read(PROJECT / "content" / "strings" / frozen.name).items()}
        site.write(f"content/strings/{frozen.name}", _written(texts))
    for path, heads in _read(SOURCE / "stubs.yml").items():
        for code, head in heads.items():
            site.write(f"content/{code}/{path}", f"---\n{_written(head)}---\n")
    accepted = site.run("status", "--accept", "all")
    assert accepted.code == 0, accepted.err
    return site


def _read(path: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _written(data: object) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
