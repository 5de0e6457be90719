"""What pages know of the papers: where they lie."""

from __future__ import annotations

from typing import Final

SHORTCODE: Final = "plan-paper"
"""The shortcode that links the paper about the Plan; a site without it has none."""
MEDIA_TYPE: Final = "application/pdf"


def plan_path(code: str) -> str:
    """Where the paper lies below the site; a promise, as every address."""
    return f"pictures/{code}/plan-at-a-glance.pdf"
