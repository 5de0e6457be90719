"""Interface texts and the texts of registers as units, and back into their files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bansac.config import Locale, Project
from bansac.exchange.pagetext import Segment
from bansac.exchange.units import Bundle, register_unit
from bansac.exchange.yamltext import Mapping_, Scalar, mappings, replaced, scalars
from bansac.files import files_below
from bansac.located import Place

STRINGS = "_strings"
DATA = "_data"
"""Names of exported files; no page can have them, because the name of a page begins with a letter or digit."""
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z][A-Za-z]+)?")


def strings_bundle(project: Project, locale: Locale) -> Bundle:
    """The interface texts of a locale."""
    file = f"content/strings/{project.source.code}.yml"
    own = {_dotted(place): scalar for place, scalar in scalars(_text(project, f"content/strings/{locale.code}.yml")).items()}
    units = tuple(
        register_unit(Segment(key, "string", scalar.value, scalar.line + 1), own[key].value if key in own else None)
        for key, scalar in ((_dotted(place), scalar) for place, scalar in scalars(_text(project, file)).items())
        if re.search(r"\w", scalar.value)
    )
    return Bundle(file, STRINGS, "", locale, project.source, units, "Văn bản giao diện · Interface texts")


def data_bundles(project: Project, locale: Locale) -> Iterator[Bundle]:
    """The registers that have texts in several languages, by file."""
    for path in files_below(project.content / "data", ".yml"):
        file = project.shown(path).as_posix()
        units = tuple(
            register_unit(Segment(key, "register", source.value, source.line + 1), target.value if target else None)
            for key, source, target in _entries(project, file, locale)
        )
        if units:
            yield Bundle(file, f"{DATA}/{path.stem}", "", locale, project.source, units, path.stem)


def register_path(bundle: Bundle) -> Path:
    """The file that the translations of a bundle stand in."""
    return Path(f"content/strings/{bundle.locale.code}.yml" if bundle.name == STRINGS else bundle.file)


def written_register(project: Project, bundle: Bundle, texts: Mapping[str, str], draft: bytes | None) -> bytes:
    """The file of a bundle with other texts.

    Args:
        project: The project.
        bundle: Which texts there are.
        texts: New ones by key.
        draft: The file as another language leaves it; None for the file as it is.
    """
    path = register_path(bundle)
    text = _text(project, path.as_posix()) if draft is None else draft.decode("utf-8-sig").replace("\r\n", "\n")
    if bundle.name == STRINGS:
        places = {_dotted(place): place for place in scalars(text)}
        values = {places.get(key, (key,)): value for key, value in texts.items()}
    else:
        known = _localized(text)
        values = {(*known[key], bundle.locale.code): value for key, value in texts.items()}
    return _encoded(project, path, replaced(text, values))


def _entries(project: Project, file: str, locale: Locale) -> Iterator[tuple[str, Scalar, Scalar | None]]:
    text = _text(project, file)
    found = scalars(text)
    for key, place in _localized(text).items():
        source = found[*place, project.source.code]
        if re.search(r"\w", source.value):
            yield key, source, found.get((*place, locale.code))


def _localized(text: str) -> dict[str, Place]:
    """The mappings from languages to texts by a name that says which record they belong to."""
    found = scalars(text)
    around = mappings(text)
    ids = {place[:-1]: scalar.value for place, scalar in found.items() if place and place[-1] == "id"}
    named: dict[str, Place] = {}
    for place, item in around.items():
        if _is_localized(place, item, found):
            named[".".join(str(ids.get(place[: end + 1], part)) for end, part in enumerate(place))] = place
    return named


def _is_localized(place: Place, item: Mapping_, found: Mapping[Place, Scalar]) -> bool:
    return "vi" in item.keys and all(_CODE.fullmatch(key) and (*place, key) in found for key in item.keys)


def _dotted(place: Place) -> str:
    return ".".join(str(part) for part in place)


def _text(project: Project, file: str) -> str:
    path = project.root / file
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if path.is_file() else ""


def _encoded(project: Project, path: Path, text: str) -> bytes:
    """The bytes with the line ends and the mark that the file had."""
    raw = (project.root / path).read_bytes()
    data = text.replace("\n", "\r\n").encode() if b"\r\n" in raw else text.encode()
    return b"\xef\xbb\xbf" + data if raw.startswith(b"\xef\xbb\xbf") else data
