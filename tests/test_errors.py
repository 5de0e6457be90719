"""What the command says when something is wrong: golden cases of ``tests/cases/errors``.

Each case changes a copy of the small site, runs the command, and expects exactly the output that
it holds, an exit code, and a site that is as it was. ``pytest --write-golden`` writes the output anew.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from small import Site

CASES = Path(__file__).parent / "cases" / "errors"
KEYS = {"it", "replace", "write", "prepend", "bytes", "size", "png", "link", "delete", "env", "run", "exit", "output"}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yml")), ids=lambda path: path.stem)
def test_error(path: Path, site: Site, request: pytest.FixtureRequest) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert not case.keys() - KEYS
    change(site, case)
    before = site.manifest()
    done = site.run(*case.get("run", "build").split(), env=case.get("env"))
    said = re.sub(r"Found: Image size .*", "Found: …", done.err)  # words of the picture library
    found = "\n".join(line.rstrip() for line in said.splitlines()).rstrip() + "\n"
    if request.config.getoption("--write-golden"):
        head = path.read_text(encoding="utf-8").split("output: |\n")[0]
        path.write_text(head + "output: |\n" + "".join(f"  {line}\n" if line else "\n" for line in found.splitlines()), encoding="utf-8")
    else:
        assert found == case["output"]
    assert done.code == case.get("exit", 1)
    assert site.manifest() == before


def change(site: Site, case: dict[str, Any]) -> None:
    """Apply what a case changes."""
    for path in case.get("delete", ()):
        site.delete(path)
    for path, text in case.get("write", {}).items():
        site.write(path, text)
    for path, pairs in case.get("replace", {}).items():
        for old, new in pairs.items():
            site.replace(path, old, new)
    for path, text in case.get("prepend", {}).items():
        site.write(path, text + site.read(path))
    for path, text in case.get("bytes", {}).items():
        site.write_bytes(path, text.encode("latin-1"))
    for path, size in case.get("size", {}).items():
        site.write_bytes(path, b"x" * size)
    for path, (width, height) in case.get("png", {}).items():
        site.write_bytes(path, blank_png(width, height))
    for path, target in case.get("link", {}).items():
        (site.root / path).unlink(missing_ok=True)
        (site.root / path).symlink_to(target)


def blank_png(width: int, height: int) -> bytes:
    """A valid picture in two colours, as small as its size allows."""
    row = bytes(1 + (width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([1, 0, 0, 0, 0])
    chunks = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    body = (len(part).to_bytes(4, "big") + name + part + zlib.crc32(name + part).to_bytes(4, "big") for name, part in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def test_too_large_png_is_a_real_picture() -> None:
    assert len(blank_png(30_000, 30_000)) < 200_000
