"""Web fonts: the fonts cut to what the site uses, as WOFF2 with the CSS that loads them.

A family's *base* is fixed in ``fonts.yml``, so an ordinary edit never changes a font
file, its name or the style sheet. A character outside every base goes into a small
extra file of its own. Families none of whose letters are used are left out, and a
browser fetches a file only when a page shows a character of its ``unicode-range``.
"""

from __future__ import annotations

import hashlib
import io
import json
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont

from bansac.brand.fontbook import Fallback, FontBook, FontFamily, parse_ranges, write_ranges
from bansac.formats import script_of

MEDIA_TYPE: Final = "font/woff2"

_FEATURES: Final = [
    *("ccmp", "locl", "kern", "mark", "mkmk", "liga", "rlig", "calt", "clig"),
    *("init", "medi", "fina", "isol", "rclt", "curs", "lnum", "tnum", "pnum", "case"),
]
_NAMES: Final = [0, 1, 2, 3, 4, 6, 13, 14]
"""Name records to keep: names, and the copyright and licence that the OFL wants inside the file."""
_FORMAT: Final = "woff2-2"
"""Part of cache keys; to be changed when the way of cutting changes."""


@dataclass(frozen=True, slots=True)
class WebFont:
    """One font file of the site.

    Attributes:
        name: File name with a hash of its content.
        data: The WOFF2 bytes.
        family: CSS family.
        weight: CSS weight.
        scripts: The scripts (ISO 15924) whose letters it was made for; empty for extra characters.
        unicode_range: What it shows, in CSS form.
    """

    name: str
    data: bytes
    family: str
    weight: int
    scripts: tuple[str, ...]
    unicode_range: str


@dataclass(frozen=True, slots=True)
class FontSet:
    """All fonts of a site.

    Attributes:
        files: The font files.
        licences: The licence texts that must go with them, by file name.
        css: The ``@font-face`` rules, with the local faces that stand in until the fonts have come.
        folder: Where the files lie below the site's root.
    """

    files: tuple[WebFont, ...]
    licences: Mapping[str, bytes]
    css: str
    folder: str = "assets/"

    def preload(self, locale: str) -> list[dict[str, str]]:
        """What the head of a locale's pages preloads: the fonts of its own script.

        A locale whose script no font serves, such as Chinese, preloads the Latin ones.

        Returns:
            ``[{href, type}]``, the path from the site's root and the media type.
        """
        script = script_of(locale)
        own = [font for font in self.files if script in font.scripts]
        chosen = own or [font for font in self.files if "Latn" in font.scripts]
        return [{"href": self.folder + font.name, "type": MEDIA_TYPE} for font in chosen]


def load_fonts(brand_dir: Path, used: Iterable[str], *, url: str = "", folder: str = "assets/", cache: Path | None = None) -> FontSet:
    """Cut the fonts of a brand folder for a site.

    Args:
        brand_dir: The folder ``brand/``.
        used: All characters that pages show, in any order, in one or many strings.
        url: What goes before a file's name in the CSS: the way from the style sheet to the files.
        folder: Where the files lie below the site's root.
        cache: A folder that keeps cut fonts from build to build; they are found by what they are made of.

    Raises:
        MissingGlyphError: A character is in no font.
        BrandError: A file is missing.
    """
    book = FontBook(brand_dir)
    characters = {character for text in used for character in unicodedata.normalize("NFC", text)}
    families = {character: book.family_for(character) for character in sorted(characters)}
    fonts: list[WebFont] = []
    for index, family in enumerate(book.families):
        mine = {ord(character) for character, name in families.items() if name == family.family}
        base = _base(book, family)
        for earlier in book.families[:index]:
            base -= _base(book, earlier)
        if index == 0 or any(scripts.script(chr(point)) in family.scripts for point in mine):
            fonts += _cut(book, family, base | _companions(book, family), cache)
            mine -= base
        if mine:
            fonts += _cut(book, family, mine, cache, extra=True)
    licences = {
        family.licence: (book.folder / family.licence).read_bytes()
        for family in book.families
        if any(font.family == family.family for font in fonts)
    }
    faces = [_face(font, url) for font in fonts]
    for family in book.families:
        if family.fallback and any(font.family == family.family for font in fonts):
            faces += [_fallback_face(book, family, family.fallback, weight) for weight in family.files]
    return FontSet(tuple(fonts), licences, "".join(faces), folder)


def _base(book: FontBook, family: FontFamily) -> frozenset[int]:
    return parse_ranges(family.base) & book.coverage[family.family]


def _companions(book: FontBook, family: FontFamily) -> frozenset[int]:
    return parse_ranges(family.companions) & book.coverage[family.family] if family.companions else frozenset()


def _cut(book: FontBook, family: FontFamily, points: Collection[int], cache: Path | None, *, extra: bool = False) -> list[WebFont]:
    """A family's files for some characters, one a weight."""
    found = []
    for weight in family.files:
        data = _woff2(book.path(family.family, weight), points, cache)
        slug = family.family.lower().replace(" ", "-")
        digest = hashlib.sha256(data).hexdigest()[:10]
        name = f"{slug}-{weight}{'-extra' if extra else ''}.{digest}.woff2"
        served = () if extra else family.scripts
        found.append(WebFont(name, data, family.family, weight, served, write_ranges(points)))
    return found


def _woff2(source: Path, points: Collection[int], cache: Path | None) -> bytes:
    """A font cut to some characters; the same input gives the same bytes."""
    data = source.read_bytes()
    key = json.dumps([_FORMAT, hashlib.sha256(data).hexdigest(), write_ranges(points), _FEATURES, _NAMES])
    kept = cache / f"{hashlib.sha256(key.encode()).hexdigest()}.woff2" if cache else None
    if kept and kept.is_file():
        return kept.read_bytes()
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415  # a tenth of a second that most builds do not need

    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = _FEATURES
    options.name_IDs = _NAMES
    options.notdef_outline = True
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False  # else the bytes depend on what else is installed
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(points))
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".part")
        partial.write_bytes(out.getvalue())
        partial.replace(kept)
    return out.getvalue()


def _face(font: WebFont, url: str) -> str:
    """The rule of a font.

    One that comes late is kept for the next page: lines that move while they are read are worse than
    letters of another face, and a stand-in, however stretched, cannot break each line alike.
    """
    return (
        f'@font-face{{font-family:"{font.family}";font-style:normal;font-weight:{font.weight};font-display:optional;'
        f'src:url("{url}{font.name}") format("woff2");unicode-range:{font.unicode_range}}}\n'
    )


def _fallback_face(book: FontBook, family: FontFamily, fallback: Fallback, weight: int) -> str:
    """A local face stretched to the font's width and set on its lines, so that nothing moves when the font comes."""
    with TTFont(book.path(family.family, weight), lazy=True) as font:
        cmap, widths, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        letters = [char for char in unicodedata.normalize("NFD", fallback.sample) if not unicodedata.combining(char)]
        average = sum(widths[cmap[ord(char)]][0] for char in letters) / len(letters) / unit
        lines = font["hhea"].ascent / unit, -font["hhea"].descent / unit, font["hhea"].lineGap / unit
    stretch = average / fallback.average[weight]
    ascent, descent, gap = (f"{value / stretch * 100:.2f}%" for value in lines)
    local = ",".join(f'local("{name}")' for name in fallback.local[weight])
    points = (_base(book, family) | _companions(book, family)) if family is not book.families[0] else None
    shown = f";unicode-range:{write_ranges(points)}" if points else ""
    return (
        f'@font-face{{font-family:"{fallback.name}";font-style:normal;font-weight:{weight};src:{local};'
        f"size-adjust:{stretch * 100:.2f}%;ascent-override:{ascent};descent-override:{descent};"
        f"line-gap-override:{gap}{shown}}}\n"
    )
