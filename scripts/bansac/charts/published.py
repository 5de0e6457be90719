"""What pages know of the charts: their elements, their files and where these lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

FORMATS: Final = {"svg": "image/svg+xml", "png": "image/png"}
"""Media types of the files to download."""


@dataclass(frozen=True)
class Inline:
    """A chart as elements of a page.

    Attributes:
        title: What it is.
        wide: The element for a wide column.
        narrow: That for a narrow one.
        width: Width of the wide one in pixels.
        height: Its height.
    """

    title: str
    wide: str
    narrow: str
    width: int
    height: int


@dataclass(frozen=True)
class Gallery:
    """The charts of a site.

    Attributes:
        inline: Elements by locale and name of the chart.
        sizes: Width and height in pixels of each PNG, by its path.
        files: Files to download by path below the site.
    """

    inline: Mapping[tuple[str, str], Inline]
    sizes: Mapping[str, tuple[int, int]]
    files: Mapping[str, bytes]


EMPTY: Final = Gallery({}, {}, {})
"""The gallery of a site that shows no chart."""


def picture_path(code: str, name: str, suffix: str) -> str:
    """Where a file lies below the site; a promise, as every address."""
    return f"pictures/{code}/{name}.{suffix}"


def embed_path(code: str, name: str) -> str:
    """The address of the page that other sites may frame, below the site; a promise as well."""
    return f"embed/{code}/{name}/"
