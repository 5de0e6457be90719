"""What a build notes about itself, so that a later publish knows which files it made from what.

The note lies in ``build/``, not in the site: ``build/built/<name of the site's folder>.json``.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import bansac
from bansac.config import Project
from bansac.errors import OutputError
from bansac.instants import UNTOLD, Moment, iso
from bansac.promises import listing
from bansac.store import write_aside
from bansac.trust.manifest import SIGNATURE

_ODD = re.compile(r"[\x00-\x1f\x7f\\]")
_SKIPPED = re.compile(r"(?:^|/)(?:\.[^/]*|__pycache__|[^/]*~)(?:/|$)")


@dataclass(frozen=True)
class Built:
    """The note of a build.

    Attributes:
        inputs: Digest of all that it read, see :func:`inputs_of`.
        files: Digest of what it made, see :func:`digest_of_build`.
        as_of: The instant that it was told, as content writes it; None without one.
    """

    inputs: str
    files: str
    as_of: str | None = None


def inputs_of(project: Project) -> str:
    """Digest of what a build reads: content, brand, theme, configuration, address and the generator's code.

    The list of published addresses is left out: it is checked, but nothing is made from it.
    """
    digest = hashlib.sha256(f"{bansac.FINGERPRINT}\n{project.site_url}\n{project.digest}\n".encode())
    for folder in (project.content, project.brand, project.overrides):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and path != listing(project) and not _SKIPPED.search(name):
                digest.update(f"{folder.name}/{name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def hashes_of(folder: Path) -> dict[str, str]:
    """The SHA-256 (hex) of every file below a folder, by path.

    Raises:
        OutputError: Something there is no plain file, or has a name that no server takes.
    """
    names = sorted(_names(folder, ""))
    with ThreadPoolExecutor() as threads:
        return dict(zip(names, threads.map(lambda name: sha256_of(folder / name), names), strict=True))


def _names(folder: Path, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{prefix}{entry.name}"
            is_folder = entry.is_dir(follow_symlinks=False)
            if _ODD.search(entry.name) or not (is_folder or entry.is_file(follow_symlinks=False)):
                raise OutputError("odd_site_file", path=f"site/{name}")
            if is_folder:
                yield from _names(Path(entry.path), f"{name}/")
            else:
                yield name


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of_files(hashes: Mapping[str, str]) -> str:
    """One hash for all files: that of their list in the form of ``sha256sum``."""
    return hashlib.sha256("".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items())).encode()).hexdigest()


def digest_of_build(hashes: Mapping[str, str]) -> str:
    """One hash for all files of a site that its build made; the signature comes afterwards."""
    return digest_of_files({path: digest for path, digest in hashes.items() if path != SIGNATURE})


def _note(project: Project, site: Path) -> Path:
    return project.build / "built" / f"{site.name}.json"


def forget_built(project: Project, site: Path) -> None:
    """Take the note away before the site changes: a killed build leaves no note that is not true."""
    _note(project, site).unlink(missing_ok=True)


def note_built(project: Project, site: Path, inputs: str, hashes: Mapping[str, str], moment: Moment = UNTOLD) -> None:
    """Note what the site was made from, and what it is."""
    built = Built(inputs, digest_of_build(hashes), iso(moment.at) if moment.at else None)
    write_aside(_note(project, site), json.dumps(asdict(built), indent=2).encode())


def read_built(project: Project, site: Path) -> Built | None:
    """The note of the build that made a site, or None without one."""
    try:
        return Built(**json.loads(_note(project, site).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
