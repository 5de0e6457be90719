"""The names that a lockup carries."""

from __future__ import annotations

from dataclasses import dataclass

from bansac.brand.typeset import Direction


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one language; a zero width space in it is where scripts without spaces may break."""

    text: str
    lang: str
    direction: Direction = "ltr"
