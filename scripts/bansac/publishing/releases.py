"""A publish as a transaction: a release is made aside, proved whole, and takes its place at once.

Below the path of a target lie ``releases/<name>/site/`` with the record beside it, and the link
``current`` to the files that are served. A release is never changed once it has its name. Nothing
is served from what a publish makes until one rename moves the link; a publish that dies before
leaves only what the next one removes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bansac.errors import ConfigError, OutputError, ReportedErrors
from bansac.publishing.plan import Plan, carry, plan_of
from bansac.publishing.record import Record, digest_start, number_of, release_name

Said = Callable[[str, int, int], None]
"""Told a step of the terminal, how much of it is done, of how much."""


class Place(Protocol):
    """What a server or a folder can do while it is locked for one publish."""

    def tidy(self) -> None:
        """Remove what publishes that died left: half-made and half-removed releases, links aside."""

    def names(self) -> Sequence[str]:
        """The names of all releases."""

    def current(self) -> str | None:
        """The name of the release that is served."""

    def record(self, name: str) -> Record:
        """The record of a release."""

    def send(self, site: Path, base: str | None, said: Callable[[int], None]) -> list[str]:
        """Start the new release with the files of a site, those of a base release as links; paths that travelled."""

    def copy(self, name: str) -> None:
        """Start the new release with all files of another, as links."""

    def carry(self, name: str, paths: Sequence[str]) -> None:
        """Add files of another release to the new one, as links."""

    def note(self, record: Record) -> None:
        """Write the record of the new release."""

    def damaged(self, name: str | None) -> list[str]:
        """Files that are not as a release's record says, lost or too many; of the new release for None."""

    def switch(self, name: str) -> None:
        """Give the new release its name, and let it be served from one moment to the next."""

    def remove(self, name: str) -> None:
        """Remove a release."""


@dataclass(frozen=True)
class Published:
    """What a publish did.

    Attributes:
        release: The release that is served now.
        sent: Paths of the files that travelled.
        removed: Names of the releases that were removed.
        is_new: False when the target served just this before.
    """

    release: str
    sent: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    is_new: bool = True


@dataclass(frozen=True)
class Release:
    """A line of the list of releases."""

    name: str
    is_current: bool
    files: int
    carried: int


Opening = Callable[[], AbstractContextManager[Place]]
"""Locks a target and gives the place; the lock ends with the block, or with the process."""
Approve = Callable[[Record | None], None]
"""Called with what the target serves; raises when the site must not take its place."""


def publish(opening: Opening, site: Path, record: Record, *, keep: int, approve: Approve, said: Said) -> Published:
    """Publish a site.

    Raises:
        ReportedErrors: The site was refused; the target serves what it served.
        BansacError: The target is locked, out of reach, or did not get the files whole; likewise.
    """
    with opening() as place:
        place.tidy()
        served = place.current()
        former = place.record(served) if served else None
        approve(former)
        plan = plan_of(record, former, keep=keep)
        if served and plan.is_empty and not place.damaged(served):
            return Published(served, is_new=False)
        total = max(len(plan.travelling), 1)
        sent = place.send(site, served, lambda done: said("send", min(done, total - 1), total))
        said("send", total, total)
        if served and plan.release.carried:
            place.carry(served, sorted(plan.release.carried))
        name = _finish(place, plan.release)
        return Published(name, tuple(sent), tuple(_prune(place, keep, {name, served or name})))


def roll_back(opening: Opening, wanted: str | None, *, keep: int) -> Published:
    """Let an earlier release be served again: as a new release, with the assets of the one that goes.

    Args:
        opening: Locks the target.
        wanted: The release; None for the newest one that differs from what is served.
        keep: How many releases are kept.

    Raises:
        BansacError: There is no such release, or it is damaged; the target serves what it served.
    """
    with opening() as place:
        place.tidy()
        names, served = sorted(place.names()), place.current()
        name = wanted or next((name for name in reversed(names) if served and _is_before(name, served)), None)
        if name is None or name not in names:
            raise ConfigError("no_such_release", found=wanted, expected=", ".join(names))
        if served and name == served:
            return Published(name, is_new=False)
        _refuse_damaged(place.damaged(name), name)
        own = place.record(name)
        former = place.record(served) if served else Record({})
        place.copy(name)
        release = carry(Record(own.files), Record({**own.carried, **former.everything}, ages={**own.ages, **former.ages}), keep=keep)
        missing = sorted(release.carried.keys() - own.carried.keys())
        if served and missing:
            place.carry(served, missing)
        made = _finish(place, _with(release, own))
        return Published(made, (), tuple(_prune(place, keep, {made, name, served or made})))


def _is_before(name: str, served: str) -> bool:
    return name < served and digest_start(name) != digest_start(served)


def _with(release: Record, own: Record) -> Record:
    """The release of a roll-back: files that the copy brought along stay, however old."""
    return Record(release.files, {**own.carried, **release.carried}, {**own.ages, **release.ages})


def releases(opening: Opening) -> list[Release]:
    """All releases of a target, the oldest first."""
    with opening() as place:
        served = place.current()
        found = []
        for name in sorted(place.names()):
            record = place.record(name)
            found.append(Release(name, name == served, len(record.files), len(record.carried)))
        return found


def difference(opening: Opening, record: Record, *, keep: int, approve: Approve) -> Plan:
    """What a publish would do; the target stays as it is."""
    with opening() as place:
        served = place.current()
        former = place.record(served) if served else None
        approve(former)
        return plan_of(record, former, keep=keep)


def _finish(place: Place, release: Record) -> str:
    """Prove the new release whole, name it and let it be served."""
    place.note(release)
    numbers = [number for name in place.names() if (number := number_of(name)) is not None]
    name = release_name(max(numbers, default=0) + 1, release.digest)
    _refuse_damaged(place.damaged(None), name)
    place.switch(name)
    return name


def _refuse_damaged(paths: Iterable[str], name: str) -> None:
    errors = [OutputError("release_damaged", path=path, release=name) for path in paths]
    if errors:
        raise ReportedErrors(errors)


def _prune(place: Place, keep: int, needed: set[str]) -> list[str]:
    """Remove the oldest releases; what is served and what was served just before stay."""
    names = sorted(place.names())
    old = [name for name in names[:-keep] if name not in needed]
    for name in old:
        place.remove(name)
    return old
