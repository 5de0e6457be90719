"""The parameters of mark and pattern: the schema of ``brand/geometry.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from bansac.brand.records import read_records
from bansac.errors import BrandError
from bansac.schema.common import Entry

Length = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=1)]


class NeedleParameters(Entry):
    """The open rhombus in a petal: where it begins, ends and is widest on the petal's axis."""

    inner: Length
    outer: Length
    widest: Length
    half_width: Length


class PetalParameters(Entry):
    """One petal; the comments in ``geometry.yml`` say what each length does."""

    inner: Length
    outer: Length
    gap: Length
    straight_from: Length
    straight_to: Length
    shoulder: Length
    base: Length
    tip_angle: Length
    tip_length: Length
    needle: NeedleParameters | None = None


class SmallestSize(Entry):
    """The smallest width at which a form may be used, on screens and in print."""

    px: Count
    mm: Count


class SmallestSizes(Entry):
    """The smallest sizes of the two drawings of the mark."""

    full: SmallestSize
    plain: SmallestSize


class MarkParameters(Entry):
    """The five-petal mark."""

    box: Length
    lift: float
    first_angle: float
    full: PetalParameters
    plain: PetalParameters
    minimum: SmallestSizes
    clear_space: Length

    def form_at(self, width: float) -> PetalParameters:
        """The drawing of the mark for a width on a screen.

        Args:
            width: CSS pixels of the mark's square.

        Raises:
            BrandError: The mark may not be shown so small.
        """
        if width < self.minimum.plain.px:
            raise BrandError("mark_too_small", path="brand/geometry.yml", found=f"{width:.4g} px", expected=f"≥ {self.minimum.plain.px} px")
        return self.full if width >= self.minimum.full.px else self.plain


class LockupParameters(Entry):
    """Mark and names together; lengths are parts of the mark's width."""

    gap: Length
    primary: Length
    secondary: Length
    leading: Length
    between: Length
    column: Length
    stacked_column: Length
    minimum: SmallestSize


class StarParameters(Entry):
    """The rays in the middle of the ring and the chevrons between them."""

    rays: Count
    inner: Length
    outer: Length
    chevrons: int = 0


class CombParameters(Entry):
    """Short strokes or saw teeth between two radii."""

    inner: Length
    outer: Length
    count: Count


class BandParameters(Entry):
    """Dotted circles on a radius."""

    radius: Length
    count: Count


class DottedParameters(Entry):
    """The dotted circle that bands, strip and tile share."""

    radius: Length
    dot: Length


class RingParameters(Entry):
    """The ring."""

    box: Length
    line: Length
    star: StarParameters
    circles: tuple[Length, ...]
    combs: tuple[CombParameters, ...]
    teeth: tuple[CombParameters, ...]
    bands: tuple[BandParameters, ...]
    dotted: DottedParameters

    def within(self, reach: float) -> RingParameters:
        """The middle of the ring: what lies no further out than ``reach``, in its own units."""
        return self.model_copy(
            update={
                "circles": tuple(radius for radius in self.circles if radius <= reach),
                "combs": tuple(comb for comb in self.combs if comb.outer <= reach),
                "teeth": tuple(teeth for teeth in self.teeth if teeth.outer <= reach),
                "bands": tuple(band for band in self.bands if band.radius <= reach),
            }
        )


class StripParameters(Entry):
    """One period of the running border."""

    height: Length
    period: Length
    comb: Count


class TileParameters(Entry):
    """One square of the background."""

    side: Length


class Geometry(Entry):
    """All of ``geometry.yml``."""

    mark: MarkParameters
    lockup: LockupParameters
    ring: RingParameters
    strip: StripParameters
    tile: TileParameters


def load_geometry(brand_dir: Path) -> Geometry:
    """Read ``geometry.yml`` of a brand folder.

    Raises:
        BrandError: The file breaks the schema.
    """
    return read_records(brand_dir / "geometry.yml", TypeAdapter(Geometry))
