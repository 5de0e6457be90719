"""A page in other forms, beside its HTML: as text for poor lines, and as Markdown for programs."""

from __future__ import annotations

TEXT, MARKDOWN = "text.html", "index.md"
"""Names of the two, in the folder of a page. No page can have them: pages are folders."""


def beside(destination: str) -> dict[str, str]:
    """The other forms of a finished page: kind in the store, path below the site; none for the 404 page."""
    if not destination.endswith("index.html"):
        return {}
    folder = destination.removesuffix("index.html")
    return {"text": folder + TEXT, "markdown": folder + MARKDOWN}
