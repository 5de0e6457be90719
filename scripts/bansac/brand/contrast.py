"""The pairs of colours that the theme uses, and whether each is readable.

``brand/contrast.yml`` lists the pairs; every pair is measured in both schemes.
The same measurements feed the palette page and the build's check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final, Literal, TypeAlias

from pydantic import TypeAdapter

from bansac.brand.apca import lightness_contrast
from bansac.brand.colour import VISIONS, Vision, contrast_ratio, difference_seen
from bansac.brand.records import read_records
from bansac.brand.tokens import SCHEMES, VALUES, Scheme, Tokens
from bansac.schema.common import Entry, Localized, Slug

Kind: TypeAlias = Literal["text", "large", "ui"]
MINIMUM: Final[dict[Kind, float]] = {"text": 4.5, "large": 3.0, "ui": 3.0}
"""WCAG 2.2 AA: success criteria 1.4.3 (text, large text) and 1.4.11 (parts of the interface)."""

MINIMUM_DIFFERENCE: Final = 10.0
"""Least CIEDE2000 between any two value colours, for typical vision and three deficiencies.

Ten is plain at a glance for patches side by side. The colours never carry meaning
alone: a value has its name and its place in the flower beside its colour.
"""


class Pair(Entry):
    """A foreground role on a background role, as ``brand/contrast.yml`` declares it."""

    foreground: Slug
    background: Slug
    kind: Kind
    purpose: Localized


@dataclass(frozen=True, slots=True)
class Measured:
    """A pair as measured in one scheme.

    Attributes:
        pair: The pair.
        scheme: The scheme.
        foreground: ``#rrggbb``.
        background: ``#rrggbb``.
        ratio: The contrast ratio of WCAG 2.2, which decides.
        lc: The lightness contrast of APCA, as information.
    """

    pair: Pair
    scheme: Scheme
    foreground: str
    background: str
    ratio: float
    lc: float

    @property
    def minimum(self) -> float:
        """The ratio that the pair must reach."""
        return MINIMUM[self.pair.kind]

    @property
    def passes(self) -> bool:
        """Whether it reaches it; the ratio is never rounded up."""
        return self.ratio >= self.minimum

    def __str__(self) -> str:
        return (
            f"{self.scheme}: {self.pair.foreground} {self.foreground} on {self.pair.background} {self.background}"
            f" = {self.ratio:.2f} < {self.minimum:g}"
        )


@dataclass(frozen=True, slots=True)
class Confusable:
    """Two value colours that a kind of vision sees as too alike."""

    first: str
    second: str
    scheme: Scheme
    vision: Vision
    difference: float

    def __str__(self) -> str:
        return f"{self.scheme}, {self.vision}: {self.first} and {self.second}, ΔE = {self.difference:.1f}"


def load_pairs(brand_dir: Path) -> tuple[Pair, ...]:
    """Read ``contrast.yml`` of a brand folder.

    Raises:
        BrandError: The file breaks the schema.
    """
    return read_records(brand_dir / "contrast.yml", TypeAdapter(tuple[Pair, ...]))


def measure(tokens: Tokens, pairs: Sequence[Pair]) -> list[Measured]:
    """Measure every pair in both schemes, in the order of the file.

    Raises:
        TokenError: A pair names a role that does not exist.
    """
    found = []
    for pair in pairs:
        for scheme in SCHEMES:
            front, back = tokens.colour(pair.foreground, scheme), tokens.colour(pair.background, scheme)
            ratio, lc = contrast_ratio(front, back), lightness_contrast(front, back)
            found.append(Measured(pair, scheme, front, back, ratio, lc))
    return found


def failures(tokens: Tokens, pairs: Sequence[Pair]) -> list[Measured]:
    """The pairs that fall below their ratio; the build fails unless this is empty."""
    return [measured for measured in measure(tokens, pairs) if not measured.passes]


def confusable_values(tokens: Tokens, minimum: float = MINIMUM_DIFFERENCE) -> list[Confusable]:
    """Pairs of value colours that some vision can hardly tell apart."""
    return [
        Confusable(first, second, scheme, vision, found)
        for scheme in SCHEMES
        for vision in VISIONS
        for first, second in combinations(VALUES, 2)
        if (found := difference_seen(tokens.colour(first, scheme), tokens.colour(second, scheme), vision)) < minimum
    ]
