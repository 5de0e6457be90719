"""``python -m release audit`` and ``python -m release make``: see ``make audit`` and ``make release``."""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
from pathlib import Path

from release.audit import LOCKS, AuditError, audit
from release.sbom import NAME, bill_of_materials, check

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run one of the two."""
    parser = argparse.ArgumentParser(prog="python -m release", description="Audit what the tool depends on, or make a release.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    auditing = verbs.add_parser("audit", help="look up the pinned packages among known vulnerabilities")
    auditing.add_argument("--strict", action="store_true", help="fail as well where a package could not be looked up")
    making = verbs.add_parser("make", help="source, bill of materials and checksums of a commit")
    making.add_argument("--commit", default="HEAD", help="which commit (default: HEAD)")
    making.add_argument("--output", type=Path, default=ROOT / "build" / "release", help="where to (default: build/release)")
    options = parser.parse_args()
    return _audit(strict=options.strict) if options.verb == "audit" else _make(options.commit, options.output)


def _audit(*, strict: bool) -> int:
    worst = 0
    for name in LOCKS:
        try:
            found = audit(ROOT / name)
        except AuditError as error:
            print(f"✗ {name}: {error}", file=sys.stderr)
            worst = max(worst, 2)
            continue
        for package, holes, mended in found.vulnerable:
            print(f"✗ {name}: {package}: {', '.join(holes)}; sửa từ · mended in {', '.join(mended) or '–'}", file=sys.stderr)
            worst = max(worst, 1)
        count = found.audited + len(found.unknown)
        sign = "✗" if found.vulnerable else "?" if found.unknown else "✓"
        print(f"{sign} {name}: {found.audited}/{count} đã tra · looked up, {len(found.vulnerable)} ✗")
        if found.unknown:
            missing = len(found.unknown)
            print(f"  Cơ sở dữ liệu không trả lời cho {missing} gói · The database did not answer for {missing} packages")
            worst = max(worst, 2) if strict else worst
    return worst


def _make(commit: str, output: Path) -> int:
    version = re.search(r'__version__ = "(.+)"', (ROOT / "scripts/bansac/__init__.py").read_text(encoding="utf-8"))
    if version is None:
        raise SystemExit("scripts/bansac/__init__.py: __version__")
    name = f"{NAME}-{version[1]}"
    output.mkdir(parents=True, exist_ok=True)
    source = output / f"{name}.tar"
    command = ["git", "-C", str(ROOT), "archive", "--format=tar", f"--prefix={name}/", f"--output={source}", commit]
    subprocess.run(command, check=True)  # noqa: S603  # git, with a commit that the releaser names
    bill = output / f"{name}.cdx.json"
    data = bill_of_materials(ROOT, version[1])
    check(data)
    bill.write_bytes(data)
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted((source, bill)))
    (output / "SHA256SUMS").write_text(sums, encoding="utf-8")
    print(f"✓ {output}: {source.name}, {bill.name}, SHA256SUMS")
    return 0


if __name__ == "__main__":
    sys.exit(main())
