"""The lockup at the head of a page, where the margin of the page is its clear space."""

from __future__ import annotations

from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import Drawing, placed
from bansac.kit.lockups import Scheme, lockup


def flush_lockup(studio: Studio, office: Office, scheme: Scheme = "colour") -> Drawing:
    """The horizontal lockup without the clear space to its left and above, so that the mark stands in line with the text."""
    mark = studio.brand.geometry.mark
    free = mark.clear_space * mark.box
    whole = lockup(studio.brand, "horizontal", office.names, scheme)
    return Drawing(whole.width - free, whole.height - free, placed(whole, -free, -free), whole.title)
