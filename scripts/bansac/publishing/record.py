"""What a release is made of: the hash of each file, and what it keeps of former releases.

The record of a release lies beside its files as two plain texts: ``SHA256SUMS``, which
``sha256sum --check`` reads, and ``CARRIED``: the assets that only pages of former releases ask
for, with the number of publishes since a build had them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bansac.built import digest_of_files, hashes_of
from bansac.trust.manifest import read_manifest

SUMS = "SHA256SUMS"
CARRIED = "CARRIED"

_RELEASE = re.compile(r"(?P<number>\d{6,})-(?P<digest>[0-9a-f]{12})")


@dataclass(frozen=True)
class Record:
    """The files of a release.

    Attributes:
        files: SHA-256 (hex) by path, of the files that the build made.
        carried: SHA-256 (hex) by path, of assets kept from former releases.
        ages: For each carried path the number of publishes since a build had it, from 1.
    """

    files: Mapping[str, str]
    carried: Mapping[str, str] = field(default_factory=dict)
    ages: Mapping[str, int] = field(default_factory=dict)

    @property
    def everything(self) -> dict[str, str]:
        """All files of the release, by path."""
        return dict(sorted({**self.files, **self.carried}.items()))

    @property
    def digest(self) -> str:
        """Hash of what the build made: equal builds have equal digests."""
        return digest_of_files(self.files)

    def texts(self) -> dict[str, str]:
        """The record as files by name."""
        return {SUMS: _sums(self.everything), CARRIED: "".join(f"{age}  {path}\n" for path, age in sorted(self.ages.items()))}


def _sums(files: Mapping[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items()))


def read_record(texts: Mapping[str, str]) -> Record:
    """A record from its files; what is no line of a record is left out."""
    everything = {path: digest for digest, path in _pairs(texts.get(SUMS, ""))}
    ages = {path: int(age) for age, path in _pairs(texts.get(CARRIED, "")) if age.isdigit() and path in everything}
    files = {path: digest for path, digest in everything.items() if path not in ages}
    return Record(files, {path: everything[path] for path in ages}, ages)


def record_of_manifest(path: Path) -> Record:
    """The record of what a site serves, by the manifest that it publishes.

    Raises:
        ManifestError: It is no manifest.
    """
    files = read_manifest(path.read_bytes(), str(path)).files
    return Record({name: entry.sha256 for name, entry in files.items()})


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        first, separator, path = line.partition("  ")
        if separator:
            yield first, path


def record_of(site: Path) -> Record:
    """The record of a built site.

    Raises:
        OutputError: Something in the folder is no plain file, or has a name that no server takes.
    """
    return Record(hashes_of(site))


def release_name(number: int, digest: str) -> str:
    """The name of a release: its number in the order of publishes, and the start of its digest."""
    return f"{number:06}-{digest[:12]}"


def number_of(name: str) -> int | None:
    """The number of a release by its name, or None for what is no release."""
    match = _RELEASE.fullmatch(name)
    return int(match["number"]) if match else None


def digest_start(name: str) -> str:
    """The start of a release's digest, by its name."""
    match = _RELEASE.fullmatch(name)
    return match["digest"] if match else ""
