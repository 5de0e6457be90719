"""What is measured: every way of building, from nothing and after an edit."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Corpus
from bench.hugo import Hugo
from bench.material import Material
from bench.measure import Change, Sample, compare, run, snapshot
from bench.ours import Ours
from bench.sites import Site

Say = Callable[[str], None]

TRANSLATION, SOURCE = "en", "vi"


@dataclass(frozen=True)
class Way:
    """A way of building a site.

    Attributes:
        name: As on the command line.
        label: As in the table.
        site: The generator.
        extra: Whether with what the generator's second way adds.
        edits: Languages of the edited page, one row each.
        without: Languages that it cannot build.
    """

    name: str
    label: str
    site: type[Site]
    extra: bool = False
    edits: tuple[str, ...] = (TRANSLATION,)
    without: tuple[str, ...] = ()


WAYS = (
    Way("ours", "Bản Sắc: search, feeds, sitemap", Ours, edits=(TRANSLATION, SOURCE)),
    Way("ours-cards", "Bản Sắc: the same and social cards", Ours, extra=True, without=("zh",)),  # no font draws Chinese on cards
    Way("material", "Material + static-i18n", Material),
    Way("hugo", "Hugo alone", Hugo),
    Way("hugo-pagefind", "Hugo + Pagefind", Hugo, extra=True),
)


@dataclass(frozen=True)
class Row:
    """A line of the table.

    Attributes:
        size: Pages of the corpus.
        way: Name of the way of building.
        label: The same for readers.
        action: ``cold``, or ``edit`` and the language of the edited page.
        runs: How many times it was measured.
        sample: Medians of time and processor time, and the highest peak of memory.
        spread: The shortest and the longest time.
        change: What an edit changed, None for a cold build.
    """

    size: int
    way: str
    label: str
    action: str
    runs: int
    sample: Sample
    spread: tuple[float, float]
    change: Change | None = None


def measure_way(way: Way, size: int, *, root: Path, folder: Path, runs: int, say: Say) -> Iterator[Row]:
    """Build a corpus in one way, from nothing and after edits.

    Args:
        way: The way.
        size: Pages of the corpus.
        root: The project whose benchmarks these are.
        folder: Where the site's project goes; removed at the end.
        runs: How many times each row is measured.
        say: Told what is under way.

    Raises:
        CommandError: A build failed.
    """
    corpus = Corpus(size, without=way.without)
    site = way.site(root, folder, corpus)
    say(f"{way.label}: {size} pages, writing")
    site.make()
    pages = len(corpus.outlines) * len(corpus.languages)
    samples = []
    for number in range(runs):
        say(f"{way.label}: {size} pages, cold, {number + 1} of {runs}")
        site.clear()
        samples.append(_build(site, way))
    yield _row(way, pages, "cold", samples)
    for language in way.edits:
        samples, changes = [], []
        for number in range(runs):
            say(f"{way.label}: {size} pages, edit {language}, {number + 1} of {runs}")
            before = snapshot(folder / site.output)
            site.edit(language, f"{language} {number}")
            samples.append(_build(site, way))
            changes.append(compare(before, snapshot(folder / site.output)))
        yield _row(way, pages, f"edit {language}", samples, max(changes, key=lambda change: change.files))
    shutil.rmtree(folder, ignore_errors=True)


def _build(site: Site, way: Way) -> Sample:
    return run(site.commands(extra=way.extra), folder=site.folder, env=site.env)


def _row(way: Way, size: int, action: str, samples: list[Sample], change: Change | None = None) -> Row:
    times = [sample.seconds for sample in samples]
    middle = Sample(
        statistics.median(times),
        statistics.median(sample.cpu for sample in samples),
        max(sample.peak for sample in samples),
    )
    return Row(size, way.name, way.label, action, len(samples), middle, (min(times), max(times)), change)
