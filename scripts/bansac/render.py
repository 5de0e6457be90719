"""Compose and render pages side by side, doing only what is not known from before.

Two hashes decide. The hash of what a page is composed from (its file, what its locale
shares, the facts, the theme) tells whether it must be composed again; the hash of the
composed file and of the engine tells whether it must be rendered again.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import bansac
from bansac import engine
from bansac.cards import Card
from bansac.compose import Composed, Composer, Job
from bansac.editions import beside, text_kind
from bansac.editions.markdown import page_markdown
from bansac.errors import BansacError, ContentError, OutputError
from bansac.files import line_with
from bansac.finish.inspect import inspect_page
from bansac.kit.published import SHORTCODES
from bansac.limits import MAX_COMPOSED
from bansac.sanitizer import Finding, fingerprint, look_at_page, look_at_written
from bansac.search.terms import page_terms
from bansac.store import Store, digest_of, write_aside
from bansac.translation import State
from bansac.workers import leave_with_parent

_CODES = {"duplicate_id": "duplicate_output_id"}
CHUNK = 48
"""Pages a worker takes at a time."""
GC_THRESHOLD = 20_000
"""Page trees are many small objects that live shortly; looking for cycles less often saves a tenth of the time."""
PARALLEL_FROM = 24
"""Below this many pages to compose a second process costs more than it saves."""


@dataclass(frozen=True)
class Result:
    """What the build keeps of one composed and rendered page.

    Attributes:
        source: Path below ``build/docs``.
        destination: Path below the site.
        url: Address below the site's root.
        key: Key of the rendered page in the store (kind ``page``).
        docs: Hash of the composed file.
        card: Its social card, None for the 404 page.
        parts: Of how many parts its text edition is.
        errors: What must not be published.
    """

    source: str
    destination: str
    url: str
    key: str
    docs: str
    card: Card | None
    parts: int = 1
    errors: tuple[BansacError, ...] = ()


class Rendering:
    """All pages of one build.

    Args:
        composer: Composes pages.
        store: Keeps what was made.
        docs: The folder ``build/docs``.
    """

    def __init__(self, composer: Composer, store: Store, docs: Path) -> None:
        self.composer = composer
        self.store = store
        self.docs = docs
        project = composer.model.project
        self.engine = digest_of(engine.fingerprint(project.root, project.digest), fingerprint())

    @cached_property
    def renderer(self) -> engine.Renderer:
        """The engine of this process, started when the first page needs it."""
        return engine.Renderer(self.composer.model.project)

    @cached_property
    def contexts(self) -> Mapping[str, str]:
        """By locale: hash of everything but the page's own file that a composed page depends on."""
        model = self.composer.model
        components = sorted((model.project.overrides / "components").glob("*.html"))
        shared = digest_of(
            bansac.FINGERPRINT, self.engine, self.composer.cards, self.composer.preview, model.project.site_url, model.project.nav,
            model.project.locales, model.dataset.digest, self.composer.assets.digest, b"".join(path.read_bytes() for path in components),
            model.banner if model.banner and model.banner.shown else None,
            sorted(model.pages[model.project.source.code]), model.strings[model.project.source.code],
            [(name, [variant.published for variant in picture.variants]) for name, picture in model.pictures.items()],
        )  # fmt: skip
        return {code: digest_of(shared, shelf) for code, shelf in self.composer.shelves.items()}

    def job_key(self, job: Job) -> str:
        """Hash of what a page is composed from."""
        pages = self.composer.model.pages
        present = [job.path in found for found in pages.values()]
        return digest_of(
            self.contexts[job.locale.code],
            job.locale.code,
            job.path,
            job.state.value,
            job.listing,
            job.is_search,
            job.scheduled,
            job.page and job.page.digest,
            present,
            self.composer.kits.digest if _shows_kits(job) else "",
        )

    def make(self, job: Job) -> Result:
        """Compose a page and render it if its composed file is new.

        Raises:
            BansacError: The page cannot be composed; whatever goes wrong, the error names its file.
        """
        try:
            composed = self.composer.compose(job)
        except BansacError:
            raise
        except Exception as error:
            shown = job.page.shown if job.page else Path(job.locale.code, job.path)
            raise ContentError("engine_failed", path=shown, reason=f"{type(error).__name__}: {error}") from error
        raw = composed.text.encode()
        if len(raw) > MAX_COMPOSED:
            raise _too_heavy(job, composed, len(raw))
        docs = digest_of(raw)
        key = digest_of(self.engine, composed.destination, raw)
        errors: tuple[BansacError, ...] = ()
        if not self.whole(composed.destination, key):
            errors = self._render(job, composed, key)
        target = self.docs / composed.source
        if not target.is_file() or target.read_bytes() != raw:
            write_aside(target, raw)
        return Result(composed.source, composed.destination, composed.url, key, docs, composed.card, self.parts(key), errors)

    def whole(self, destination: str, key: str, parts: int = 1) -> bool:
        """Whether a page and its other forms are there from before."""
        return all(self.store.has(kind, key) for kind in ("page", *beside(destination, parts)))

    def parts(self, key: str) -> int:
        """Of how many parts the text edition of a page is."""
        part = 1
        while self.store.path(text_kind(part + 1), key).is_file():
            part += 1
        return part

    def _render(self, job: Job, composed: Composed, key: str) -> tuple[BansacError, ...]:
        shown = job.page.shown if job.page else composed.source
        try:
            rendered = self.renderer.render(source=composed.source, destination=composed.destination, text=composed.text)
        except BansacError as error:
            return (error,)
        script = composed.meta["root"] + composed.meta["assets"]["js"]
        problems = list(inspect_page(rendered.html, scripts={script}).problems)
        problems += [problem for text in rendered.texts for problem in inspect_page(text, scripts=()).problems]
        found = self._second_wall(composed, rendered)
        if found and not problems:
            problems.append(found.problem)
        if problems:
            line = self._line(job, found) if found else None
            return tuple(
                OutputError(_CODES.get(problem.code, problem.code), path=shown, line=line, found=problem.found) for problem in problems
            )
        for part, text in enumerate(rendered.texts, start=1):
            self.store.put(text_kind(part), key, text.encode())
        if rendered.texts:
            url = self.composer.model.routes.absolute(composed.url)
            self.store.put("markdown", key, page_markdown(composed.meta, rendered.plain, absolute_url=url).encode())
        if job.page is not None and job.state is not State.MISSING:
            front = job.page.front
            terms = page_terms(_main(rendered.html), title=front.title, description=front.description, locale=job.locale.code)
            self.store.put("terms", key, pickle.dumps(terms, protocol=pickle.HIGHEST_PROTOCOL))
        if job.page is not None and job.page.news:
            self.store.put("body", key, rendered.body.encode())
        self.store.put("page", key, rendered.html.encode())
        return ()

    @staticmethod
    def _second_wall(composed: Composed, rendered: engine.Rendered) -> Finding | None:
        """What the sanitizer would take out of a page; see :mod:`bansac.sanitizer`."""
        found = look_at_written(rendered.body, composed.made)
        for html in (rendered.html, *rendered.texts):
            found = found or look_at_page(html)
        return found

    def _line(self, job: Job, found: Finding) -> int | None:
        """The line of a page's file that a finding is about, as far as can be told."""
        return found.line or (line_with(self.composer.model.project.root / job.page.shown, found.text) if job.page else None)


def _too_heavy(job: Job, composed: Composed, size: int) -> OutputError:
    shown = job.page.shown if job.page else composed.source
    return OutputError("page_too_heavy", path=shown, found=f"{size:,} bytes", expected=f"≤ {MAX_COMPOSED:,} bytes")


_rendering: Rendering | None = None


def _shows_kits(job: Job) -> bool:
    return job.page is not None and any(code.name in SHORTCODES for code in job.page.analysis.shortcodes)


def _main(html: str) -> str:
    """What stands inside ``<main>``."""
    start = html.index(">", html.index("<main")) + 1
    return html[start : html.index("</main>", start)]


def _chunk(jobs: Sequence[Job]) -> list[Result]:
    gc.set_threshold(GC_THRESHOLD)
    if _rendering is None:
        raise RuntimeError("no rendering in this process")
    return [_rendering.make(job) for job in jobs]


def render_all(rendering: Rendering, known: Mapping[str, Result], progress: Callable[[int, int], None]) -> tuple[dict[str, Result], int]:
    """Make every page of the site.

    Args:
        rendering: The build's rendering.
        known: Results of the last build by job key.
        progress: Told how many pages are done, of how many.

    Returns:
        Results by job key, in the order of the jobs, and how many were composed anew.
    """
    jobs = {rendering.job_key(job): job for job in rendering.composer.jobs()}
    results = {key: known[key] for key in jobs if key in known and _is_whole(rendering, known[key])}
    new = [(key, job) for key, job in jobs.items() if key not in results]
    for key, result in _results(rendering, new):
        results[key] = result
        progress(len(results), len(jobs))
    progress(len(jobs), len(jobs))
    return {key: results[key] for key in jobs}, len(new)


def _is_whole(rendering: Rendering, result: Result) -> bool:
    return (
        not result.errors and rendering.whole(result.destination, result.key, result.parts) and (rendering.docs / result.source).is_file()
    )


def _results(rendering: Rendering, new: list[tuple[str, Job]]) -> Iterator[tuple[str, Result]]:
    workers = min(os.cpu_count() or 1, max(1, len(new) // 8))
    if len(new) < PARALLEL_FROM or workers < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004
        for key, job in new:
            yield key, rendering.make(job)
        return
    global _rendering  # noqa: PLW0603  # what forked workers inherit; passing it would pickle the whole model for each chunk
    _rendering = rendering
    chunks = [new[start : start + CHUNK] for start in range(0, len(new), CHUNK)]
    context: Any = multiprocessing.get_context("fork")
    gc.freeze()
    with ProcessPoolExecutor(workers, mp_context=context, initializer=leave_with_parent) as pool:
        for chunk, found in zip(chunks, pool.map(_chunk, [[job for _, job in chunk] for chunk in chunks]), strict=True):
            yield from zip((key for key, _ in chunk), found, strict=True)
    gc.unfreeze()
    _rendering = None
