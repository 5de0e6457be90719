"""Inline styles of drawings: a policy without ``unsafe-inline`` names each by its hash.

Pages have none, and no inline script: :mod:`bansac.finish.inspect` refuses them. A drawing
that follows the reader's light or dark colours has one, which counts when it is opened by itself.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from lxml import etree

_STYLE = "{http://www.w3.org/2000/svg}style"


def style_hashes(files: Mapping[str, bytes]) -> list[str]:
    """The styles in SVG files as sources of a policy: ``'sha256-…'``, without repetition, sorted.

    Args:
        files: Files of the site by path; those that are no SVG are passed over.
    """
    found = {
        _source(element.text or "")
        for path, data in files.items()
        if path.endswith(".svg") and b"<style" in data
        for element in etree.fromstring(data).iter(_STYLE)
    }
    return sorted(found)


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
