"""Sites far larger than ours, as search indexes: pages written from the words of the real content, the same at every call.

A page has some 300 words: spans of real sentences, so that words stand next to words that they
really stand next to, and of twenty words one that stands nowhere else, as names do, because such
words make most of an index.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import accumulate
from pathlib import Path

from bansac.search.index import Entry
from bansac.search.terms import page_terms
from bansac.search.words import is_han, words

WORDS = 300
"""Words of a page; a page in Chinese has twice as many characters."""
SPAN = 8
"""Words that stand in a row as they do in the real content."""
RARE = 20
"""One word of so many is a name that no other page has."""
HEADINGS = 4
YEARS = range(2010, 2026)
_MARKUP = re.compile(r"\A---\n.*?\n---\n|\{\{.*?\}\}|\]\([^)]*\)|\{#[^}]*\}|`[^`]*`|<[^>]*>", re.DOTALL)
_SPLIT = re.compile(r"[\s#*|>\[\]()“”«»\"]+")
_CLAUSE = re.compile(r"[\s，。、；：！？（）《》「」“”]+")


@cache
def _stream(content: Path, locale: str) -> tuple[str, ...]:
    """All words of a locale's pages in their order, or all characters where words are not set apart."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((content / locale).rglob("*.md")))
    plain = " ".join(_MARKUP.sub(" ", text) for text in texts)
    if is_han(next(words(plain))):
        return tuple(_CLAUSE.sub("", plain))
    return tuple(word for word in _SPLIT.split(plain) if any(words(word)))


class Writer:
    """Writes the pages of one locale.

    Args:
        content: The folder ``content/`` of the project.
        locale: The language.
    """

    def __init__(self, content: Path, locale: str) -> None:
        self._locale = locale
        self._stream = _stream(content, locale)
        self._gap = "" if is_han(self._stream[0]) or is_han(self._stream[1]) else " "

    def entries(self, count: int, sections: tuple[str, ...]) -> Iterator[Entry]:
        """The first pages of the locale, as the index takes them in; more pages begin with the same ones."""
        for number in range(count):
            chance = random.Random(f"{self._locale} {number}")
            title, description = self._text(chance, 6), self._text(chance, 20)
            parts = []
            for place in range(HEADINGS):
                heading = self._text(chance, 4)
                parts.append(f'<h2 id="part-{place}">{escape(heading)}</h2><p>{escape(self._text(chance, WORDS // HEADINGS))}</p>')
            year = str(chance.choice(YEARS)) if number % 5 == 0 else ""
            terms = page_terms(
                f"<h1>{escape(title)}</h1><p>{escape(description)}</p>{''.join(parts)}",
                title=title,
                description=description,
                locale=self._locale,
            )
            yield Entry(
                url=f"{self._locale}/{chance.choice(('plan', 'history', 'news'))}/page-{number:05}/",
                title=title,
                description=description,
                section=chance.choice(sections),
                date=f"1.1.{year}" if year else "",
                year=year,
                terms=terms,
            )

    def _text(self, chance: random.Random, length: int) -> str:
        parts: list[str] = []
        scale = 1 if self._gap else 2
        while len(parts) < length:
            at = chance.randrange(len(self._stream) - SPAN * scale)
            parts.append(self._gap.join(self._stream[at : at + SPAN * scale]))
            length -= SPAN - 1
            if chance.randrange(RARE) < SPAN:
                parts.append(self._name(chance))
        return (self._gap or "").join(parts)

    def _name(self, chance: random.Random) -> str:
        """The head of one word and the tail of another; in Chinese two characters that need not stand together."""
        first, last = chance.choice(self._stream), chance.choice(self._stream)
        if not self._gap:
            return first + last
        return (first[: len(first) // 2 + 1] + last[len(last) // 2 :]).capitalize()
