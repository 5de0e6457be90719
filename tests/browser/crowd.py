"""Sites far larger than ours, as search indexes: pages written from the words of the real content, the same at every call.

A page has some 300 words, as ours have: spans of real sentences, so that words stand next to words that they really
stand next to, and between two spans often a name that no other page has, because such words make most of an index.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from bansac.search.index import Entry
from bansac.search.terms import page_terms
from bansac.search.words import is_han, words

PARTS, SPANS = 4, 9
"""Headings of a page, and spans below each."""
SPAN = 8
"""Words that stand in a row as they do in the real content; of Chinese twice as many characters."""
NAMED = 0.25
"""How often a name stands after a span: each page adds some ten words that no other has."""
DATED = 5
"""One page of so many has a date."""
YEARS = range(2010, 2026)
_MARKUP = re.compile(r"\A---\n.*?\n---\n|\{\{.*?\}\}|\]\([^)]*\)|\{#[^}]*\}|`[^`]*`|<[^>]*>|[#*|>\[\]]", re.DOTALL)


@dataclass(frozen=True)
class Crowd:
    """The pages of one locale.

    Attributes:
        content: The folder ``content/`` of the project.
        locale: The language.
    """

    content: Path
    locale: str

    @cached_property
    def stream(self) -> tuple[str, ...]:
        """All words of the real pages in their order; of Chinese all characters."""
        texts = (path.read_text(encoding="utf-8") for path in sorted((self.content / self.locale).rglob("*.md")))
        found = [word for text in texts for word in words(_MARKUP.sub(" ", text))]
        return tuple(letter for word in found for letter in word) if self.locale == "zh" else tuple(found)

    @cached_property
    def common(self) -> str:
        """The most frequent word of four letters or more; of Chinese the most frequent pair."""
        if self.locale == "zh":
            found = Counter(first + second for first, second in pairwise(self.stream) if is_han(first) and is_han(second))
        else:
            found = Counter(word for word in self.stream if len(word) >= 4)
        return min(found, key=lambda word: (-found[word], word))

    @cached_property
    def sentence(self) -> str:
        """Far more words than anybody types."""
        return ("" if self.locale == "zh" else " ").join(self.stream[100:130])

    @cached_property
    def _han(self) -> list[str]:
        return list(filter(is_han, self.stream))

    def name(self, number: int) -> str:
        """The name that stands in the title of a page."""
        return self._name(random.Random(f"name {self.locale} {number}"))  # noqa: S311  # text, no secret

    def entries(self, count: int) -> Iterator[Entry]:
        """The first pages, as the index takes them in; more pages begin with the same ones."""
        for number in range(count):
            chance = random.Random(f"{self.locale} {number}")  # noqa: S311  # text, no secret
            title, description = f"{self._text(chance, 1)} {self.name(number)}", self._text(chance, 3)
            parts = (f'<h2 id="p{place}">{self._text(chance, 1)}</h2><p>{self._text(chance, SPANS)}</p>' for place in range(PARTS))
            year = "" if number % DATED else str(chance.choice(YEARS))
            html = f"<h1>{title}</h1><p>{description}</p>{''.join(parts)}"
            yield Entry(
                url=f"{self.locale}/made/page-{number:05}/",
                title=title,
                description=description,
                section=f"Section {number % 9}",
                date=f"1.1.{year}" if year else "",
                year=year,
                terms=page_terms(html, title=title, description=description, locale=self.locale),
            )

    def _text(self, chance: random.Random, spans: int) -> str:
        """Spans of real text, with names."""
        length = SPAN * 2 if self.locale == "zh" else SPAN
        parts: list[str] = []
        for _ in range(spans):
            at = chance.randrange(len(self.stream) - length)
            parts.append(("" if self.locale == "zh" else " ").join(self.stream[at : at + length]))
            if chance.random() < NAMED:
                parts.append(self._name(chance))
        return " ".join(parts)

    def _name(self, chance: random.Random) -> str:
        """The head of one word and the tail of another; in Chinese four characters that need not stand together."""
        if self.locale == "zh":
            return "".join(chance.choices(self._han, k=4))
        first, last = chance.choice(self.stream), chance.choice(self.stream)
        return first[: len(first) // 2 + 1] + last[len(last) // 2 :]
