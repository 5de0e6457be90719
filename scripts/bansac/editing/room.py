"""What the editor is given: the content behind its fence, the bundle, the preview, and a policy that lets nothing out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bansac.editing.codes import codes_to_copy
from bansac.editing.config import editor_setup
from bansac.editing.desk import Desk
from bansac.editing.files import Content
from bansac.editing.words import Language, words
from bansac.errors import Report
from bansac.model import load_model


@dataclass(frozen=True)
class Room:
    """What the server serves.

    Attributes:
        desk: Checks and builds.
        content: The files.
        bundle: Folder of the bundled editor.
        preview: Address of the preview, with the base path of the site.
        language: Of the editor's own words.
    """

    desk: Desk
    content: Content
    bundle: Path
    preview: str
    language: Language = "vi"

    def policy(self, *, framed: bool) -> str:
        """The Content-Security-Policy: nothing is fetched from elsewhere, whatever the editor's code tries."""
        preview = urlsplit(self.preview)
        return "; ".join(
            (
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'" + (" 'unsafe-inline'" if framed else ""),
                "img-src 'self' blob: data:",
                "media-src 'self' blob:",
                "font-src 'self'",
                "connect-src 'self' blob: data:",
                "worker-src 'self' blob:",
                f"frame-src 'self' {preview.scheme}://{preview.netloc}",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'self'" if framed else "frame-ancestors 'none'",
            )
        )

    def setup(self) -> dict[str, Any]:
        """What the editor's pages are told at their start: made anew each time, so that a new topic can be chosen."""
        project = self.desk.project
        model = load_model(project.root, Report())
        setup = editor_setup(model, self.language)
        return {
            "config": setup.config,
            "folders": setup.folders,
            "language": self.language,
            "preview": self.preview,
            "locales": [{"code": locale.code, "name": locale.name, "prefix": locale.prefix} for locale in project.locales],
            "fields": {name: texts[self.language][0] for name, texts in words()["fields"].items()},
            "shortcodes": codes_to_copy(model, self.language),
        }
