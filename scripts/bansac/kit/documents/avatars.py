"""Avatars and covers in the sizes of the networks: the mark alone, and the lockup on lacquer with the ring at the edge.

The ring stands beside the names, never behind them. An avatar keeps the mark inside the circle that networks cut.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bansac.brand.colour import to_bytes
from bansac.errors import BrandError
from bansac.kit.documents.pattern import REACH, ring_svg
from bansac.kit.documents.studio import Office, Studio
from bansac.kit.drawing import Drawing, placed, to_svg
from bansac.kit.lockups import Kind, lockup, mark
from bansac.kit.networks import Network, Picture

if TYPE_CHECKING:
    from PIL import Image

_MARK_SHARE: Final = 0.6
"""Part of an avatar's side that the mark takes; the circle that networks cut touches the middle of each side."""
_ROOM: Final = 0.9
"""Part of the free place that the lockup takes at most."""
_LARGEST_MARK: Final = 0.5
"""The mark is at most this part of a cover's height."""
_STEP: Final = 24
"""The ring grows in steps of so many pixels, so that most offices share a ground."""
_COLOURS: Final = 96
"""Colours of a picture: three flat ones with the edges between them."""


def picture_files(studio: Studio, office: Office) -> Iterator[tuple[str, bytes]]:
    """All pictures of an office.

    Yields:
        ``<network>-<kind>-<width>x<height>.png`` and its bytes.

    Raises:
        BrandError: A picture is larger than its network takes.
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


def _avatar(studio: Studio, side: int) -> bytes:
    flower = mark(studio.brand, "reversed")
    whole = flower.width / _MARK_SHARE
    free = (whole - flower.width) / 2
    drawing = Drawing(whole, whole, placed(flower, free, free), flower.title, studio.brand.tokens.colour("hero"))
    return _rendered_png(to_svg(drawing).decode("utf-8"), side)


def _cover(studio: Studio, office: Office, picture: Picture) -> bytes:
    width, height = picture.size
    room = picture.safe or (round(width * _ROOM), round(height * _ROOM))
    drawing, scale = _best(studio, office, (room[0] * _ROOM, room[1] * _ROOM), height * _LARGEST_MARK)
    shown = round(drawing.width * scale), round(drawing.height * scale)
    left, top = (width - shown[0]) // 2, (height - shown[1]) // 2
    reach = (width - left - shown[0]) // _STEP * _STEP
    canvas = _ground(studio, picture.size, reach).copy()
    text = _rendered(to_svg(drawing).decode("utf-8"), shown[0])
    canvas.paste(text, (left, top), text)
    return _encoded(canvas)


def _best(studio: Studio, office: Office, room: tuple[float, float], largest: float) -> tuple[Drawing, float]:
    """The lockup whose mark is larger in the room."""
    box = studio.brand.geometry.mark.box
    kinds: tuple[Kind, ...] = ("horizontal", "stacked")
    found = [lockup(studio.brand, kind, office.names, "reversed") for kind in kinds]
    scales = [min(room[0] / drawing.width, room[1] / drawing.height, largest / box) for drawing in found]
    return max(zip(found, scales, strict=True), key=lambda pair: pair[1])


def _ground(studio: Studio, size: tuple[int, int], reach: int) -> Image.Image:
    """Lacquer with the ring at the right edge, reaching so many pixels into the picture."""
    ring = ring_svg(studio.brand, (reach, size[1]), (reach, size[1] * 0.48), reach / REACH) if reach else ""
    return _painted(size, reach, studio.brand.tokens.colour("hero"), ring)


@lru_cache(maxsize=24)
def _painted(size: tuple[int, int], reach: int, colour: str, ring: str) -> Image.Image:
    from PIL import Image  # noqa: PLC0415  # slow to import

    canvas = Image.new("RGB", size, to_bytes(colour))
    if ring:
        drawn = _rendered(ring, reach)
        canvas.paste(drawn, (size[0] - reach, 0), drawn)
    return canvas


def _rendered(svg: str, width: int) -> Image.Image:
    import resvg_py  # noqa: PLC0415  # slow to import
    from PIL import Image  # noqa: PLC0415

    data = bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))
    return Image.open(io.BytesIO(data)).convert("RGBA")


@lru_cache(maxsize=16)
def _rendered_png(svg: str, width: int) -> bytes:
    return _encoded(_rendered(svg, width).convert("RGB"))


def _encoded(picture: Image.Image) -> bytes:
    from PIL import Image  # noqa: PLC0415

    few = picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()
