"""The one family of errors: what is wrong, where, what is allowed, and how to mend it.

Every error names a file and, where it has one, a line and a field. Its texts come
from :mod:`bansac.messages` in Vietnamese and English, so that whoever edits the
content can act on it. Steps collect their errors in a :class:`Report`; the command
line prints them once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bansac.messages import Message, messages

_HARMLESS = frozenset("\n\u00a0\u202f\u3000")
_LISTED = 12
"""How many allowed words a message lists at most."""


class BansacError(Exception):
    """Base of all errors of the project.

    Attributes:
        code: Key of the text in ``messages.yml``.
        path: File the error is about, relative to the project where possible.
        line: Line in that file, counted from 1.
        field: Dotted name of the field, for files with a schema.
        found: What stands there.
        expected: What may stand there.
    """

    def __init__(
        self,
        code: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        field: str | None = None,
        found: object = None,
        expected: object = None,
        **values: object,
    ) -> None:
        self.code = code
        self.path = Path(path) if path is not None else None
        self.line = line
        self.field = field
        self.found = None if found is None else shorten(str(found))
        self.expected = None if expected is None else visible(str(expected))
        shown = {name: visible(value) if isinstance(value, str) else value for name, value in values.items()}
        self._values = {"found": self.found or "", "expected": self.expected or "", "field": field or "", **shown}
        super().__init__(code)

    @property
    def message(self) -> Message:
        """The texts of the error, filled in."""
        return messages()[self.code].filled(self._values)

    @property
    def place(self) -> str:
        """``path:line``, as editors and terminals understand it."""
        if self.path is None:
            return ""
        path = visible(self.path.as_posix(), but=frozenset())
        return f"{path}:{self.line}" if self.line else path

    def moved(self, path: Path, line: int | None, field: str | None) -> BansacError:
        """The same error at the place where it can be mended, for texts that come from elsewhere."""
        return _restore(type(self), self.code, path, line, field, self.found, self.expected, self._values)

    def sort_key(self) -> tuple[str, int, str, str]:
        """Order of errors in a report: file, line, code, text."""
        return (self.path.as_posix() if self.path else "", self.line or 0, self.code, self.found or "")

    def __str__(self) -> str:
        message = self.message
        lines = [f"{self.place}: {message.vi}" if self.place else message.vi, f"  {message.en}"]
        if self.field:
            lines.append(f"  Trường · Field: {self.field}")
        if self.found is not None:
            lines.append(f"  Thấy · Found: {self.found}")
        if self.expected is not None:
            lines.append(f"  Cho phép · Allowed: {self.expected}")
        lines.append(f"  Cách sửa: {message.remedy_vi}")
        lines.append(f"  To mend it: {message.remedy_en}")
        return "\n".join(lines)

    def __reduce__(self) -> tuple[object, ...]:
        return (_restore, (type(self), self.code, self.path, self.line, self.field, self.found, self.expected, self._values))


def _restore(  # noqa: PLR0913, PLR0917  # mirrors the attributes that travel between processes
    kind: type[BansacError],
    code: str,
    path: Path | None,
    line: int | None,
    field: str | None,
    found: str | None,
    expected: str | None,
    values: dict[str, object],
) -> BansacError:
    rest = {key: value for key, value in values.items() if key not in {"found", "expected", "field"}}
    return kind(code, path=path, line=line, field=field, found=found, expected=expected, **rest)


class ContentError(BansacError):
    """Something in ``content/`` that whoever edits it can mend."""


class ConfigError(BansacError):
    """Something in ``mkdocs.yml`` or in the call of a command."""


class BrandError(BansacError):
    """Something in ``brand/``: a token, a contrast, a font."""


class OutputError(BansacError):
    """A rendered page that must not be published as it is."""


class ReportedErrors(BansacError):  # noqa: N818  # it is several errors
    """All errors of a step, sorted, raised once."""

    def __init__(self, errors: Iterable[BansacError]) -> None:
        self.errors = tuple(sorted(errors, key=BansacError.sort_key))
        super().__init__("several", found=len(self.errors))

    def __str__(self) -> str:
        return "\n\n".join(str(error) for error in self.errors)

    def __reduce__(self) -> tuple[object, ...]:
        return (ReportedErrors, (self.errors,))


@dataclass
class Report:
    """Collects errors and warnings of a run."""

    errors: list[BansacError] = field(default_factory=list)
    warnings: list[BansacError] = field(default_factory=list)

    def add(self, error: BansacError) -> None:
        """Note an error and go on."""
        if isinstance(error, ReportedErrors):
            self.errors.extend(error.errors)
        else:
            self.errors.append(error)

    def warn(self, warning: BansacError) -> None:
        """Note something that is mended by itself or may stay."""
        self.warnings.append(warning)

    def raise_if_any(self) -> None:
        """Raise :class:`ReportedErrors` when there is an error."""
        if self.errors:
            raise ReportedErrors(self.errors)


def shorten(text: str, limit: int = 160) -> str:
    """Cut a found text to one short line that can be shown anywhere."""
    flat = visible(" ".join(text[: 100 * limit].split()))
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def visible(text: str, *, but: frozenset[str] = _HARMLESS) -> str:
    """A text with what no terminal should obey written out: control characters, halves of pairs, turners of the order of letters."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in but else f"\\u{ord(char):04x}" for char in text)


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known word most like the wanted one, or None when none is near."""
    matches = difflib.get_close_matches(wanted, sorted(known), n=1, cutoff=0.5)
    return matches[0] if matches else None


def suggestion(wanted: str, known: Iterable[str]) -> str:
    """A short list of what is allowed, the nearest first."""
    words = sorted(known)
    near = nearest(wanted, words)
    if near:
        return f"{near}?"
    return ", ".join(words) if len(words) <= _LISTED else ", ".join(words[:_LISTED]) + ", …"
