"""Bản Sắc: content and brand in, a public-information site and an identity kit out."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

__version__ = "0.1.0"


@cache
def _fingerprint() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in {".py", ".yml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


FINGERPRINT = _fingerprint()
"""Hash of the generator's own code: a cache made by other code is not used."""
