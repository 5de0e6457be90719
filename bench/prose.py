"""Meaningless text in eight languages, the same at every call: for measuring, not for reading."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

WORDS = Path(__file__).with_name("words")
RARE = 0.05
"""How often a word is a rare one, as names are: they make most of a search index."""


@dataclass(frozen=True)
class Language:
    """How a language writes a sentence.

    Attributes:
        code: The locale.
        name: Its name in itself.
        gap: What stands between words.
        stop: What ends a sentence.
        rtl: Whether it is written from right to left.
    """

    code: str
    name: str
    gap: str = " "
    stop: str = "."
    rtl: bool = False

    @cached_property
    def words(self) -> Sequence[str]:
        """Its words, the most frequent first."""
        return (WORDS / f"{self.code}.txt").read_text(encoding="utf-8").split()

    @cached_property
    def weights(self) -> Sequence[float]:
        """Cumulative frequencies after Zipf's law."""
        return list(itertools.accumulate(1 / (rank + 4) for rank in range(len(self.words))))


LANGUAGES = (
    Language("vi", "Tiếng Việt"),
    Language("en", "English"),
    Language("fr", "Français"),
    Language("es", "Español"),
    Language("zh", "中文", gap="", stop="。"),
    Language("ru", "Русский"),
    Language("ar", "العربية", rtl=True),
    Language("sv", "Svenska"),
)


class Writer:
    """Writes text in one language from one seed.

    Args:
        language: The language.
        seed: The same seed gives the same text.
    """

    def __init__(self, language: Language, seed: str) -> None:
        self._language = language
        self._chance = random.Random(seed)

    def words(self, count: int) -> list[str]:
        """Some words, a few of them rare."""
        language = self._language
        found = self._chance.choices(language.words, cum_weights=language.weights, k=count)
        return [self._rare() if self._chance.random() < RARE else word for word in found]

    def phrase(self, count: int) -> str:
        """Words that begin with a capital letter, without a full stop."""
        text = self._language.gap.join(self.words(count))
        return text[0].upper() + text[1:]

    def sentence(self, count: int, *, number: int | None = None, link: str | None = None) -> str:
        """A sentence, with a number and a link within it if they are given."""
        parts = [self.phrase(count)]
        if number is not None:
            parts.append(str(number))
        if link is not None:
            parts.append(f"[{self.phrase(2)}]({link})")
        if len(parts) > 1:
            parts.append(self._language.gap.join(self.words(3)))
        return " ".join(parts) + self._language.stop

    def paragraph(self, sentences: Sequence[str]) -> str:
        """Sentences as one paragraph."""
        return (self._language.gap or "").join(sentences)

    def _rare(self) -> str:
        """A name that no dictionary has: the head of one word and the tail of another."""
        first, last = self._chance.choices(self._language.words, k=2)
        name = first[: len(first) // 2 + 1] + last[len(last) // 2 :]
        return name[0].upper() + name[1:]
