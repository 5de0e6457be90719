"""Comparing a folder with its manifest: what was changed, added or lost."""

from __future__ import annotations

from pathlib import Path

from bansac.built import sha256_of
from bansac.errors import ConfigError
from bansac.trust.believed import Expected, believed
from bansac.trust.findings import Findings
from bansac.trust.manifest import MANIFEST, SIGNATURE, UNLISTED, files_of


def check_folder(folder: Path, expected: Expected) -> Findings:
    """Compare every file of a folder.

    A link is never followed: below a site there is none, and one could lead to anything.

    Raises:
        ConfigError: There is no such folder.
    """
    if not folder.is_dir():
        raise ConfigError("no_such_folder", path=folder)
    root = folder.resolve()
    findings = Findings(str(folder))
    manifest = believed(expected, _bytes(root / MANIFEST), _bytes(root / SIGNATURE), findings)
    if manifest is None:
        return findings
    present = set(files_of(root))
    for path in sorted(manifest.files.keys() - present):
        findings.add("lost", path)
    for path in sorted(present - manifest.files.keys() - UNLISTED):
        findings.add("added", path)
    for path in sorted(present & manifest.files.keys()):
        entry = manifest.files[path]
        try:
            good = not (root / path).is_symlink() and sha256_of(root / path) == entry.sha256
        except OSError as error:
            findings.add("unreachable", path, error.strerror or "")
            continue
        findings.checked += 1
        if not good:
            findings.add("changed", path, "liên kết · a link" if (root / path).is_symlink() else "")
    return findings


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None
