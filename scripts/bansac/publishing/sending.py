"""The one face of all kinds of targets: publish, show the difference, list, roll back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bansac.config import Project
from bansac.publishing.folder import open_folder
from bansac.publishing.plan import Plan
from bansac.publishing.record import Record
from bansac.publishing.releases import Approve, Opening, Published, Release, Said, difference, publish, releases, roll_back
from bansac.publishing.s3 import StoreSender
from bansac.publishing.ssh import open_server
from bansac.publishing.targets import FolderTarget, SshTarget, Target


class Sender(Protocol):
    """What can be done with a target."""

    def publish(self, site: Path, record: Record, approve: Approve, said: Said) -> Published:
        """Publish a site; see :func:`bansac.publishing.releases.publish`."""

    def difference(self, record: Record, approve: Approve, site: Path) -> Plan:
        """What a publish would do; the target stays as it is."""

    def releases(self) -> list[Release]:
        """All releases, the oldest first."""

    def roll_back(self, wanted: str | None) -> Published:
        """Let an earlier release be served again."""


@dataclass(frozen=True)
class _Releases:
    """A target with releases and a link."""

    opening: Opening
    keep: int

    def publish(self, site: Path, record: Record, approve: Approve, said: Said) -> Published:
        return publish(self.opening, site, record, keep=self.keep, approve=approve, said=said)

    def difference(self, record: Record, approve: Approve, site: Path) -> Plan:
        del site
        return difference(self.opening, record, keep=self.keep, approve=approve)

    def releases(self) -> list[Release]:
        return releases(self.opening)

    def roll_back(self, wanted: str | None) -> Published:
        return roll_back(self.opening, wanted, keep=self.keep)


def sender_of(name: str, target: Target, project: Project, *, break_lock: bool = False) -> Sender:
    """What can be done with a target of the configuration.

    Args:
        name: Its name.
        target: What the configuration says of it.
        project: Whose configuration it is.
        break_lock: Whether to take over a store's lock from a publish that died; other locks end with their publish.
    """
    if isinstance(target, SshTarget):
        return _Releases(lambda: open_server(target), target.keep)
    if isinstance(target, FolderTarget):
        folder = project.root / target.path
        return _Releases(lambda: open_folder(folder), target.keep)
    return StoreSender(target, project.build / "publish" / name, break_lock=break_lock)
