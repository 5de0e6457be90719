"""The validated model: everything that content and brand say, checked as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bansac.banner import Announcement, load_banner
from bansac.charts import MAIN_EVENTS
from bansac.config import KITS, Project, load_project
from bansac.dataset import Dataset, load_dataset
from bansac.errors import ContentError, Report, suggestion
from bansac.figures import check_figures
from bansac.files import line_of
from bansac.instants import UNTOLD, Moment
from bansac.intake import check_folder
from bansac.markdown import Shortcode
from bansac.media import Picture, list_media, load_media
from bansac.newslists import Listing, listings
from bansac.pages import Page, Pages, load_pages
from bansac.routes import Routes, check_nav
from bansac.schedule import Schedule, make_schedule
from bansac.shortcodes import check_shortcodes, registers
from bansac.store import Store
from bansac.strings import load_strings
from bansac.translation import check_translations
from bansac.views.lists import SEARCH_PATH
from bansac.views.plan import group_path


@dataclass(frozen=True)
class Model:
    """A project that has been read and found right.

    Attributes:
        project: Where it is and what ``mkdocs.yml`` says.
        dataset: The facts.
        strings: Interface texts by locale and key.
        pages: Pages by locale and path; without those that wait, but in a preview.
        routes: Addresses.
        pictures: Pictures that pages use.
        listings: Lists of news that no file is written for.
        waiting: Pages that are not published yet, by locale and path; none in a preview.
        schedule: When they will be.
        banner: The message on every page.
    """

    project: Project
    dataset: Dataset
    strings: Mapping[str, Mapping[str, str]]
    pages: Pages
    routes: Routes
    pictures: Mapping[str, Picture]
    listings: tuple[Listing, ...] = ()
    waiting: Pages = field(default_factory=dict)
    schedule: Schedule = field(default_factory=Schedule)
    banner: Announcement | None = None

    def topics_in_use(self) -> list[str]:
        """Topics that at least one news item has, in the order of ``topics.yml``."""
        return [listing.topic for listing in self.listings if listing.topic and not listing.number]


def load_model(root: Path, report: Report, *, cache: bool = True, moment: Moment = UNTOLD) -> Model:
    """Read a project and check it as a whole.

    Args:
        root: Folder of ``mkdocs.yml``.
        report: Collects every error and warning; the model of a faulty project is not complete.
        cache: Whether what was read may come from and go to ``build/``.
        moment: When the build takes place. What waits is checked with the rest and then held back.

    Raises:
        ConfigError: ``mkdocs.yml`` cannot be used at all.
        ReportedErrors: The folder ``content/`` cannot be read safely.
    """
    project = load_project(root)
    check_folder(project, report)
    strings = load_strings(project, report)
    store = Store(project.build / "cache" / "objects") if cache else None
    dataset = load_dataset(project, report, store)
    before = len(report.errors)
    pages = load_pages(project, report, cache=project.build / "cache" / "pages.pickle" if cache else None)
    schedule = make_schedule(project, pages, moment)
    shown = pages if moment.preview else schedule.published(pages)
    lists = tuple(listings(shown[project.source.code], dataset.topics))
    made = {listing.path: "news" for listing in (*lists, *map(Listing, dataset.topics))} | {SEARCH_PATH: "search"}
    faulty = {error.path for error in report.errors[before:] if error.path}
    routes, every = (Routes(project, found, made, faulty) for found in (shown, pages))
    check_nav(project, routes, report)
    _check_main_events(project, dataset, report)
    _check_kits(project, dataset, report)
    pictures = load_media(project, _check_pages(project, dataset, pages, every, report), report, store)
    used = {name for found in shown.values() for page in found.values() for name in _pictures_of(page)}
    check_translations(project, pages, every, report)
    schedule.check(project, pages, report)
    banner = load_banner(project, moment, every, schedule, report)
    waiting = {} if moment.preview else schedule.held_back(pages)
    shown_pictures = {name: picture for name, picture in pictures.items() if name in used}
    return Model(project, dataset, strings, shown, routes, shown_pictures, lists, waiting, schedule, banner)


def _check_main_events(project: Project, dataset: Dataset, report: Report) -> None:
    """Report events that the configuration names and the history has not."""
    known = registers(dataset)["events"]
    for name in project.features.get(MAIN_EVENTS) or ():
        if name not in known:
            field, expected = f"extra.bansac.{MAIN_EVENTS}", suggestion(str(name), known)
            register = "content/data/history.yml"
            report.add(ContentError("unknown_id", path=Path("mkdocs.yml"), field=field, found=name, expected=expected, register=register))


def _check_kits(project: Project, dataset: Dataset, report: Report) -> None:
    """Report offices whose kit the configuration publishes and the network has not."""
    if "network" in dataset.partial:
        return
    known = {mission.id for mission in dataset.network.missions} if dataset.network else set()
    for name in project.kits.offices:
        if name not in known:
            line, expected = line_of(project.root / "mkdocs.yml", r"^\s+kits:"), suggestion(name, known) or None
            register, path = "content/data/network.yml", Path("mkdocs.yml")
            report.add(ContentError("unknown_id", path=path, line=line, field=KITS, found=name, expected=expected, register=register))


def _check_pages(project: Project, dataset: Dataset, pages: Pages, routes: Routes, report: Report) -> set[str]:
    """Check what stands in pages; returns the pictures that they use."""
    known = registers(dataset)
    media = list_media(project)
    wanted: set[str] = set()
    guarded = any(fact.nouns for fact in dataset.facts.values())
    for locale in project.codes:
        for page in pages[locale].values():
            check_shortcodes(page, known, media, report)
            routes.check_links(page, report)
            for code in page.analysis.shortcodes:
                routes.check_pages(page, code.line, linked_pages(code, dataset), report)
            _check_front(project.root, page, known, media, report)
            wanted.update(_pictures_of(page))
            if guarded and page.analysis.numbers:
                check_figures(page, page.body(project), dataset, report)
    return wanted


def linked_pages(code: Shortcode, dataset: Dataset) -> list[str]:
    """The pages that a shortcode links to by itself."""
    if code.name == "value":
        return [f"values/{value}.md" for value in code.args if value in dataset.values]
    if code.name == "values":
        return [f"values/{value}.md" for value in dataset.values]
    if code.name == "brand-offices":
        return ["network/index.md"]
    return [group_path(group.id) for group in dataset.plan.groups] if code.name == "groups" and dataset.plan else []


def _check_front(root: Path, page: Page, known: Mapping[str, frozenset[str]], media: Mapping[str, Path], report: Report) -> None:
    def unknown(field: str, found: str, register: str) -> None:
        expected = suggestion(found, known[register])
        file = {"groups": "plan"}.get(register, register)
        report.add(
            ContentError(
                "unknown_id",
                path=page.shown,
                line=line_of(root / page.shown, rf"^{field}:"),
                field=field,
                found=found,
                expected=expected,
                register=f"content/data/{file}.yml",
            )
        )

    for source in page.front.sources:
        if source not in known["sources"]:
            unknown("sources", source, "sources")
    for name, register in (("value", "values"), ("group", "groups")):
        found = getattr(page.front, name)
        if found and found not in known[register]:
            unknown(name, found, register)
    for topic in page.news.topics if page.news else ():
        if topic not in known["topics"]:
            unknown("topics", topic, "topics")
    if page.front.image and page.front.image not in media:
        expected = suggestion(page.front.image, media) or "content/media/"
        report.add(
            ContentError(
                "missing_image",
                path=page.shown,
                line=line_of(root / page.shown, "^image:"),
                field="image",
                found=page.front.image,
                expected=expected,
            )
        )


def _pictures_of(page: Page) -> set[str]:
    found = {code.args[0] for code in page.analysis.shortcodes if code.name == "figure" and code.args}
    return found | ({page.front.image} if page.front.image else set())
