"""The map of the world: dots for land, a few lines of the globe; no borders and no coastlines.

The projection is Robinson's, with the Pacific in the middle, so that Viet Nam stands in
the left half and nothing but Greenland is cut. Maps are never mirrored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot, pi
from pathlib import Path
from typing import Any, Final

from bansac.brand.css import number
from bansac.errors import BrandError

CENTRE: Final = 150.0
"""The meridian in the middle; the map is cut opposite to it, in the Atlantic."""
WIDTH: Final = 1000.0
SPACING: Final = 6.9
"""Between two dots, about 2.5 degrees."""
NORTH: Final = 85.0
"""The upper edge of the map."""
SOUTH: Final = -57.5

# Robinson's table, every five degrees from the equator: length of the parallel and its distance from the equator.
_LENGTH = (
    1.0, 0.9986, 0.9954, 0.99, 0.9822, 0.973, 0.96, 0.9427, 0.9216, 0.8962,
    0.8679, 0.835, 0.7986, 0.7597, 0.7186, 0.6732, 0.6213, 0.5722, 0.5322,
)  # fmt: skip
_DISTANCE = (
    0.0, 0.062, 0.124, 0.186, 0.248, 0.31, 0.372, 0.434, 0.4958, 0.5571,
    0.6176, 0.6769, 0.7346, 0.7903, 0.8435, 0.8936, 0.9394, 0.9761, 1.0,
)  # fmt: skip
_STEP = 5.0
_RATIO = 1.3523 / (2 * 0.8487)
"""From the distance of a pole to the width of the equator, in halves of a turn."""
_HALF_HEIGHT = WIDTH * _RATIO / pi
_PATIENCE = 1000
"""Rounds of moving points apart."""
_NEAR_ENOUGH = 0.05

_RUN = re.compile(r"#+")

Point = tuple[float, float]

CAPITAL: Final = (21.03, 105.85)
"""Hà Nội, from where the map looks at the world."""
ISLANDS: Final = {"hoang-sa": (16.5, 112.0), "truong-sa": (9.5, 113.3)}
"""Where the names of the archipelagos of Viet Nam stand."""
TYPES: Final = ("embassy", "consulate-general", "permanent-mission", "economic-cultural-office")
"""Types of missions, in the order of the key."""
POINT: Final = 8.2
"""The least distance between two points, in units of the map."""
MARK: Final = 15.0
"""The distance that points keep from the mark of the capital."""
LABELS: Final = (13.0, 136.0)
"""The names stand one below the other, in the open sea from this place on."""


@dataclass(frozen=True)
class World:
    """What a map is drawn from.

    Attributes:
        land: The rows of dots, from north to south, ``#`` for land.
    """

    land: tuple[str, ...]

    def place(self, lat: float, lon: float) -> Point:
        """Where a point of the globe lies on the map."""
        east = (lon - CENTRE + 180) % 360 - 180
        return WIDTH / 2 + WIDTH * _length(lat) * east / 360, _y(NORTH) - _y(lat)

    def dots(self) -> str:
        """The land as an SVG path of level lines, to be drawn as dots ``SPACING`` apart; a line ends just behind its last dot."""
        return "".join(
            f"M{number(_column(row, match.start()))} {number(SPACING * (row + 0.5))}h{number(SPACING * (len(match[0]) - 1) + 0.1)}"
            for row, cells in enumerate(self.land)
            for match in _RUN.finditer(cells)
        )

    def lines(self) -> str:
        """Meridians and parallels every 30 degrees, as an SVG path."""
        parallels = [[self._edge(lat, -180), self._edge(lat, 180)] for lat in (60, 30, 0, -30)]
        lats = [NORTH, *range(80, -60, -10), SOUTH]
        meridians = [[self._edge(lat, east) for lat in lats] for east in range(-180, 181, 30)]
        return "".join(_path(points) for points in (*parallels, *meridians))

    def _edge(self, lat: float, east: float) -> Point:
        return WIDTH / 2 + WIDTH * _length(lat) * east / 360, _y(NORTH) - _y(lat)


def load_world(brand_dir: Path) -> World:
    """Read ``world.txt`` of a brand folder.

    Raises:
        BrandError: It is missing or no map of dots.
    """
    path = brand_dir / "world.txt"
    _, _, cells = path.read_text(encoding="utf-8").partition("\n\n") if path.is_file() else ("", "", "")
    rows = tuple(cells.split())
    height, width = int(HEIGHT / SPACING + 0.5), int(WIDTH / SPACING)
    wrong = next((row for row in rows if len(row) != width or set(row) - {"#", "."}), None)
    if wrong is not None or len(rows) != height:
        raise BrandError("bad_brand", path="brand/world.txt", found=wrong or len(rows), expected=f"{height} × {width}", reason="# .")
    return World(rows)


def world_view(brand_dir: Path) -> dict[str, Any]:
    """What the map is drawn on.

    Returns:
        ``{width, height, spacing, land, lines}``; the last two are SVG paths.
    """
    world = load_world(brand_dir)
    return {
        "width": number(WIDTH),
        "height": number(HEIGHT),
        "spacing": number(SPACING),
        "land": world.dots(),
        "lines": world.lines(),
    }


def apart(points: Sequence[Point], least: float, keep_off: Point, radius: float) -> list[Point]:
    """Move points that lie on each other as little as needed to tell them apart.

    Args:
        points: Where they belong.
        least: The least distance between two of them.
        keep_off: A place that is taken.
        radius: The least distance from it.
    """
    found = [(x + index * 1e-3, y) for index, (x, y) in enumerate(points)]
    for _ in range(_PATIENCE):
        moved = False
        for one, other in combinations(range(len(found)), 2):
            if push := _push(found[one], found[other], least):
                found[one], found[other] = _plus(found[one], push, -0.5), _plus(found[other], push, 0.5)
                moved = True
        for one, point in enumerate(found):
            if push := _push(keep_off, point, radius):
                found[one] = _plus(point, push, 1)
                moved = True
        if not moved:
            break
    return found


def _plus(point: Point, push: Point, share: float) -> Point:
    return point[0] + push[0] * share, point[1] + push[1] * share


def _push(one: Point, other: Point, least: float) -> Point | None:
    """How far the other point must go from the first, None where it is far enough."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    distance = hypot(dx, dy)
    if distance >= least - _NEAR_ENOUGH:
        return None
    scale = (least - distance) / distance if distance else 0.0
    return (dx * scale, dy * scale) if distance else (least, 0.0)


def _column(row: int, column: int) -> float:
    """Where a dot stands in its row; every other row is set in by half a space."""
    return SPACING * (column + 0.5 + row % 2 / 2)


def _path(points: Sequence[Point]) -> str:
    (x, y), *rest = points
    return f"M{number(round(x, 1))} {number(round(y, 1))}" + "".join(f"L{number(round(a, 1))} {number(round(b, 1))}" for a, b in rest)


def _between(table: Sequence[float], lat: float) -> float:
    place = min(abs(lat), 90.0) / _STEP
    low = min(int(place), len(table) - 2)
    return table[low] + (table[low + 1] - table[low]) * (place - low)


def _length(lat: float) -> float:
    """The length of a parallel, of that of the equator."""
    return _between(_LENGTH, lat)


def _y(lat: float) -> float:
    """The distance from the equator, northwards."""
    return _HALF_HEIGHT * _between(_DISTANCE, lat) * (1 if lat >= 0 else -1)


HEIGHT: Final = _y(NORTH) - _y(SOUTH)
"""The height of the map."""
