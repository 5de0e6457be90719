"""What a comparison found, and what a monitor makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal["changed", "added", "lost", "unsigned", "other-build", "unreachable"]
ORDER: tuple[Kind, ...] = ("unsigned", "other-build", "changed", "added", "lost", "unreachable")
"""Kinds from grave to slight, as they are told."""


class Status(IntEnum):
    """The exit codes, as monitors that follow the Nagios plug-in interface read them."""

    FINE = 0
    ERROR = 1
    TAMPERED = 2
    UNREACHABLE = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference.

    Attributes:
        kind: ``changed``, ``added`` or ``lost`` files; ``unsigned``: no good signature; ``other-build``: signed, but
            not the build that is expected; ``unreachable``: it could not be looked at.
        path: Of the file, or the address.
        why: What was seen.
    """

    kind: Kind
    path: str
    why: str = ""


@dataclass
class Findings:
    """The outcome of a comparison.

    Attributes:
        target: What was looked at.
        files: How many files the manifest lists; None where there is no manifest to believe.
        checked: How many of them were compared; on a server packed copies count with the file that they are copies of.
        commit: The commit that the delivered manifest names.
        digest: SHA-256 of the manifest that was believed.
        found: The differences.
        signed: The trusted comment of the signature; None where none was checked or it is bad.
    """

    target: str
    files: int | None = None
    checked: int = 0
    commit: str | None = None
    digest: str | None = None
    signed: str | None = None
    found: list[Finding] = field(default_factory=list)

    def add(self, kind: Kind, path: str, why: str = "") -> None:
        """Note a difference."""
        self.found.append(Finding(kind, path, why))

    def of(self, kind: Kind) -> list[Finding]:
        """The differences of a kind, sorted."""
        return sorted({found for found in self.found if found.kind == kind}, key=lambda found: (found.path, found.why))

    @property
    def status(self) -> Status:
        """The gravest of it: tampering before a server that does not answer."""
        kinds = {found.kind for found in self.found}
        if kinds - {"unreachable"}:
            return Status.TAMPERED
        return Status.UNREACHABLE if kinds else Status.FINE

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {
            "status": self.status.name.lower(),
            "code": int(self.status),
            "target": self.target,
            "commit": self.commit,
            "manifest_sha256": self.digest,
            "signed": self.signed,
            "files": self.files,
            "checked": self.checked,
            **{
                kind.replace("-", "_"): [{"path": found.path, **({"why": found.why} if found.why else {})} for found in self.of(kind)]
                for kind in ORDER
            },
        }
