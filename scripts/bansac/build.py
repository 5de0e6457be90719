"""The whole way through: model, composed pages, engine, finished site, swapped in at the end."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import bansac
from bansac.addresses import addresses, check_addresses, check_places, redirects_of
from bansac.assets import Assets, fonts_ahead, make_assets
from bansac.brand.safety import svg_faults
from bansac.brandcheck import check_brand
from bansac.built import forget_built, hashes_of, inputs_of, note_built
from bansac.cards import paint_cards
from bansac.charts.embeds import embed_files
from bansac.charts.gallery import gallery_of
from bansac.compose import Composer
from bansac.config import load_project
from bansac.delivery import policy_of, published, write_server_files
from bansac.downloads import download_files
from bansac.editions import beside
from bansac.errors import OutputError, Report, ReportedErrors
from bansac.finish.model import SitemapEntry
from bansac.finish.redirects import redirect_files, redirect_path
from bansac.finish.robots import render_robots
from bansac.finish.sitemap import write_sitemap
from bansac.frontmatter import alternates
from bansac.glyphs import characters_of, check_glyphs
from bansac.instants import UNTOLD, Moment
from bansac.kit.published import kits_of
from bansac.media import Variant, make_media
from bansac.model import Model, load_model
from bansac.notices import notice_files
from bansac.papers.plan import plan_files
from bansac.render import Rendering, Result, render_all
from bansac.searching import search_folders
from bansac.serving.compress import compress_site
from bansac.serving.policy import Policy
from bansac.serving.preview_mark import preview_mark
from bansac.store import Store, digest_of, write_aside
from bansac.swap import only_build, place, recover, swap_in
from bansac.syndication import feed_entries
from bansac.translation import State
from bansac.trust.manifest import MANIFEST, write_manifest

Progress = Callable[[str, int, int], None]
"""Told the step (a key of :data:`STEPS`), how much of it is done, of how much."""

STEPS = ("read", "brand", "kits", "media", "pages", "cards", "search", "feeds", "compress", "site")


@dataclass(frozen=True)
class Options:
    """How to build.

    Attributes:
        cache: Whether objects of earlier builds may be used.
        search: Whether to make the search index.
        cards: Whether to draw social cards.
        compress: Whether to put compressed copies beside text files.
        preview: Name of the preview that is built, may be empty; None for the site that is to be published.
        site: Where the site goes; the project's ``site/`` when None.
        moment: When the build takes place.
        commit: The commit that the manifest names.
    """

    cache: bool = True
    search: bool = True
    cards: bool = True
    compress: bool = False
    preview: str | None = None
    site: Path | None = None
    moment: Moment = UNTOLD
    commit: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What a build did.

    Attributes:
        site: The finished folder.
        pages: How many pages the site has.
        composed: How many of them were made anew.
        files: How many files the site has.
        report: Warnings.
        model: What it was built from.
    """

    site: Path
    pages: int
    composed: int
    files: int
    report: Report
    model: Model


def build(root: Path, options: Options, progress: Progress | None = None) -> Outcome:
    """Build a project into its site.

    Args:
        root: Folder of ``mkdocs.yml``.
        options: How.
        progress: Told how far it is.

    Raises:
        ReportedErrors: The content has errors; the last site stays as it was.
        BansacError: The configuration or the brand is wrong; likewise.
    """
    report = Report()
    with only_build(root / "build"):
        progress = progress or (lambda _step, _done, _total: None)
        progress("read", 0, 1)
        project = load_project(root)
        inputs = inputs_of(project)
        with fonts_ahead(project):
            model = load_model(root, report, cache=options.cache, moment=options.moment)
        report.raise_if_any()
        check_places(model, addresses(model), report)
        report.raise_if_any()
        progress("read", 1, 1)
        making = _Build(model, options, progress, report)
        outcome = making.run()
        note_built(project, outcome.site, inputs, making.hashes, options.moment)
        return outcome


class _Build:
    """One build of a valid model."""

    def __init__(self, model: Model, options: Options, progress: Progress, report: Report) -> None:
        self.model = model
        self.options = options
        self.progress = progress
        self.report = report
        self.build = model.project.build
        self.store = Store(self.build / "cache" / "objects", reads=options.cache)
        self.site = options.site or model.project.site
        self.staged = self.site.with_name(f".{self.site.name}.new")
        self.hashes: dict[str, str] = {}

    def run(self) -> Outcome:
        recover(self.site, self.staged)
        self.progress("brand", 0, 1)
        downloads = {**download_files(self.model, self.store), **plan_files(self.model, self.store)}
        gallery = gallery_of(self.model, self.store)
        assets = self._assets()
        self.progress("brand", 1, 1)
        self.kits = kits_of(self.model, self.report, self.progress, cache=self.options.cache)
        composer = Composer(self.model, assets, downloads, gallery, self.kits.shown, cards=self.options.cards, preview=self.options.preview)
        self._media()
        results, composed = self._pages(composer)
        by_url = {result.url: result for result in results.values()}
        self._cards(by_url)
        bundles = self._search(composer, by_url)
        self.progress("feeds", 0, 1)
        feeds = feed_entries(composer, by_url, self.store)
        self.progress("feeds", 1, 1)
        policy = self._policy(composer)
        files = self._stage(composer, by_url, bundles, feeds, published(policy, self.report))
        if self.options.compress:
            files += compress_site(self.staged, self.store, lambda done, total: self.progress("compress", done, total))
        check_addresses(self.model, set(by_url), self.report)
        self.report.raise_if_any()
        files = self._manifest()
        forget_built(self.model.project, self.site)
        swap_in(self.staged, self.site)
        write_server_files(policy, self.build)
        if self.options.cache:
            self._note_used(results)
            self.store.keep_only()
        self.progress("site", files, files)
        return Outcome(self.site, len(results), composed, files, self.report, self.model)

    def _assets(self) -> Assets:
        project, model = self.model.project, self.model
        characters = characters_of(model)
        sources = [path for folder in (project.brand, project.overrides / "assets") for path in sorted(folder.rglob("*")) if path.is_file()]
        key = digest_of(
            bansac.FINGERPRINT, project.site_url, project.locales, "".join(sorted(characters)), dict(model.strings), self.options.cards,
            [(path.relative_to(project.root).as_posix(), hashlib.blake2b(path.read_bytes()).hexdigest()) for path in sources],
        )  # fmt: skip
        assets: Assets = self.store.object_of("assets", key, lambda: self._make_assets(characters))
        return assets

    def _make_assets(self, characters: frozenset[str]) -> Assets:
        check_brand(self.model.project, self.report)
        check_glyphs(self.model, self.report)
        self.report.raise_if_any()
        return make_assets(self.model.project, self.model.strings, characters, cards=self.options.cards)

    def _pages(self, composer: Composer) -> tuple[dict[str, Result], int]:
        rendering = Rendering(composer, self.store, self.build / "docs")
        index = self.build / "cache" / "results.pickle"
        known: dict[str, Result] = {}
        if self.options.cache and index.is_file():
            try:
                known = pickle.loads(index.read_bytes())  # noqa: S301  # our own file, in build/
            except Exception:  # noqa: BLE001  # an index of another version is no index
                known = {}
        results, composed = render_all(rendering, known, lambda done, total: self.progress("pages", done, total))
        errors = [error for result in results.values() for error in result.errors]
        if errors:
            raise ReportedErrors(errors)
        write_aside(index, pickle.dumps(results, protocol=pickle.HIGHEST_PROTOCOL))
        self._tidy_docs({result.source for result in results.values()})
        self._plain_assets(composer.assets)
        return results, composed

    def _tidy_docs(self, wanted: set[str]) -> None:
        """Remove composed pages that no longer exist."""
        docs = self.build / "docs"
        for code in self.model.project.codes:
            for path in sorted((docs / code).rglob("*.md"), reverse=True):
                if path.relative_to(docs).as_posix() not in wanted:
                    path.unlink()
                    with suppress(OSError):  # other pages lie below it
                        path.parent.rmdir()

    def _plain_assets(self, assets: Assets) -> None:
        """Put the shared files beside the composed pages, so that the plain engine finds them."""
        docs = self.build / "docs"
        for name, data in assets.files.items():
            target = docs / name
            if not target.is_file() or target.stat().st_size != len(data):
                write_aside(target, data)
        for variant in self._variants():
            target = docs / variant.published
            if not target.is_file():
                write_aside(target, self.store.read("media", variant.key))

    def _media(self) -> None:
        make_media(self.model.pictures.values(), self.store, lambda done, total: self.progress("media", done, total))

    def _variants(self) -> Iterator[Variant]:
        for picture in self.model.pictures.values():
            yield from picture.variants

    def _cards(self, results: Mapping[str, Result]) -> None:
        cards = [result.card for result in results.values() if result.card]
        paint_cards(self.model.project, cards, self.store, lambda done, total: self.progress("cards", done, total))

    def _search(self, composer: Composer, results: Mapping[str, Result]) -> Mapping[str, Path]:
        if not self.options.search:
            return {}
        self.progress("search", 0, 1)
        found = search_folders(composer, results, self.store)
        self.progress("search", 1, 1)
        return found

    def _policy(self, composer: Composer) -> Policy:
        drawings = {**composer.assets.files, **composer.downloads, **self.kits.files}
        return policy_of(self.model, drawings, preview=self.options.preview is not None)

    def _stage(
        self,
        composer: Composer,
        results: Mapping[str, Result],
        bundles: Mapping[str, Path],
        feeds: Mapping[str, bytes],
        hosts: Mapping[str, bytes],
    ) -> int:
        """Lay out the whole site beside the last one."""
        project = self.model.project
        folders: set[Path] = set()

        def target(name: str) -> Path:
            path = self.staged / name
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
            return path

        count = 0
        for name, source in {name: source for source, name in self._linked(results, bundles)}.items():
            place(source, target(name))
            count += 1
        written: dict[str, bytes] = {
            **composer.assets.files, **composer.downloads, **self.kits.files, **feeds, **notice_files(composer), **hosts,
        }  # fmt: skip
        preview = self.options.preview
        written.update(embed_files(self.model, composer.gallery, composer.assets, preview=preview))
        redirects = redirects_of(self.model)
        written.update({name: html.encode() for name, html in redirect_files(redirects).items()})
        written["robots.txt"] = render_robots(site_url=project.site_url, allow_all=preview is None).encode()
        written.update(preview_mark(preview) if preview is not None else {})
        for name, data in sorted(written.items()):
            if name.endswith(".svg"):
                self._check_drawing(name, data)
            target(name).write_bytes(data)
            count += 1
        self.staged.mkdir(parents=True, exist_ok=True)
        if preview is not None:
            return count
        return count + len(write_sitemap(list(self._sitemap(composer)), folder=self.staged, site_url=project.site_url))

    def _manifest(self) -> int:
        """Say what the site is made of: the last file, for it tells of all others; returns how many files there are."""
        redirects = {redirect_path(redirect.from_path): redirect.to_url for redirect in redirects_of(self.model)}
        site_url, commit = self.model.project.site_url, self.options.commit
        hashes = hashes_of(self.staged)
        written = write_manifest(self.staged, hashes, site_url=site_url, commit=commit, redirects=redirects)
        self.hashes = {**hashes, MANIFEST: hashlib.sha256(written).hexdigest()}
        return len(self.hashes)

    def _check_drawing(self, name: str, data: bytes) -> None:
        """A drawing may be opened by itself, and then it is a page: it must not do more than draw."""
        for fault in svg_faults(data):
            self.report.add(OutputError("unsafe_svg", path=name, line=fault.line, found=fault.found))

    def _linked(self, results: Mapping[str, Result], bundles: Mapping[str, Path]) -> Iterator[tuple[Path, str]]:
        for result in results.values():
            yield self.store.path("page", result.key), result.destination
            for kind, name in beside(result.destination, result.parts).items():
                yield self.store.path(kind, result.key), name
            if result.card:
                yield self.store.path("card", result.card.key), result.card.path
        for variant in self._variants():
            yield self.store.path("media", variant.key), variant.published
        yield from ((path, name) for name, path in self.kits.links.items())
        for code, folder in bundles.items():
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield path, f"assets/search/{code}/{path.relative_to(folder).as_posix()}"

    def _sitemap(self, composer: Composer) -> Iterator[SitemapEntry]:
        for job in composer.jobs():
            if job.state is State.MISSING or job.path == "404.md":
                continue
            url = self.model.routes.absolute(self.model.routes.url(job.locale, job.path))
            pairs = tuple((entry["hreflang"], entry["href"]) for entry in alternates(composer, job))
            front = job.page.front if job.page else None
            lastmod = (front.updated or getattr(front, "date", None)) if front else None
            yield SitemapEntry(url=url, alternates=pairs, lastmod=lastmod)

    def _note_used(self, results: Mapping[str, Result]) -> None:
        """Objects that worker processes or the model made, or that were not asked for because their page is known."""
        self.store.use("dataset", self.model.dataset.digest)
        for result in results.values():
            for kind in ("page", *beside(result.destination, result.parts)):
                self.store.use(kind, result.key)
            self.store.use("body", result.key)
            self.store.use("terms", result.key)
            if result.card:
                self.store.use("card", result.card.key)
