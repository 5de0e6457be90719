"""The shortcodes that staff may write: which there are, and what each accepts.

The table here is the only definition; the handbook lists it and the check uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bansac.charts import NAMES
from bansac.dataset import Dataset
from bansac.errors import ContentError, Report, suggestion
from bansac.markdown import Shortcode
from bansac.pages import Page
from bansac.schema.common import is_date

_FORMS = {
    "number": (re.compile(r"[1-9]\d{0,3}"), "1, 2, 3…"),
    "date": (re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"), "YYYY, YYYY-MM, YYYY-MM-DD"),
}
_YES_NO = "yes|no"


@dataclass(frozen=True)
class Spec:
    """What one shortcode accepts.

    Attributes:
        name: As staff write it.
        args: Register or pattern of the positional values: a register of the dataset,
            ``date`` or ``media``.
        least: Fewest positional values.
        most: Most positional values.
        options: Allowed options: a register, ``yes|no`` style choices, ``number``,
            ``date`` or ``text``.
        inline: Whether it stands inside a line; else it must stand alone.
    """

    name: str
    args: str = ""
    least: int = 0
    most: int = 0
    options: dict[str, str] = field(default_factory=dict)
    inline: bool = False


SPECS: dict[str, Spec] = {
    spec.name: spec
    for spec in (
        Spec("fact", "facts", 1, 1, {"unit": _YES_NO, "hedge": _YES_NO, "cite": _YES_NO}, inline=True),
        Spec("cite", "sources", 1, 12, inline=True),
        Spec("date", "date", 1, 1, inline=True),
        Spec("value", "values", 1, 1, inline=True),
        Spec("values"),
        Spec("milestones", "facts", 1, 8),
        Spec(
            "timeline",
            options={
                "tier": "core|extra|all",
                "theme": "themes",
                "from": "date",
                "to": "date",
                "limit": "number",
                "order": "asc|desc",
                "ids": "events",
            },
        ),
        Spec("figure", "media", 1, 1, {"alt": "text", "caption": "text"}),
        Spec("latest-news", options={"limit": "number", "topic": "topics"}),
        Spec("groups"),
        Spec("commitments", options={"group": "groups"}),
        Spec("disagreements"),
        Spec("legal-bases"),
        Spec("slogans", options={"kind": "slogan_kinds"}),
        Spec("missions", options={"region": "regions"}),
        Spec("mission-map"),
        Spec("totals"),
        Spec("chart", "charts", 1, 1),
        Spec("pictures"),
        Spec("plan-paper"),
        Spec("why-counts-differ"),
        Spec("pages"),
        Spec("brand-mark"),
        Spec("brand-ring"),
        Spec("brand-palette"),
        Spec("brand-type"),
        Spec("brand-rules", options={"level": "must|should|may"}),
        Spec("brand-lockups"),
        Spec("brand-files"),
        Spec("brand-kit"),
        Spec("brand-offices"),
        Spec("all-sources"),
        Spec("feeds"),
        Spec("open-data"),
        Spec("open-data-fields"),
        Spec("glossary"),
    )
}

REGISTER_FILES = {"themes": "history", "events": "history", "groups": "plan", "regions": "network", "slogan_kinds": "slogans"}


class AnyId(frozenset[str]):
    """A register that could not be read as a whole: it may have every id."""

    def __contains__(self, item: object) -> bool:
        return True


def registers(dataset: Dataset) -> dict[str, frozenset[str]]:
    """The ids that shortcodes may name, by register."""
    history, plan, network = dataset.history, dataset.plan, dataset.network
    found = {
        "facts": frozenset(dataset.facts),
        "sources": frozenset(dataset.sources),
        "values": frozenset(dataset.values),
        "topics": frozenset(dataset.topics),
        "charts": frozenset(NAMES),
        "slogan_kinds": frozenset(slogan.kind for slogan in dataset.slogans.values()),
        "themes": frozenset(theme.id for theme in history.themes) if history else frozenset(),
        "events": frozenset(event.id for event in history.events) if history else frozenset(),
        "groups": frozenset(group.id for group in plan.groups) if plan else frozenset(),
        "regions": frozenset(region.id for region in network.regions) if network else frozenset(),
    }
    return {name: AnyId() if REGISTER_FILES.get(name, name) in dataset.partial else ids for name, ids in found.items()}


def check_shortcodes(page: Page, known: dict[str, frozenset[str]], media: Iterable[str], report: Report) -> None:
    """Check every shortcode of a page; the known ids come from :func:`registers`."""
    known = {**known, "media": frozenset(media)}
    for code in page.analysis.shortcodes:
        spec = SPECS.get(code.name)
        if spec is None:
            _report(report, "unknown_shortcode", page, code, code.name, suggestion(code.name, SPECS))
            continue
        if not spec.inline and not code.alone:
            _report(report, "shortcode_block", page, code, code.name, None)
        _check_args(spec, code, page, known, report)
        _check_options(spec, code, page, known, report)


def _check_args(spec: Spec, code: Shortcode, page: Page, known: dict[str, frozenset[str]], report: Report) -> None:
    if not spec.least <= len(code.args) <= spec.most:
        wanted = str(spec.least) if spec.least == spec.most else f"{spec.least}–{spec.most}"
        _report(report, "shortcode_syntax", page, code, len(code.args), wanted, reason=f"{code.name}: {wanted} {spec.args}")
    for arg in code.args:
        if spec.args:
            _check_value(spec.args, arg, page, code, known, report)


def _check_options(spec: Spec, code: Shortcode, page: Page, known: dict[str, frozenset[str]], report: Report) -> None:
    for key, value in code.options:
        form = spec.options.get(key)
        if form is None:
            expected = suggestion(key, spec.options) if spec.options else "–"
            _report(report, "shortcode_syntax", page, code, key, expected, reason=f"{code.name}: {key}=")
        else:
            for part in value.split(",") if form == "events" else [value]:
                _check_value(form, part, page, code, known, report)
    if code.name == "figure" and not code.option("alt"):
        _report(report, "figure_without_alt", page, code, code.args[0] if code.args else None, 'alt="…"')


def _check_value(form: str, value: str, page: Page, code: Shortcode, known: dict[str, frozenset[str]], report: Report) -> None:
    if form == "text":
        return
    if "|" in form or form in _FORMS:
        pattern, expected = _FORMS.get(form, (re.compile(form), form.replace("|", ", ")))
        if not pattern.fullmatch(value) or (form == "date" and not is_date(value)):
            _report(report, "shortcode_syntax", page, code, value, expected, reason=f"{code.name}: {value}")
    elif form == "media":
        if value not in known["media"]:
            _report(report, "missing_image", page, code, value, suggestion(value, known["media"]) or "content/media/")
    elif value not in known[form]:
        register = f"content/data/{REGISTER_FILES.get(form, form)}.yml"
        _report(report, "unknown_id", page, code, value, suggestion(value, known[form]), register=register)


def _report(report: Report, error: str, page: Page, code: Shortcode, found: object, expected: object, **values: object) -> None:
    report.add(ContentError(error, path=page.shown, line=code.line, found=found, expected=expected, **values))  # type: ignore[arg-type]  # only texts of messages
