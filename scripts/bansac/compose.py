"""From the model to an ordinary ``docs`` tree: one self-contained Markdown file a page.

Whatever a template shows stands in the file's front matter, written as JSON, which
every YAML reader accepts and which reads ten times faster than YAML.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bansac.assets import Assets
from bansac.bands import banded
from bansac.cards import Card, card_of
from bansac.charts.published import EMPTY, Gallery
from bansac.config import Locale
from bansac.expand import Components, expand
from bansac.frontmatter import front_matter, page_head
from bansac.kit.published import NOTHING, Shown
from bansac.model import Model
from bansac.newslists import Listing
from bansac.pages import Page
from bansac.routes import Address
from bansac.sanitizer import Made
from bansac.scene import Notes, Scene, Shelf, View
from bansac.shelves import make_shelf
from bansac.strings import template_key
from bansac.translation import State, state_of
from bansac.views.lists import SEARCH_PATH, list_head, news_list, site_index

NOT_FOUND = "404.md"


@dataclass(frozen=True)
class Job:
    """A page to compose.

    Attributes:
        locale: Locale of its address and interface.
        path: Page path below the locale.
        page: The text that it shows: the translation, or the source that stands in.
        listing: The list of news that it is or ends with.
        is_search: Whether it is the page of the search.
        scheduled: In a preview: when the item will be published.
        state: State of the translation.
    """

    locale: Locale
    path: str
    page: Page | None
    state: State
    listing: Listing | None = None
    is_search: bool = False
    scheduled: dt.datetime | None = None


@dataclass(frozen=True)
class Composed:
    """A composed page.

    Attributes:
        source: Path below ``build/docs``: ``en/history/founding/index.md``.
        destination: Path of the finished file below the site: ``en/history/founding/index.html``.
        url: Address below the site's root.
        text: The whole file.
        meta: Its front matter.
        card: Its social card.
        made: The pieces of its text that templates made, in order.
    """

    source: str
    destination: str
    url: str
    text: str
    meta: View
    card: Card | None
    made: tuple[Made, ...] = ()


class Composer:
    """Composes the pages of one model; for a preview, with a band that says so and perhaps names it."""

    def __init__(  # noqa: PLR0913  # what a page may show, each made by itself
        self,
        model: Model,
        assets: Assets,
        downloads: Mapping[str, bytes],
        gallery: Gallery = EMPTY,
        kits: Shown = NOTHING,
        *,
        cards: bool = True,
        preview: str | None = None,
    ) -> None:
        self.model = model
        self.downloads = {**downloads, **gallery.files}
        self.gallery = gallery
        self.kits = kits
        self.cards = cards
        self.preview = preview
        self.assets = assets
        self.components = Components(model.project.overrides)

    @cached_property
    def shelves(self) -> Mapping[str, Shelf]:
        """The shelf of every locale."""
        return {locale.code: make_shelf(self.model, locale) for locale in self.model.project.locales}

    @cached_property
    def template_strings(self) -> Mapping[str, Mapping[str, str]]:
        """Interface texts as templates name them."""
        return {code: {template_key(key): text for key, text in texts.items()} for code, texts in self.model.strings.items()}

    @cached_property
    def _texts_as_json(self) -> Mapping[str, str]:
        """The interface texts as they stand in every composed page of a locale."""
        return {code: json.dumps(texts, ensure_ascii=False) for code, texts in self.template_strings.items()}

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """Sizes of the files that pages link to besides pages."""
        return {name: len(data) for name, data in self.downloads.items()}

    def jobs(self) -> Iterator[Job]:
        """Every page of the site, in a fixed order: by path, then locale."""
        project = self.model.project
        sources = self.model.pages[project.source.code]
        for path in sorted(sources):
            for locale in project.locales:
                translation = self.model.pages[locale.code].get(path)
                listing = Listing() if sources[path].front.layout == "news-list" else None
                waits = self.model.schedule.waiting.get(path)
                yield Job(locale, path, translation or sources[path], state_of(sources[path], translation), listing, scheduled=waits)
        for listing in self.model.listings:
            for locale in project.locales:
                yield Job(locale, listing.path, None, State.CURRENT if not locale.is_source else State.SOURCE, listing)
        for locale in project.locales:
            yield Job(locale, SEARCH_PATH, None, State.CURRENT if not locale.is_source else State.SOURCE, is_search=True)
        for locale in project.locales:
            yield Job(locale, NOT_FOUND, None, State.CURRENT if not locale.is_source else State.SOURCE)

    def compose(self, job: Job) -> Composed:
        """Compose one page."""
        if job.path == NOT_FOUND:
            return self._not_found(job)
        scene = self._scene(job)
        if job.is_search:
            body = self.components.render("site-index", scene, site_index(scene)) + "\n"
            made = [Made(body)]
        elif job.page is None:
            body = self._list(scene, job)
            made = [Made(body)]
        else:
            source = job.page.body(self.model.project)
            body, made = expand(source, job.page.analysis.shortcodes, scene, self.components)
            if job.page.front.layout == "home":
                body = banded(body)
            elif job.listing:
                made.append(Made(self._list(scene, job)))
                body = f"{body}\n{made[-1].html}"
        card = card_of(scene, job, self._card_title(scene, job), self.assets) if self.cards else None
        return replace(self._file(job, scene, body, card), made=tuple(made))

    @staticmethod
    def _card_title(scene: Scene, job: Job) -> str:
        """The pages of one list share the card of its front, so that a long list has not many."""
        front = job.listing.front if job.listing and job.page is None else None
        return list_head(scene, front)[0] if front else page_head(job, scene)[0]

    def _scene(self, job: Job) -> Scene:
        project = self.model.project
        text = job.locale if job.page is None or job.page.locale == job.locale.code else project.source
        notes = Notes()
        for source in job.page.front.sources if job.page else ():
            notes.number(source)
        return Scene(
            project=project,
            dataset=self.model.dataset,
            routes=self.model.routes,
            shelf=self.shelves[job.locale.code],
            text=text,
            text_strings=self.model.strings[text.code],
            here=Address(self.model.routes.url(job.locale, job.path)),
            path=job.path,
            notes=notes,
            pictures=self.model.pictures,
            brand=self.assets.views,
            template_texts=self.template_strings[text.code],
            downloads=self.sizes,
            gallery=self.gallery,
            kits=self.kits,
        )

    def _list(self, scene: Scene, job: Job) -> str:
        return self.components.render("news-list", scene, news_list(scene, job.listing or Listing())) + "\n"

    def _not_found(self, job: Job) -> Composed:
        """The page of a language; at the root, where nobody knows what the reader speaks, it has them all."""
        project = self.model.project
        scene = self._scene(job)
        here = Address(f"{job.locale.prefix}404.html", base=project.base)
        scene = replace(scene, here=here)
        blocks = [
            {
                "lang": locale.code,
                "dir": locale.dir,
                "title": self.model.strings[locale.code]["not-found.title"],
                "text": self.model.strings[locale.code]["not-found.text"],
                "home": self.model.strings[locale.code]["not-found.home"],
                "href": here.to(locale.prefix),
            }
            for locale in (project.locales if job.locale.is_source else (job.locale,))
        ]
        body = self.components.render("not-found", scene, {"blocks": blocks}) + "\n"
        return replace(self._file(job, scene, body, None), made=(Made(body),))

    def _file(self, job: Job, scene: Scene, body: str, card: Card | None) -> Composed:
        meta = front_matter(self, job, scene, card)
        url = scene.here.url
        texts = self._texts_as_json[job.locale.code]
        entries = ",\n".join(
            f"{json.dumps(key)}: {texts if key == 't' else json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()
        )
        text = f"---\n{{\n{entries}\n}}\n---\n\n{body}"
        destination = url if url.endswith(".html") else f"{url}index.html"
        return Composed(_source(job.locale.code, job.path), destination, url, text, meta, card)


def _source(code: str, path: str) -> str:
    """Where a composed page lies: in the folder that its address names, so that its links hold for engines that take them from the file."""
    return f"{code}/{path}" if f"/{path}".endswith("/index.md") else f"{code}/{path.removesuffix('.md')}/index.md"
