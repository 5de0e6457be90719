"""Where a site may be published: ``extra.bansac.publish`` of ``mkdocs.yml``.

Each target has a name and a kind. No secret stands in the file: keys and passwords come from
the operator's own configuration of SSH and rclone, or from the environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from bansac.config import Project
from bansac.errors import ConfigError, Report, suggestion
from bansac.located import Located, Place, read_section
from bansac.schema.common import Entry
from bansac.validate import validate

SECTION = ("extra", "bansac", "publish")

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SECRET = re.compile(r"pass|secret|token|credential|private|(?:^|_)key", re.IGNORECASE)


def _no_climbing(path: str) -> str:
    if ".." in path.split("/") or path.strip("/") == "":
        raise ValueError("path_climbs")
    return path


HostName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=253)]
UserName = Annotated[str, StringConstraints(pattern=r"^[a-z_][a-z0-9_.-]*$", max_length=32)]
ServerPath = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9/_][A-Za-z0-9._/-]*$"), AfterValidator(_no_climbing)]
RemoteName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$")]
Bucket = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
Prefix = Annotated[str, StringConstraints(pattern=r"^(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*$")]
Kept = Annotated[int, Field(ge=2, le=100)]


class _Target(Entry):
    keep: Kept = 5
    """How many releases are kept, and for how many publishes assets of former ones stay."""


class SshTarget(_Target):
    """A server that takes files by rsync over SSH; its path holds ``releases/`` and ``current``."""

    kind: Literal["ssh"]
    host: HostName
    """A host name, or an alias of the operator's SSH configuration."""
    path: ServerPath
    user: UserName | None = None
    port: Annotated[int, Field(ge=1, le=65535)] | None = None


class FolderTarget(_Target):
    """A folder of this machine or of a mounted share, with the same ``releases/`` and ``current``."""

    kind: Literal["folder"]
    path: Annotated[str, StringConstraints(min_length=1)]
    """Absolute, or from the project's folder."""


class S3Target(_Target):
    """A bucket of any S3-compatible store, by a remote of the operator's rclone configuration."""

    kind: Literal["s3"]
    remote: RemoteName
    bucket: Bucket
    prefix: Prefix = ""
    """Folder of the bucket, ending in a slash; empty for its root."""
    compress: bool = False
    """Whether texts are stored compressed with gzip and a ``Content-Encoding``."""


Target = SshTarget | FolderTarget | S3Target
KINDS: Mapping[str, type[Target]] = {"ssh": SshTarget, "folder": FolderTarget, "s3": S3Target}


def load_targets(project: Project, report: Report) -> dict[str, Target]:
    """Read all targets; every wrong entry is reported with its line."""
    path = Path("mkdocs.yml")
    text = (project.root / path).read_text(encoding="utf-8")
    located = read_section(text, SECTION, path=path)
    if located is None or located.data is None:
        return {}
    if not isinstance(located.data, dict):
        report.add(ConfigError("not_a_mapping", path=path, line=located.line(()), field=".".join(SECTION)))
        return {}
    _refuse_secrets(located, located.data, (), report)
    targets: dict[str, Target] = {}
    for name, entry in located.data.items():
        line = located.line((name,))
        if not _NAME.fullmatch(str(name)):
            report.add(ConfigError("bad_target_name", path=path, line=line, found=name))
            continue
        kind = entry.get("kind") if isinstance(entry, dict) else None
        schema = KINDS.get(str(kind))
        if schema is None:
            report.add(ConfigError("bad_target_kind", path=path, line=line, field=f"{name}.kind", found=kind, expected=", ".join(KINDS)))
            continue
        target = validate(schema, located, path=path, report=report, at=(name,))
        if target is not None:
            targets[str(name)] = target
    return targets


def _refuse_secrets(located: Located, value: Any, place: Place, report: Report) -> None:
    for key, inner in value.items() if isinstance(value, dict) else ():
        here = (*place, str(key))
        if len(here) > 1 and _SECRET.search(str(key)):
            report.add(ConfigError("secret_in_config", path="mkdocs.yml", line=located.line(here), field=".".join(map(str, here))))
        _refuse_secrets(located, inner, here, report)


def target_of(targets: Mapping[str, Target], name: str) -> Target:
    """The target of a name.

    Raises:
        ConfigError: There is none.
    """
    target = targets.get(name)
    if target is None:
        expected = suggestion(name, targets) if targets else None
        raise ConfigError("unknown_target", path="mkdocs.yml", field=".".join(SECTION), found=name, expected=expected)
    return target
