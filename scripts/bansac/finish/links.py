"""Absolute links in a piece of HTML, for readers who see it away from its page."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

_LINKED = "[href], [src], [poster], [srcset]"
_CANDIDATE = re.compile(r"\s*(?P<url>[^\s,]\S*[^\s,])(?P<size>(?:\s+[^\s,]+)?)\s*(?:,|$)")


@lru_cache(maxsize=1024)
def absolutize(html: str, *, base_url: str) -> str:
    """Make all links and sources of a piece of HTML absolute.

    Args:
        html: The piece, as it stands inside ``<body>``.
        base_url: Absolute address of the page that it comes from.

    Returns:
        The piece as a browser understands it, every address absolute.
    """
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    for node in body.css(_LINKED):
        attributes = node.attrs
        for name in ("href", "src", "poster"):
            value = attributes.get(name)
            if value is not None:
                attributes[name] = urljoin(base_url, value.strip())
        value = attributes.get("srcset")
        if value is not None:
            attributes["srcset"] = absolute_srcset(value, base_url=base_url)
    return (body.inner_html or "").strip()


def absolute_srcset(value: str, *, base_url: str) -> str:
    """Make every candidate of a ``srcset`` absolute."""
    return ", ".join(f"{urljoin(base_url, url)}{size}" for url, size in srcset_candidates(value))


def srcset_candidates(value: str) -> list[tuple[str, str]]:
    """The candidates of a ``srcset``: pairs of address and size, the size as ``" 2x"`` or empty."""
    return [(match["url"], f" {match['size'].strip()}" if match["size"].strip() else "") for match in _CANDIDATE.finditer(value)]
