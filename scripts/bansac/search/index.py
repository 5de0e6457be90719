"""The index of one language as small files: a head, shards of terms, shards of pages.

* ``head.json``: how many shards there are, and the section and year of each page for filters;
* ``t/<n>.json``: terms by the hash of their first letters, each with its best pages;
* ``d/<n>.json``: what a result shows, :data:`PAGES` pages in each.

A posting is one number: page × 16 + weight. A term keeps its best :data:`BEST` pages, so
that a word that stands on every page costs no more on a large site than on a small one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bansac.search.terms import EXACT, PAIR, PageTerms
from bansac.search.words import is_han

PAGES = 16
"""Pages in one file of results."""
BEST = 400
"""Pages that a term keeps."""
SHARD_BYTES = 20_000
"""About how large a file of terms is: some 7 kB compressed."""
KEY = 3
"""Letters of a word that name its shard."""


@dataclass(frozen=True)
class Entry:
    """One page of the index.

    Attributes:
        url: Address below the site's root.
        title: Its title.
        description: What a result says of it.
        section: Title of its section, or empty.
        date: Its date as a reader reads it, or empty.
        year: Its year, or empty.
        terms: What it is found by.
    """

    url: str
    title: str
    description: str
    section: str
    date: str
    year: str
    terms: PageTerms


def shard_of(term: str, shards: int) -> int:
    """The shard of a term: a small hash, the same in the browser.

    A word goes by its first letters, so that a word that is being typed, or another form of
    it, stays in the shard; pairs, Chinese and words with marks are only looked up whole.
    """
    whole = term.startswith(EXACT) or PAIR in term or is_han(term)
    value = 0
    for character in term if whole else term[:KEY]:
        value = (value * 31 + ord(character)) % 65_521
    return value % shards


def build_index(entries: Sequence[Entry]) -> dict[str, bytes]:
    """The files of one language's index, by path; the order of the entries does not matter."""
    ordered = sorted(entries, key=lambda entry: entry.url)
    postings: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(ordered):
        for term, weight in entry.terms.weights.items():
            postings[term].append(number * 16 + weight)
    size = sum(len(term.encode()) + 4 + 6 * min(len(found), BEST) for term, found in postings.items())
    shards = 1 + size // SHARD_BYTES
    parts: list[dict[str, list[int]]] = [{} for _ in range(shards)]
    for term in sorted(postings):
        parts[shard_of(term, shards)][term] = _best(postings[term])
    files = {f"t/{number}.json": _json(part) for number, part in enumerate(parts) if part}
    for start in range(0, len(ordered), PAGES):
        files[f"d/{start // PAGES}.json"] = _json([_shown(entry) for entry in ordered[start : start + PAGES]])
    sections = sorted({entry.section for entry in ordered})
    years = sorted({entry.year for entry in ordered})
    files["head.json"] = _json(
        {
            "pages": len(ordered),
            "shards": shards,
            "held": sorted(int(PurePosixPath(name).stem) for name in files if name.startswith("t/")),
            "sections": sections,
            "years": years,
            "section": [sections.index(entry.section) for entry in ordered],
            "year": [years.index(entry.year) for entry in ordered],
        }
    )
    return dict(sorted(files.items()))


def _best(found: list[int]) -> list[int]:
    if len(found) <= BEST:
        return found
    return sorted(sorted(found, key=lambda posting: (-(posting % 16), posting))[:BEST])


def _shown(entry: Entry) -> list[object]:
    shown: list[object] = [entry.url, entry.title, entry.description, entry.section, entry.date]
    return [*shown, [list(heading) for heading in entry.terms.headings]] if entry.terms.headings else shown


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
