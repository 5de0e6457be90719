"""A page as weighted terms: what it can be found by."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from bansac.search.words import fold, han_grams, is_han, stem, words

TITLE, HEADING, LEAD, BODY = 30, 5, 4, 1
"""What one occurrence counts for, by where it stands."""
PAIR = "+"
"""Joins the two words of a pair: languages of short words are found by pairs."""
EXACT = "="
"""Goes before a word with its marks, where it differs from the folded one."""
PAIRED = frozenset({"vi"})
"""Languages whose words are mostly written as several syllables with spaces between."""
_SKIPPED = "script, style, svg, sup.cite, nav, [data-search-ignore], [aria-hidden=true]"


@dataclass(frozen=True)
class PageTerms:
    """What one page is found by, and what a result shows.

    Attributes:
        weights: Weight of each term, 1 to 15.
        headings: Ids and texts of its headings, for a result that leads to the place.
    """

    weights: dict[str, int]
    headings: tuple[tuple[str, str], ...]


def page_terms(html: str, *, title: str, description: str, locale: str) -> PageTerms:
    """Read the terms of a page.

    Args:
        html: What stands inside its ``<main>``.
        title: Its title.
        description: Its description.
        locale: Its language.
    """
    tree = LexborHTMLParser(html)
    for node in tree.css(_SKIPPED):
        node.decompose()
    headings = tuple((node.id or "", node.text(strip=True)) for node in tree.css("h2[id], h3[id]"))
    counts: Counter[str] = Counter()
    _count(counts, title, TITLE, locale)
    _count(counts, description, LEAD, locale)
    for _, text in headings:
        _count(counts, text, HEADING, locale)
    root = tree.body
    _count(counts, root.text(separator=" ") if root else "", BODY, locale)
    return PageTerms({term: _weight(count) for term, count in counts.items()}, tuple((i, t) for i, t in headings if i))


def _count(counts: Counter[str], text: str, weight: int, locale: str) -> None:
    previous = ""
    for word in words(text):
        if is_han(word):
            for gram in han_grams(word):
                counts[gram] += weight
            previous = ""
            continue
        folded = fold(word)
        if not folded:
            continue
        base = stem(word, locale)
        counts[base] += weight
        if folded != word:
            counts[EXACT + word] += weight
        if locale in PAIRED:
            if previous:
                counts[previous + PAIR + folded] += weight
            previous = folded


def _weight(count: int) -> int:
    """A count as a number from 1 to 15 that grows ever more slowly."""
    return min(15, 1 + round(3 * math.log2(count))) if count > 1 else 1
