"""The lockups of an office, drawn once for all its documents."""

from __future__ import annotations

from functools import lru_cache

from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import Drawing, placed
from bansac.kit.lockups import Kind, Scheme, lockup


@lru_cache(maxsize=8)
def office_lockup(studio: Studio, office: Office, kind: Kind, scheme: Scheme) -> Drawing:
    """A lockup with its clear space."""
    return lockup(studio.brand, kind, office.names, scheme)


@lru_cache(maxsize=2)
def flush_lockup(studio: Studio, office: Office) -> Drawing:
    """The horizontal lockup for the head of a page, whose margin is the clear space to its left and above it.

    So the mark stands in line with the text below.
    """
    mark = studio.brand.geometry.mark
    free = mark.clear_space * mark.box
    whole = office_lockup(studio, office, "horizontal", "colour")
    return Drawing(whole.width - free, whole.height - free, placed(whole, -free, -free), whole.title)
