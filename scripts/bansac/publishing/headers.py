"""What a store is told of each object: its type, how long it may be kept, and that it is compressed.

All of it comes from the one policy of delivery. A store knows no other headers; those are for the CDN before it.
"""

from __future__ import annotations

from bansac.serving.policy import TEXT_TYPES, Policy, content_type


def headers_of(policy: Policy, path: str, *, compressed: bool) -> tuple[str, ...]:
    """The headers of an object, as ``Name: value``."""
    cache = policy.headers_for(path)["Cache-Control"]
    return (f"Content-Type: {content_type(path)}", f"Cache-Control: {cache}", *(("Content-Encoding: gzip",) if compressed else ()))


def is_text(path: str) -> bool:
    """Whether a file is text, which compression makes much smaller."""
    return path.rpartition(".")[2] in TEXT_TYPES
