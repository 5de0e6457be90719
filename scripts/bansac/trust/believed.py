"""Which manifest is believed: one that the right key has signed, or one that whoever asks brings along."""

from __future__ import annotations

from dataclasses import dataclass

import minisign

from bansac.trust.findings import Findings
from bansac.trust.keys import check_signature
from bansac.trust.manifest import MANIFEST, SIGNATURE, Manifest, ManifestError, read_manifest


@dataclass(frozen=True)
class Expected:
    """What whoever asks knows beforehand; never anything that the place itself delivers.

    Attributes:
        key: The public key; None where a manifest is brought along and no signature is asked for.
        manifest: The manifest of the build that is expected.
        commit: The commit that is expected, or its beginning.
    """

    key: minisign.PublicKey | None = None
    manifest: Manifest | None = None
    commit: str | None = None


def believed(expected: Expected, raw: bytes | None, signature: bytes | None, findings: Findings) -> Manifest | None:
    """The manifest to compare with.

    A delivered manifest without a good signature is not believed; then the one that was brought along serves, or none.

    Args:
        expected: What is known beforehand.
        raw: The delivered manifest; None if there is none.
        signature: The delivered signature; None if there is none.
        findings: Where differences go.
    """
    delivered = _delivered(expected, raw, signature, findings)
    if delivered:
        findings.commit = delivered.commit
        _compare(expected, delivered, findings)
    manifest = expected.manifest or (delivered if expected.key else None)
    if manifest:
        findings.files, findings.digest = len(manifest.files), manifest.digest
    return manifest


def _delivered(expected: Expected, raw: bytes | None, signature: bytes | None, findings: Findings) -> Manifest | None:
    if raw is None:
        findings.add("lost", MANIFEST)
        return None
    if expected.key:
        if signature is None:
            findings.add("unsigned", SIGNATURE, "không có tệp · no such file")
            return None
        try:
            findings.signed = check_signature(raw, signature, expected.key)
        except ManifestError as error:
            findings.add("unsigned", MANIFEST, error.message.en)
            return None
    try:
        return read_manifest(raw)
    except ManifestError as error:
        findings.add("changed", MANIFEST, error.message.en)
        return None


def _compare(expected: Expected, delivered: Manifest, findings: Findings) -> None:
    """A signature proves who made a build, not that it is the last one: an old site comes with its old signature."""
    if expected.manifest and delivered.raw != expected.manifest.raw:
        findings.add("other-build", MANIFEST, f"{_name(delivered)} ≠ {_name(expected.manifest)}")
    if expected.commit and not (delivered.commit or "").startswith(expected.commit):
        findings.add("other-build", MANIFEST, f"{_name(delivered)} ≠ commit {expected.commit}")


def _name(manifest: Manifest) -> str:
    return f"commit {manifest.commit}" if manifest.commit else f"sha256 {manifest.digest[:16]}"
