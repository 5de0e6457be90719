"""What charts say in a locale: texts of the interface and of the facts, numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bansac.brand.typeset import Direction
from bansac.charts.sheet import Said
from bansac.config import Locale, Project
from bansac.dataset import Dataset
from bansac.formats import date_text, direction, number_text, range_text
from bansac.schema.common import SOURCE_LOCALE
from bansac.strings import fill

_ENDS: Final = (".", "!", "?", "…", "。", "！", "？", "؟")


@dataclass(frozen=True)
class Words:
    """The words of one locale.

    Attributes:
        project: The project.
        dataset: All facts.
        locale: The locale.
        strings: Its interface texts.
    """

    project: Project
    dataset: Dataset
    locale: Locale
    strings: Mapping[str, str]

    @property
    def lang(self) -> str:
        """The code of the locale."""
        return self.locale.code

    @property
    def dir(self) -> Direction:
        """The direction of the locale."""
        return "rtl" if self.locale.dir == "rtl" else "ltr"

    def t(self, key: str, **values: object) -> Said:
        """An interface text."""
        return self.plain(fill(self.strings[key], **values))

    def plain(self, text: str) -> Said:
        """A text that is in the language of the locale, or in none."""
        return Said(text, self.lang, self.dir)

    def of(self, texts: Mapping[str, str]) -> Said:
        """A text of the facts; the Vietnamese one where there is no translation."""
        if self.lang in texts:
            return self.plain(texts[self.lang])
        return Said(texts[SOURCE_LOCALE], SOURCE_LOCALE, "rtl" if direction(SOURCE_LOCALE) == "rtl" else "ltr")

    def date(self, iso: str, end: str | None = None) -> Said:
        """A date of any precision, or a span."""
        return self.plain(range_text(iso, end, self.lang, self.strings))

    def day(self, iso: str) -> str:
        """A date of any precision."""
        return date_text(iso, self.lang, self.strings)

    def number(self, value: float) -> str:
        """A number in the locale's form."""
        return number_text(value, self.lang)

    def sentences(self, *texts: str) -> str:
        """Texts as sentences of the language, each with its stop."""
        stop = self.strings["format.stop"]
        space = " " if stop.endswith(" ") else ""
        return space.join(text if text.endswith(_ENDS) else text + stop.rstrip() for text in texts if text)

    def publisher(self, source: str) -> Said:
        """Who published a source."""
        name = self.dataset.sources[source].publisher
        return self.plain(name) if isinstance(name, str) else self.of(name)

    def publishers(self, sources: Iterable[str]) -> str:
        """Who published sources, each once, as a list of names that may have commas themselves."""
        return self.strings["format.list-names"].join(dict.fromkeys(self.publisher(source).text for source in sources))
