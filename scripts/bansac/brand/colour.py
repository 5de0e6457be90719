"""Colour arithmetic: sRGB, contrast, difference, and vision deficiencies.

Only what the identity needs, each from its published formula:

* contrast: WCAG 2.2, "relative luminance" and "contrast ratio";
* difference: CIEDE2000 (Sharma, Wu, Dalal 2005), on CIE Lab with the D65 white;
* vision deficiencies: Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB.
"""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

Rgb: TypeAlias = tuple[float, float, float]
"""Red, green and blue from 0 to 1, gamma-encoded (sRGB) unless said otherwise."""

Vision: TypeAlias = Literal["typical", "protan", "deutan", "tritan"]

_VISION: dict[Vision, tuple[Rgb, Rgb, Rgb]] = {
    "typical": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
VISIONS: tuple[Vision, ...] = tuple(_VISION)


def parse_hex(text: str) -> Rgb:
    """Read ``#rrggbb``.

    Raises:
        ValueError: The text is no six-digit hexadecimal colour.
    """
    if len(text) != 7 or not text.startswith("#"):
        raise ValueError(f"not a colour: {text!r}")
    return (int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255)


def to_hex(rgb: Rgb) -> str:
    """Write a colour as ``#rrggbb`` in lower case."""
    return "#" + "".join(f"{round(min(1.0, max(0.0, channel)) * 255):02x}" for channel in rgb)


def to_bytes(text: str) -> tuple[int, int, int]:
    """Read ``#rrggbb`` as three numbers from 0 to 255, as Pillow wants them."""
    red, green, blue = parse_hex(text)
    return (round(red * 255), round(green * 255), round(blue * 255))


def mix(first: str, second: str, share: float) -> str:
    """Blend two colours in sRGB, as transparency does; ``share`` is the second's part."""
    one, two = parse_hex(first), parse_hex(second)
    return to_hex(
        (
            one[0] + (two[0] - one[0]) * share,
            one[1] + (two[1] - one[1]) * share,
            one[2] + (two[2] - one[2]) * share,
        )
    )


def linear(rgb: Rgb) -> Rgb:
    """Remove the sRGB gamma."""

    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return (channel(rgb[0]), channel(rgb[1]), channel(rgb[2]))


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2, from 0 (black) to 1 (white)."""
    red, green, blue = linear(parse_hex(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(first: str, second: str) -> float:
    """Contrast ratio after WCAG 2.2, from 1 to 21; the order does not matter."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def seen_by(colour: str, vision: Vision) -> Rgb:
    """How a kind of vision sees a colour, as *linear* RGB."""
    source = linear(parse_hex(colour))
    seen = [sum(part * value for part, value in zip(row, source, strict=True)) for row in _VISION[vision]]
    red, green, blue = (min(1.0, max(0.0, value)) for value in seen)
    return (red, green, blue)


def lab(rgb: Rgb) -> Rgb:
    """CIE Lab (D65) of a *linear* RGB colour."""
    red, green, blue = rgb
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883

    def cube(value: float) -> float:
        return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116

    return (116 * cube(y) - 16, 500 * (cube(x) - cube(y)), 200 * (cube(y) - cube(z)))


def difference(first: Rgb, second: Rgb) -> float:
    """CIEDE2000 between two Lab colours; about 1 is just visible, above 10 is plain at a glance."""
    light1, a1, b1 = first
    light2, a2, b2 = second
    chroma7 = ((math.hypot(a1, b1) + math.hypot(a2, b2)) / 2) ** 7
    stretch = 1 + 0.5 * (1 - math.sqrt(chroma7 / (chroma7 + 25.0**7)))
    a1, a2 = a1 * stretch, a2 * stretch
    chroma1, chroma2 = math.hypot(a1, b1), math.hypot(a2, b2)
    hue1, hue2 = math.degrees(math.atan2(b1, a1)) % 360, math.degrees(math.atan2(b2, a2)) % 360
    turn = hue2 - hue1
    total = hue1 + hue2
    if chroma1 * chroma2 == 0:
        turn, mean_hue = 0.0, total
    elif abs(turn) <= 180:
        mean_hue = total / 2
    else:
        turn += -360 if turn > 0 else 360
        mean_hue = (total + 360) / 2 if total < 360 else (total - 360) / 2
    hue_step = 2 * math.sqrt(chroma1 * chroma2) * math.sin(math.radians(turn / 2))
    mean_light, mean_chroma = (light1 + light2) / 2, (chroma1 + chroma2) / 2
    weight = (
        1
        - 0.17 * math.cos(math.radians(mean_hue - 30))
        + 0.24 * math.cos(math.radians(2 * mean_hue))
        + 0.32 * math.cos(math.radians(3 * mean_hue + 6))
        - 0.20 * math.cos(math.radians(4 * mean_hue - 63))
    )
    twist = 60 * math.exp(-(((mean_hue - 275) / 25) ** 2))
    rotation = -math.sin(math.radians(twist)) * 2 * math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7))
    light = (light2 - light1) / (1 + 0.015 * (mean_light - 50) ** 2 / math.sqrt(20 + (mean_light - 50) ** 2))
    chroma = (chroma2 - chroma1) / (1 + 0.045 * mean_chroma)
    hue = hue_step / (1 + 0.015 * mean_chroma * weight)
    return math.sqrt(light**2 + chroma**2 + hue**2 + rotation * chroma * hue)


def difference_seen(first: str, second: str, vision: Vision) -> float:
    """CIEDE2000 between two colours as a kind of vision sees them."""
    return difference(lab(seen_by(first, vision)), lab(seen_by(second, vision)))
