"""A release: its bill of materials says what the lock files pin, and the audit misses no answer."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from release.audit import AuditError, read
from release.lock import LockError, read_lock
from release.sbom import SbomError, bill_of_materials, check
from small import PROJECT

LOCK = PROJECT / "requirements" / "site.txt"


@pytest.fixture(scope="module")
def bill() -> dict[str, object]:
    found: dict[str, object] = json.loads(bill_of_materials(PROJECT, "1.2.3"))
    return found


def test_bill_lists_exactly_what_is_pinned(bill: dict[str, object]) -> None:
    pinned = set(re.findall(r"^([\w.-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    components = [item for item in bill["components"] if item.get("purl", "").startswith("pkg:pypi/")]
    assert {(item["name"], item["version"]) for item in components} == pinned
    hashes = sorted(re.findall(r"sha256:([0-9a-f]{64})", LOCK.read_text(encoding="utf-8")))
    assert sorted(item["value"] for component in components for item in component["properties"]) == hashes


def test_bill_lists_every_font_with_its_licence(bill: dict[str, object]) -> None:
    fonts = {item["name"]: item for item in bill["components"] if item["type"] == "file"}
    assert set(fonts) == {path.name for path in (PROJECT / "brand" / "fonts").glob("*.ttf")}
    assert {item["licenses"][0]["license"]["id"] for item in fonts.values()} == {"OFL-1.1"}


def test_bill_knows_who_asks_for_whom(bill: dict[str, object]) -> None:
    asked = {item["ref"].split("@")[0]: {ref.split("@")[0] for ref in item.get("dependsOn", ())} for item in bill["dependencies"]}
    assert "pkg:pypi/mkdocs" in asked["bansac"]
    assert "pkg:pypi/ghp-import" in asked["pkg:pypi/mkdocs"]
    assert "pkg:pypi/ghp-import" not in asked["bansac"]


def test_bill_has_no_clock() -> None:
    made = bill_of_materials(PROJECT, "1.2.3")
    assert made == bill_of_materials(PROJECT, "1.2.3")
    assert b"timestamp" not in made


def test_bill_follows_the_schema_and_the_check_can_fail() -> None:
    made = bill_of_materials(PROJECT, "1.2.3")
    check(made)
    with pytest.raises(SbomError):
        check(made.replace(b'"type": "application"', b'"type": "emblem"'))


def test_a_package_without_hash_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("one==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via two\ntwo==2.0\n", encoding="utf-8")
    with pytest.raises(LockError, match="two has no hash"):
        read_lock(lock)


def test_audit_tells_vulnerable_from_unknown() -> None:
    answer = {
        "dependencies": [
            {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"], "aliases": [], "description": ""}]},
            {"name": "b", "version": "1", "vulns": []},
            {"name": "c", "skip_reason": "not found"},
        ],
        "fixes": [],
    }
    found = read(json.dumps(answer))
    assert (found.audited, found.unknown, found.vulnerable) == (2, {"c": "not found"}, (("a 1", ("PYSEC-1",), ("2",)),))
    with pytest.raises(AuditError, match="no network"):
        read("", "no network")


def test_release_of_one_commit_is_the_same_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        command = [sys.executable, "-m", "release", "make", "--output", str(tmp_path / name)]
        subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)  # noqa: S603  # our own program
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert first == second
    assert set(first) == {"bansac-0.1.0.tar", "bansac-0.1.0.cdx.json", "SHA256SUMS"}
    done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "one", check=False, capture_output=True)  # noqa: S607  # the system's
    assert done.returncode == 0, done.stderr
