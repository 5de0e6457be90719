"""Social cards: one picture a page, 1200 × 630, drawn from tokens, mark and ring.

The same text gives the same bytes on every day and in every order; the fingerprint
of a card covers all that it is made of, so that a build may keep an old one.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Final

import PIL
from PIL import Image, ImageDraw, features

from bansac.brand.breaking import plain
from bansac.brand.fontbook import FontBook
from bansac.brand.ground import MARGIN, MARK_SIZE, MARK_TOP, SIZE, Grounds
from bansac.brand.parameters import load_geometry
from bansac.brand.tokens import load_tokens
from bansac.brand.typeset import Direction, Step, Typesetter
from bansac.errors import BrandError

MEDIA_TYPE: Final = "image/jpeg"
_FORMAT: Final = "card-1"
"""Part of fingerprints; to be changed when the design of the card changes."""

LARGEST: Final = 60_000
"""No card has more bytes."""
_QUALITIES: Final = (68, 58, 48, 38)
"""The first is right for nearly all titles; long ones, full of edges, take a lower one."""
_COLUMN: Final = 790
_FOOT: Final = 512
"""The base line of a title's last line."""
_LEADING: Final = 1.2
_STEPS: Final = (Step(84, 2), Step(76, 3), Step(68, 3), Step(60, 4), Step(54, 4), Step(48, 4), Step(42, 4))
_SECTION_STEPS: Final = (Step(28, 1), Step(24, 1))
_NAME_STEPS: Final = (Step(28, 2), Step(24, 2))
_NAME_COLUMN: Final = 560


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says.

    Attributes:
        title: The page's title.
        section: The section's title or another short line; empty for none.
        site_name: The site's name in the page's language.
        lang: The language of the text.
        dir: Its direction.
        accent: The id of the value that the page is about, or None.
    """

    title: str
    section: str
    site_name: str
    lang: str
    dir: Direction = "ltr"
    accent: str | None = None


class CardPainter:
    """Paints cards from a brand folder; to be made once a process.

    Raises:
        BrandError: The folder is not valid, or Pillow can not shape text.
    """

    def __init__(self, brand_dir: Path) -> None:
        if not features.check("raqm"):
            raise BrandError("no_shaping")
        self._tokens = load_tokens(brand_dir)
        self._book = FontBook(brand_dir)
        self._setter = Typesetter(self._book)
        self._grounds = Grounds(self._tokens, load_geometry(brand_dir))
        self._base = _digest(brand_dir, self._book)

    def fingerprint(self, text: CardText) -> str:
        """A hash of all that the card is made of."""
        data = json.dumps([self._base, *astuple(text)], ensure_ascii=False)
        return hashlib.sha256(data.encode("utf-8")).hexdigest()

    def paint(self, text: CardText) -> bytes:
        """Paint a card.

        Returns:
            A JPEG.

        Raises:
            MissingGlyphError: No font in ``brand/fonts/`` has a character of the text.
        """
        picture = self._grounds.copy(text.dir, text.accent)
        canvas = ImageDraw.Draw(picture)
        self._draw_name(canvas, text)
        self._draw_title(canvas, text)
        return _encoded(picture)

    def _draw_name(self, canvas: ImageDraw.ImageDraw, text: CardText) -> None:
        """The site's name beside the mark, in the middle of its height."""
        block = self._setter.fit(text.site_name, _NAME_COLUMN, 700, text.lang, text.dir, _NAME_STEPS)
        leading = round(block.size * 1.25)
        middle = MARK_TOP + MARK_SIZE / 2 + block.size * 0.36
        top = middle - leading * (len(block.lines) - 1) / 2
        offset = MARGIN + MARK_SIZE + 20
        x = SIZE[0] - offset if text.dir == "rtl" else offset
        for index, line in enumerate(block.lines):
            self._line(canvas, (x, round(top + index * leading)), line, block.size, text, "hero-text")

    def _draw_title(self, canvas: ImageDraw.ImageDraw, text: CardText) -> None:
        """The title, standing on its foot line, and the section above it."""
        block = self._setter.fit(text.title, _COLUMN, 700, text.lang, text.dir, _STEPS)
        leading = round(block.size * _LEADING)
        top = _FOOT - leading * (len(block.lines) - 1)
        x = SIZE[0] - MARGIN if text.dir == "rtl" else MARGIN
        for index, line in enumerate(block.lines):
            self._line(canvas, (x, top + index * leading), line, block.size, text, "hero-text")
        if plain(text.section).strip():
            section = self._setter.fit(text.section, _COLUMN, 700, text.lang, text.dir, _SECTION_STEPS)
            y = top - round(block.size * 1.0) - 22
            self._line(canvas, (x, y), section.lines[0], section.size, text, "hero-accent")

    def _line(self, canvas: ImageDraw.ImageDraw, at: tuple[float, float], line: str, size: int, text: CardText, role: str) -> None:
        colour = self._tokens.colour(role)
        self._setter.draw(canvas, at, line, size=size, weight=700, lang=text.lang, direction=text.dir, fill=colour)


def _encoded(picture: Image.Image) -> bytes:
    """The picture as a JPEG in the best quality that stays below the limit."""
    data = b""
    for quality in _QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, subsampling="4:2:0", optimize=True)
        data = out.getvalue()
        if len(data) <= LARGEST:
            break
    return data


def _digest(brand_dir: Path, book: FontBook) -> str:
    """A hash of the files and the library that every card depends on."""
    digest = hashlib.sha256(f"{_FORMAT} {PIL.__version__}".encode())
    fonts = [book.path(family.family, weight) for family in book.families for weight in sorted(family.files)]
    for path in (brand_dir / "tokens.json", brand_dir / "geometry.yml", *fonts):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
