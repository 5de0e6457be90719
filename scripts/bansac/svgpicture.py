"""Pictures that staff upload as SVG: read with suspicion, then drawn as pixels.

An SVG is a document that can run scripts, load files and grow without bound. None of
``content/`` is ever published: what is drawn here goes the way of every other picture. What
could act is refused with its line; what drawing programs add for themselves (elements and
attributes of other namespaces, metadata, comments) is left out. The rest is cleaned once
more by a library that keeps only what it knows, because the program that draws could read
files of this machine.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from PIL import Image

from bansac.errors import ContentError

MAX_BYTES: Final = 1_000_000
MAX_ELEMENTS: Final = 20_000
MAX_DEPTH: Final = 64
MAX_USED: Final = 50_000
"""Elements that all ``use`` elements together repeat."""
LONGEST: Final = 1600
"""Pixels of the longer side as drawn."""
MAX_RATIO: Final = 20
"""How many times longer one side may be than the other."""

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_ELEMENTS: Final = frozenset(
    (
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "metadata", "defs", "symbol",
        "use", "linearGradient", "radialGradient", "stop", "clipPath", "style",
    )
)  # fmt: skip
_LEFT_OUT: Final = frozenset({"metadata", "title", "desc"})
"""Elements whose content is not drawn."""
_ADDRESS: Final = re.compile(r"url\(\s*[\"']?(?!#)", re.IGNORECASE)
_STYLE_TRICKS: Final = re.compile(r"@|\\|expression|javascript:|behavior|-moz-binding|image-set|</", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\s*(\d{1,6}(?:\.\d{1,9})?)\s*(?:px|pt|mm|cm|in)?\s*")


def draw_svg(raw: bytes, shown: Path) -> Image.Image:
    """Draw an SVG file.

    Args:
        raw: The file.
        shown: The path as errors name it.

    Returns:
        The picture with transparency, its longer side :data:`LONGEST` pixels.

    Raises:
        ContentError: The file is too large, is no SVG, or has something that is not allowed.
    """
    import py_svg_hush  # noqa: PLC0415  # rarely needed
    import resvg_py  # noqa: PLC0415  # slow to import

    if len(raw) > MAX_BYTES:
        raise ContentError("too_large", path=shown, found=f"{len(raw):,} bytes", expected=f"≤ {MAX_BYTES:,} bytes")
    width, height = _Reader(shown).read(raw)
    try:
        cleaned = py_svg_hush.filter_svg(raw, {})
        _Reader(shown).read(cleaned)  # what is drawn is what was looked at, however the two libraries read a file
        drawn = resvg_py.svg_to_bytes(
            svg_string=cleaned.decode("utf-8"), width=max(1, round(LONGEST * min(1, width / height))), skip_system_fonts=True
        )
        with Image.open(io.BytesIO(bytes(drawn)), formats=["PNG"]) as image:
            return image.convert("RGBA")
    except ValueError as error:
        raise ContentError("bad_image", path=shown, found=str(error), expected="SVG, PNG") from error


class _Reader:
    """Reads an SVG once, from its first byte to its last, and keeps only counts."""

    def __init__(self, shown: Path) -> None:
        self._shown = shown
        self._elements = 0
        self._open: list[tuple[str, str, int]] = []
        self._sizes: dict[str, int] = {}
        self._used: Counter[str] = Counter()
        self._around: set[str] = set()
        self._box: tuple[float, float] | None = None
        self._parser: Any = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_type
        self._parser.EntityDeclHandler = self._refuse_type
        self._parser.ProcessingInstructionHandler = lambda target, _data: self._refuse(f"<?{target}")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, raw: bytes) -> tuple[float, float]:
        """Look at a whole file; returns its width and height in its own units."""
        try:
            self._parser.Parse(raw, True)  # noqa: FBT003  # expat's own signature
        except expat.ExpatError as error:
            raise ContentError("bad_image", path=self._shown, line=error.lineno, found=str(error), expected="SVG") from error
        if twice := sorted(self._around & self._used.keys()):
            raise ContentError("svg_unsafe", path=self._shown, found=f"<use> → #{twice[0]} → <use>")
        repeated = sum(self._sizes.get(name, 0) * times for name, times in self._used.items())
        if repeated > MAX_USED:
            raise ContentError("svg_unsafe", path=self._shown, found=f"<use> × {repeated:,}", expected=f"≤ {MAX_USED:,}")
        if self._box is None or not 1 / MAX_RATIO <= self._box[0] / self._box[1] <= MAX_RATIO:
            raise ContentError("svg_size", path=self._shown, expected='viewBox="0 0 800 600"')
        return self._box

    def _refuse(self, found: str) -> None:
        raise ContentError("svg_unsafe", path=self._shown, line=self._parser.CurrentLineNumber, found=found)

    def _refuse_type(self, *_: object) -> None:
        self._refuse("<!DOCTYPE")

    def _start(self, qualified: str, attributes: Mapping[str, str]) -> None:
        space, _, name = qualified.rpartition(" ")
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(self._open) > MAX_DEPTH:
            self._refuse(f"{self._elements:,} × <…>, {len(self._open)} ↓")
        inside = self._open[-1][0] if self._open else ""
        if inside in _LEFT_OUT or (self._open and space != _SVG):
            self._open.append(("metadata", "", self._elements))
            return
        if name not in _ELEMENTS or (not self._open and (space, name) != (_SVG, "svg")):
            self._refuse(f"<{name}>")
        for key, value in attributes.items():
            self._attribute(name, key, value)
        if not self._open:
            self._box = _box(attributes)
        if name == "use":
            self._around.update(own for _, own, _ in self._open if own)
        self._open.append((name, attributes.get("id", ""), self._elements))

    def _attribute(self, element: str, key: str, value: str) -> None:
        space, _, name = key.rpartition(" ")
        if space not in {"", _XLINK}:
            return
        if name.lower().startswith("on"):
            self._refuse(f"<{element} {name}>")
        if name == "href":
            if not value.startswith("#"):
                self._refuse(f'<{element} href="{value}">')
            if element == "use":
                self._used[value[1:]] += 1
        elif _ADDRESS.search(value) or (name == "style" and _STYLE_TRICKS.search(value)):
            self._refuse(f'<{element} {name}="{value}">')

    def _text(self, text: str) -> None:
        if self._open and self._open[-1][0] == "style" and (_ADDRESS.search(text) or _STYLE_TRICKS.search(text)):
            self._refuse("<style>")

    def _end(self, _name: str) -> None:
        _, own, before = self._open.pop()
        if own:
            self._sizes[own] = self._elements - before + 1


def _box(attributes: Mapping[str, str]) -> tuple[float, float] | None:
    """Width and height of the picture, None where they are missing or no sizes."""
    numbers = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    found = numbers[2:4] if len(numbers) == 4 else [attributes.get("width", ""), attributes.get("height", "")]  # noqa: PLR2004  # x, y, width, height
    sides = [_LENGTH.fullmatch(side) for side in found]
    if not all(sides):
        return None
    width, height = (float(side[1]) for side in sides if side)
    return (width, height) if width > 0 and height > 0 else None
