"""The manifest: every published file with its size and SHA-256, and the commit that the site was made from.

It says only what follows from the files and from what the build was told, so the same commit gives the same bytes;
nothing reads the clock. It lists every file of the folder but itself and its signature, precompressed variants too:
a server that delivers ``index.html.gz`` delivers that file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bansac.errors import BansacError

MANIFEST: Final = ".well-known/bansac-manifest.json"
SIGNATURE: Final = f"{MANIFEST}.minisig"
UNLISTED: Final = frozenset({MANIFEST, SIGNATURE})
"""What no manifest can list: itself, and what is made from it."""
LARGEST: Final = 64_000_000
"""Bytes of a manifest; one of 100,000 files has about 15 MB."""
VARIANTS: Final = {".gz": "gzip", ".br": "br"}
"""Endings of precompressed variants, with the name of their encoding in HTTP."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Commit = Annotated[str, Field(pattern=r"^[0-9a-f]{40}(?:[0-9a-f]{24})?$")]
"""The name of a commit in Git, in full: SHA-1 or SHA-256."""


class ManifestError(BansacError):
    """A manifest or a signature that is missing, damaged or not what it should be."""


class Entry(BaseModel):
    """A published file.

    Attributes:
        path: Its path below the root of the site.
        size: Its bytes.
        sha256: Their hash.
        to: Where its address leads if a server has a rule for it: a path below the site, or an absolute address.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    path: str
    size: Annotated[int, Field(ge=0)]
    sha256: Sha256
    to: str | None = None

    @field_validator("path")
    @classmethod
    def _inside(cls, path: str) -> str:
        parts = PurePosixPath(path)
        if not path or parts.is_absolute() or parts.as_posix() != path or {"..", "."} & set(parts.parts) or "\\" in path or "\0" in path:
            raise ValueError("not a path below the site")
        return path


class _Document(BaseModel):
    model_config = ConfigDict(extra="ignore")

    version: Literal[1]
    site: str
    commit: Commit | None = None
    files: tuple[Entry, ...]


@dataclass(frozen=True)
class Manifest:
    """A manifest, read.

    Attributes:
        site: The address that the site was built for.
        commit: The commit that it was made from; None where the build was not told.
        files: Its files by path.
        raw: The bytes that are signed.
    """

    site: str
    commit: str | None
    files: Mapping[str, Entry]
    raw: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest: names a build in one word."""
        return hashlib.sha256(self.raw).hexdigest()

    def variants(self, path: str) -> Iterator[str]:
        """The encodings that a file lies ready in."""
        yield from (encoding for suffix, encoding in VARIANTS.items() if path + suffix in self.files)

    def is_variant(self, path: str) -> bool:
        """Whether a file is only another one, compressed."""
        return any(path.endswith(suffix) and path.removesuffix(suffix) in self.files for suffix in VARIANTS)


def write_manifest(
    folder: Path, hashes: Mapping[str, str], *, site_url: str, commit: str | None = None, redirects: Mapping[str, str] | None = None
) -> bytes:
    """Write the manifest of a finished folder; nothing may be added to the folder afterwards but the signature.

    Args:
        folder: The site.
        hashes: The SHA-256 of its files by path.
        site_url: The address that it was built for.
        commit: The commit that it was made from, in full.
        redirects: Where each page of a former address leads, by its path.

    Returns:
        What was written.
    """
    entries = []
    for path in sorted(hashes.keys() - UNLISTED):
        entry: dict[str, str | int] = {"path": path, "size": (folder / path).stat().st_size, "sha256": hashes[path]}
        if redirects and path in redirects:
            entry["to"] = redirects[path].removeprefix(site_url)
        entries.append(json.dumps(entry, ensure_ascii=False))
    head: dict[str, object] = {"version": 1, "site": site_url, **({"commit": commit} if commit else {})}
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "files": [\n' + ",\n".join(entries) + "\n]}\n"
    target = folder / MANIFEST
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text.encode("utf-8"))
    return text.encode("utf-8")


def read_manifest(raw: bytes, shown: str = MANIFEST) -> Manifest:
    """Read a manifest.

    Args:
        raw: Its bytes.
        shown: How errors name it.

    Raises:
        ManifestError: It is no manifest.
    """
    try:
        found = _Document.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise ManifestError("bad_manifest", path=shown, field=place or None, reason=first["msg"]) from error
    files = {entry.path: entry for entry in found.files}
    if len(files) != len(found.files):
        raise ManifestError("bad_manifest", path=shown, reason="twice")
    return Manifest(found.site, found.commit, files, raw)


def files_of(folder: Path) -> Iterator[str]:
    """Every file and every link below a folder, by path; linked folders are not entered."""
    for where, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(where, name))]  # noqa: PTH114, PTH118  # os.walk gives texts
        for name in (*names, *links):
            yield Path(where, name).relative_to(folder).as_posix()
