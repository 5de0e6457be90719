"""Every character that the site shows, and whether a font has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from bansac.banner import FILE as BANNER
from bansac.brand.fontbook import FontBook, MissingGlyphError
from bansac.errors import Report
from bansac.model import Model
from bansac.pages import Pages
from bansac.schema.data import Network


def characters_of(model: Model) -> frozenset[str]:
    """Every character that pages, facts and interface texts may show."""
    return _shown(characters for _, characters in _files(model, model.pages))


def _shown(found: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(character for character in frozenset().union(*found) if character.isprintable() or character == "\u00a0")


def check_glyphs(model: Model, report: Report) -> None:
    """Report the files that use a character that no font has, with the line of its first use; those of pages that wait as well."""
    book = FontBook(model.project.brand)
    missing: dict[str, MissingGlyphError] = {}
    files = [*_files(model, model.pages), *_files(model, model.waiting, shared=False)]
    for character in sorted(_shown(characters for _, characters in files)):
        try:
            book.family_for(unicodedata.normalize("NFC", character))
        except MissingGlyphError as error:
            missing[character] = error
    if not missing:
        return
    for path, characters in files:
        for character in sorted(characters & missing.keys()):
            text = (model.project.root / path).read_text(encoding="utf-8", errors="replace")
            known = missing[character]
            line = text.count("\n", 0, max(text.find(character), 0)) + 1
            report.add(MissingGlyphError("missing_glyph", path=path, line=line, found=known.found, expected=known.expected))


def _files(model: Model, every: Pages, *, shared: bool = True) -> Iterator[tuple[Path, frozenset[str]]]:
    """Files with text that the site may show, and the characters of each; `shared` are those that are no pages."""
    content = model.project.content
    for path in (*sorted((content / "data").glob("*.yml")), *sorted((content / "strings").glob("*.yml"))) if shared else ():
        if path.name == "network.yml" and model.dataset.network:
            yield model.project.shown(path), _network_characters(model.dataset.network)
            continue
        text = path.read_text(encoding="utf-8-sig")
        yield model.project.shown(path), frozenset("".join(line for line in text.splitlines() if not line.lstrip().startswith("#")))
    banner = content / BANNER
    if shared and banner.is_file():
        yield model.project.shown(banner), frozenset(banner.read_text(encoding="utf-8-sig"))
    for pages in every.values():
        for page in pages.values():
            yield page.shown, frozenset(page.characters)


def _network_characters(network: Network) -> frozenset[str]:
    """All but the local names of offices, which the kit draws with fonts of its own."""
    return frozenset(network.model_dump_json(exclude={"missions": {"__all__": {"name": {"local"}}}}))
