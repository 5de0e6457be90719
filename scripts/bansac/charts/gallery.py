"""The charts of a site in every locale: in pages, and as files to download."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import bansac
from bansac.brand.tokens import load_tokens
from bansac.charts import MAIN_EVENTS, NAMES, fives, growth, record, tasks, world
from bansac.charts.frame import framed
from bansac.charts.inline import inline_svg
from bansac.charts.published import EMPTY, Gallery, Inline, picture_path
from bansac.charts.sheet import Measure, Picture
from bansac.charts.words import Words
from bansac.store import Store, digest_of
from bansac.workers import leave_with_parent

if TYPE_CHECKING:
    from bansac.model import Model

WIDE: Final = 720.0
"""Width of a chart where there is room."""
NARROW: Final = 360.0
"""Width of a chart on a phone."""
PNG_WIDTH: Final = 1600
SHORTCODES: Final = frozenset({"chart", "pictures"})
"""Shortcodes that need the charts; a site without them has none."""

Thing = TypeVar("Thing")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Chart:
    """A chart.

    Attributes:
        draw: Lays it out, from words, fonts and a width, for a wide column or a narrow one.
        sources: Ids of the sources that it rests on.
    """

    draw: Callable[..., Picture]
    sources: Callable[[Words], Iterable[str]]


def _of_network(words: Words) -> Iterable[str]:
    return (source for row in growth.rows(words) for source in row.sources)


def _of_history(words: Words) -> Iterable[str]:
    return (event.sources[0] for event in record.main_events(words) if event.sources)


def _of_values(words: Words) -> Iterable[str]:
    return (source for value in fives.values_of(words) for source in value.sources)


def _of_plan(words: Words) -> Iterable[str]:
    return words.dataset.plan.sources if words.dataset.plan else ()


def _of_missions(_words: Words) -> Iterable[str]:
    """Each mission has sources of its own, which the list on the site gives."""
    return ()


CHARTS: Final[Mapping[str, Chart]] = dict(
    zip(
        NAMES,
        (
            Chart(growth.draw, _of_network),
            Chart(record.draw, _of_history),
            Chart(fives.draw, _of_values),
            Chart(tasks.draw, _of_plan),
            Chart(world.draw, _of_missions),
        ),
        strict=True,
    )
)


def words_of(model: Model, code: str) -> Words:
    """The words of a locale."""
    locale = next(locale for locale in model.project.locales if locale.code == code)
    return Words(model.project, model.dataset, locale, model.strings[code])


def has_charts(model: Model) -> bool:
    """Whether a page shows charts or lists pictures."""
    pages = model.pages[model.project.source.code].values()
    return any(code.name in SHORTCODES for page in pages for code in page.analysis.shortcodes)


def gallery_of(model: Model, store: Store) -> Gallery:
    """Every chart in every locale, made anew only when facts, texts or the brand changed.

    Raises:
        MissingGlyphError: A text has a character that no font in ``brand/fonts/`` has.
    """
    if not has_charts(model):
        return EMPTY
    project = model.project
    key = digest_of(
        "gallery", bansac.FINGERPRINT, model.dataset.digest, dict(model.strings), project.locales, project.site_url,
        project.features.get(MAIN_EVENTS), brand_digest(project.brand),
    )  # fmt: skip
    drawn: list[tuple[dict[tuple[str, str], Inline], dict[str, bytes]]] = store.object_of(
        "charts", key, lambda: in_two(_drawn, [words_of(model, code) for code in project.codes])
    )
    inline = {name: element for elements, _ in drawn for name, element in elements.items()}
    files = {path: svg for _, found in drawn for path, svg in found.items()}
    keys = {path: digest_of("png", PNG_WIDTH, svg) for path, svg in files.items()}
    missing = [path for path in files if not store.has("picture", keys[path])]
    for path, png in zip(missing, in_two(_painted, [files[path] for path in missing]), strict=True):
        store.put("picture", keys[path], png)
    pngs = {path.replace(".svg", ".png"): store.read("picture", keys[path]) for path in files}
    sizes = {path: _pixels(png) for path, png in pngs.items()}
    return Gallery(inline, sizes, {**files, **pngs})


def brand_digest(brand: Path) -> str:
    """Hash of what charts take from the brand."""
    files = [brand / name for name in ("tokens.json", "geometry.yml", "world.txt")] + sorted((brand / "fonts").iterdir())
    return digest_of([(path.name, hashlib.blake2b(path.read_bytes()).hexdigest()) for path in files if path.is_file()])


def in_two(make: Callable[[Thing], Made], things: Sequence[Thing]) -> list[Made]:
    """Make things in two other processes, in their order; never in this one, whose copies could not go on with the threads of the press."""
    if not things:
        return []
    with ProcessPoolExecutor(min(2, len(things)), initializer=leave_with_parent) as pool:
        return list(pool.map(make, things))


def _drawn(words: Words) -> tuple[dict[tuple[str, str], Inline], dict[str, bytes]]:
    """The charts of one locale: elements, and SVG files."""
    from bansac.charts.outlines import to_svg  # noqa: PLC0415  # slow to import; a build without changes needs it not

    brand = words.project.brand
    measure, tokens = Measure(brand), load_tokens(brand)
    inline: dict[tuple[str, str], Inline] = {}
    files: dict[str, bytes] = {}
    for name, chart in CHARTS.items():
        wide, narrow = (chart.draw(words, measure, width, narrow=width == NARROW) for width in (WIDE, NARROW))
        inline[words.lang, name] = Inline(
            wide.title,
            inline_svg(wide, f"chart-{name}", "chart__wide"),
            inline_svg(narrow, f"chart-{name}-narrow", "chart__narrow"),
            round(wide.width),
            round(wide.height),
        )
        whole = framed(wide, words, measure, dict.fromkeys(chart.sources(words)))
        files[picture_path(words.lang, name, "svg")] = to_svg(whole, measure, tokens)
    return inline, files


def _painted(svg: bytes) -> bytes:
    return painted(svg, PNG_WIDTH)


def painted(svg: bytes, width: int) -> bytes:
    """An SVG file as a PNG of a width in pixels; its text is outlines, so no font is looked for."""
    import resvg_py  # noqa: PLC0415  # slow to import

    return bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), width=width, skip_system_fonts=True))


def _pixels(png: bytes) -> tuple[int, int]:
    """Width and height as the head of a PNG says them."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
