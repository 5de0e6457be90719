"""What the pages about the identity show: plain data for the brand's shortcodes.

Texts are maps of locale to text, as in ``content/data/``; whoever renders picks the
reader's language. Paths of drawings are relative to the site's root.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.core import Locale

from bansac.brand.examples import HEIGHT, WIDTH, drawn_examples, load_examples
from bansac.brand.fontbook import FontBook
from bansac.brand.palette import palette_view
from bansac.brand.parameters import SmallestSize, load_geometry
from bansac.brand.rules import load_rules
from bansac.brand.tokens import Tokens
from bansac.brand.world import world_view

_PX_PER_REM = 16


def brand_views(brand_dir: Path, tokens: Tokens) -> dict[str, dict[str, Any]]:
    """The data of every brand shortcode, by the shortcode's name."""
    return {
        "brand-mark": mark_view(brand_dir),
        "brand-ring": {},
        "brand-palette": palette_view(brand_dir, tokens),
        "brand-type": type_view(brand_dir, tokens),
        "brand-rules": rules_view(brand_dir, tokens),
        "mission-map": world_view(brand_dir),
    }


def mark_view(brand_dir: Path) -> dict[str, Any]:
    """What ``{{ brand-mark }}`` may tell of sizes.

    Returns:
        ``{minimum: {full: {px, mm}, plain: {px, mm}}, clear_space: percent of the mark's width}``
    """
    mark = load_geometry(brand_dir).mark

    def size(smallest: SmallestSize) -> dict[str, int]:
        return {"px": smallest.px, "mm": smallest.mm}

    return {
        "minimum": {"full": size(mark.minimum.full), "plain": size(mark.minimum.plain)},
        "clear_space": round(mark.clear_space * 100),
    }


def rules_view(brand_dir: Path, tokens: Tokens) -> dict[str, Any]:
    """What ``{{ brand-rules }}`` shows.

    Returns:
        In the order of the file; pictures are elements for an SVG of the size that stands beside::

            rules: [{id, level: "must"|"should"|"may", text, reason,
                     examples: [{id, name, sides: [{right: bool, text, picture}], width, height}]}]
    """
    words, drawn = load_examples(brand_dir), drawn_examples(brand_dir, tokens)

    def example(name: str) -> dict[str, Any]:
        sides = [
            {"right": True, "text": words[name].right, "picture": drawn[name].right},
            {"right": False, "text": words[name].wrong, "picture": drawn[name].wrong},
        ]
        return {"id": name, "name": words[name].name, "sides": sides, "width": WIDTH, "height": HEIGHT}

    return {
        "rules": [
            {
                "id": rule.id,
                "level": rule.level,
                "text": rule.text,
                "reason": rule.reason,
                "examples": [example(name) for name in rule.examples],
            }
            for rule in load_rules(brand_dir)
        ]
    }


def type_view(brand_dir: Path, tokens: Tokens) -> dict[str, Any]:
    """What ``{{ brand-type }}`` shows.

    Returns:
        Lengths are in CSS pixels at the usual size of the root::

            families: [{family, role, scripts: ["Latn"], weights: [400, 700], licence: "OFL-….txt",
                        specimen: {text, lang, dir}}]
            sizes: [{id: "h1", property: "--bs-size-h1", from: 32, to: 44}], from large to small
            leading: [{id, value}], measure: 68
    """
    families = [
        {
            "family": family.family,
            "role": family.role,
            "scripts": list(family.scripts),
            "weights": sorted(family.files),
            "licence": family.licence,
            "specimen": {
                "text": family.specimen.text,
                "lang": family.specimen.lang,
                "dir": "rtl" if Locale.parse(family.specimen.lang).text_direction == "rtl" else "ltr",
            },
        }
        for family in FontBook(brand_dir).families
        if not family.drawn_only
    ]
    sizes = []
    for name, token in tokens.group("size").items():
        fluid = token.extensions.get("bansac.fluid")
        low, high = (fluid["min"], fluid["max"]) if fluid else (token.value, token.value)
        sizes.append(
            {
                "id": name,
                "property": f"--bs-size-{name}",
                "from": round(low["value"] * _PX_PER_REM),
                "to": round(high["value"] * _PX_PER_REM),
            }
        )
    sizes.sort(key=lambda size: -size["to"])
    leading = [{"id": name, "value": token.value} for name, token in tokens.group("leading").items()]
    return {"families": families, "sizes": sizes, "leading": leading, "measure": tokens["measure.text"].value}
