"""“The Plan at a glance”: the Plan on a few sheets of A4, in every locale."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import bansac
from bansac.brand.tokens import VALUES, load_tokens
from bansac.charts import fives, growth, tasks
from bansac.charts.gallery import WIDE, brand_digest, in_two, words_of
from bansac.charts.sheet import Measure, Said, Sheet
from bansac.charts.words import Words
from bansac.formats import date_text, direction
from bansac.papers.published import SHORTCODE, plan_path
from bansac.store import Store, digest_of

if TYPE_CHECKING:
    from bansac.model import Model

TEMPLATE: Final = "plan"
MARK_MM: Final = 11.0
"""Width of the mark at the head of the first page."""
PAGE: Final = "plan/index.md"
_ROLES: Final = ("text", "text-muted", "accent-text", "line-strong", "link")


def plan_files(model: Model, store: Store) -> dict[str, bytes]:
    """The paper of every locale by its path below the site; none where no page links it.

    Raises:
        MissingGlyphError: A text has a character that no font in ``brand/fonts/`` has.
    """
    pages = model.pages[model.project.source.code].values()
    if model.dataset.plan is None or not any(code.name == SHORTCODE for page in pages for code in page.analysis.shortcodes):
        return {}
    project = model.project
    template = project.brand / "templates" / f"{TEMPLATE}.typ"
    key = digest_of(
        "plan", bansac.FINGERPRINT, model.dataset.digest, dict(model.strings), project.locales, project.site_url,
        brand_digest(project.brand), hashlib.blake2b(template.read_bytes()).hexdigest(),
    )  # fmt: skip
    jobs = [(words_of(model, code), model.routes.absolute(model.routes.url(words_of(model, code).locale, PAGE))) for code in project.codes]
    made: list[bytes] = store.object_of("papers", key, lambda: in_two(_made, jobs))
    return {plan_path(code): pdf for code, pdf in zip(project.codes, made, strict=True)}


def _made(job: tuple[Words, str]) -> bytes:
    words, url = job
    return set_plan(words, url)


def set_plan(words: Words, url: str) -> bytes:
    """Set the paper.

    Args:
        words: The words of its locale.
        url: Address of the page about the Plan.

    Returns:
        A PDF that conforms to PDF/UA-1.
    """
    brand = words.project.brand
    data = json.dumps(plan_data(words, Measure(brand), url), ensure_ascii=False)
    return bytes(_compile(brand, data))


def _compile(brand: Path, data: str) -> bytes:
    import typst  # noqa: PLC0415  # slow to import; a build without changes needs it not

    made: bytes = typst.compile(
        str(brand / "templates" / f"{TEMPLATE}.typ"),
        root=str(brand / "templates"),
        font_paths=[str(brand / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
    )
    return made


def plan_data(words: Words, measure: Measure, url: str) -> dict[str, Any]:
    """What the template sets: texts, pictures, and sources numbered as they are cited."""
    from bansac.charts.outlines import to_svg  # noqa: PLC0415  # slow to import

    plan = words.dataset.plan
    if plan is None:
        raise ValueError("no plan")
    tokens = load_tokens(words.project.brand)
    notes = _Notes()
    chart = growth.draw(words, measure, WIDE, narrow=False)
    values = fives.values_of(words)
    objective_notes = notes.numbers(plan.sources)
    values_notes = notes.numbers(source for value in values for source in value.sources)
    groups = [
        {
            "number": group.number,
            "title": _said(words.of(group.title)),
            "tasks": [
                {
                    "summary": _said(words.of(entry.summary)),
                    "strength": entry.strength,
                    "strength_text": words.strings[f"strength.{entry.strength}"],
                    "notes": notes.numbers(entry.sources),
                }
                for entry in plan.commitments
                if entry.group == group.id
            ],
        }
        for group in tasks.groups_of(words)
    ]
    notes.numbers(source for row in growth.rows(words) for source in row.sources)
    return {
        "lang": words.lang,
        "dir": words.dir,
        "title": words.strings["plan-paper.title"],
        "author": words.strings["site.name"],
        "number": plan.number,
        "site": words.strings["site.name"],
        "url": url,
        "notice": words.strings["proposal"],
        "note": words.t("plan-paper.note", url=url).text,
        "fonts": _families(measure, words),
        "colours": {role: tokens.colour(role) for role in _ROLES},
        "mark_mm": MARK_MM,
        "mark": to_svg(_mark(words, measure), measure, tokens, ground=None).decode(),
        "plan": _said(words.of(plan.title)),
        "issued": words.day(plan.date),
        "issuer": _said(words.of(plan.issuer)),
        "objective": _said(words.of(plan.objective)),
        "objective_notes": objective_notes,
        "growth": to_svg(chart, measure, tokens, ground=None).decode(),
        "growth_text": f"{chart.title}. {chart.description}",
        "values": [
            {
                "order": value.order,
                "name": _said(words.of(value.name)),
                "gloss": _said(words.of(value.gloss)),
                "colour": tokens.colour(value.id if value.id in VALUES else "accent"),
            }
            for value in values
        ],
        "values_note": words.strings["plan-paper.values-note"],
        "values_notes": values_notes,
        "strengths": [{"id": name, "text": words.strings[f"strength.{name}"]} for name in tasks.used_strengths(words)],
        "groups": groups,
        "heads": {
            "objective": words.strings["plan-paper.objective"],
            "milestones": words.strings["chart.network-growth"],
            "values": words.strings["chart.five-values"],
            "groups": words.strings["plan-paper.groups"],
            "sources": words.strings["sources"],
        },
        "sources": [_source(words, source, number) for source, number in notes.found.items()],
    }


class _Notes:
    """Sources by number, in the order in which they are cited."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}

    def numbers(self, sources: Any) -> list[int]:
        """The numbers of sources, each once, in order."""
        return sorted({self.found.setdefault(source, len(self.found) + 1) for source in sources})


def _said(said: Said) -> dict[str, str]:
    return {"text": said.text, "lang": said.lang, "dir": said.dir}


def _mark(words: Words, measure: Measure) -> Any:
    sheet = Sheet(measure, 100, words.dir, fixed=True)
    fives.flower(sheet, fives.geometry_of(words.project.brand), 50, 53, 48)
    return sheet.picture(100, words.t("site.name"), "")


def _families(measure: Measure, words: Words) -> list[str]:
    """The families in which the locale is set: that of its own letters first, but Latin letters in Chinese from the first family."""
    name = words.strings["site.name"]
    own = [family for letter in name if (family := measure.book.family_for(letter, drawn=True))]
    first = measure.book.families[0].family
    main = max(set(own), key=own.count) if own else first
    rest = [family.family for family in measure.book.families]
    return list(dict.fromkeys([first, main, *rest] if words.lang == "zh" else [main, first, *rest]))


def _source(words: Words, source: str, number: int) -> dict[str, Any]:
    record = words.dataset.sources[source]
    return {
        "n": number,
        "publisher": words.publisher(source).text,
        "title": record.title,
        "lang": record.lang.partition("-")[0],
        "dir": direction(record.lang),
        "published": date_text(record.published, words.lang, words.strings) if record.published else None,
        "url": str(record.url) if record.url else None,
    }
