"""Schemas of the front matter of Markdown pages and news items."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from bansac.schema.common import Day, Entry, Instant, Slug, Text

Layout = Literal["home", "section", "article", "timeline", "value", "plan", "news-list", "news", "wide"]
SitePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9/-]*/?$")]
MediaPath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9/-]*\.(?:jpg|jpeg|png|webp|svg)$")]


class StyleException(Entry):
    """A rule of style that a page is excepted from, and why."""

    rule: Slug
    """Id of the rule, as ``bansac check`` tells it."""
    reason: Annotated[Text, StringConstraints(min_length=10, max_length=300)]
    """Why the rule does not hold here, for those who come later."""


class PageFront(Entry):
    """Front matter of a page in ``content/<locale>/``."""

    title: Annotated[Text, StringConstraints(max_length=110)]
    """The heading of the page, at most 110 characters."""
    description: Annotated[Text, StringConstraints(max_length=240)]
    """One or two sentences for lists, search engines and cards, at most 240 characters."""
    nav_title: Annotated[Text, StringConstraints(max_length=40)] | None = None
    """A shorter title for menus and breadcrumbs."""
    layout: Layout = "article"
    order: Annotated[int, Field(ge=-9999, le=9999)] | None = None
    """Place among the pages of the same folder; lower comes first."""
    sources: Annotated[tuple[Slug, ...], Field(max_length=100)] = ()
    """Ids of ``content/data/sources.yml``, in the order of the notes."""
    value: Slug | None = None
    """The value (``content/data/values.yml``) that a value page is about."""
    group: Slug | None = None
    """The task group (``content/data/plan.yml``) that a plan page is about."""
    image: MediaPath | None = None
    """A picture below ``content/media/``."""
    image_alt: Text | None = None
    """What the picture shows, for those who do not see it."""
    redirect_from: Annotated[tuple[SitePath, ...], Field(max_length=50)] = ()
    """Former addresses of the page, below the locale."""
    source_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")] | None = None
    """In a translation: the hash of the Vietnamese text that it was made from."""
    reviewed: Day | None = None
    """In a translation: the day on which a human reviewed it."""
    updated: Day | None = None
    """The day of the last change of substance."""

    style_exceptions: tuple[StyleException, ...] = ()
    """Rules of style that do not hold for the page, each with its reason."""

    @model_validator(mode="after")
    def _alt_for_image(self) -> PageFront:
        if self.image and not self.image_alt:
            raise ValueError("image_without_alt")
        return self


class NewsFront(PageFront):
    """Front matter of a news item in ``content/<locale>/news/YYYY/``."""

    layout: Literal["news"] = "news"
    date: Day
    """The day of the news, ISO 8601."""
    topics: Annotated[tuple[Slug, ...], Field(max_length=20)] = ()
    """Ids of ``content/data/topics.yml``."""
    publish_at: Instant | None = None
    """The instant from which the item is published, with its zone; it waits until a build is told that instant or a later one."""

    @model_validator(mode="after")
    def _needs_topic_and_source(self) -> NewsFront:
        if not self.topics:
            raise ValueError("news_without_topic")
        if not self.sources:
            raise ValueError("news_without_source")
        return self
