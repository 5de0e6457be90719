"""The message on every page, for emergencies: ``content/banner.yml``, its window and its words.

No file means no message. Whether it is shown hangs on the instant that the build is told, never
on the clock: from ``from`` on, and no longer from ``until`` on. A build that is told no instant
shows none; a preview shows it always and says when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bansac.config import Project
from bansac.dataset import KNOWN_LOCALES
from bansac.errors import ContentError, Report, suggestion
from bansac.formats import direction, instant_text
from bansac.instants import Moment
from bansac.located import Located, Place, read_mapping
from bansac.routes import Routes
from bansac.scene import Scene, View
from bansac.schedule import Schedule
from bansac.schema.banner import Banner
from bansac.schema.common import SOURCE_LOCALE
from bansac.strings import fill
from bansac.validate import validate

FILE = "banner.yml"
STYLE_FILE = "style.yml"
ANCHOR = "site-message"
"""Id of the message on a page."""
SHOWN = Path("content", FILE)


class Window(StrEnum):
    """Where the moment of a build lies."""

    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True)
class Announcement:
    """The message, and whether it is shown.

    Attributes:
        banner: What ``content/banner.yml`` says.
        window: Where the moment of the build lies.
        shown: Whether pages show it.
    """

    banner: Banner
    window: Window
    shown: bool

    @property
    def name(self) -> str:
        """Names the message for good: a message that begins at another instant is another one."""
        begin = self.banner.from_
        return f"banner/{(begin - (begin.utcoffset() or begin - begin)).strftime('%Y%m%dT%H%M%SZ')}"

    def texts(self) -> Iterator[tuple[Place, Mapping[str, str]]]:
        """Each text in its languages, with its place in the file."""
        yield ("heading",), self.banner.heading
        if self.banner.text:
            yield ("text",), self.banner.text
        if self.banner.link:
            yield ("link", "text"), self.banner.link.text

    def language(self, code: str) -> str:
        """The locale itself where the whole message is there in it, else Vietnamese: two languages are never mixed."""
        return code if all(code in texts for _, texts in self.texts()) else SOURCE_LOCALE


def load_banner(project: Project, moment: Moment, routes: Routes, schedule: Schedule, report: Report) -> Announcement | None:
    """Read and check the message; None without one or with a faulty one."""
    _check_names(project, report)
    path = project.content / FILE
    if not path.exists():
        return None
    located = read_mapping(path, root=project.content, shown=SHOWN, report=report)
    if located is None:
        return None
    banner = validate(Banner, located, path=SHOWN, report=report)
    if banner is None:
        return None
    found = announce(banner, moment)
    _check_languages(found, project, located, report)
    if banner.link and banner.link.url.startswith("/"):
        line = located.line(("link", "url")) or 1
        routes.check_target(banner.link.url, locale=SOURCE_LOCALE, shown=SHOWN, line=line, report=report)
        schedule.check_target(banner.link.url, banner.from_, shown=SHOWN, line=line, report=report)
    return found


def announce(banner: Banner, moment: Moment) -> Announcement:
    """Whether a message is shown at a moment."""
    window = Window.OPEN if moment.has_reached(banner.from_) else Window.BEFORE
    if banner.until is not None and moment.has_reached(banner.until):
        window = Window.AFTER
    return Announcement(banner, window, moment.preview or window is Window.OPEN)


def _check_names(project: Project, report: Report) -> None:
    """Report files of ``content/`` that nobody reads: a message under a wrong name would not be seen."""
    known = (FILE, STYLE_FILE)
    for path in sorted(project.content.glob("*.y*ml")):
        if path.name not in known:
            expected = suggestion(path.name, known)
            report.add(ContentError("unknown_content_file", path=project.shown(path), found=path.name, expected=expected))


def _check_languages(found: Announcement, project: Project, located: Located, report: Report) -> None:
    missing = [code for code in project.codes if found.language(code) != code]
    if missing:
        report.warn(ContentError("banner_language", path=SHOWN, line=1, found=", ".join(missing)))
    for place, texts in found.texts():
        for code in texts:
            if code not in project.codes and code not in KNOWN_LOCALES:
                report.add(ContentError("unknown_text_locale", path=SHOWN, line=located.line((*place, code)), found=code))


def banner_view(found: Announcement | None, scene: Scene) -> View | None:
    """The message as templates show it; on the page that any address may show, one line for each language."""
    if found is None or not found.shown:
        return None
    project, code = scene.project, scene.locale.code
    everywhere = scene.here.base is not None
    codes = list(dict.fromkeys(found.language(locale.code) for locale in project.locales)) if everywhere else [found.language(code)]
    return {
        "class": found.banner.class_,
        "label": scene.shelf.strings["banner.label"],
        "note": _note(found, scene),
        "entries": [_entry(found.banner, language, scene, short=everywhere) for language in codes],
    }


def _entry(banner: Banner, language: str, scene: Scene, *, short: bool) -> View:
    foreign = language != scene.locale.code
    link = None
    if banner.link:
        href = target(banner, language, scene)
        link = {"href": href, "text": banner.link.text[language], "internal": banner.link.url.startswith("/") and href.endswith("/")}
    return {
        "lang": language if foreign else None,
        "dir": direction(language) if foreign else None,
        "heading": banner.heading[language],
        "text": banner.text[language] if banner.text and not short else None,
        "link": link,
    }


def target(banner: Banner, language: str, scene: Scene) -> str:
    """Where the link of a message leads from a page: to the reader's language, on the 404 page to that of the line."""
    url = banner.link.url if banner.link else ""
    own = next((locale for locale in scene.project.locales if locale.code == language), scene.locale)
    return scene.routes.resolve(url, own if scene.here.base is not None else scene.locale, scene.here)


def _note(found: Announcement, scene: Scene) -> str | None:
    """In a preview of a message that is not shown now: when it is."""
    if found.window is Window.OPEN:
        return None
    strings, code, banner = scene.shelf.strings, scene.locale.code, found.banner
    key = "banner.preview-until" if banner.until else "banner.preview"
    end = instant_text(banner.until, code, strings) if banner.until else ""
    return fill(strings[key], start=instant_text(banner.from_, code, strings), end=end)
