"""Icons of the site: for browser tabs, home screens and the web manifest, drawn from the mark."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PIL import Image

from bansac.brand.colour import to_bytes
from bansac.brand.mark import adaptive, angles, petal_shapes
from bansac.brand.parameters import MarkParameters, load_geometry
from bansac.brand.raster import Mask
from bansac.brand.tokens import Tokens

ICO_SIZES: Final = (16, 32, 48)
TOUCH_SIZE: Final = 180
APP_SIZES: Final = (192, 512)
FULL_SHARE: Final = 0.78
"""Part of an icon's side that the mark takes on its paper ground."""
SAFE_SHARE: Final = 0.6
"""The same in a maskable icon, whose edges a system may cut to a circle of 0.8."""


def icon_files(brand_dir: Path, tokens: Tokens) -> dict[str, bytes]:
    """All icons by file name.

    Returns:
        ``favicon.svg`` (follows the reader's scheme), ``favicon.ico`` (16, 32 and 48 px),
        ``apple-touch-icon.png`` (180 px), ``icon-192.png``, ``icon-512.png`` and
        ``icon-512-maskable.png``.
    """
    mark = load_geometry(brand_dir).mark
    files = {
        "favicon.svg": adaptive(mark, mark.plain, tokens).encode("utf-8"),
        "favicon.ico": _ico([_png(coloured_mark(mark, tokens, size)) for size in ICO_SIZES]),
        "apple-touch-icon.png": _png(_on_paper(mark, tokens, TOUCH_SIZE, FULL_SHARE)),
    }
    for size in APP_SIZES:
        files[f"icon-{size}.png"] = _png(_on_paper(mark, tokens, size, FULL_SHARE))
    files["icon-512-maskable.png"] = _png(_on_paper(mark, tokens, 512, SAFE_SHARE))
    return files


def coloured_mark(mark: MarkParameters, tokens: Tokens, size: int) -> Image.Image:
    """The mark in its five colours on nothing, in the form that its size asks for.

    Raises:
        BrandError: The mark may not be shown so small.
    """
    form = mark.form_at(size)
    scale = size / mark.box
    picture = Image.new("RGBA", (size, size), (0, 0, 0, 0))
    for value, turn in angles(mark).items():
        mask = Mask((size, size), scale, (size / 2, size / 2 + mark.lift * scale))
        petal, *needles = petal_shapes(form, turn)
        mask.fill([petal])
        mask.fill(needles, 0)
        layer = Image.new("RGBA", (size, size), (*to_bytes(tokens.colour(value)), 0))
        layer.putalpha(mask.finished())
        picture.alpha_composite(layer)
    return picture


def web_manifest(  # noqa: PLR0913  # the members of a web manifest
    *,
    name: str,
    short_name: str,
    lang: str,
    direction: str,
    start_url: str,
    scope: str,
    icons: Mapping[str, str],
    tokens: Tokens,
) -> dict[str, Any]:
    """The web manifest of a locale.

    Args:
        name: The site's name.
        short_name: A shorter one, for home screens.
        lang: Language of the names.
        direction: ``ltr`` or ``rtl``.
        start_url: The home page of the locale.
        scope: The site's base path.
        icons: Address of each PNG icon by its name without ending: ``icon-192`` or ``icon_192``, with
            ``maskable`` in the name of one that a system may cut.
        tokens: The tokens.
    """
    return {
        "name": name,
        "short_name": short_name,
        "lang": lang,
        "dir": direction,
        "start_url": start_url,
        "scope": scope,
        "id": start_url,
        "display": "browser",
        "background_color": tokens.colour("surface"),
        "theme_color": tokens.colour("surface"),
        "icons": [_manifest_icon(key, address) for key, address in sorted(icons.items())],
    }


def _manifest_icon(key: str, address: str) -> dict[str, str]:
    size = next(part for part in key.replace("_", "-").split("-") if part.isdigit())
    purpose = "maskable" if "maskable" in key else "any"
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _on_paper(mark: MarkParameters, tokens: Tokens, size: int, share: float) -> Image.Image:
    picture = Image.new("RGB", (size, size), to_bytes(tokens.colour("surface")))
    side = round(size * share)
    flower = coloured_mark(mark, tokens, side)
    picture.paste(flower, ((size - side) // 2, (size - side) // 2), flower)
    return picture


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _ico(pictures: list[bytes]) -> bytes:
    """An ICO file of PNG pictures: a header, an entry for each, then the pictures."""
    entries, offset = b"", 6 + 16 * len(pictures)
    for data, size in zip(pictures, ICO_SIZES, strict=True):
        entries += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures)
