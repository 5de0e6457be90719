"""PO, the format of GNU gettext, by the Translate Toolkit.

Marks are written as ``<1>words</1>`` and ``<2/>``; a flag tells Weblate to check them. The
context of a message is its key. Nothing in a file says when it was made, so that two exports
of one state are equal. https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from translate.storage import base
from translate.storage.pypo import pofile

from bansac.errors import ContentError
from bansac.exchange.marks import parts_of
from bansac.exchange.notes import notes, size_limit
from bansac.exchange.returned import Returned, ReturnedFile
from bansac.exchange.tags import gettext_code, tagged, untagged
from bansac.exchange.units import Bundle, Unit
from bansac.model import Model

SUFFIX: Final = ".po"
_PLACEHOLDERS: Final = r'placeholders:r"</?[0-9]+/?>"'
_FILE, _HASH = "X-Bansac-File", "X-Bansac-Hash"


def written(model: Model, bundle: Bundle) -> bytes:
    """A bundle as a file."""
    store: Any = pofile(width=-1)
    store.units.clear()  # a header with the time of day
    fields = {
        "Project-Id-Version": "Bản Sắc",
        "Language": gettext_code(bundle.locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": gettext_code(bundle.source),
        _FILE: bundle.file,
    }
    if bundle.hash:
        fields[_HASH] = bundle.hash
    header = store.UnitClass("")
    header.target = "".join(f"{key}: {value}\n" for key, value in fields.items())
    store.addunit(header)
    for unit in bundle.units:
        store.addunit(_unit(store, model, bundle, unit))
    return bytes(store)


def _unit(store: Any, model: Model, bundle: Bundle, unit: Unit) -> Any:
    new = store.create_unit()
    new.source = tagged(unit.source)
    new.setcontext(unit.key)
    new.target = tagged(unit.target)
    for note in notes(model, bundle, unit):
        new.addnote(note, origin="developer")
    new.addlocation(f"{bundle.file}:{unit.segment.line}")
    if unit.progress == "fuzzy":
        new.markfuzzy()
    if unit.former:
        new.prev_source = tagged(parts_of(unit.former))
    limit = size_limit(unit.segment.kind)
    flags = [_PLACEHOLDERS] if any(not isinstance(part, str) for part in unit.source) else []
    for flag in [*flags, *([f"max-length:{limit}"] if limit else [])]:
        new.settypecomment(flag)
    return new


def read(data: bytes, shown: Path) -> list[ReturnedFile]:
    """The one file within a file.

    Raises:
        ContentError: It is no PO file.
    """
    try:
        store: Any = pofile.parsestring(data)  # type: ignore[no-untyped-call]  # the toolkit has no types here
    except (base.ParseError, ValueError, UnicodeError) as error:
        raise ContentError("exchange_unreadable", path=shown, reason=str(error)) from error
    header = store.parseheader() if store.header() is not None else {}
    lines = _lines(data)
    units = tuple(
        Returned(
            unit.getcontext(),
            untagged(str(unit.source)),
            untagged(str(unit.target or "")),
            bool(unit.isfuzzy()),
            lines.get(unit.getcontext(), 1),
        )
        for unit in store.units
        if not unit.isheader() and not unit.isobsolete()
    )
    return [ReturnedFile(shown, header.get(_FILE, ""), header.get(_HASH, ""), header.get("Language", ""), units)]


def _lines(data: bytes) -> dict[str, int]:
    """The line of each message by its context, as far as the context stands on one line."""
    found: dict[str, int] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
        if line.startswith("msgctxt "):
            found.setdefault(line.removeprefix("msgctxt ").strip().strip('"'), number)
    return found
