"""The search index: one for each language, built from the records of its pages alone.

A record carries the inside of ``<main>``: Pagefind then weighs headings and links results
to them by their ids, at nearly the cost of plain text. Languages share nothing, so an edit
rebuilds one of them, and :func:`fingerprint` says which.
"""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from bansac.finish.model import SearchRecord
from bansac.finish.pagefind_bundle import canonical_bundle
from bansac.finish.pagefind_service import index_files

Bundle = dict[str, bytes]
"""The files of one index, by their path below its folder."""

WORKERS = 2
"""Indexers at work at once; each uses about one core."""

_REVISION = 1
"""Raised when the same records give other files than before."""


def fingerprint(records: Iterable[SearchRecord], *, locale: str, worker: bool = True) -> str:
    """A hash of all that an index is made from: records, language, settings, version of Pagefind.

    Equal fingerprints mean equal files, byte for byte.
    """
    digest = hashlib.sha256()
    settings = [_REVISION, version("pagefind"), locale, worker]
    digest.update(json.dumps(settings).encode())
    for record in _ordered(records):
        parts = [record.url, record.title, record.html, record.filters, record.meta, record.sort]
        digest.update(json.dumps(parts, ensure_ascii=False).encode())
    return digest.hexdigest()


def build_index(records: Iterable[SearchRecord], *, locale: str, worker: bool = True) -> Bundle:
    """Build the index of one language.

    Args:
        records: Its pages, in any order; pages that are not to be found are left out.
        locale: Its code: ``vi``. Pagefind stems by it and parts Chinese words by it.
        worker: Keep the script that searches in a worker.

    Returns:
        The files to publish below ``search/<locale>/``; none when there are no records.

    Raises:
        OutputError: The indexer is missing or fails.
    """
    ordered = _ordered(records)
    if not ordered:
        return {}
    messages = (
        {"type": "AddFile", "url": record.url, "file_path": None, "file_contents": document(record, locale=locale)} for record in ordered
    )
    return canonical_bundle(index_files(messages, config={"force_language": locale}), worker=worker)


def build_indexes(
    records: Mapping[str, Sequence[SearchRecord]], *, workers: int = WORKERS, worker: bool = True
) -> Iterator[tuple[str, Bundle]]:
    """Build the indexes of several languages side by side, the largest first.

    Args:
        records: The pages of each language, by its code.
        workers: Indexers at work at once.
        worker: Keep the script that searches in a worker.

    Yields:
        The code and the files of each language, in the order of the codes.
    """
    by_size = sorted(records, key=lambda locale: (-sum(len(record.html) for record in records[locale]), locale))
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        tasks = {locale: pool.submit(build_index, records[locale], locale=locale, worker=worker) for locale in by_size}
        for locale in sorted(tasks):
            yield locale, tasks[locale].result()


def write_bundle(bundle: Bundle, *, folder: Path) -> None:
    """Write the files of an index and remove the folder's other files.

    A file that already holds these bytes is left as it is.
    """
    wanted = {folder / path for path in bundle}
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path not in wanted:
                path.unlink()
    for name, data in bundle.items():
        target = folder / name
        if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def document(record: SearchRecord, *, locale: str) -> str:
    """The page as the indexer reads it: the text, and what is known of it in ``<meta>``."""
    known = [_meta("meta", "title", record.title)]
    known += [_meta("meta", name, value) for name, value in record.meta]
    known += [_meta("filter", name, value) for name, value in record.filters]
    known += [_meta("sort", name, value) for name, value in record.sort]
    return (
        f'<!doctype html><html lang="{html.escape(locale)}"><head><meta charset="utf-8">{"".join(known)}</head>'
        f"<body data-pagefind-body>{record.html}</body></html>"
    )


def _meta(kind: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{kind}="{html.escape(name)}[content]" content="{html.escape(value)}">'


def _ordered(records: Iterable[SearchRecord]) -> list[SearchRecord]:
    return sorted(records, key=lambda record: record.url)
