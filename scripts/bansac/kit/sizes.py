"""The smallest sizes of the mark: what each file shows, and the error where it is less than ``brand/geometry.yml`` allows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from bansac.brand.parameters import Geometry, SmallestSize
from bansac.errors import BrandError

Shape: TypeAlias = Literal["full", "plain", "lockup"]
Unit: TypeAlias = Literal["px", "mm"]
GEOMETRY: Final = Path("brand/geometry.yml")


@dataclass(frozen=True, slots=True)
class Use:
    """A file or a place that shows the mark.

    Attributes:
        what: Its name.
        shape: Which smallest size binds it.
        size: Width of the mark: CSS pixels where it is shown, or millimetres in print.
        unit: Of the size.
        path: The file that sets the size.
        line: The line in that file.
    """

    what: str
    shape: Shape
    size: float
    unit: Unit = "px"
    path: Path = GEOMETRY
    line: int | None = None


def smallest(geometry: Geometry, shape: Shape, unit: Unit) -> int:
    """The smallest width of the mark in a shape."""
    sizes = geometry.mark.minimum
    found: SmallestSize = {"full": sizes.full, "plain": sizes.plain, "lockup": geometry.lockup.minimum}[shape]
    return found.px if unit == "px" else found.mm


def size_error(geometry: Geometry, use: Use) -> BrandError | None:
    """The error of a use that shows the mark too small, or None."""
    least = smallest(geometry, use.shape, use.unit)
    if use.size >= least:
        return None
    field = f"{'lockup' if use.shape == 'lockup' else 'mark'}.minimum{'' if use.shape == 'lockup' else f'.{use.shape}'}.{use.unit}"
    found = f"{use.what}: {use.size:.4g} {use.unit}"
    return BrandError("mark_too_small", path=use.path, line=use.line, field=field, found=found, expected=f"≥ {least} {use.unit}")


def check_size(geometry: Geometry, use: Use) -> None:
    """Refuse a file that shows the mark too small.

    Raises:
        BrandError: It does.
    """
    if error := size_error(geometry, use):
        raise error
