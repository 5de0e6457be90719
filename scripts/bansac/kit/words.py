"""The words in the files of the kit, from ``brand/documents.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter

from bansac.brand.records import read_records
from bansac.brand.rules import Level
from bansac.schema.common import Entry, LocaleCode, Slug, Text


def _both(value: dict[str, str]) -> dict[str, str]:
    if missing := {"vi", "en"} - value.keys():
        raise ValueError(f"no text in {', '.join(sorted(missing))}")
    return value


Words = Annotated[dict[LocaleCode, Text], AfterValidator(_both)]
"""A text in Vietnamese, English and perhaps more languages."""


class ProposalWords(Entry):
    """What is said wherever the identity is shown."""

    short: Words
    long: Words


class LetterWords(Entry):
    """The letterhead."""

    title: Words
    place_date: Words
    to: Words
    subject: Words
    body: Words
    sign: Words


class FaxWords(Entry):
    """The fax sheet: its title and the labels of its fields, in their order."""

    title: Words
    to: Words
    to_number: Words
    sender: Words
    telephone: Words
    date: Words
    pages: Words
    subject: Words
    message: Words

    def fields(self) -> tuple[Words, ...]:
        """The labels of the fields above the message."""
        return (self.to, self.to_number, self.sender, self.telephone, self.date, self.pages, self.subject)


class LayoutWords(Entry):
    """The names of the layouts of the slide deck."""

    title: Words
    section: Words
    content: Words
    two: Words
    comparison: Words
    heading: Words
    blank: Words
    picture: Words


class SampleWords(Entry):
    """What stands on the slides until somebody writes."""

    title: Words
    section: Words
    section_text: Words
    content: Words
    points: tuple[Words, ...]
    values: Words
    end: Words


class SlideWords(Entry):
    """The slide deck."""

    title: Words
    layouts: LayoutWords
    samples: SampleWords


class SignatureWords(Entry):
    """The e-mail signature."""

    title: Words
    name: Words
    position: Words
    telephone: Words
    mail: Words
    how: Words


class Titled(Entry):
    """A document of which only the title is told."""

    title: Words


class PictureWords(Entry):
    """Pictures for networks."""

    avatar: Words
    cover: Words


class Content(Entry):
    """A folder of the kit."""

    path: Text
    text: Words


class GuideWords(Entry):
    """The one-page guide; ``shown_rules`` are ids of ``rules.yml``, ``shown_colours`` names of the palette."""

    title: Words
    lead: Words
    names: Words
    proposed_name: Words
    space: Words
    space_text: Words
    colours: Words
    type: Words
    type_text: Words
    forms: Words
    form_names: tuple[Words, Words, Words]
    """Of the schemes ``colour``, ``one-colour`` and ``reversed``."""
    rules: Words
    levels: dict[Level, Words]
    files: Words
    address: Words
    shown_rules: tuple[Slug, ...]
    shown_colours: tuple[Slug, ...]
    contents: tuple[Content, ...]


class KitWords(Entry):
    """The whole of ``documents.yml``."""

    proposal: ProposalWords
    letter: LetterWords
    fax: FaxWords
    slides: SlideWords
    signature: SignatureWords
    qr: Titled
    sign: Titled
    pictures: PictureWords
    guide: GuideWords


def load_words(brand_dir: Path) -> KitWords:
    """Read ``documents.yml`` of a brand folder.

    Raises:
        BrandError: The file breaks its schema, or a text lacks Vietnamese or English.
    """
    return read_records(brand_dir / "documents.yml", TypeAdapter(KitWords))
