"""Copies of text files compressed beforehand, better than a server would do it each time."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path
from typing import Final

import brotli

from bansac.serving.policy import TEXT_TYPES
from bansac.store import Store
from bansac.swap import place

SMALLEST: Final = 256
"""Bytes below which a compressed copy saves nothing that a reader could notice."""
WAYS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "gz": lambda data: gzip.compress(data, compresslevel=9, mtime=0),
    "br": lambda data: brotli.compress(data, mode=brotli.MODE_TEXT, quality=11),
}
"""How a file is compressed, by the ending of the copy."""


def compress_site(folder: Path, store: Store, progress: Callable[[int, int], None]) -> int:
    """Put a compressed copy beside every text file of a site where it is smaller; what was compressed before is used again.

    Args:
        folder: The site.
        store: Keeps the copies by what they were made from.
        progress: Told how many files are done, of how many.

    Returns:
        How many copies there are.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix[1:] in TEXT_TYPES and path.stat().st_size >= SMALLEST)
    count = 0
    with ThreadPoolExecutor() as pool:  # both libraries let other threads run while they compress
        for done, copies in enumerate(pool.map(lambda path: list(_copies(path, store)), files), start=1):
            for copy, target in copies:
                place(copy, target)
            count += len(copies)
            progress(done, len(files))
    return count


def _copies(path: Path, store: Store) -> Iterator[tuple[Path, Path]]:
    data = path.read_bytes()
    key = blake2b(data, digest_size=16).hexdigest()
    for ending, compress in WAYS.items():
        made = store.bytes_of(ending, key, lambda compress=compress: compress(data))  # type: ignore[misc]  # a default binds the loop's value
        if len(made) < len(data):
            yield store.path(ending, key), path.with_name(f"{path.name}.{ending}")
