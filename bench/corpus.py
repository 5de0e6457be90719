"""The corpus: a site of a given size in eight languages, the same at every call.

Pages have about 300 words, three or four headings, lists and a link to another page;
one of five is a news item. Every page exists in every language, with the same headings,
numbers and links.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from bench.prose import LANGUAGES, Language, Writer

ANCHORS = ("scope", "background", "steps", "results", "partners", "follow-up", "people", "means")
SECTIONS = ("history", "values", "plan", "identity", "network", "people", "about")
SECTION_SIZE = 36
"""Pages in a section, about: more pages make more sections, as on a real site."""
NEWS_SHARE = 5
"""One page of so many is a news item."""
TOPICS = ("policy", "network", "multilateral", "sector")
SOURCES = tuple(f"source-{number:02d}" for number in range(1, 13))
FIRST_DAY = dt.date(2025, 9, 23)


@dataclass(frozen=True)
class Outline:
    """What a page has in every language.

    Attributes:
        path: Its path below the folder of a language.
        layout: As in the schema of pages.
        order: Its place in its section.
        anchors: Ids of its headings.
        link: The page and heading that it links to.
        date: The day of a news item.
        topics: Topics of a news item.
        sources: Sources of a news item.
    """

    path: str
    layout: str
    order: int | None
    anchors: tuple[str, ...]
    link: str
    date: dt.date | None = None
    topics: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A page in one language; the body is Markdown with ids on headings and links by path."""

    outline: Outline
    language: Language
    title: str
    description: str
    body: str


class Corpus:
    """A site of about ``size`` pages in all languages together.

    Args:
        size: Its pages.
        without: Languages to leave out, with their pages.
    """

    def __init__(self, size: int, *, without: Collection[str] = ()) -> None:
        self.size = size
        self.languages = tuple(language for language in LANGUAGES if language.code not in without)

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """Every page, in the order of the paths."""
        paths = self._paths()
        return tuple(_outline(path, paths) for path in paths)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """Folders of articles, in the order of the menu."""
        count = max(4, round(self._articles / SECTION_SIZE))
        return tuple(SECTIONS[place] if place < len(SECTIONS) else f"theme-{place + 1:02d}" for place in range(count))

    @property
    def menu(self) -> tuple[str, ...]:
        """Folders in the main menu."""
        return (*self.sections[: len(SECTIONS)], "news")

    @property
    def edited(self) -> Outline:
        """The page whose body the benchmark edits: an ordinary article."""
        return next(outline for outline in self.outlines if outline.layout == "article")

    def pages(self) -> Iterator[Page]:
        """All pages, one at a time."""
        for language in self.languages:
            for outline in self.outlines:
                yield write_page(outline, language)

    @property
    def _per_language(self) -> int:
        return max(12, self.size // len(LANGUAGES))

    @property
    def _articles(self) -> int:
        return self._per_language - self._per_language // NEWS_SHARE

    def _paths(self) -> list[str]:
        news = self._per_language // NEWS_SHARE
        paths = ["index.md", "news/index.md", *(f"{section}/index.md" for section in self.sections)]
        sections = itertools.cycle(self.sections)
        paths += [f"{next(sections)}/page-{number + 1:04d}.md" for number in range(self._per_language - news - len(paths))]
        paths += [f"news/{_day(number).year}/item-{number + 1:04d}.md" for number in range(news)]
        return sorted(paths)


def _day(number: int) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=number)


def _outline(path: str, paths: list[str]) -> Outline:
    chance = random.Random(path)
    target = chance.choice(paths)
    link = f"/{target}#{_anchors(target)[0]}"
    stem = path.removesuffix(".md").rpartition("/")[2]
    if path.startswith("news/") and stem.startswith("item-"):
        number = int(stem.removeprefix("item-")) - 1
        topics, sources = chance.sample(TOPICS, chance.choice((1, 1, 2))), chance.sample(SOURCES, 2)
        return Outline(path, "news", None, _anchors(path), link, _day(number), tuple(topics), tuple(sources))
    layouts = {"index.md": "home", "news/index.md": "news-list"}
    layout = layouts.get(path, "section" if stem == "index" else "article")
    order = int(stem.removeprefix("page-")) if layout == "article" else None
    return Outline(path, layout, order, _anchors(path), link)


def _anchors(path: str) -> tuple[str, ...]:
    chance = random.Random(f"anchors {path}")
    return tuple(chance.sample(ANCHORS, chance.choice((3, 4))))


def write_page(outline: Outline, language: Language) -> Page:
    """Write a page in a language."""
    shape = random.Random(f"shape {outline.path}")
    writer = Writer(language, f"{language.code} {outline.path}")
    blocks = [_paragraph(shape, writer)]
    linked = shape.randrange(len(outline.anchors))
    listed = shape.randrange(len(outline.anchors))
    for place, anchor in enumerate(outline.anchors):
        blocks.append(f"## {writer.phrase(shape.randint(2, 4))} {{#{anchor}}}")
        blocks.append(_paragraph(shape, writer, number=shape.randint(13, 99), link=outline.link if place == linked else None))
        if place == listed:
            blocks.append("\n".join(f"- {writer.sentence(shape.randint(5, 9))}" for _ in range(shape.randint(3, 5))))
        blocks.append(_paragraph(shape, writer))
    title, description = writer.phrase(4), writer.sentence(12)
    return Page(outline, language, title[:100], description[:220], "\n\n".join(blocks) + "\n")


def _paragraph(shape: random.Random, writer: Writer, *, number: int | None = None, link: str | None = None) -> str:
    sentences = [writer.sentence(shape.randint(7, 13), number=number, link=link)]
    sentences += [writer.sentence(shape.randint(7, 13)) for _ in range(shape.randint(1, 3))]
    return writer.paragraph(sentences)
