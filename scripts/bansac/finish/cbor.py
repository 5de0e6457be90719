"""The small part of CBOR (RFC 8949) that a search index is written in: integers, texts, lists."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_UNSIGNED, _NEGATIVE, _TEXT, _LIST = 0, 1, 3, 4
_INLINE = 24
_WIDTHS = ((1 << 8, 24, 1), (1 << 16, 25, 2), (1 << 32, 26, 4), (1 << 64, 27, 8))


def decode(data: bytes) -> Value:
    """Read one value that fills the bytes.

    Raises:
        ValueError: The bytes hold something else.
    """
    value, end = _read(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes after the value")
    return value


def encode(value: Value) -> bytes:
    """Write one value, every number in its shortest form."""
    parts: list[bytes] = []
    _write(value, parts)
    return b"".join(parts)


def _read(data: bytes, at: int) -> tuple[Value, int]:
    kind, count, at = _read_head(data, at)
    if kind == _UNSIGNED:
        return count, at
    if kind == _NEGATIVE:
        return -1 - count, at
    if kind == _TEXT:
        if at + count > len(data):
            raise ValueError("text is cut off")
        return data[at : at + count].decode(), at + count
    if kind == _LIST:
        items: list[Value] = []
        for _ in range(count):
            item, at = _read(data, at)
            items.append(item)
        return items, at
    raise ValueError(f"unexpected kind {kind}")


def _read_head(data: bytes, at: int) -> tuple[int, int, int]:
    if at >= len(data):
        raise ValueError("value is cut off")
    kind, info = data[at] >> 5, data[at] & 31
    at += 1
    if info < _INLINE:
        return kind, info, at
    for _, mark, width in _WIDTHS:
        if info == mark and at + width <= len(data):
            return kind, int.from_bytes(data[at : at + width], "big"), at + width
    raise ValueError(f"unexpected length {info}")


def _write(value: Value, parts: list[bytes]) -> None:
    if isinstance(value, int):
        parts.append(_head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value))
    elif isinstance(value, str):
        text = value.encode()
        parts += (_head(_TEXT, len(text)), text)
    else:
        parts.append(_head(_LIST, len(value)))
        for item in value:
            _write(item, parts)


def _head(kind: int, count: int) -> bytes:
    if count < _INLINE:
        return bytes([kind << 5 | count])
    for limit, mark, width in _WIDTHS:
        if count < limit:
            return bytes([kind << 5 | mark]) + count.to_bytes(width, "big")
    raise ValueError(f"{count} is too large")
