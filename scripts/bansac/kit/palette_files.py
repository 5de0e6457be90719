"""The palette for other programs: CSS, SCSS, JSON, GIMP and Inkscape (``.gpl``), Adobe (``.ase``).

Values come from the tokens, names from ``brand/palette.yml``; so no file can hold
another colour than the site shows.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bansac.brand.colour import parse_hex, to_bytes
from bansac.brand.mark import TITLE
from bansac.brand.palette import load_palette
from bansac.kit.source import Brand

_GROUP_START: Final = 0xC001
_GROUP_END: Final = 0xC002
_COLOUR: Final = 0x0001
_NORMAL: Final = 2
"""A colour of the format's third kind: neither global nor spot."""
_PROPOSAL: Final = "Đề xuất, chưa được cơ quan nào phê duyệt. A proposal, approved by no authority."


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour with its id and its names."""

    id: str
    vi: str
    en: str
    hex: str


@dataclass(frozen=True, slots=True)
class SwatchGroup:
    """Colours that are shown together."""

    id: str
    vi: str
    en: str
    swatches: tuple[Swatch, ...]


def palette_files(brand: Brand) -> dict[str, bytes]:
    """All palette files by name.

    Raises:
        BrandError: ``palette.yml`` breaks its schema or names other colours than the tokens.
    """
    groups = _groups(brand)
    texts = {"palette.css": _css(groups), "palette.scss": _scss(groups), "palette.json": _json(groups), "palette.gpl": _gpl(groups)}
    return {**{name: text.encode("utf-8") for name, text in texts.items()}, "palette.ase": ase(groups)}


def ase(groups: Sequence[SwatchGroup]) -> bytes:
    """An Adobe Swatch Exchange file: a header, then blocks; a group is what lies between its start and its end.

    A block has a kind (16 bits), the length of what follows (32 bits) and, for groups
    and colours, a name: its length in UTF-16 units with the final zero, then the units,
    most significant byte first. A colour goes on with its model and three floats from 0 to 1.
    """
    blocks: list[bytes] = []
    for group in groups:
        blocks.append(_block(_GROUP_START, _name(f"{group.vi} · {group.en}")))
        for swatch in group.swatches:
            values = struct.pack(">4s3fH", b"RGB ", *parse_hex(swatch.hex), _NORMAL)
            blocks.append(_block(_COLOUR, _name(f"{swatch.vi} · {swatch.en}") + values))
        blocks.append(_block(_GROUP_END, b""))
    return b"ASEF" + struct.pack(">HHI", 1, 0, len(blocks)) + b"".join(blocks)


def _block(kind: int, data: bytes) -> bytes:
    return struct.pack(">HI", kind, len(data)) + data


def _name(text: str) -> bytes:
    units = (text + "\0").encode("utf-16-be")
    return struct.pack(">H", len(units) // 2) + units


def _groups(brand: Brand) -> tuple[SwatchGroup, ...]:
    def swatch(ident: str, vi: str, en: str) -> Swatch:
        return Swatch(ident, vi, en, str(brand.tokens[f"palette.{ident}"].value["hex"]))

    return tuple(
        SwatchGroup(
            group.id,
            group.name["vi"],
            group.name.get("en", group.name["vi"]),
            tuple(swatch(colour.id, colour.name["vi"], colour.name.get("en", colour.name["vi"])) for colour in group.colours),
        )
        for group in load_palette(brand.folder, brand.tokens)
    )


def _each(groups: Iterable[SwatchGroup]) -> Iterable[Swatch]:
    return (swatch for group in groups for swatch in group.swatches)


def _css(groups: Sequence[SwatchGroup]) -> str:
    lines = [f"  --bs-palette-{swatch.id}: {swatch.hex}; /* {swatch.vi} · {swatch.en} */" for swatch in _each(groups)]
    return "\n".join([f"/* {TITLE}. {_PROPOSAL} */", ":root {", *lines, "}", ""])


def _scss(groups: Sequence[SwatchGroup]) -> str:
    lines = [f"$bs-{swatch.id}: {swatch.hex}; // {swatch.vi} · {swatch.en}" for swatch in _each(groups)]
    each = [f'  "{swatch.id}": $bs-{swatch.id},' for swatch in _each(groups)]
    return "\n".join([f"// {TITLE}. {_PROPOSAL}", *lines, "$bs-palette: (", *each, ");", ""])


def _json(groups: Sequence[SwatchGroup]) -> str:
    data = {
        "title": TITLE,
        "note": _PROPOSAL,
        "groups": [
            {
                "id": group.id,
                "name": {"vi": group.vi, "en": group.en},
                "colours": [
                    {"id": swatch.id, "name": {"vi": swatch.vi, "en": swatch.en}, "hex": swatch.hex, "rgb": to_bytes(swatch.hex)}
                    for swatch in group.swatches
                ],
            }
            for group in groups
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _gpl(groups: Sequence[SwatchGroup]) -> str:
    lines = ["GIMP Palette", f"Name: {TITLE}", "Columns: 5", f"# {_PROPOSAL}"]
    for group in groups:
        lines.append(f"# {group.vi} · {group.en}")
        for swatch in group.swatches:
            numbers = " ".join(f"{value:3d}" for value in to_bytes(swatch.hex))
            lines.append(f"{numbers}\t{swatch.vi} · {swatch.en}")
    return "\n".join([*lines, ""])
