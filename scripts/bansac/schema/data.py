"""Schemas of the files in ``content/data/``, one class for a record of each file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, HttpUrl, StringConstraints, model_validator

from bansac.schema.common import Entry, Horizon, LocaleCode, Localized, PartialDate, Slug, Sourced, Strength, Text
from bansac.weblinks import checked


class Source(Entry):
    """One record of ``sources.yml``: a publication that facts rest on."""

    id: Slug
    publisher: Text | Localized
    """Who published it: a name that is the same everywhere, or one for each locale."""
    title: Text | None = None
    kind: Text
    published: PartialDate | None = None
    lang: LocaleCode
    url: Annotated[HttpUrl, AfterValidator(checked)] | None = None
    note: Localized | None = None


class Fact(Sourced):
    """One record of ``facts.yml``: a figure or short statement that pages refer to by id."""

    id: Slug
    label: Localized
    """What the figure counts: the caption of a milestone."""
    value: int | float | None = None
    text: Localized | None = None
    """For a fact that is no number."""
    unit: Localized | None = None
    hedge: Localized | None = None
    """The hedging word that must stand before the value: about, at least…"""
    strength: Strength
    horizon: Horizon | None = None
    """The year by which it is to be reached."""
    as_of: PartialDate | None = None
    """When a reported figure held."""
    nouns: dict[LocaleCode, tuple[Text, ...]] = Field(default_factory=dict)
    """Words by which prose about this figure is recognised, to catch numbers that contradict it."""

    @model_validator(mode="after")
    def _one_value(self) -> Fact:
        if (self.value is None) == (self.text is None):
            raise ValueError("value_or_text")
        return self


class TaskGroup(Sourced):
    """A task group of the Plan."""

    id: Slug
    number: Annotated[int, Field(ge=1)]
    title: Localized
    """A short title; the Vietnamese official heading is ``official_title``."""
    official_title: Text
    summary: Localized


class Commitment(Sourced):
    """What the Plan says is to be done."""

    id: Slug
    group: Slug
    kind: Slug
    summary: Localized
    strength: Strength
    hedge: Localized | None = None
    horizon: Horizon | None = None
    fact: Slug | None = None
    """The fact that holds its figure."""


class Disagreement(Entry):
    """Where sources disagree, and the form that this site uses."""

    id: Slug
    topic: Localized
    what: Localized
    use: Localized
    sources: tuple[Slug, ...] = ()


class LegalBasis(Entry):
    """An instrument that the Plan names as its basis."""

    id: Slug
    title: Localized


class Plan(Sourced):
    """``plan.yml``: the Plan of Resolution 292/NQ-CP."""

    number: Text
    date: PartialDate
    title: Localized
    issuer: Localized
    objective: Localized
    legal_bases: tuple[LegalBasis, ...] = ()
    groups: tuple[TaskGroup, ...]
    commitments: tuple[Commitment, ...]
    disagreements: tuple[Disagreement, ...] = ()


class Theme(Entry):
    """A theme of the timeline."""

    id: Slug
    title: Localized


class Event(Sourced):
    """A dated event of the history."""

    id: Slug
    date: PartialDate
    end_date: PartialDate | None = None
    theme: Slug
    tier: Literal["core", "extra"]
    title: Localized
    summary: Localized


class History(Entry):
    """``history.yml``: themes and dated events, oldest first."""

    themes: tuple[Theme, ...]
    events: tuple[Event, ...]


class Value(Sourced):
    """One of the five values, in the order of the Plan."""

    id: Slug
    order: Annotated[int, Field(ge=1, le=5)]
    name: Localized
    gloss: Localized
    """A short gloss; a proposal of this project, not an official definition."""
    proposed: tuple[LocaleCode, ...] = ()
    """Locales whose rendering of the name is a proposal that nobody has checked."""


class Slogan(Sourced):
    """A motto or phrase, with who said it and when."""

    id: Slug
    text: Localized
    kind: Slug
    date: PartialDate | None = None
    attributed_to: Localized
    proposed: tuple[LocaleCode, ...] = ()


MissionType = Literal["embassy", "consulate-general", "permanent-mission", "economic-cultural-office"]


class LocalName(Entry):
    """The name of an office in the language of its place."""

    lang: LocaleCode
    """A language that CLDR knows: ``lo``, ``zh-Hant``."""
    text: Annotated[Text, AfterValidator(lambda text: text.replace("|", "\u200b"))]
    """In a script without spaces, an upright stroke shows where a line may break; it becomes a zero width space."""
    status: Literal["found", "proposed"]
    """Whether it was read in a source of the mission, or proposed and not yet checked by the office."""


class OfficeName(Entry):
    """The name of an office, where it differs from what its type, country and city give."""

    vi: Text | None = None
    en: Text | None = None
    local: LocalName | None = None
    """None where English or Vietnamese is the language of the place."""


class Mission(Sourced):
    """A representative mission abroad for which a public source was found."""

    id: Slug
    type: MissionType
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    """ISO 3166-1 code; its name comes from CLDR."""
    organisation: Localized | None = None
    """For a permanent mission: the organisation that it is accredited to."""
    name: OfficeName | None = None
    """For the kit of the office; lists on the site are built from type, country and city."""
    city: Localized
    region: Slug
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    as_of: PartialDate
    """The newest date at which a source shows the mission."""


class Total(Sourced):
    """A published total of missions, with who counted what."""

    id: Slug
    value: int
    what: Localized
    date: PartialDate
    hedge: Localized | None = None


class Network(Entry):
    """``network.yml``: regions, missions, published totals and why they differ."""

    as_of: PartialDate
    regions: tuple[Theme, ...]
    why_counts_differ: tuple[Localized, ...]
    why_sources: tuple[Slug, ...] = ()
    totals: tuple[Total, ...]
    missions: tuple[Mission, ...]


class Form(Entry):
    """The rendering of a term in one locale."""

    text: Text
    status: Literal["found", "proposed"]


class Term(Entry):
    """A term of the glossary."""

    id: Slug
    category: Slug
    forms: dict[LocaleCode, Form]
    sources: tuple[Slug, ...] = ()
    note: Localized | None = None


class Topic(Entry):
    """A topic of the news, with a page and a feed of its own."""

    id: Slug
    title: Localized
    description: Localized


FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z]+(?:_[a-z]+)*$")]


class FieldText(Entry):
    """What a field of the open data means."""

    id: FieldName
    text: Localized


class Register(Entry):
    """What a register of the open data holds; its fields are named by the generator."""

    id: Slug
    title: Localized
    description: Localized
    fields: tuple[FieldText, ...] = ()


class Registers(Entry):
    """``registers.yml``: the words of the open data."""

    title: Localized
    description: Localized
    attribution: Localized
    """Whom to name when the data are used."""
    common: tuple[FieldText, ...]
    """Fields that mean the same in every register."""
    registers: tuple[Register, ...]
