"""CSS custom properties from the tokens, as one deterministic style sheet.

Names:

* roles: ``--bs-<role>``; their values change with the scheme;
* applied tokens: ``--bs-<component>-<part>``, each a ``var()`` of its role;
* the rest: ``--bs-<group>-<name>``, such as ``--bs-size-h1`` and ``--bs-space-m``.

The light scheme is on ``:root``. The dark one follows the reader's system
unless the page says otherwise with ``data-scheme="light"`` or ``"dark"``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from bansac.brand.tokens import Scheme, Token, Tokens

PREFIX: Final = "--bs-"
_VIEWPORT_REM: Final = (22.5, 80.0)
"""Between these widths of the viewport, in rem, fluid sizes grow."""

_SCHEMES: Final = frozenset({"role", "role-dark"})
_GENERIC: Final = frozenset({"sans-serif", "serif", "monospace", "system-ui", "ui-monospace"})


def stylesheet(tokens: Tokens) -> str:
    """The whole sheet: light scheme, dark scheme by media query, dark scheme by choice."""
    dark = _roles(tokens, "dark")
    blocks = [
        _block(":root", ["color-scheme:light", *_roles(tokens, "light"), *_rest(tokens)]),
        _media("screen and (prefers-color-scheme:dark)", _block(":root:not([data-scheme=light])", ["color-scheme:dark", *dark])),
        _media("screen", _block(":root[data-scheme=dark]", ["color-scheme:dark", *dark])),
    ]
    return "\n".join(blocks) + "\n"


def property_name(path: str) -> str:
    """The custom property of a token: ``role.text-muted`` is ``--bs-text-muted``."""
    layer, _, rest = path.partition(".")
    parts = rest if layer in {"role", "component"} else path
    return PREFIX + parts.replace(".", "-")


def _roles(tokens: Tokens, scheme: Scheme) -> list[str]:
    return [f"{property_name(f'role.{name}')}:{tokens.colour(name, scheme)}" for name in tokens.group("role")]


def _rest(tokens: Tokens) -> list[str]:
    """Applied tokens and scales; the palette stays out, because only roles may use it."""
    skipped = _SCHEMES | {"palette"}
    return [f"{property_name(path)}:{_value(token)}" for path, token in tokens.items() if path.partition(".")[0] not in skipped]


def _value(token: Token) -> str:
    if token.alias is not None:
        return f"var({property_name(token.alias)})"
    value = token.value
    match token.type:
        case "color":
            text = str(value["hex"])
        case "dimension":
            fluid = token.extensions.get("bansac.fluid")
            text = _fluid(fluid["min"]["value"], fluid["max"]["value"]) if fluid else _measure(value)
        case "duration":
            text = _measure(value)
        case "fontFamily":
            names = [value] if isinstance(value, str) else value
            text = ",".join(name if name in _GENERIC else json.dumps(name, ensure_ascii=False) for name in names)
        case "cubicBezier":
            text = f"cubic-bezier({','.join(map(number, value))})"
        case _:
            text = number(value) + str(token.extensions.get("bansac.unit", ""))
    return text


def _measure(value: dict[str, Any]) -> str:
    return number(value["value"]) + str(value["unit"])


def _fluid(small: float, large: float) -> str:
    """A size in rem that grows with the viewport; the rem part keeps it zoomable (WCAG 1.4.4)."""
    narrow, wide = _VIEWPORT_REM
    slope = (large - small) / (wide - narrow)
    return f"clamp({number(small)}rem,{number(small - slope * narrow)}rem + {number(slope * 100)}vw,{number(large)}rem)"


def number(value: float) -> str:
    """A number as CSS and SVG write it shortest: at most four decimals, no trailing zeros."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    text = "0" if text in {"-0", ""} else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _block(selector: str, declarations: Iterable[str]) -> str:
    return f"{selector}{{\n" + "".join(f"  {declaration};\n" for declaration in declarations) + "}"


def _media(query: str, block: str) -> str:
    return f"@media {query}{{\n{block}\n}}"
