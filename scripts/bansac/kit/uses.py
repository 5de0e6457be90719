"""Where the mark is shown, and how large: every place that ``bansac check`` holds against the smallest sizes.

Sizes that depend on the length of a name are looked at with the longest one; a kit that is made looks at its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from bansac.brand.ground import MARK_SIZE
from bansac.brand.icons import APP_SIZES, FULL_SHARE, ICO_SIZES, SAFE_SHARE, TOUCH_SIZE
from bansac.brand.places import line_at
from bansac.charts.frame import FOOT_RADIUS
from bansac.kit import lockup_files
from bansac.kit.documents import guide, letter_pdf, word
from bansac.kit.documents.avatars import MARK_SHARE, cover_use
from bansac.kit.documents.heads import FINE, head, head_width
from bansac.kit.documents.layouts import FOOT_MARK, TITLE_MARK
from bansac.kit.documents.sign import DESK, DOOR, lockup_mm
from bansac.kit.documents.studio import Office, Studio
from bansac.kit.lockups import layout
from bansac.kit.names import Name
from bansac.kit.sizes import Shape, Use
from bansac.papers.plan import MARK_MM as PLAN_MM
from bansac.share.pictures import mark_px

_POINT_MM: Final = 25.4 / 72
_POINT_PX: Final = 96 / 72
_REM_PX: Final = 16
_RULE: Final = re.compile(r"\.mark\s*\{[^}]*?\binline-size:\s*(?P<size>[\d.]+)(?P<unit>rem|px)")
_IMAGE: Final = re.compile(r'brand/mark/(?P<name>mark[\w-]*)\.svg" width="(?P<size>\d+)"')


def uses(studio: Studio, office: Office, overrides: Path) -> Iterator[Use]:
    """Every use of the mark that is known without making a file.

    Args:
        studio: The brand folder.
        office: The office with the longest name.
        overrides: The theme folder.
    """
    yield from _icons(studio)
    yield from _pictures(studio, office)
    yield from _sheets(studio, office)
    yield from _theme(overrides)


def _alone(studio: Studio, what: str, size: float) -> Use:
    """A picture that takes the plain form by itself below the smallest size of the full one."""
    shape: Shape = "full" if size >= studio.brand.geometry.mark.minimum.full.px else "plain"
    return Use(what, shape, size)


def _icons(studio: Studio) -> Iterator[Use]:
    yield from (_alone(studio, "favicon.ico", size) for size in ICO_SIZES)
    yield from (_alone(studio, "mark-….ico", size) for size in lockup_files.ICO_SIZES)
    yield _alone(studio, "apple-touch-icon.png", TOUCH_SIZE * FULL_SHARE)
    for size in APP_SIZES:
        yield _alone(studio, f"icon-{size}.png", size * FULL_SHARE)
    yield _alone(studio, "icon-512-maskable.png", max(APP_SIZES) * SAFE_SHARE)
    yield _alone(studio, "cards", MARK_SIZE)
    mark = studio.brand.geometry.mark
    yield _alone(studio, "pictures", FOOT_RADIUS / mark.full.outer * mark.box)


def _pictures(studio: Studio, office: Office) -> Iterator[Use]:
    geometry = studio.brand.geometry
    mark = geometry.mark
    alone = 1 + 2 * mark.clear_space
    yield from (Use(f"mark-{width}.png", "full", width / alone) for width in lockup_files.PNG_WIDTHS)
    yield from lockups(studio, office.names, lockup_files.OFFICE_WIDTHS)
    networks = studio.brand.folder / "networks.yml"
    for place, network in enumerate(studio.networks):
        for index, picture in enumerate(network.pictures):
            if picture.kind == "avatar":
                use = Use("", "full", picture.size[0] * MARK_SHARE / picture.times)
            elif picture.kind == "cover":
                use = cover_use(studio, office, picture)
            else:
                use = Use("", "plain", mark_px(mark, picture.size, picture.safe, picture.times))
            line = line_at(networks, ("networks", place, "pictures", index))
            yield replace(use, what=f"{network.id}, {picture.kind}", path=Path("brand/networks.yml"), line=line)


def lockups(studio: Studio, names: Sequence[Name], widths: Sequence[int]) -> Iterator[Use]:
    """The pictures of a name's lockups."""
    for kind in ("horizontal", "stacked"):
        whole = layout(studio.brand, "horizontal" if kind == "horizontal" else "stacked", names).width
        yield from (Use(f"{kind}-{width}.png", "lockup", studio.brand.geometry.mark.box / whole * width) for width in widths)


def _sheets(studio: Studio, office: Office) -> Iterator[Use]:
    drawing = head(studio, office)
    unit = studio.brand.geometry.mark.box * FINE / drawing.width
    for kind, sizes in (("door", DOOR), ("desk-folded", DESK)):
        for size, (width, height) in sizes.items():
            shown = lockup_mm(width, height if kind == "door" else height / 2, drawing.width / drawing.height)
            yield Use(f"sign/{kind}-{size}.pdf", "lockup", shown * unit, "mm")
    for what, wanted in (("letter.pdf", letter_pdf.MARK_MM), ("letter.docx", word.MARK_MM), ("guide.pdf", guide.MARK_MM)):
        yield Use(what, "lockup", head_width(studio, drawing, wanted) * unit, "mm")
    yield Use("guide.pdf", "full", guide.FORM_MM, "mm")
    yield Use("guide.pdf", "full", guide.SPACE_MM / (1 + 2 * studio.brand.geometry.mark.clear_space), "mm")
    yield Use("plan.pdf", "full", PLAN_MM, "mm")
    for points in (FOOT_MARK, TITLE_MARK):
        yield Use("slides.pptx", "full", points * _POINT_MM, "mm")
        yield Use("slides.pptx", "full", points * _POINT_PX)


def _theme(overrides: Path) -> Iterator[Use]:
    """The mark in the templates and style sheets of the site, which show the full form unless a drawing is named plain."""
    for path in sorted(overrides.rglob("*")):
        pattern = {".css": _RULE, ".html": _IMAGE}.get(path.suffix)
        if pattern is None:
            continue
        text = path.read_text(encoding="utf-8")
        shown = Path(overrides.name, path.relative_to(overrides))
        for match in pattern.finditer(text):
            found = match.groupdict()
            shape: Shape = "plain" if "plain" in found.get("name", "") else "full"
            size = float(found["size"]) * (_REM_PX if found.get("unit") == "rem" else 1)
            yield Use(match[0], shape, size, path=shown, line=text.count("\n", 0, match.start()) + 1)
