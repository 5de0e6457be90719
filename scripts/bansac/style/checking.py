"""Apply the rules to every page and to the texts of data; what a page excepts, with a reason, is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from bansac.dataset import DOCUMENTS, LISTS
from bansac.errors import ContentError, Report, suggestion
from bansac.files import line_of
from bansac.model import Model
from bansac.pages import Page
from bansac.schema.common import SOURCE_LOCALE
from bansac.style.prose import blocks
from bansac.style.rules import Finding, Looking, findings, title_lines
from bansac.style.sheet import RULES, SHOWN, StyleSheet, load_sheet, rule_ids
from bansac.style.words import Words

ALWAYS = frozenset({"heading-jump", "broken-link"})
"""Rules from which no page is excepted: the model itself keeps the first, as the error ``heading_level``; an address
that is not asked stands in ``content/style.yml``."""


def check_style(model: Model, report: Report) -> StyleSheet | None:
    """Check the style of all pages, those that wait among them, and of the texts of data.

    Args:
        model: The model.
        report: Where findings go, by the weight of their rule.

    Returns:
        The rules; None where the project has none.
    """
    sheet = load_sheet(model.project, report)
    if sheet is None:
        return None
    known = rule_ids(sheet)
    for code in model.project.codes:
        words = Words(sheet.words, code)
        for pages in (model.pages, model.waiting):
            for page in pages.get(code, {}).values():
                _check_page(model, page, sheet, words, known, report)
    _check_data(model, sheet, report)
    return sheet


def _check_page(model: Model, page: Page, sheet: StyleSheet, words: Words, known: frozenset[str], report: Report) -> None:
    text = (model.project.root / page.shown).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    body = page.body_of(text)
    looking = Looking(page, tuple(blocks(body, page.body_line)), sheet, words, model.dataset, title_lines(page, text))
    excepted = {exception.rule for exception in page.front.style_exceptions}
    needed = set()
    for finding in findings(looking):
        if finding.rule in excepted:
            needed.add(finding.rule)
        else:
            _tell(finding, page.shown, sheet, report)
    for rule in sorted(excepted - needed):
        line = line_of(model.project.root / page.shown, rf"\brule:\s*['\"]?{re.escape(rule)}\b")
        if rule not in known or rule in ALWAYS:
            expected = suggestion(rule, known - ALWAYS)
            report.add(ContentError("unknown_rule", path=page.shown, line=line, field="style_exceptions", found=rule, expected=expected))
        else:
            report.warn(ContentError("exception_not_needed", path=page.shown, line=line, field="style_exceptions", found=rule))


def _tell(finding: Finding, shown: Path, sheet: StyleSheet, report: Report) -> None:
    code = "style_word" if finding.rule not in RULES else f"style_{finding.rule.replace('-', '_')}"
    reason = _reason(sheet, finding.rule)
    error = ContentError(
        code, path=shown, line=finding.line, found=finding.found, expected=finding.expected,
        rule=finding.rule, reason_vi=reason.get(SOURCE_LOCALE, ""), reason_en=reason.get("en", ""),
    )  # fmt: skip
    if RULES.get(finding.rule) == "warning":
        report.warn(error)
    else:
        report.add(error)


def _reason(sheet: StyleSheet, rule: str) -> Mapping[str, str]:
    return next((known.reason for known in sheet.words if known.id == rule), {})


def _check_data(model: Model, sheet: StyleSheet, report: Report) -> None:
    """Look for forbidden words in the interface texts and in the facts; sources and their titles stand as they are."""
    excepted = {(exception.rule, f"content/{exception.file}"): number for number, exception in enumerate(sheet.exceptions)}
    needed = set()
    for code in model.project.codes:
        words = Words(sheet.words, code)
        for shown, text in _data_texts(model, code):
            for hit in words.hits(text):
                if (hit.rule.id, shown) in excepted:
                    needed.add((hit.rule.id, shown))
                    continue
                near = text[max(0, hit.offset - 20) : hit.offset + len(hit.found)]
                line = line_of(model.project.root / shown, re.escape(near))
                _tell(Finding(hit.rule.id, line, hit.found, hit.write), Path(shown), sheet, report)
    for rule, shown in sorted(excepted.keys() - needed):
        line = line_of(model.project.root / SHOWN, rf"rule:\s*{re.escape(rule)}\b.*file:\s*{re.escape(shown.removeprefix('content/'))}")
        report.warn(ContentError("exception_not_needed", path=SHOWN, line=line, field="exceptions", found=rule))


def _data_texts(model: Model, code: str) -> Iterator[tuple[str, str]]:
    """Every text of a locale that stands in no page, with its file."""
    for text in model.strings[code].values():
        yield f"content/strings/{code}.yml", text
    for name in (*LISTS, *DOCUMENTS):
        if name != "sources":
            for text in _texts(getattr(model.dataset, name), code):
                yield f"content/data/{name}.yml", text


def _texts(found: Any, code: str) -> Iterator[str]:
    """Every text of a locale in a record."""
    if isinstance(found, BaseModel):
        for name in type(found).model_fields:
            yield from _texts(getattr(found, name), code)
    elif isinstance(found, Mapping):
        if SOURCE_LOCALE in found:
            own = found.get(code)
            if isinstance(own, str):
                yield own
            return
        for value in found.values():
            yield from _texts(value, code)
    elif isinstance(found, tuple):
        for value in found:
            yield from _texts(value, code)
