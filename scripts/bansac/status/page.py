"""The state of the translations as one page for staff, with what changed in the source since.

The page is one file: style, fonts and mark stand in it, it asks nobody for anything, and it
has no script. It is made for people who edit and never lies in the site.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import jinja2

from bansac.brand.css import stylesheet
from bansac.brand.fonts import load_fonts
from bansac.brand.tokens import load_tokens
from bansac.config import Locale, Project
from bansac.errors import BrandError
from bansac.model import Model
from bansac.pages import Page
from bansac.status.difference import Change, changes, words
from bansac.status.history import History, SourceText, Unknown
from bansac.status.limits import Measure
from bansac.status.record import Line, totals
from bansac.translation import State

MARKS = {State.SOURCE: "●", State.CURRENT: "✓", State.UNREVIEWED: "○", State.OUTDATED: "!", State.MISSING: "–"}
NAMES = {
    State.SOURCE: ("bản gốc", "source"),
    State.CURRENT: ("đúng", "current"),
    State.UNREVIEWED: ("chưa hiệu đính", "unreviewed"),
    State.OUTDATED: ("cũ", "outdated"),
    State.MISSING: ("thiếu", "missing"),
}
_REASONS = {
    Unknown.NO_HASH: ("Bản dịch không ghi được làm từ bản gốc nào.", "The translation does not say which source it was made from."),
    Unknown.NO_GIT: (
        "Máy này không có Git, nên không tìm được bản gốc cũ.",
        "This machine has no Git, so the former source cannot be found.",
    ),
    Unknown.NO_REPOSITORY: (
        "Thư mục này không thuộc kho Git nào, nên không tìm được bản gốc cũ.",
        "This folder belongs to no Git repository, so the former source cannot be found.",
    ),
    Unknown.NOT_FOUND: (
        "Lịch sử ở đây không có bản gốc mà bản dịch được làm từ đó: bản đó chưa từng được ghi vào kho, hoặc kho này thiếu lịch sử.",
        "The history here lacks the source that the translation was made from: it was never committed, or this clone has no history.",
    ),
}
_LATIN = re.compile(r"[ -ɏḀ-ỿ–-”…]")
"""Letters for which the page carries a font; others are shown in those of the machine."""


@dataclass(frozen=True)
class Drift:
    """An outdated page: the locales whose translation was made from one and the same former source.

    Attributes:
        anchor: Id on the page.
        source: The page as it is now.
        locales: Locales that it is outdated in.
        hash: The source that they were made from.
        reason: Why the former text is not known, in two languages; None when it is.
        fields: Changes of title and description by the name of the field.
        body: Changes of the text.
    """

    anchor: str
    source: Page
    locales: tuple[str, ...]
    hash: str
    reason: tuple[str, str] | None
    fields: tuple[tuple[str, Change], ...] = ()
    body: tuple[Change, ...] = ()


def status_page(model: Model, shown: Sequence[Line], measures: Sequence[Measure], history: History) -> str:
    """The page as HTML.

    Args:
        model: The project.
        shown: The table, as it was asked for.
        measures: Limits and what was found.
        history: Where former texts are looked for.
    """
    drifts = [drift for line in shown for drift in _drifts(model.project, line, history)]
    anchors = {(drift.source.path, code): drift.anchor for drift in drifts for code in drift.locales}
    listed = {cell.locale for line in shown for cell in line.cells}
    locales: list[Locale] = [locale for locale in model.project.locales[1:] if locale.code in listed]
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.get_template("page.html").render(
        style=_style(model),
        mark=(model.project.brand / "mark" / "mark-adaptive.svg").read_text(encoding="utf-8"),
        site=model.strings[model.project.source.code]["site.name"],
        locales=locales,
        lines=shown,
        cells={(line.source.path, cell.locale): cell for line in shown for cell in line.cells},
        anchors=anchors,
        totals=totals(model),
        count=len(model.pages[model.project.source.code]),
        states=[state for state in State if state is not State.SOURCE],
        marks=MARKS,
        names=NAMES,
        measures=measures,
        drifts=drifts,
    )


def _drifts(project: Project, line: Line, history: History) -> list[Drift]:
    by_hash: dict[str, list[str]] = {}
    for cell in line.cells:
        if cell.state is State.OUTDATED and cell.page is not None:
            by_hash.setdefault(cell.page.front.source_hash or "", []).append(cell.locale)
    return [_drift(project, line.source, codes, key, history) for key, codes in by_hash.items()]


def _drift(project: Project, source: Page, codes: Sequence[str], key: str, history: History) -> Drift:
    anchor = "-".join([re.sub(r"[^a-z0-9]+", "-", source.path.removesuffix(".md")), key or "none"])
    then = history.then(source.path, key or None)
    if isinstance(then, Unknown):
        return Drift(anchor, source, tuple(codes), key, _REASONS[then])
    now = SourceText(source.front.title, source.front.description, source.body(project))
    fields = tuple(
        (name, Change(words(getattr(then, name), getattr(now, name))))
        for name in ("title", "description")
        if getattr(then, name).strip() != getattr(now, name).strip()
    )
    return Drift(anchor, source, tuple(codes), key, None, fields, tuple(changes(then.body, now.body)))


def _style(model: Model) -> str:
    """The site's colours, sizes and Latin fonts, then the page's own rules."""
    faces = ""
    with suppress(BrandError):  # a letter without a font is an error of `check`, not of this page
        letters = {char for page in model.pages[model.project.source.code].values() for char in page.characters if _LATIN.match(char)}
        fonts = load_fonts(model.project.brand, sorted(letters), cache=model.project.build / "cache" / "fonts")
        faces = fonts.css.replace("font-display:optional", "font-display:block")  # it is here already
        for font in fonts.files:
            faces = faces.replace(f'url("{font.name}")', f'url("data:font/woff2;base64,{base64.b64encode(font.data).decode()}")')
    own = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return "\n".join([faces, stylesheet(load_tokens(model.project.brand)), own])
