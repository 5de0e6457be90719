"""What a store is told of each object: its type, how long it may be kept, and that it is compressed.

A store keeps no other header; the rest of the policy is for the CDN before it.
"""

from __future__ import annotations

from bansac.serving.policy import TEXT_TYPES, cache_control, content_type


def headers_of(path: str, *, compressed: bool) -> tuple[str, ...]:
    """The headers of an object, as ``Name: value``."""
    encoding = ("Content-Encoding: gzip",) if compressed else ()
    return (f"Content-Type: {content_type(path)}", f"Cache-Control: {cache_control(path)}", *encoding)


def is_text(path: str) -> bool:
    """Whether a file is text, which compression makes much smaller."""
    return path.rpartition(".")[2] in TEXT_TYPES
