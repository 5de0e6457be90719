"""What the editor knows of the content: what was saved, what is wrong with it, and when the preview is new.

One thread checks and builds; any number of open windows wait for news of it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bansac.accept import accept_translations
from bansac.build import Options, build
from bansac.checking import check_project
from bansac.config import Project
from bansac.errors import BansacError, Report, ReportedErrors
from bansac.files import MAX_TEXT_BYTES
from bansac.instants import Moment
from bansac.pages import slug_path

_PAGE = re.compile(r"^content/(?P<locale>[^/]+)/(?P<path>.+\.md)$")
_MOMENT = Moment(preview=True)
"""Who writes an item for later sees it now, marked as waiting."""
_WAIT = 15.0
"""Seconds between two signs of life to an open window."""
_QUOTED = 200
"""Longest part of a line that is shown with an error."""


@dataclass(frozen=True)
class Situation:
    """What the windows are told.

    Attributes:
        number: Grows with each change.
        busy: ``check``, ``build``, or empty when all is done.
        saved: The files that were saved last, by path below the project.
        errors: What stops a build.
        warnings: What does not.
        built: How many builds succeeded since the start.
    """

    number: int = 0
    busy: str = ""
    saved: tuple[str, ...] = ()
    errors: tuple[dict[str, Any], ...] = ()
    warnings: tuple[dict[str, Any], ...] = ()
    built: int = 0


@dataclass
class Desk:
    """Checks and builds after each save.

    Attributes:
        project: The project.
        site: Folder of the preview.
        reload: Told when the preview is new.
    """

    project: Project
    site: Path
    reload: Callable[[], None]
    _now: Situation = field(default_factory=Situation)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def now(self) -> Situation:
        """The present situation."""
        return self._now

    def wait(self, number: int) -> Situation:
        """Wait for another situation than the one with this number, at most a while."""
        with self._changed:
            if self._now.number == number:
                self._changed.wait(_WAIT)
            return self._now

    def look(self, saved: Iterable[str] = ()) -> tuple[BansacError, ...]:
        """Check the content, and build the preview when nothing is wrong; returns the errors.

        Args:
            saved: The files that were saved, by path below the project.
        """
        self._tell(busy="check", saved=tuple(saved))
        report = Report()
        try:
            check_project(self.project.root, report, moment=_MOMENT)
        except BansacError as error:
            report.add(error)
        self._tell(
            busy="" if report.errors else "build",
            errors=tuple(self._told(error) for error in sorted(report.errors, key=BansacError.sort_key)),
            warnings=tuple(self._told(error) for error in sorted(report.warnings, key=BansacError.sort_key)),
        )
        if report.errors:
            return tuple(report.errors)
        try:
            build(self.project.root, Options(cards=False, site=self.site, moment=_MOMENT))
        except BansacError as error:
            errors = error.errors if isinstance(error, ReportedErrors) else (error,)
            self._tell(busy="", errors=tuple(self._told(found) for found in errors))
            return errors
        self._tell(busy="", built=self._now.built + 1)
        self.reload()
        return ()

    def accept(self, name: str) -> None:
        """Record that a translation follows its source as the source is now.

        Raises:
            ConfigError: There is no such translation.
        """
        accept_translations(check_project(self.project.root, Report()).model, [name])

    def address(self, path: str) -> str | None:
        """Where the preview shows a page, below its root; None for what is no page."""
        match = _PAGE.match(path)
        locale = next((own for own in self.project.locales if match and own.code == match["locale"]), None)
        return f"{locale.prefix}{slug_path(match['path'])}" if match and locale else None

    def _tell(self, **changes: Any) -> None:
        with self._changed:
            self._now = replace(self._now, number=self._now.number + 1, **changes)
            self._changed.notify_all()

    def _told(self, error: BansacError) -> dict[str, Any]:
        message = error.message
        path = error.path.as_posix() if error.path else ""
        return {
            "code": error.code,
            "path": path,
            "page": self.address(path),
            "line": error.line,
            "text": self._line(path, error.line),
            "field": (error.field or "").split(".")[0],
            "found": error.found,
            "allowed": error.expected,
            "vi": [message.vi, message.remedy_vi],
            "en": [message.en, message.remedy_en],
        }

    def _line(self, path: str, line: int | None) -> str | None:
        """The words of a line: who edits in a browser counts no lines."""
        file = self.project.root / path
        if not line or not path or not file.resolve().is_relative_to(self.project.content.resolve()) or not file.is_file():
            return None
        if file.stat().st_size > MAX_TEXT_BYTES:
            return None
        lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
        return lines[line - 1].strip()[:_QUOTED] if line <= len(lines) else None
