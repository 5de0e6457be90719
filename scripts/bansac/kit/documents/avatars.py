"""Avatars and covers in the sizes of the networks: the mark alone, and the lockup on lacquer with the ring at the edge.

The ring stands beside the names, never behind them. An avatar keeps the mark inside the circle that networks cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bansac.brand.colour import to_bytes
from bansac.errors import BrandError
from bansac.kit.documents.heads import office_lockup
from bansac.kit.documents.pattern import REACH, ring_svg
from bansac.kit.documents.pixels import few_colours, rendered
from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import Drawing, placed, to_svg
from bansac.kit.lockups import Kind, lockup, mark
from bansac.kit.networks import Network, Picture
from bansac.kit.sizes import Shape, Use, check_size

if TYPE_CHECKING:
    from PIL import Image

MARK_SHARE: Final = 0.6
"""Part of an avatar's side that the mark takes; the circle that networks cut touches the middle of each side."""
_ROOM: Final = 0.9
"""Part of the height that the lockup takes at most where every device shows all."""
_RING_SHARE: Final = 0.2
"""Part of a cover's width that the ring takes at its right edge."""
_BESIDE: Final = 1.05
"""How far, in reaches of the ring, the lockup stays away from either edge."""
_LARGEST_MARK: Final = 0.5
"""The mark is at most this part of a cover's height."""


def picture_files(studio: Studio, office: Office) -> Iterator[tuple[str, bytes]]:
    """All pictures of an office.

    Yields:
        ``<network>-<kind>-<width>x<height>.png`` and its bytes.

    Raises:
        BrandError: A picture is larger than its network takes, or shows the mark below its smallest size.
    """
    for network in studio.networks:
        for picture in (*network.of_kind("avatar"), *network.of_kind("cover")):
            data = _avatar(studio, picture.size[0]) if picture.kind == "avatar" else _cover(studio, office, picture)
            name = f"{network.id}-{picture.kind}-{picture.size[0]}x{picture.size[1]}.png"
            _check(network, picture, data)
            yield name, data


def _check(network: Network, picture: Picture, data: bytes) -> None:
    if picture.limit and len(data) > picture.limit:
        reason = f"{network.id}, {picture.kind}: {len(data):,} > {picture.limit:,} bytes"
        raise BrandError("bad_brand", path="brand/networks.yml", reason=reason)


def _cover(studio: Studio, office: Office, picture: Picture) -> bytes:
    width, height = picture.size
    reach = round(width * _RING_SHARE)
    drawing, scale = _best(studio, office, picture)
    check_size(studio.brand.geometry, cover_use(studio, office, picture))
    shown = round(drawing.width * scale), round(drawing.height * scale)
    canvas = _ground(studio, picture.size, reach).copy()
    text = rendered(to_svg(drawing).decode("utf-8"), shown[0])
    canvas.paste(text, ((width - shown[0]) // 2, (height - shown[1]) // 2), text)
    return few_colours(canvas)


def cover_use(studio: Studio, office: Office, picture: Picture) -> Use:
    """How the mark is shown on a cover."""
    drawing, scale = _best(studio, office, picture)
    shape: Shape = "full" if drawing == _alone(studio) else "lockup"
    size = studio.brand.geometry.mark.box * scale / picture.times
    return Use(f"cover, {picture.size[0]} × {picture.size[1]}", shape, size, path=Path("brand/networks.yml"))


@lru_cache(maxsize=2)
def _alone(studio: Studio) -> Drawing:
    return lockup(studio.brand, "mark", (), "reversed")


def _best(studio: Studio, office: Office, picture: Picture) -> tuple[Drawing, float]:
    """The lockup whose mark is larger in the room that a cover has, and its scale.

    Where both would show the mark too small, the mark stands alone; the network writes the name below.
    """
    width, height = picture.size
    safe = picture.safe or (width, round(height * _ROOM))
    room = min(safe[0], width - 2 * round(round(width * _RING_SHARE) * _BESIDE)), safe[1]
    box, largest = studio.brand.geometry.mark.box, height * _LARGEST_MARK
    kinds: tuple[Kind, ...] = ("horizontal", "stacked")
    found = [office_lockup(studio, office, kind, "reversed") for kind in kinds]
    scales = [min(room[0] / drawing.width, room[1] / drawing.height, largest / box) for drawing in found]
    best = max(zip(found, scales, strict=True), key=lambda pair: pair[1])
    if best[1] * box / picture.times >= studio.brand.geometry.lockup.minimum.px:
        return best
    alone = _alone(studio)
    return alone, min(room[0] / alone.width, room[1] / alone.height, largest / box)


@lru_cache(maxsize=16)
def _ground(studio: Studio, size: tuple[int, int], reach: int) -> Image.Image:
    """Lacquer with the ring at the right edge, reaching so many pixels into the picture."""
    from PIL import Image  # slow to import

    canvas = Image.new("RGB", size, to_bytes(studio.brand.tokens.colour("hero")))
    drawn = rendered(ring_svg(studio.brand, (reach, size[1]), (reach, size[1] * 0.48), reach / REACH), reach)
    canvas.paste(drawn, (size[0] - reach, 0), drawn)
    return canvas


@lru_cache(maxsize=16)
def _avatar(studio: Studio, side: int) -> bytes:
    flower = mark(studio.brand, "reversed")
    whole = flower.width / MARK_SHARE
    free = (whole - flower.width) / 2
    drawing = Drawing(whole, whole, placed(flower, free, free), flower.title, studio.brand.tokens.colour("hero"))
    return few_colours(rendered(to_svg(drawing).decode("utf-8"), side).convert("RGB"))
