"""How hard the pages are to read, as information: a formula where one is established, else the length of sentences.

English: Flesch (1948). French: Kandel and Moles (1958). Spanish: Fernández Huerta (1959). Russian:
Oborneva (2006). Swedish: LIX (Björnsson 1968). Syllables are counted where a word may be hyphenated
(Pyphen), in Russian by vowels, which is exact. For other languages no formula is widely accepted:
the measure is the mean length of a sentence, in words, in Chinese in characters.

The formulas are a line each. Libraries that have them all, such as textstat, fetch a dictionary from
the network for English; Pyphen carries its patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median

import pyphen  # type: ignore[import-untyped]  # ships no types

from bansac.model import Model
from bansac.style.prose import blocks, length, sentences

_LENGTHS = {"zh": "characters to a sentence"}
LONG = 6
"""LIX counts words of more letters than this as long."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_RUSSIAN_VOWELS = re.compile(r"[аеёиоуыэюя]", re.IGNORECASE)


@dataclass(frozen=True)
class Measure:
    """A measure of a language.

    Attributes:
        name: What it is called.
        easier: Whether a higher value is easier.
        of: The value, from words, sentences and the words themselves.
    """

    name: str
    easier: bool
    of: Callable[[list[str], int], float]


@dataclass(frozen=True)
class Reading:
    """The measure of a page.

    Attributes:
        path: Page path.
        sentences: How many sentences it has.
        mean: Mean length of a sentence, in words or characters.
        value: The measure of its language.
    """

    path: str
    sentences: int
    mean: float
    value: float


@dataclass(frozen=True)
class Language:
    """The readings of a locale, the hardest page first."""

    code: str
    measure: str
    readings: tuple[Reading, ...]

    @property
    def typical(self) -> float:
        """The median of its pages."""
        return median(reading.value for reading in self.readings)

    @property
    def mean(self) -> float:
        """Mean length of a sentence over all pages."""
        count = sum(reading.sentences for reading in self.readings)
        return sum(reading.mean * reading.sentences for reading in self.readings) / count


def flesch(start: float, per_sentence: float, per_syllable: float, code: str) -> Callable[[list[str], int], float]:
    """Flesch's formula with the weights of a language."""

    def of(words: list[str], count: int) -> float:
        spoken = sum(syllables(word, code) for word in words)
        return start - per_sentence * len(words) / count - per_syllable * spoken / len(words)

    return of


def lix(words: list[str], count: int) -> float:
    """Words to a sentence, and the share of long words in per cent."""
    return len(words) / count + 100 * sum(len(word) > LONG for word in words) / len(words)


MEASURES = {
    "en": Measure("Flesch", easier=True, of=flesch(206.835, 1.015, 84.6, "en")),
    "fr": Measure("Flesch (Kandel–Moles)", easier=True, of=flesch(207.0, 1.015, 73.6, "fr")),
    "es": Measure("Flesch (Fernández Huerta)", easier=True, of=flesch(206.84, 1.02, 60.0, "es")),
    "ru": Measure("Flesch (Oborneva)", easier=True, of=flesch(206.835, 1.3, 60.1, "ru")),
    "sv": Measure("LIX", easier=False, of=lix),
}


def syllables(word: str, code: str) -> int:
    """Syllables of a word, at least one."""
    if code == "ru":
        return max(1, len(_RUSSIAN_VOWELS.findall(word)))
    return len(_hyphenation(code).positions(word.lower())) + 1


@cache
def _hyphenation(code: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang={"en": "en_GB"}.get(code, code), left=1, right=1)


def readability(model: Model) -> Iterator[Language]:
    """The readings of every locale that has text, in the order of the locales."""
    for code in model.project.codes:
        measure = MEASURES.get(code)
        readings = [
            found
            for path, page in sorted(model.pages[code].items())
            if (found := reading(path, page.body(model.project), code, measure)) is not None
        ]
        if readings:
            hardest_first = sorted(readings, key=lambda found: found.value, reverse=not (measure and measure.easier))
            yield Language(code, measure.name if measure else _LENGTHS.get(code, "words to a sentence"), tuple(hardest_first))


def reading(path: str, body: str, code: str, measure: Measure | None) -> Reading | None:
    """The measure of one text; None without a sentence. Headings and rows of tables are no sentences."""
    prose = (block for block in blocks(body, 1) if block.kind not in {"heading", "row"})
    found = [sentence for block in prose for sentence, _ in sentences(block.text) if _WORD.search(sentence)]
    if not found:
        return None
    mean = sum(length(sentence, code) for sentence in found) / len(found)
    words = [word for sentence in found for word in _WORD.findall(sentence)]
    return Reading(path, len(found), mean, measure.of(words, len(found)) if measure else mean)
