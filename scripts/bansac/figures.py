"""Numbers typed into prose that contradict a fact.

A fact may list the nouns by which prose about it is recognised. A sentence that names
such a noun and the fact's horizon, but another number, is an error: the figure has to
come from the fact.
"""

from __future__ import annotations

import re

from bansac.dataset import Dataset
from bansac.errors import ContentError, Report
from bansac.markdown import SHORTCODE
from bansac.pages import Page
from bansac.schema.data import Fact

_SENTENCE = re.compile(r"[^.!?。؟\n]+[.!?。؟]?")
_NUMBER = re.compile(r"(?<![\w/.,-])\d{1,4}(?![\w/%-]|[.,]\d)")


def check_figures(page: Page, body: str, dataset: Dataset, report: Report) -> None:
    """Compare the typed numbers of a page with the facts that its sentences speak of."""
    guarded = [fact for fact in dataset.facts.values() if fact.nouns.get(page.locale) and fact.horizon and fact.value is not None]
    if not guarded:
        return
    bare = SHORTCODE.sub(lambda match: " " * len(match[0]), body)
    for sentence in _SENTENCE.finditer(bare):
        text = sentence[0]
        if not any(str(fact.horizon) in text for fact in guarded):
            continue
        for fact in guarded:
            if (wrong := _contradiction(text, fact, page.locale, guarded)) is not None:
                line = page.body_line + bare.count("\n", 0, sentence.start() + wrong.start())
                report.add(
                    ContentError("figure_contradicts", path=page.shown, line=line, found=wrong[0], expected=fact.value, fact=fact.id)
                )
                break


def _contradiction(text: str, fact: Fact, locale: str, guarded: list[Fact]) -> re.Match[str] | None:
    lowered = text.lower()
    if str(fact.horizon) not in text or not any(noun.lower() in lowered for noun in fact.nouns[locale]):
        return None
    allowed = {str(other.value) for other in guarded} | {str(other.horizon) for other in guarded}
    for match in _NUMBER.finditer(text):
        number = match[0]
        is_year = len(number) == 4 and number[:2] in {"19", "20"}  # noqa: PLR2004
        if number not in allowed and not is_year and int(number) > 12:  # noqa: PLR2004  # small numbers count task groups and months
            return match
    return None
