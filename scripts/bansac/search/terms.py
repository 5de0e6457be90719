"""A page as weighted terms: what it can be found by."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache

from selectolax.lexbor import LexborHTMLParser

from bansac.search.words import bare, fold, han_grams, is_han, marked_start, stem, variants, words

TITLE = 6
"""What standing in the title adds to the weight of a term."""
HEADING, LEAD, BODY = 5, 4, 1
"""What one other occurrence counts for, by where it stands."""
MOST = 9
"""The most that occurrences outside the title weigh, however many: a long page is not about all its words."""
PAIR = "+"
"""Joins the two words of a pair: languages of short words are found by pairs."""
EXACT = "="
"""Goes before the marked beginning of a word, where it differs from the folded one."""
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
    titled: Counter[str] = Counter()
    _count(titled, title, TITLE, locale)
    _count(counts, description, LEAD, locale)
    for _, text in headings:
        _count(counts, text, HEADING, locale)
    root = tree.body
    _count(counts, root.text(separator=" ") if root else "", BODY, locale)
    weights = {term: _weight(counts[term], titled=term in titled) for term in (counts | titled)}
    return PageTerms(weights, tuple((i, t) for i, t in headings if i))


def _count(counts: Counter[str], text: str, weight: int, locale: str) -> None:
    previous = ""
    for word in words(text):
        if is_han(word):
            for gram in han_grams(word):
                counts[gram] += weight
            previous = ""
            continue
        folded, terms = _forms(word, locale)
        if not folded:
            continue
        for term in terms:
            counts[term] += weight
        if locale in PAIRED:
            if previous:
                counts[previous + PAIR + folded] += weight
            previous = folded


@cache
def _forms(word: str, locale: str) -> tuple[str, tuple[str, ...]]:
    """A word folded, and the terms that it is found by: its stem, other forms, and the stem with its marks."""
    base = stem(word, locale)
    marked = marked_start(bare(word), len(base))
    others = (stem(other, locale) for other in variants(word, locale))
    return fold(word), (base, *others, *([EXACT + marked] if marked != base else []))


@cache
def _weight(count: int, *, titled: bool) -> int:
    """A count as a number from 1 to 15 that grows ever more slowly."""
    return (TITLE if titled else 0) + (min(MOST, 1 + round(1.5 * math.log2(count))) if count else 0)
