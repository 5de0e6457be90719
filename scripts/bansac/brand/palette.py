"""The palette as people read it: names, values and measured contrasts.

Names and uses come from ``brand/palette.yml``, values from the tokens, contrasts from
measuring; so the page about colours can never say what the site does not do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bansac.brand.colour import contrast_ratio, to_bytes
from bansac.brand.contrast import MINIMUM, Measured, load_pairs, measure
from bansac.brand.records import read_records
from bansac.brand.tokens import Tokens
from bansac.errors import BrandError
from bansac.schema.common import Entry, Localized, Slug


class Colour(Entry):
    """One colour of ``palette.yml``; its id is the token's name below ``palette``."""

    id: Slug
    name: Localized
    use: Localized


class ColourGroup(Entry):
    """A group of colours that are shown together."""

    id: Slug
    name: Localized
    colours: tuple[Colour, ...]


def load_palette(brand_dir: Path, tokens: Tokens) -> tuple[ColourGroup, ...]:
    """Read ``palette.yml`` of a brand folder.

    Raises:
        BrandError: The file breaks the schema, or names other colours than the tokens have.
    """
    groups = read_records(brand_dir / "palette.yml", TypeAdapter(tuple[ColourGroup, ...]))
    named = {colour.id for group in groups for colour in group.colours}
    if odd := sorted(named ^ tokens.group("palette").keys()):
        raise BrandError("bad_brand", path="brand/palette.yml", reason=f"{', '.join(odd)}: only here or only in tokens.json")
    return groups


def palette_view(brand_dir: Path, tokens: Tokens) -> dict[str, Any]:
    """What ``{{ brand-palette }}`` shows.

    Returns:
        A dictionary; every name, use and purpose is a map of locale to text, every ratio a
        number rounded down to two decimals::

            groups: [{id, name, colours: [
                {id, name, use, hex: "#1b1a17", rgb: "27, 26, 23", light: bool,
                 on_paper: {ratio, text: bool, large: bool}, on_ink: {ratio, text, large}}]}]
            pairs: [{kind: "text"|"large"|"ui", purpose, foreground, background,
                     schemes: [{scheme: "light"|"dark", foreground: "#…", background: "#…",
                                ratio, minimum, passes: bool, lc}]}]

        ``light`` says that the colour is light, so that text on its swatch is dark; ``text`` and
        ``large`` say whether the ratio suffices for common and for large text; ``lc`` is the whole
        number of APCA, below 0 for light on dark.
    """
    paper, ink = (str(tokens[f"palette.{name}"].value["hex"]) for name in ("paper", "ink"))
    groups = []
    for group in load_palette(brand_dir, tokens):
        colours = []
        for colour in group.colours:
            code = str(tokens[f"palette.{colour.id}"].value["hex"])
            on_paper, on_ink = contrast_ratio(code, paper), contrast_ratio(code, ink)
            colours.append(
                {
                    "id": colour.id,
                    "name": colour.name,
                    "use": colour.use,
                    "hex": code,
                    "rgb": ", ".join(map(str, to_bytes(code))),
                    "light": on_ink > on_paper,
                    "on_paper": _verdict(on_paper),
                    "on_ink": _verdict(on_ink),
                }
            )
        groups.append({"id": group.id, "name": group.name, "colours": colours})
    return {"groups": groups, "pairs": _pairs(measure(tokens, load_pairs(brand_dir)))}


def _verdict(ratio: float) -> dict[str, Any]:
    return {"ratio": rounded_down(ratio), "text": ratio >= MINIMUM["text"], "large": ratio >= MINIMUM["large"]}


def _pairs(measured: Sequence[Measured]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for item in measured:
        key = {"foreground": item.pair.foreground, "background": item.pair.background, "kind": item.pair.kind}
        if not found or any(found[-1][name] != value for name, value in key.items()):
            found.append({**key, "purpose": item.pair.purpose, "schemes": []})
        found[-1]["schemes"].append(
            {
                "scheme": item.scheme,
                "foreground": item.foreground,
                "background": item.background,
                "ratio": rounded_down(item.ratio),
                "minimum": item.minimum,
                "passes": item.passes,
                "lc": round(item.lc),
            }
        )
    return found


def rounded_down(ratio: float) -> float:
    """A ratio with two decimals that never claims more than was measured."""
    return math.floor(ratio * 100) / 100
