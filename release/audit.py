"""The audit: what the lock files pin, looked up among known vulnerabilities by ``pip-audit``."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LOCKS = ("requirements/build.txt", "requirements/site.txt", "requirements/test.txt", "bench/requirements.txt")


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found in one lock file.

    Attributes:
        audited: How many packages the database knows.
        unknown: Packages that could not be looked up, with the reason.
        vulnerable: Package and version, ids of the vulnerabilities, versions that mend them.
    """

    audited: int
    unknown: dict[str, str]
    vulnerable: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


class AuditError(RuntimeError):
    """``pip-audit`` itself failed."""


def audit(lock: Path) -> Audit:
    """Look up every package of a lock file.

    Raises:
        AuditError: The tool gave no answer that can be read.
    """
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    done = subprocess.run(  # noqa: S603  # the tool that the lock of the tests pins
        [*command, "--format", "json", "--progress-spinner", "off"], capture_output=True, encoding="utf-8", check=False
    )
    return read(done.stdout, done.stderr)


def read(answer: str, said: str = "") -> Audit:
    """Read the tool's answer.

    Args:
        answer: What it printed: JSON.
        said: What it said besides, for the error.

    Raises:
        AuditError: It is no such answer.
    """
    try:
        found = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        raise AuditError(said.strip() or answer.strip() or "pip-audit said nothing") from error
    unknown = {item["name"]: item["skip_reason"] for item in found if "skip_reason" in item}
    vulnerable = tuple(
        (
            f"{item['name']} {item['version']}",
            tuple(hole["id"] for hole in item["vulns"]),
            tuple(sorted({version for hole in item["vulns"] for version in hole["fix_versions"]})),
        )
        for item in found
        if item.get("vulns")
    )
    return Audit(len(found) - len(unknown), unknown, vulnerable)
