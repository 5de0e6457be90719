"""Making Pagefind's files the same at each build, and dropping those that no visitor loads.

Pagefind 1.5 walks hash maps where it writes filters and sort keys, so the values of a
filter, and the lists of filters and sort keys, come in another order each time; with
them change the names, which are hashes. Word indexes and fragments are stable. Here
those lists are sorted and the files named anew.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any

from bansac.errors import OutputError
from bansac.finish import cbor

SIGNATURE = b"pagefind_dcd"
"""What Pagefind's script looks for to know that a file is unpacked."""

FORMAT = "1.5."
"""Versions of Pagefind whose files are known here."""

_ENTRY = "pagefind-entry.json"
_FILTERS, _SORTS = 3, 4
_NAME_LENGTH = 10


def canonical_bundle(files: Mapping[str, bytes], *, worker: bool = True) -> dict[str, bytes]:
    """Sort what Pagefind left unsorted and keep only what a search loads.

    Args:
        files: The files of an index of one language, by path.
        worker: Keep the worker; without it pages must call ``options({noWorker: true})``.

    Returns:
        The files to publish, by path, in the order of the paths.

    Raises:
        OutputError: The files are not of a known version, or hold another number of languages.
    """
    entry = json.loads(files[_ENTRY])
    languages: dict[str, dict[str, Any]] = entry["languages"]
    if not str(entry["version"]).startswith(FORMAT) or len(languages) != 1:
        raise OutputError("search_engine", found=f"Pagefind {entry['version']}, {sorted(languages)}", expected=FORMAT)
    ((language, facts),) = languages.items()
    kept = {path: data for path, data in files.items() if path.startswith(("fragment/", "index/"))}
    kept["pagefind.js"] = files["pagefind.js"]
    if worker:
        kept["pagefind-worker.js"] = files["pagefind-worker.js"]
    wasm = f"wasm.{facts['wasm'] or 'unknown'}.pagefind"
    kept[wasm] = files[wasm]
    facts["hash"] = _rewrite_meta(files, kept, language=language, old_hash=facts["hash"])
    kept[_ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(kept.items()))


def _rewrite_meta(files: Mapping[str, bytes], kept: dict[str, bytes], *, language: str, old_hash: str) -> str:
    """Add the meta file and the filters to the kept files, and return the new hash of the former."""
    meta = cbor.decode(_unpack(files[f"pagefind.{old_hash}.pf_meta"]))
    match meta:
        case [str(), list(), list(), list() as filters, list() as sorts, *_]:
            pass
        case _:
            raise OutputError("search_engine", found="pf_meta", expected=FORMAT)
    meta[_FILTERS] = sorted([name, _rewrite_filter(files, kept, language=language, old_hash=old)] for name, old in _pairs(filters))
    meta[_SORTS] = sorted(sorts, key=repr)
    data = cbor.encode(meta)
    name = _hashed(data, language=language)
    kept[f"pagefind.{name}.pf_meta"] = _pack(data)
    return name


def _rewrite_filter(files: Mapping[str, bytes], kept: dict[str, bytes], *, language: str, old_hash: str) -> str:
    match cbor.decode(_unpack(files[f"filter/{old_hash}.pf_filter"])):
        case [str() as title, list() as values]:
            data = cbor.encode([title, sorted(values, key=repr)])
        case _:
            raise OutputError("search_engine", found="pf_filter", expected=FORMAT)
    name = _hashed(data, language=language)
    kept[f"filter/{name}.pf_filter"] = _pack(data)
    return name


def _pairs(values: list[cbor.Value]) -> list[tuple[str, str]]:
    pairs = []
    for value in values:
        match value:
            case [str() as name, str() as text]:
                pairs.append((name, text))
            case _:
                raise OutputError("search_engine", found=value, expected=FORMAT)
    return pairs


def _hashed(data: bytes, *, language: str) -> str:
    return f"{language}_{hashlib.sha1(data, usedforsecurity=False).hexdigest()[:_NAME_LENGTH]}"


def _unpack(data: bytes) -> bytes:
    plain = zlib.decompress(data, wbits=zlib.MAX_WBITS | 16)
    if not plain.startswith(SIGNATURE):
        raise OutputError("search_engine", found=plain[:16], expected=SIGNATURE.decode())
    return plain[len(SIGNATURE) :]


def _pack(data: bytes) -> bytes:
    """Gzip without time, name or system, so that the same data give the same file."""
    plain = SIGNATURE + data
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(plain) + deflate.flush()
    header = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return header + packed + zlib.crc32(plain).to_bytes(4, "little") + (len(plain) & 0xFFFFFFFF).to_bytes(4, "little")
