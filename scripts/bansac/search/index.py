"""The index of one language as small files: a head, shards of terms, shards of pages.

* ``head.json``: how many shards there are, and the section and year of each page for filters;
* ``t/<n>.json``: terms by the hash of their first letters, each with its best pages;
* ``d/<n>.json``: what a result shows, :data:`PAGES` pages in each.

A posting is one number: page × 16 + weight. A term keeps its best :data:`BEST` pages, so
that a word that stands on every page costs no more on a large site than on a small one.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bansac.search.terms import EXACT, PAIR, PageTerms
from bansac.search.words import is_han, plain

PAGES = 8
"""Pages in one file of results."""
BEST = 400
"""Pages that a term keeps."""
SHARD_BYTES = 12_000
"""About how large a file of terms is: some 5 kB compressed."""
KEY, DEEPEST = 3, 6
"""Letters of a word that name its shard: so many, or more where many words begin alike."""


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


def key_of(term: str, split: Collection[str] = ()) -> str:
    """The letters of a term that name its shard.

    A word goes by its first letters, so that a word that is being typed, another form of it,
    and its marked forms lie together; where too many words begin alike, by one letter more.
    Pairs and Chinese are only looked up whole.
    """
    if PAIR in term or is_han(term):
        return term
    word = plain(term.removeprefix(EXACT))
    length = KEY
    while word[:length] in split and len(word) > length:
        length += 1
    return word[:length]


def shard_of(key: str, shards: int) -> int:
    """The shard of a key: a small hash, the same in the browser."""
    value = 0
    for character in key:
        value = (value * 31 + ord(character)) % 65_521
    return value % shards


def _split(sizes: Mapping[str, int]) -> frozenset[str]:
    """Beginnings that are too heavy for one shard, down to :data:`DEEPEST` letters."""
    found: set[str] = set()
    while True:
        heavy: Counter[str] = Counter()
        for term, size in sizes.items():
            heavy[key_of(term, found)] += size
        new = {key for key, size in heavy.items() if size > SHARD_BYTES / 2 and KEY <= len(key) < DEEPEST and PAIR not in key}
        if new <= found:
            return frozenset(found)
        found |= new


def build_index(entries: Sequence[Entry]) -> dict[str, bytes]:
    """The files of one language's index, by path; the order of the entries does not matter."""
    ordered = sorted(entries, key=lambda entry: entry.url)
    postings: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(ordered):
        for term, weight in entry.terms.weights.items():
            postings[term].append(number * 16 + weight)
    sizes = {term: len(term.encode()) + 4 + 6 * min(len(found), BEST) for term, found in postings.items()}
    split = _split(sizes)
    shards = 1 + sum(sizes.values()) // SHARD_BYTES
    parts: list[dict[str, list[int]]] = [{} for _ in range(shards)]
    for term in sorted(postings):
        parts[shard_of(key_of(term, split), shards)][term] = _best(postings[term])
    files = {f"t/{number}.json": _json(part) for number, part in enumerate(parts) if part}
    for start in range(0, len(ordered), PAGES):
        files[f"d/{start // PAGES}.json"] = _json([_shown(entry) for entry in ordered[start : start + PAGES]])
    sections = sorted({entry.section for entry in ordered})
    years = sorted({entry.year for entry in ordered})
    files["head.json"] = _json(
        {
            "pages": len(ordered),
            "shards": shards,
            "split": sorted(split),
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
