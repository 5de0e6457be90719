"""Pictures from shapes, with Pillow alone: everything is drawn large and scaled down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PIL import Image, ImageDraw

from bansac.brand.geometry import Circle, Outline, Point, Segment

OVERSAMPLING: Final = 4
"""Each pixel is the mean of 4 × 4 drawn ones, enough for smooth edges at every size."""


class Mask:
    """A grey picture of coverage: 0 is outside, 255 inside.

    Shapes are given in units; ``scale`` is the pixels of one unit and ``origin``
    the place of the units' centre, in pixels of the finished picture.
    """

    def __init__(self, size: tuple[int, int], scale: float, origin: Point) -> None:
        self._size = size
        self._scale = scale * OVERSAMPLING
        self._origin = (origin[0] * OVERSAMPLING, origin[1] * OVERSAMPLING)
        self._image = Image.new("L", (size[0] * OVERSAMPLING, size[1] * OVERSAMPLING), 0)
        self._draw = ImageDraw.Draw(self._image)

    def fill(self, shapes: Iterable[Outline | Circle], value: int = 255) -> None:
        """Fill shapes; a value of 0 cuts them out of what is there."""
        for shape in shapes:
            if isinstance(shape, Circle):
                self._draw.ellipse(self._box(shape, shape.radius), fill=value)
            else:
                self._draw.polygon(self._placed(shape.flattened()), fill=value)

    def stroke(self, shapes: Iterable[Circle | Segment], width: float) -> None:
        """Draw lines of a width, in units."""
        thick = max(1, round(width * self._scale))
        for shape in shapes:
            if isinstance(shape, Circle):
                self._draw.ellipse(self._box(shape, shape.radius + width / 2), outline=255, width=thick)
            else:
                self._draw.line(self._placed((shape.start, shape.end)), fill=255, width=thick)

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        return self._image.resize(self._size, Image.Resampling.BOX)

    def _placed(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._scale + self._origin[0], y * self._scale + self._origin[1]) for x, y in points]

    def _box(self, circle: Circle, radius: float) -> list[float]:
        x, y = self._placed([circle.centre])[0]
        reach = radius * self._scale
        return [x - reach, y - reach, x + reach, y + reach]
