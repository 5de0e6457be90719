"""What a page's components draw on: facts, texts in the right language, links, notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from bansac.charts.published import Gallery
from bansac.config import Locale, Project
from bansac.dataset import Dataset
from bansac.formats import date_text, direction, language_name, range_text
from bansac.kit.published import Shown
from bansac.media import Picture
from bansac.routes import Address, Routes
from bansac.schema.common import SOURCE_LOCALE
from bansac.strings import fill

View = dict[str, Any]
"""What a template gets for one thing; its keys are listed in the component."""


@dataclass
class Notes:
    """The numbered sources of one page, in the order in which it cites them."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, source: str) -> int:
        """The number of a source, the next free one when it is new."""
        return self.numbers.setdefault(source, len(self.numbers) + 1)


@dataclass(frozen=True)
class NewsRef:
    """A news item as lists show it; in a preview with the instant that it waits for."""

    path: str
    title: str
    description: str
    date: str
    topics: tuple[str, ...]
    text_locale: str
    scheduled: dt.datetime | None = None


@dataclass(frozen=True)
class PageRef:
    """A page as menus and lists show it."""

    path: str
    title: str
    nav_title: str
    description: str
    order: int
    text_locale: str


@dataclass(frozen=True)
class Shelf:
    """What all pages of one locale share.

    Attributes:
        locale: The locale.
        strings: Its interface texts by dotted key.
        news: News items, newest first.
        pages: Pages that are no news, by path.
        sections: Pages of each top folder, in order, its index first.
    """

    locale: Locale
    strings: Mapping[str, str]
    news: tuple[NewsRef, ...]
    pages: Mapping[str, PageRef]
    sections: Mapping[str, tuple[PageRef, ...]]


@dataclass(frozen=True)
class Scene:
    """One page being composed.

    Attributes:
        project: The project.
        dataset: All facts.
        routes: All addresses.
        shelf: The locale whose pages the links lead to.
        text: The locale of the text; differs from the shelf's on fallback pages.
        here: The address of the page.
        path: The page's path below the locale.
        notes: The page's numbered sources.
        pictures: Published pictures by path below ``content/media/``.
        brand: Ready views of the brand components.
        template_texts: Interface texts in the language of the text, keyed as templates write them.
        downloads: Size of each file of open data, of each calendar and picture, by its path below the site.
        gallery: The charts.
        kits: The identity kits.
    """

    project: Project
    dataset: Dataset
    routes: Routes
    shelf: Shelf
    text: Locale
    text_strings: Mapping[str, str]
    here: Address
    path: str
    notes: Notes
    pictures: Mapping[str, Picture]
    brand: Mapping[str, View]
    template_texts: Mapping[str, str]
    downloads: Mapping[str, int]
    gallery: Gallery
    kits: Shown

    @property
    def locale(self) -> Locale:
        """The locale of the interface and of links."""
        return self.shelf.locale

    def t(self, key: str, **values: object) -> str:
        """An interface text in the language of the page's text."""
        return fill(self.text_strings[key], **values)

    def tr(self, texts: Mapping[str, str] | None) -> View | None:
        """A localized text as ``{text, lang, dir}``; lang only where it is a fallback."""
        if not texts:
            return None
        code = self.text.code
        if code in texts:
            return {"text": texts[code], "lang": None, "dir": None}
        return {"text": texts[SOURCE_LOCALE], "lang": SOURCE_LOCALE, "dir": direction(SOURCE_LOCALE)}

    def plain(self, texts: Mapping[str, str]) -> str:
        """A localized text as it is, for places that cannot mark a language."""
        return texts.get(self.text.code, texts[SOURCE_LOCALE])

    def date(self, iso: str, end: str | None = None) -> View:
        """A date or span as ``{iso, text}``."""
        return {"iso": iso, "text": range_text(iso, end, self.text.code, self.text_strings)}

    def link(self, path: str) -> str:
        """The relative address of a page path in this locale."""
        return self.here.to(self.routes.url(self.locale, path))

    def cite(self, sources: Iterable[str]) -> Markup:
        """Note marks for sources, as safe HTML."""
        marks = []
        for source in sources:
            number = self.notes.number(source)
            label = self.t("source.label", n=number, publisher=self.publisher(source))
            marks.append(Markup('<a href="#source-{}" aria-label="{}">{}</a>').format(number, label, number))
        return Markup('<sup class="cite">{}</sup>').format(Markup("").join(marks)) if marks else Markup("")

    def source_list(self) -> list[View]:
        """The page's sources for the list at its end, by number."""
        return [{"n": number, **self.source(source)} for source, number in self.notes.numbers.items()]

    def publisher(self, source: str) -> str:
        """Who published a source, in the language of the text."""
        name = self.dataset.sources[source].publisher
        return name if isinstance(name, str) else self.plain(name)

    def source(self, source: str) -> View:
        """One source as lists show it."""
        record = self.dataset.sources[source]
        url = str(record.url) if record.url else None
        return {
            "id": record.id,
            "publisher": self.publisher(source),
            "publisher_dir": "auto" if isinstance(record.publisher, str) else self.text.dir,
            "note": self.tr(record.note),
            "title": record.title,
            "published": date_text(record.published, self.text.code, self.text_strings) if record.published else None,
            "url": url,
            "host": record.url.host if record.url else None,
            "lang": record.lang,
            "dir": direction(record.lang),
            "lang_name": language_name(record.lang, self.text.code),
        }
