"""A page in other forms, beside its HTML: as text for poor lines, and as Markdown for programs."""

from __future__ import annotations

TEXT, MARKDOWN = "text.html", "index.md"
"""Names of the two, in the folder of a page. No page can have them: pages are folders."""


def text_name(part: int) -> str:
    """The name of a part of the text edition; most have one only."""
    return TEXT if part == 1 else f"text-{part}.html"


def is_text(name: str) -> bool:
    """Whether a file of this name is a text edition or a part of one."""
    return name == TEXT or (name.startswith("text-") and name.removeprefix("text-").removesuffix(".html").isdigit())


def beside(destination: str, parts: int = 1) -> dict[str, str]:
    """The other forms of a finished page: kind in the store, path below the site; none for the 404 page."""
    if not destination.endswith("index.html"):
        return {}
    folder = destination.removesuffix("index.html")
    texts = {text_kind(part): folder + text_name(part) for part in range(1, parts + 1)}
    return {**texts, "markdown": folder + MARKDOWN}


def text_kind(part: int) -> str:
    """The kind of a part in the store."""
    return "text" if part == 1 else f"text-{part}"
