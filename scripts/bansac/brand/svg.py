"""SVG files: one way to write them, so that all are small, named and safe.

Every file has a title, ``role="img"`` and a view box; none has a script, a link,
an embedded font or an event, so each may be shown by any page.
"""

from __future__ import annotations

from html import escape
from typing import Final

from bansac.brand.geometry import shorten

_NAMESPACE: Final = "http://www.w3.org/2000/svg"


def document(box: tuple[float, float, float, float], title: str, *parts: str) -> str:
    """A whole SVG file.

    Args:
        box: The view box: left, top, width, height.
        title: What the picture shows; read aloud by screen readers.
        parts: Elements, already written.
    """
    view = " ".join(shorten(value) for value in box)
    size = f'width="{shorten(box[2])}" height="{shorten(box[3])}"'
    head = f'<svg xmlns="{_NAMESPACE}" viewBox="{view}" {size} role="img"><title>{escape(title)}</title>'
    return "\n".join([head, *parts, "</svg>"]) + "\n"


def element(name: str, **attributes: str | float) -> str:
    """An empty element; an underscore in a name stands for a hyphen, one at its end is dropped."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{value if isinstance(value, str) else shorten(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}/>"


def group(transform: str, *parts: str) -> str:
    """Elements that are moved, turned or scaled together."""
    return f'<g transform="{transform}">{"".join(parts)}</g>'


def style(rules: str) -> str:
    """A style element; used only where a file must follow the reader's scheme."""
    return f"<style>{rules}</style>"
