"""Lightness contrast Lc after APCA, as information beside the ratios of WCAG 2.2, which alone decide.

The Accessible Perceptual Contrast Algorithm, APCA-W3 0.1.9 (constants 0.0.98G-4g). It is a draft and part
of no standard. It tells what the ratio does not: light text on dark reads otherwise than dark text on light.
"""

from __future__ import annotations

from typing import Final

from bansac.brand.colour import parse_hex

_GAMMA: Final = 2.4
_WEIGHTS: Final = (0.2126729, 0.7151522, 0.0721750)
_BLACK: Final = 0.022
"""Below this luminance a screen's own light lifts black."""
_BLACK_LIFT: Final = 1.414
_LEAST: Final = 0.0005
"""Luminances that differ by less have no contrast."""
_DARK_ON_LIGHT: Final = (0.56, 0.57)
"""Exponents of ground and text."""
_LIGHT_ON_DARK: Final = (0.65, 0.62)
_SCALE: Final = 1.14
_OFFSET: Final = 0.027
_CLIP: Final = 0.1


def lightness_contrast(text: str, ground: str) -> float:
    """Lc of a text on a ground.

    Args:
        text: ``#rrggbb``.
        ground: ``#rrggbb``.

    Returns:
        From 0 to about 106 for dark text on a light ground, and down to about -108 for light text on a dark one.
    """
    front, back = _luminance(text), _luminance(ground)
    if abs(back - front) < _LEAST:
        return 0.0
    powers = _DARK_ON_LIGHT if back > front else _LIGHT_ON_DARK
    contrast = float((back ** powers[0] - front ** powers[1]) * _SCALE)
    if abs(contrast) < _CLIP:
        return 0.0
    return (contrast - _OFFSET if contrast > 0 else contrast + _OFFSET) * 100


def _luminance(colour: str) -> float:
    light = sum(float(channel**_GAMMA) * weight for channel, weight in zip(parse_hex(colour), _WEIGHTS, strict=True))
    return light if light > _BLACK else light + float((_BLACK - light) ** _BLACK_LIFT)
