"""The drawn files of ``brand/``: made by script, committed, and proved to be what the script makes."""

from __future__ import annotations

from pathlib import Path

from bansac.brand.mark import mark_files
from bansac.brand.parameters import load_geometry
from bansac.brand.ring import ring_files
from bansac.brand.tokens import load_tokens


def drawn_files(brand_dir: Path) -> dict[str, str]:
    """Every generated file by its path below ``brand/``, from parameters and tokens alone."""
    geometry, tokens = load_geometry(brand_dir), load_tokens(brand_dir)
    mark = {f"mark/{name}": text for name, text in mark_files(geometry.mark, tokens).items()}
    ring = {f"ring/{name}": text for name, text in ring_files(geometry, tokens).items()}
    return mark | ring


def write_drawn_files(brand_dir: Path) -> list[str]:
    """Draw all files anew; drop those that are drawn no more.

    Returns:
        The paths below ``brand/`` that changed, sorted.
    """
    wanted = drawn_files(brand_dir)
    changed = stale_files(brand_dir)
    for name in changed:
        target = brand_dir / name
        if name in wanted:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            target.unlink()
    return changed


def stale_files(brand_dir: Path) -> list[str]:
    """The paths below ``brand/`` that are missing, differ from what the script draws, or are drawn no more."""
    wanted = drawn_files(brand_dir)
    present = {path.relative_to(brand_dir).as_posix() for folder in ("mark", "ring") for path in (brand_dir / folder).glob("*.svg")}
    differing = {name for name in wanted.keys() & present if (brand_dir / name).read_bytes() != wanted[name].encode("utf-8")}
    return sorted(differing | (wanted.keys() ^ present))
