"""``llms.txt``: where the pages of a language are found as Markdown (https://llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bansac.finish.model import LinkGroup

_MARKS = re.compile(r"([\\`*_\[\]<>])")


def render_llms(*, title: str, summary: str, notes: Iterable[str], groups: Iterable[LinkGroup]) -> str:
    """Write the list.

    Args:
        title: Name of the site.
        summary: One or two sentences on what it is.
        notes: Paragraphs on how to read it.
        groups: Lists of links, each under its title.
    """
    parts = [f"# {_text(title)}", f"> {_text(summary)}", *(_text(note) for note in notes)]
    for group in groups:
        lines = [f"- [{_text(name)}]({url})" + (f": {_text(about)}" if about else "") for name, url, about in group.links]
        if lines:
            parts += [f"## {_text(group.title)}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _text(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
