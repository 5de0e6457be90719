"""What a returned text must keep: its marks, one line where there is one, no HTML, the blocks of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bansac.errors import ContentError
from bansac.exchange.marks import Mark, Parts, marks_of, parts_of, raw_text, told
from bansac.exchange.returned import Returned, ReturnedFile
from bansac.exchange.tags import Told
from bansac.exchange.units import Unit

_TAG = re.compile(r"<\s*[a-zA-Z/!?][^>]*>?")
_ONE_LINE = frozenset(
    {"title", "description", "nav_title", "image_alt", "heading", "cell", "alt", "caption", "quote", "string", "register"}
)


@dataclass(frozen=True)
class Taken:
    """A returned text that is right, and what of it is new.

    Attributes:
        text: The text as it is written into the file.
        changed: Whether it differs from the present translation.
        fuzzy: Whether the tool says that it is not finished.
    """

    text: str
    changed: bool
    fuzzy: bool


def take(unit: Unit, back: Returned, file: ReturnedFile) -> Taken:
    """A returned text with its marks filled in.

    Raises:
        ContentError: It lost or added marks, has HTML, or has a line end where none may be.
    """
    if back.target == told(unit.target):
        return Taken(raw_text(unit.target), changed=False, fuzzy=back.fuzzy)
    own = {(mark.id, mark.form): mark for parts in (unit.source, unit.target) for mark in marks_of(parts)}
    found = [part for part in back.target if not isinstance(part, str)]
    allowed = [_counted(unit.source), *([_counted(unit.target)] if unit.target else [])]
    if Counter(found) not in allowed or not _nested(found):
        expected = " ".join(_shown(mark) for mark in marks_of(unit.source)) or "–"
        raise _wrong("unit_marks", unit, back, file, found=" ".join(_tag(part) for part in found) or "–", expected=expected)
    words = "".join(part for part in back.target if isinstance(part, str))
    if tag := _TAG.search(words):
        raise _wrong("unit_html", unit, back, file, found=tag[0])
    if unit.segment.kind in _ONE_LINE and "\n" in words:
        raise _wrong("unit_lines", unit, back, file, found=words)
    if unit.segment.kind in {"alt", "caption"} and '"' in words:
        raise _wrong("unit_quotes", unit, back, file, found=words)
    text = "".join(part if isinstance(part, str) else own[part].raw for part in back.target)
    written = Counter(mark.raw for mark in marks_of(parts_of(text)))
    if written != Counter(own[part].raw for part in found):
        added = written - Counter(own[part].raw for part in found)
        raise _wrong("unit_typed", unit, back, file, found=" ".join(added) or text)
    return Taken(text, changed=True, fuzzy=back.fuzzy)


def same_source(unit: Unit, back: Returned) -> bool:
    """Whether the source in the file is that of the page; tools may change white space."""
    return _plain(told(unit.source)) == _plain(back.source)


def misplaced(wanted: Sequence[tuple[str, str, str]], found: Sequence[tuple[str, str, str]]) -> str | None:
    """The first text that does not come back as one block when the new page is read.

    Args:
        wanted: Key, kind and text of the blocks that were meant.
        found: Those that the page has.
    """
    for meant, read in zip(wanted, found, strict=False):
        if meant != read:
            return meant[0]
    return None if len(wanted) == len(found) else (wanted or found)[-1][0]


def error_at(code: str, unit: Unit, back: Mapping[str, Returned], file: ReturnedFile, *, found: object) -> ContentError:
    """An error about a unit of a file."""
    line = back[unit.key].line if unit.key in back else file.line
    return ContentError(code, path=file.shown, line=line, field=unit.key, found=found, source=raw_text(unit.source))


def _wrong(code: str, unit: Unit, back: Returned, file: ReturnedFile, *, found: str, expected: str | None = None) -> ContentError:
    return ContentError(code, path=file.shown, line=back.line, field=unit.key, found=found, expected=expected)


def _counted(parts: Parts) -> Counter[tuple[int, str]]:
    return Counter((mark.id, mark.form) for mark in marks_of(parts))


def _nested(found: Sequence[tuple[int, str]]) -> bool:
    opened: list[int] = []
    for number, form in found:
        if form == "open":
            opened.append(number)
        elif form == "close" and (not opened or opened.pop() != number):
            return False
    return not opened


def _tag(part: tuple[int, str]) -> str:
    return {"open": f"<{part[0]}>", "close": f"</{part[0]}>", "alone": f"<{part[0]}/>"}[part[1]]


def _shown(mark: Mark) -> str:
    tag = _tag((mark.id, mark.form))
    return tag if mark.form == "open" else f"{tag} ({mark.raw})"


def _plain(parts: Told) -> list[object]:
    return [part if not isinstance(part, str) else "".join(part.split()) for part in parts if not isinstance(part, str) or part.strip()]
