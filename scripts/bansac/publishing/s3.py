"""A store of objects behind a CDN: no switch, so the order of the uploads keeps every page whole.

Assets go first, then pages, then what leads to pages; what nobody refers to any more goes last.
A publish that dies leaves old and new pages beside each other, and the assets of both. What it was
about to do stands in ``PENDING``; the next one counts that as its own and clears it up.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import rmtree

from bansac.errors import ConfigError
from bansac.publishing.headers import headers_of, is_text
from bansac.publishing.plan import Plan, carry, phase_of
from bansac.publishing.rclone import Listed, Rclone
from bansac.publishing.record import CARRIED, SUMS, Record, read_record
from bansac.publishing.releases import Approve, Published, Release, Said
from bansac.publishing.targets import S3Target
from bansac.serving.compress import WAYS
from bansac.serving.hosts import HOST_FILES

STATE = ".bansac/"
"""Folder of the bucket, below the prefix, for the record, the list of what is pending, and locks."""
PENDING = f"{STATE}PENDING"
LOCKS = f"{STATE}locks/"
STALE = timedelta(minutes=3)
"""A lock that was not renewed for so long belongs to a publish that died."""
_RENEWED_EVERY = 30.0


@dataclass(frozen=True)
class _Object:
    """A file as the store is to have it."""

    folder: Path
    size: int
    md5: str
    headers: tuple[str, ...]


class StoreSender:
    """Publishes to a bucket; see :class:`~bansac.publishing.sending.Sender`.

    Args:
        target: The bucket.
        aside: Folder for compressed copies.
        break_lock: Whether to take over the lock of another publish.
    """

    def __init__(self, target: S3Target, aside: Path, *, break_lock: bool = False) -> None:
        self._target = target
        self._aside = aside
        self._break_lock = break_lock
        self._store = Rclone(f"{target.remote}:{target.bucket}/{target.prefix}")

    def publish(self, site: Path, record: Record, approve: Approve, said: Said) -> Published:
        """Publish a site; see :func:`bansac.publishing.releases.publish`."""
        with self._lock():
            served, pending = self._served(), self._pending()
            approve(served)
            objects = self._objects(site, record)
            plan = self._plan(record, objects, served, pending)
            name = record.digest[:12]
            if plan.is_empty and not pending and served == plan.release:
                return Published(name, is_new=False)
            todo = {**pending, **{path: plan.release.everything.get(path, "-") for path in (*plan.travelling, *plan.removed)}}
            self._store.write(PENDING, Record(todo).texts()[SUMS])
            self._upload(plan, objects, said)
            for file, text in plan.release.texts().items():
                self._store.write(STATE + file, text)
            if plan.removed:
                self._store.delete(plan.removed)
            self._store.delete([PENDING])
            return Published(name, plan.travelling)

    def difference(self, record: Record, approve: Approve, site: Path) -> Plan:
        """What a publish would do; the store stays as it is."""
        served = self._served()
        approve(served)
        return self._plan(record, self._objects(site, record), served, self._pending())

    def releases(self) -> list[Release]:
        """What is served; a store keeps no earlier release."""
        served = self._served()
        return [Release(served.digest[:12], is_current=True, files=len(served.files), carried=len(served.carried))] if served else []

    def roll_back(self, wanted: str | None) -> Published:
        """Not possible: the store has only what is served."""
        raise ConfigError("no_rollback", path=self._store.root, found=wanted)

    def _served(self) -> Record | None:
        sums = self._store.read(STATE + SUMS)
        return read_record({SUMS: sums, CARRIED: self._store.read(STATE + CARRIED)}) if sums else None

    def _pending(self) -> Mapping[str, str]:
        return read_record({SUMS: self._store.read(PENDING)}).files

    def _plan(self, record: Record, objects: Mapping[str, _Object], served: Record | None, pending: Mapping[str, str]) -> Plan:
        """Compare with what really lies in the store: somebody may have changed it there."""
        listed = self._store.list()
        former = served or Record({})
        ours = {**pending, **former.everything}
        known = Record({path: digest for path, digest in ours.items() if path in listed}, ages=former.ages)
        is_same = served is not None and served.digest == record.digest and not pending
        release = served if served and is_same else carry(record, known, keep=self._target.keep)
        new = [path for path in objects if path not in listed]
        changed = [path for path, wanted in objects.items() if path in listed and not _is_there(listed[path], wanted, path, record, former)]
        removed = [path for path in ours if path in listed and path not in release.everything]
        return Plan(release, tuple(new), tuple(changed), tuple(sorted(removed)))

    def _objects(self, site: Path, record: Record) -> dict[str, _Object]:
        """Every file with its bytes as the store gets them, without what only a server or a hosting service reads."""
        rmtree(self._aside, ignore_errors=True)
        found: dict[str, _Object] = {}
        for path in sorted(record.files):
            plain, _, ending = path.rpartition(".")
            if path in HOST_FILES or (ending in WAYS and plain in record.files):
                continue
            data, folder = (site / path).read_bytes(), site
            compressed = self._target.compress and is_text(path)
            if compressed:
                data, folder = WAYS["gz"](data), self._aside
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
            md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
            found[path] = _Object(folder, len(data), md5, headers_of(path, compressed=compressed))
        return found

    def _upload(self, plan: Plan, objects: Mapping[str, _Object], said: Said) -> None:
        groups: dict[tuple[int, Path, tuple[str, ...]], list[str]] = defaultdict(list)
        for path in plan.travelling:
            groups[phase_of(path), objects[path].folder, objects[path].headers].append(path)
        done, total = 0, max(len(plan.travelling), 1)
        for (_, folder, headers), paths in sorted(groups.items()):
            self._store.upload(folder, paths, headers)
            done += len(paths)
            said("send", done, total)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the store's lock: an object of our own, and no other fresh one beside it.

        Stores have strong consistency: of two publishes that begin at once, at least one sees the other.
        """
        own = f"{LOCKS}{secrets.token_hex(8)}"
        self._store.write(own, "")
        try:
            self._refuse_others(own)
            ended = threading.Event()
            renewal = threading.Thread(target=self._renew, args=(own, ended), daemon=True)
            renewal.start()
            try:
                yield
            finally:
                ended.set()
                renewal.join()
        finally:
            self._store.delete([own])

    def _refuse_others(self, own: str) -> None:
        locks = self._store.list(LOCKS, times=True)
        now = locks[own.removeprefix(LOCKS)].changed
        others = {name: lock.changed for name, lock in locks.items() if LOCKS + name != own}
        fresh = {name: changed for name, changed in others.items() if not (now and changed) or now - changed < STALE}
        if fresh and not self._break_lock:
            since = ", ".join(f"{changed:%Y-%m-%d %H:%M:%S %Z}" for changed in fresh.values() if changed)
            raise ConfigError("store_busy", path=self._store.root, found=since)
        if others:
            self._store.delete([LOCKS + name for name in others])

    def _renew(self, own: str, ended: threading.Event) -> None:
        while not ended.wait(_RENEWED_EVERY):
            self._store.write(own, "")


def _is_there(listed: Listed, wanted: _Object, path: str, record: Record, former: Record) -> bool:
    """Whether an object has the bytes that it should have; by our own record where the store tells no MD5."""
    same = listed.md5 == wanted.md5 if listed.md5 else former.files.get(path) == record.files[path]
    return listed.size == wanted.size and same
