"""The way of hostile content through the real steps, without what takes long: fonts, cards, search.

A trial changes files of the small site, then reads, checks, composes and renders as a build
does. What it is about is the end: either an error that names a file, or pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bansac.addresses import addresses, check_places, redirects_of
from bansac.assets import Assets, make_assets
from bansac.charts.embeds import embed_files
from bansac.charts.gallery import gallery_of
from bansac.compose import Composer
from bansac.config import load_project
from bansac.downloads import download_files
from bansac.engine import Renderer
from bansac.errors import BansacError, Report, ReportedErrors
from bansac.finish.redirects import redirect_files
from bansac.glyphs import characters_of, check_glyphs
from bansac.model import load_model
from bansac.render import Rendering
from bansac.store import Store
from small import Site, sources


@dataclass(frozen=True)
class Outcome:
    """How a trial ended.

    Attributes:
        errors: What was refused.
        pages: HTML by address; text editions too.
        files: Other files that are made from content.
    """

    errors: tuple[BansacError, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


class Bench:
    """The small site, ready for trials."""

    def __init__(self, folder: Path) -> None:
        self.site: Site = sources(folder)
        self.root = self.site.root
        model = load_model(self.root, Report(), cache=False)
        self.assets: Assets = make_assets(model.project, model.strings, characters_of(model), cards=False)
        self.renderer = Renderer(load_project(self.root))
        self.store = Store(folder / "objects")

    @contextmanager
    def changed(self, files: Mapping[str, str | bytes]) -> Iterator[None]:
        """Write some files, and put them back."""
        before = {path: (self.root / path).read_bytes() if (self.root / path).is_file() else None for path in files}
        try:
            for path, text in files.items():
                target = self.root / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
            yield
        finally:
            for path, data in before.items():
                if data is None:
                    (self.root / path).unlink(missing_ok=True)
                else:
                    (self.root / path).write_bytes(data)

    def attempt(self, files: Mapping[str, str | bytes], *, only: str = "", glyphs: bool = False, downloads: bool = False) -> Outcome:
        """Try to build pages with some files changed.

        Args:
            files: Their text by path below the project.
            only: Part of the path of the pages to render; all when empty.
            glyphs: Whether fonts must have every character, as in a build.
            downloads: Whether to make open data, calendars and charts too.
        """
        with self.changed(files):
            try:
                return self._attempt(only, glyphs=glyphs, downloads=downloads)
            except ReportedErrors as error:
                return Outcome(error.errors)
            except BansacError as error:
                return Outcome((error,))

    def _attempt(self, only: str, *, glyphs: bool, downloads: bool) -> Outcome:
        report = Report()
        model = load_model(self.root, report, cache=False)
        report.raise_if_any()
        check_places(model, addresses(model), report)
        if glyphs:
            check_glyphs(model, report)
        report.raise_if_any()
        made: Mapping[str, bytes] = {}
        composer = Composer(model, self.assets, {}, cards=False)
        if downloads:
            made = download_files(model, self.store)
            composer = Composer(model, self.assets, made, gallery_of(model, self.store), cards=False)
            made = {**composer.downloads, **embed_files(model, composer.gallery, self.assets)}
        rendering = Rendering(composer, self.store, self.root / "build" / "docs")
        rendering.__dict__["renderer"] = self.renderer
        pages: dict[str, str] = {}
        for job in composer.jobs():
            if only and only not in f"{job.locale.code}/{job.path}":
                continue
            result = rendering.make(job)
            if result.errors:
                raise ReportedErrors(result.errors)
            pages[result.url] = self.store.read("page", result.key).decode()
            if self.store.has("text", result.key):
                pages[f"{result.url}text.html"] = self.store.read("text", result.key).decode()
        pages.update(redirect_files(redirects_of(model)))
        return Outcome((), pages, made)
