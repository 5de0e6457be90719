"""What every document is made with, read once a process, and the office that it is made for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bansac.brand.palette import load_palette
from bansac.brand.rules import Rule, load_rules
from bansac.errors import BrandError, suggestion
from bansac.kit.names import Name
from bansac.kit.networks import Network, load_networks
from bansac.kit.source import Brand, load_brand
from bansac.kit.words import KitWords, load_words


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a kit is made for.

    Attributes:
        id: As in the network data; names files and folders.
        names: Vietnamese, English, local.
        address: Where the site speaks of it.
        proposed: Whether its local name is a proposal that nobody has checked.
    """

    id: str
    names: tuple[Name, ...]
    address: str
    proposed: bool = False

    @property
    def title(self) -> str:
        """The names in one line."""
        return " · ".join(plain_text(name) for name in self.names)

    @property
    def local(self) -> str | None:
        """The language of the local name, where there is one beside Vietnamese and English."""
        return next((name.lang for name in self.names if name.lang not in {"vi", "en"}), None)

    def labels(self, words: Mapping[str, str]) -> tuple[Name, ...]:
        """A text in Vietnamese, in English and, where it is known, in the office's local language."""
        directions = {name.lang: name.direction for name in self.names}
        wanted = ["vi", "en", *([self.local] if self.local in words else [])]
        return tuple(Name(words[lang], lang, directions.get(lang, "ltr")) for lang in wanted if lang)


@dataclass(frozen=True, slots=True, eq=False)
class Studio:
    """A brand folder with the words and sizes of the kit; one is made a process, and each is equal to itself alone.

    Attributes:
        brand: Tokens, geometry and fonts.
        words: The words of ``documents.yml``.
        networks: The networks of ``networks.yml``.
        rules: The rules of ``rules.yml``.
        values: The names of the five values by id, in the Plan's order.
        colours: The names of the colours by the name of their token in the palette.
    """

    brand: Brand
    words: KitWords
    networks: Sequence[Network]
    rules: Sequence[Rule]
    values: Mapping[str, Mapping[str, str]]
    colours: Mapping[str, Mapping[str, str]]


def load_studio(folder: Path, values: Mapping[str, Mapping[str, str]]) -> Studio:
    """Read a brand folder.

    Raises:
        BrandError: A file of the folder is not valid, or the guide names a rule or a colour that there is not.
    """
    brand = load_brand(folder)
    colours = {colour.id: colour.name for group in load_palette(folder, brand.tokens) for colour in group.colours}
    words, rules = load_words(folder), load_rules(folder)
    for shown, known, field in (
        (words.guide.shown_rules, {rule.id for rule in rules}, "guide.shown_rules"),
        (words.guide.shown_colours, colours, "guide.shown_colours"),
    ):
        if unknown := [name for name in shown if name not in known]:
            raise BrandError("bad_brand", path="brand/documents.yml", field=field, found=unknown[0], expected=suggestion(unknown[0], known))
    return Studio(brand, words, load_networks(folder), rules, values, colours)


def plain_text(name: Name) -> str:
    """A name without the marks that only say where a line may break."""
    return name.text.replace("\u200b", "")
