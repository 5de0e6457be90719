"""XLIFF 1.2, the version that all tools for translators read, by the Translate Toolkit.

Links are ``<g>``, what stands alone is ``<x/>``. The source file and its hash are the
skeleton in the header, where tools leave them alone. A unit that is to be looked at again
has the state ``needs-translation``: it is the one that Weblate, OmegaT and Poedit all show
as unfinished. http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from lxml import etree
from translate.storage.xliff import xlifffile

from bansac.errors import ContentError
from bansac.exchange.marks import Part
from bansac.exchange.notes import notes, size_limit
from bansac.exchange.returned import Returned, ReturnedFile
from bansac.exchange.tags import Told, bcp47
from bansac.exchange.units import Bundle, Unit
from bansac.model import Model

SUFFIX: Final = ".xlf"
_SPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
_EMPTY: Final = f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{_SPACE}"><file><header/><body/></file></xliff>\n'
_UNFINISHED: Final = ("new", "needs-")
_TRANSPARENT: Final = frozenset({"mrk", "sub"})
"""Elements that tools put around words; the words count."""


def written(model: Model, bundle: Bundle) -> bytes:
    """A bundle as a file."""
    store = _store(_EMPTY.encode())
    file = next(store.document.getroot().iterchildren())
    file.set("original", bundle.file)
    file.set("source-language", bcp47(bundle.source))
    file.set("target-language", bcp47(bundle.locale))
    file.set("datatype", "x-markdown" if bundle.hash else "x-yaml")
    header = file.find(f"{{{_SPACE}}}header")
    skeleton = etree.SubElement(etree.SubElement(header, f"{{{_SPACE}}}skl"), f"{{{_SPACE}}}external-file")
    skeleton.set("href", bundle.file)
    if bundle.hash:
        skeleton.set("crc", bundle.hash)
    etree.SubElement(header, f"{{{_SPACE}}}note").text = bundle.title
    for unit in bundle.units:
        _add(store, model, bundle, unit)
    etree.cleanup_namespaces(store.document)
    return bytes(store)


def _add(store: Any, model: Model, bundle: Bundle, unit: Unit) -> None:
    new = store.UnitClass("")
    store.addunit(new)
    element = new.xmlelement
    element.set("id", unit.key)
    element.set("restype", f"x-{unit.segment.kind.replace('_', '-')}")
    limit = size_limit(unit.segment.kind)
    if limit:
        element.set("maxwidth", str(limit))
        element.set("size-unit", "char")
    source = element.find(f"{{{_SPACE}}}source")
    _fill(source, unit.source)
    if unit.target:
        target = etree.Element(f"{{{_SPACE}}}target")
        source.addnext(target)
        _fill(target, unit.target)
        target.set("state", "needs-translation" if unit.progress == "fuzzy" else "translated")
    element.set("approved", "yes" if unit.progress == "reviewed" else "no")
    for note in notes(model, bundle, unit):
        new.addnote(note, origin="developer")
    if unit.former:
        new.addnote(f"Bản gốc khi dịch · The source when it was translated: {unit.former}", origin="developer")


def _fill(element: Any, parts: Sequence[Part]) -> None:
    """Write words and marks into an element; a link's words stand within its tag."""
    around: list[Any] = [element]
    for part in parts:
        here = around[-1]
        if isinstance(part, str):
            _say(here, part)
        elif part.form == "close":
            around.pop()
        else:
            child = etree.SubElement(here, f"{{{_SPACE}}}{'g' if part.form == 'open' else 'x'}")
            child.set("id", str(part.id))
            child.set("ctype", "link" if part.kind == "link" else f"x-{part.kind}")
            if part.form == "open":
                around.append(child)
            else:
                child.set("equiv-text", part.raw)


def _say(element: Any, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def read(data: bytes, shown: Path) -> list[ReturnedFile]:
    """The files within a file.

    Raises:
        ContentError: It is no XLIFF 1.x, or has a document type, which no tool writes.
    """
    if b"<!DOCTYPE" in data:
        raise ContentError("exchange_unreadable", path=shown, reason="<!DOCTYPE")
    try:
        store = _store(data)
        return [_file(file, shown) for file in store.document.getroot().iter("{*}file")]
    except (etree.LxmlError, ValueError, StopIteration) as error:
        raise ContentError("exchange_unreadable", path=shown, line=getattr(error, "lineno", None), reason=str(error)) from error


def _store(data: bytes) -> Any:
    return xlifffile.parsestring(data)  # type: ignore[no-untyped-call]  # the toolkit has no types here


def _file(file: Any, shown: Path) -> ReturnedFile:
    skeleton = file.find("{*}header/{*}skl/{*}external-file")
    units = tuple(_unit(unit, shown) for unit in file.iter("{*}trans-unit"))
    key = "" if skeleton is None else skeleton.get("crc", "")
    return ReturnedFile(shown, file.get("original", ""), key, file.get("target-language", ""), units, file.sourceline or 1)


def _unit(element: Any, shown: Path) -> Returned:
    target = element.find("{*}target")
    state = "" if target is None else target.get("state", "")
    line = element.sourceline or 1
    key = element.get("id", "")
    told = () if target is None else tuple(_told(target, shown, key))
    fuzzy = state.startswith(_UNFINISHED) or (target is not None and target.get("state-qualifier", "") == "fuzzy-match")
    source = element.find("{*}source")
    return Returned(key, () if source is None else tuple(_told(source, shown, key)), _merged(told), fuzzy, line)


def _told(element: Any, shown: Path, key: str) -> Told:
    found: list[Any] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            found.append(child.tail or "")
            continue
        name = etree.QName(child).localname
        if name in _TRANSPARENT:
            found += _told(child, shown, key)
        elif name in {"g", "x"} and child.get("id", "").isdigit():
            number = int(child.get("id"))
            found += [(number, "open"), *_told(child, shown, key), (number, "close")] if name == "g" else [(number, "alone")]
        else:
            known = "<g id>, <x id/>"
            raise ContentError("unit_markup", path=shown, line=child.sourceline, field=key, found=f"<{name}>", expected=known)
        found.append(child.tail or "")
    return _merged(found)


def _merged(found: Sequence[Any]) -> Told:
    """Neighbouring words as one; no empty ones."""
    merged: list[Any] = []
    for part in found:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return tuple(merged)
