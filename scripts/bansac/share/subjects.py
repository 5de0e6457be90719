"""What can be shared: each news item, value, milestone of the Plan, and day of the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from bansac.charts import fives
from bansac.charts.gallery import words_of
from bansac.charts.sheet import Said
from bansac.charts.words import Words
from bansac.formats import DAY
from bansac.model import Model
from bansac.schema.data import Fact
from bansac.views.facts import is_percentage

Kind: TypeAlias = Literal["news", "value", "milestone", "event"]

NEWS_PAGES: Final = "news/"
MILESTONES_PAGE: Final = "plan/milestones.md"


@dataclass(frozen=True)
class Subject:
    """Something to share, in one locale.

    Attributes:
        id: The same in every locale; names its folder.
        kind: What it is.
        day: The suggested day, or the first of them.
        yearly: Whether the day returns.
        label: What it is, in words: stands above the title.
        title: What the picture says large.
        text: What it says below.
        lead: How a caption begins; holds all that must not be cut, such as a figure with its hedge.
        url: Absolute address of the page that tells more.
        sources: Ids of its sources.
        value: The value that it is about, for the colour of a petal.
    """

    id: str
    kind: Kind
    day: dt.date
    yearly: bool
    label: Said
    title: Said
    text: Said
    lead: str
    url: str
    sources: tuple[str, ...]
    value: str | None = None


def subjects_of(model: Model, code: str) -> list[Subject]:
    """Everything that a locale has to share, by suggested day; a text without translation is left out."""
    words = words_of(model, code)
    found = [*_news(model, words), *_values(model, words), *_milestones(model, words), *_events(model, words)]
    return sorted(found, key=lambda subject: (subject.day, subject.id))


def _news(model: Model, words: Words) -> Iterator[Subject]:
    for path, page in sorted(model.pages[words.lang].items()):
        if page.news is None or path not in model.pages[model.project.source.code]:
            continue
        day = page.news.date
        title, text = words.plain(page.front.title), words.plain(page.front.description)
        yield Subject(
            id=f"news-{path.rsplit('/', 1)[-1].removesuffix('.md')}",
            kind="news",
            day=day,
            yearly=False,
            label=words.plain(f"{words.strings['share.news']} · {words.day(day.isoformat())}"),
            title=title,
            text=text,
            lead=words.sentences(title.text),
            url=_url(model, words, path),
            sources=tuple(page.front.sources),
        )


def _values(model: Model, words: Words) -> Iterator[Subject]:
    """One a day, on the days after that of the Plan."""
    plan = model.dataset.plan
    for value in fives.values_of(words):
        if plan is None or words.lang not in value.name or words.lang not in value.gloss:
            continue
        name, gloss = words.of(value.name), words.of(value.gloss)
        yield Subject(
            id=f"value-{value.id}",
            kind="value",
            day=dt.date.fromisoformat(plan.date) + dt.timedelta(days=value.order),
            yearly=True,
            label=words.t("share.value"),
            title=name,
            text=gloss,
            lead=words.sentences(f"{words.strings['share.value']}{words.strings['format.label']}{name.text}"),
            url=_url(model, words, f"values/{value.id}.md"),
            sources=tuple(value.sources),
            value=value.id,
        )


def _milestones(model: Model, words: Words) -> Iterator[Subject]:
    """The figures that the Plan looks towards, on the day of the Plan."""
    plan = model.dataset.plan
    for fact in model.dataset.facts.values():
        if plan is None or not fact.horizon or fact.value is None or words.lang not in fact.label:
            continue
        shown = figure_of(words, fact)
        bound = words.strings[f"strength.{fact.strength}"]
        yield Subject(
            id=f"milestone-{fact.id}",
            kind="milestone",
            day=dt.date.fromisoformat(plan.date),
            yearly=True,
            label=words.plain(f"{words.strings['chart.plan']} · {fact.horizon}"),
            title=words.plain(shown),
            text=words.plain(f"{words.of(fact.label).text} ({bound})"),
            lead=words.sentences(f"{fact.horizon}{words.strings['format.label']}{shown} ({bound})"),
            url=_url(model, words, MILESTONES_PAGE),
            sources=tuple(fact.sources),
        )


def figure_of(words: Words, fact: Fact) -> str:
    """A figure with its hedge and unit, which never stand apart."""
    number = words.number(fact.value or 0)
    if is_percentage(fact):
        number, unit = f"{number}\u202f%" if words.lang in {"fr", "sv", "ru", "es"} else f"{number}%", ""
    else:
        unit = words.of(fact.unit).text if fact.unit else ""
    return " ".join(part for part in (words.of(fact.hedge).text if fact.hedge else "", number, unit) if part)


def _events(model: Model, words: Words) -> Iterator[Subject]:
    history = model.dataset.history
    pages = model.pages[model.project.source.code]
    timeline = next((path for path in sorted(pages) if pages[path].front.layout == "timeline"), "index.md")
    for event in history.events if history else ():
        if len(event.date) != DAY or words.lang not in event.title:
            continue
        when = words.date(event.date, event.end_date)
        title = words.of(event.title)
        yield Subject(
            id=f"event-{event.id}",
            kind="event",
            day=dt.date.fromisoformat(event.date),
            yearly=True,
            label=words.plain(f"{words.strings['share.event']} · {when.text}"),
            title=title,
            text=words.of(event.summary),
            lead=words.sentences(f"{when.text}{words.strings['format.label']}{title.text}"),
            url=f"{_url(model, words, timeline)}#event-{event.id}",
            sources=tuple(event.sources),
        )


def _url(model: Model, words: Words, path: str) -> str:
    return model.routes.absolute(model.routes.url(words.locale, path if model.routes.exists(path) else "index.md"))
