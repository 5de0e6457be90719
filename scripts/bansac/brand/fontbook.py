"""The typefaces: what ``brand/fonts/`` holds, and which font has which character.

A character that no font has is an error, never an empty box. Characters of the
scripts that ``fonts.yml`` names under ``system`` are exempt on pages, which show
them with the reader's own fonts; a picture has no such fonts, so there it is an
error as well (:meth:`FontBook.family_for` with ``drawn=True``).

``fonts.yml`` is what the site is set in. The names of offices need more scripts than
the site; their fonts stand in ``kit.yml``, which only the kit reads.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final

from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont
from pydantic import AfterValidator, TypeAdapter

from bansac.brand.records import read_records
from bansac.errors import BrandError
from bansac.schema.common import Entry, LocaleCode, Localized, Text

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories that need no glyph: controls, format characters, spaces and separators."""
_VARIATION: Final = range(0xFE00, 0xFE10)
_STAND_IN: Final = frozenset({0x2010, 0x2011})
"""Hyphens that every text engine draws as the common one when a font lacks them."""


_NOTO: Final = {
    **dict.fromkeys(("Latn", "Grek", "Cyrl"), "Noto Sans"),
    **dict.fromkeys(("Hira", "Kana"), "Noto Sans JP"),
    "Hang": "Noto Sans KR",
    "Bopo": "Noto Sans TC",
    **dict.fromkeys(("Zyyy", "Zinh", "Zzzz"), "Noto Sans Symbols"),
}
"""Families of Noto that are not named after their script."""
_NOTO_HAN: Final = {"ja": "Noto Sans JP", "ko": "Noto Sans KR", "zh-Hant": "Noto Sans TC", "zh-TW": "Noto Sans TC", "zh-HK": "Noto Sans HK"}


def noto_family(character: str, lang: str | None = None) -> str:
    """The family of Noto that has the letters of a character's script, as its publisher names it."""
    script = scripts.script(character)
    if script == "Hani":
        return _NOTO_HAN.get(lang or "", "Noto Sans SC")
    return _NOTO.get(script) or f"Noto Sans {scripts.script_name(script).replace('_', ' ')}"


class MissingGlyphError(BrandError):
    """A text has a character that no font in ``brand/fonts/`` has."""

    @classmethod
    def of(cls, character: str, families: Iterable[str], path: Path | str | None = None, line: int | None = None) -> MissingGlyphError:
        """The error for a character, with the families that were asked and the place of the text."""
        name = unicodedata.name(character, "")
        found = f"{character} (U+{ord(character):04X} {name})".replace(" )", ")")
        return cls("missing_glyph", path=path, line=line, found=found, expected=", ".join(families))

    @classmethod
    def of_kit(
        cls, character: str, lang: str | None = None, *, path: Path | str | None = None, line: int | None = None, field: str | None = None
    ) -> MissingGlyphError:
        """The error for a character of an office's name: it names the font to add."""
        found = cls.of(character, ()).found
        return cls(
            "missing_kit_glyph", path=path or "brand/fonts/kit.yml", line=line, field=field, found=found, font=noto_family(character, lang)
        )


def parse_ranges(text: str) -> frozenset[int]:
    """Read Unicode ranges in CSS form: ``U+20-7E, U+A0``.

    Raises:
        ValueError: A part is no range.
    """
    points: set[int] = set()
    for part in text.split(","):
        bare = part.strip()
        if not bare.startswith("U+"):
            raise ValueError(f"not a Unicode range: {bare!r}")
        first, _, last = bare[2:].partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def write_ranges(points: Iterable[int]) -> str:
    """Write code points as Unicode ranges in CSS form, sorted and shortest."""
    spans: list[list[int]] = []
    for point in sorted(points):
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return ",".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in spans)


def _checked_ranges(text: str) -> str:
    parse_ranges(text)
    return text


Ranges = Annotated[str, AfterValidator(_checked_ranges)]


class Fallback(Entry):
    """The local face that stands in until a font has come, for the characters of the font's base and companions."""

    name: Text
    local: dict[int, tuple[Text, ...]]
    average: dict[int, float]
    sample: Text


class Specimen(Entry):
    """A line that shows a family."""

    lang: LocaleCode
    text: Text


class FontFamily(Entry):
    """One family of ``fonts.yml``."""

    family: Text
    scripts: tuple[Text, ...]
    specimen: Specimen
    role: Localized
    licence: Text
    copyright: Text
    origin: Text
    files: dict[int, Text]
    base: Ranges
    companions: Ranges | None = None
    """Plain letters, digits and signs, which families before it have too: texts in its own script take them from it."""
    drawn_only: bool = False
    """Whether the family is for pictures alone: pages leave its script to the reader's own fonts."""
    fallback: Fallback | None = None
    langs: tuple[LocaleCode, ...] = ()
    """Languages that prefer it to other families that have the same characters."""


class SystemScripts(Entry):
    """What pages show with the reader's own fonts."""

    scripts: tuple[Text, ...]
    ranges: Ranges


class FontFile(Entry):
    """The whole of ``fonts.yml``."""

    families: tuple[FontFamily, ...]
    system: SystemScripts


class KitFontFile(Entry):
    """The whole of ``kit.yml``."""

    families: tuple[FontFamily, ...]


class FontBook:
    """The fonts of a brand folder.

    Args:
        brand_dir: The folder ``brand/``.
        kit: Whether to read the fonts for the names of offices as well.

    Raises:
        BrandError: ``fonts.yml`` or ``kit.yml`` breaks its schema, or a font file or a licence is missing.
    """

    def __init__(self, brand_dir: Path, *, kit: bool = False) -> None:
        self.folder = brand_dir / "fonts"
        self.kit = kit
        data = read_records(self.folder / "fonts.yml", TypeAdapter(FontFile))
        self.families = data.families
        if kit:
            self.families = _joined(data.families, read_records(self.folder / "kit.yml", TypeAdapter(KitFontFile)).families)
        self._system = data.system
        self._system_points = parse_ranges(data.system.ranges)
        self._families_by_name = {family.family: family for family in self.families}
        for family in self.families:
            for name in (*family.files.values(), family.licence):
                if not (self.folder / name).is_file():
                    raise BrandError(
                        "bad_brand", path=f"brand/fonts/{'kit' if kit else 'fonts'}.yml", reason=f"{family.family}: no file {name}"
                    )

    def __getitem__(self, family: str) -> FontFamily:
        return self._families_by_name[family]

    def path(self, family: str, weight: int) -> Path:
        """The file of a family in a weight."""
        return self.folder / self[family].files[weight]

    @cached_property
    def coverage(self) -> Mapping[str, frozenset[int]]:
        """The characters that each family has in all its weights."""
        found: dict[str, frozenset[int]] = {}
        for family in self.families:
            points = None
            for name in family.files.values():
                with TTFont(self.folder / name, lazy=True) as font:
                    mapped = frozenset(font.getBestCmap())
                points = mapped if points is None else points & mapped
            found[family.family] = points or frozenset()
        return found

    def is_invisible(self, character: str) -> bool:
        """Whether a character needs no glyph."""
        point = ord(character)
        return unicodedata.category(character) in _INVISIBLE or point in _VARIATION or point in _STAND_IN

    def is_system(self, character: str) -> bool:
        """Whether pages leave a character to the reader's own fonts."""
        return ord(character) in self._system_points or scripts.script(character) in self._system.scripts

    def family_for(self, character: str, *, drawn: bool = False, lang: str | None = None) -> str | None:
        """The family that shows a character; None for one that needs no font of ours.

        The family whose script it is goes first, among them the one that the language
        prefers, then the order of ``fonts.yml`` and ``kit.yml``.

        Args:
            character: One character.
            drawn: Whether it is for a picture, where the reader's own fonts are of no help.
            lang: The language of the text.

        Raises:
            MissingGlyphError: No font has it.
        """
        if self.is_invisible(character):
            return None
        point, script = ord(character), scripts.script(character)
        ordered = sorted(
            (family for family in self.families if drawn or not family.drawn_only),
            key=lambda family: (script not in family.scripts, lang not in family.langs),
        )
        for family in ordered:
            if point in self.coverage[family.family]:
                return family.family
        if not drawn and self.is_system(character):
            return None
        if self.kit:
            raise MissingGlyphError.of_kit(character, lang)
        raise MissingGlyphError.of(character, [family.family for family in self.families if drawn or not family.drawn_only])

    def check(self, text: str, path: Path | str | None = None, line: int | None = None) -> None:
        """Refuse a text of a page that has a character no font has.

        Raises:
            MissingGlyphError: Names the first such character and the place that was given.
        """
        for character in dict.fromkeys(unicodedata.normalize("NFC", text)):
            try:
                self.family_for(character)
            except MissingGlyphError as error:
                offset = text.find(character)
                place = line + text.count("\n", 0, max(offset, 0)) if line is not None else None
                raise MissingGlyphError.of(character, [family.family for family in self.families], path, place) from error


def _joined(families: Iterable[FontFamily], more: Iterable[FontFamily]) -> tuple[FontFamily, ...]:
    """Families of two files; one that both have gets the files and languages of both."""
    found = {family.family: family for family in families}
    for family in more:
        known = found.get(family.family)
        found[family.family] = (
            known.model_copy(update={"files": {**known.files, **family.files}, "langs": (*known.langs, *family.langs)}) if known else family
        )
    return tuple(found.values())
