"""What a publish does: which files travel, in which order, and which stay from former publishes.

A page that a reader loaded before the switch asks for its own style sheet after it. So assets
whose names hold a hash stay for some publishes after the last build that had them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from bansac.publishing.record import Record
from bansac.trust.manifest import UNLISTED

_HASHED = re.compile(r"(?:.*/)?[^/]+\.[0-9a-f]{8,}\.[a-z0-9]+(?:\.(?:gz|br))?")
_VARIANT = re.compile(r"\.(?:gz|br)$")
_ENTRY = re.compile(r"(?:[a-z]{2,3}(?:-[A-Za-z]+)?/)?(?:index|404)\.html|.*\.xml|.*\.opml|.*\.ics|robots\.txt|(?:.*/)?llms\.txt")
_PAGE = re.compile(r".*\.html|(?:.*/)?index\.md")


class Phase(IntEnum):
    """When a file travels to a store without a switch: nothing may refer to what is not there yet."""

    ASSET = 0
    """Style, scripts, fonts, pictures, data: what pages ask for."""
    PAGE = 1
    ENTRY = 2
    """What leads to pages: home pages, feeds, sitemaps."""
    MANIFEST = 3
    """The list of all files and its signature: true only when all others are there."""


def phase_of(path: str) -> Phase:
    """When a file travels."""
    plain = _VARIANT.sub("", path)
    if plain in UNLISTED:
        return Phase.MANIFEST
    if _ENTRY.fullmatch(plain):
        return Phase.ENTRY
    return Phase.PAGE if _PAGE.fullmatch(plain) else Phase.ASSET


def is_hashed(path: str) -> bool:
    """Whether a file's name holds the hash of its content: it never changes, and old pages may ask for it."""
    return path.startswith(("assets/", "cards/", "media/")) and _HASHED.fullmatch(path) is not None


@dataclass(frozen=True)
class Plan:
    """The difference between what a target serves and what it is to serve.

    Attributes:
        release: The files to serve, with those carried over.
        new: Paths that the target does not have.
        changed: Paths whose bytes differ.
        removed: Paths that will be gone.
    """

    release: Record
    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def travelling(self) -> tuple[str, ...]:
        """Paths of the files that travel, in their order."""
        return tuple(sorted((*self.new, *self.changed), key=lambda path: (phase_of(path), path)))

    @property
    def is_empty(self) -> bool:
        """Whether the target serves just this."""
        return not (self.new or self.changed or self.removed)


def plan_of(site: Record, served: Record | None, *, keep: int) -> Plan:
    """What a publish has to do.

    Args:
        site: What the build made.
        served: What the target serves now; None when it is empty.
        keep: For how many publishes assets of former builds stay.
    """
    former = served or Record({})
    release = served if served and served.digest == site.digest else carry(site, former, keep=keep)
    before, after = former.everything, release.everything
    return Plan(
        release=release,
        new=tuple(path for path in after if path not in before),
        changed=tuple(path for path, digest in after.items() if path in before and before[path] != digest),
        removed=tuple(path for path in before if path not in after),
    )


def carry(site: Record, former: Record, *, keep: int) -> Record:
    """A release with the assets of former ones that pages in readers' windows may still ask for."""
    ages = {path: former.ages.get(path, 0) + 1 for path in former.everything if path not in site.files and is_hashed(path)}
    ages = {path: age for path, age in ages.items() if age <= keep}
    hashes = former.everything
    return Record(site.files, {path: hashes[path] for path in ages}, ages)


def lost_addresses(site: Iterable[str], served: Mapping[str, str], given_up: Iterable[str]) -> list[str]:
    """Addresses that the target serves and the site has no more, neither as a page nor as a redirect.

    Pages, feeds, calendars, registers and drawings have addresses that are promises; assets, cards and
    the other forms of a page have not.
    """
    there, waived = set(site), {address.strip("/") for address in given_up}
    lost = (_address(path) for path in served if path not in there and _PROMISED.fullmatch(path))
    return sorted(address for address in lost if address.strip("/") not in waived)


_PROMISED = re.compile(
    r"(?!assets/|cards/|media/)(?:(?:.*/)?index\.html|.*\.ics|feeds\.opml|.*(?:rss|atom)\.xml|data/.*\.(?:json|csv)|pictures/.*)"
)


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")
