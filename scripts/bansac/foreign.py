"""Words in another script inside a text: each is marked with its language.

A screen reader then reads them in their own voice, and a browser sets them in their own
direction (WCAG 2.2, 3.1.2 Language of Parts). Only scripts that one single locale of the
site writes can be told in this way; a foreign word in the page's own script cannot.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bansac.config import Locale
from bansac.formats import script_of

_LETTERS: Final = {
    "Arab": "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f",
    "Cyrl": "\u0400-\u052f",
    "Deva": "\u0900-\u097f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Hang": "\uac00-\ud7a3",
    "Hani": "\u3400-\u4dbf\u4e00-\u9fff",
    "Hebr": "\u0590-\u05ff",
    "Khmr": "\u1780-\u17ff",
    "Laoo": "\u0e80-\u0eff",
    "Thai": "\u0e00-\u0e7f",
}
"""The blocks that hold a script's letters, as parts of a regular expression."""
_JOINTS: Final = "[ \u00a0\u202f\u2010\u2011、，：·،-]?"
"""What may stand between two letters of one run."""
_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)[^>]*>")
_VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
_DRAWN: Final = frozenset({"svg", "option", "code"})
_KEPT: Final = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|\{#[^}]*\}|^\s{0,3}\[[^\]]+\]:.*$", re.MULTILINE)
"""Parts of a Markdown text that are no words: code, link targets, elements, ids."""


class ForeignWords:
    """Marks the words of other scripts in texts of one locale.

    Args:
        own: The locale of the text.
        locales: All locales of the site.
    """

    def __init__(self, own: Locale, locales: tuple[Locale, ...]) -> None:
        writers: dict[str, list[Locale]] = {}
        for locale in locales:
            writers.setdefault(script_of(locale.code), []).append(locale)
        mine = script_of(own.code)
        self._writer = {
            script: found[0] for script, found in sorted(writers.items()) if script != mine and script in _LETTERS and len(found) == 1
        }
        runs = (f"(?P<{script}>[{_LETTERS[script]}](?:{_JOINTS}[{_LETTERS[script]}])*)" for script in self._writer)
        self._runs = re.compile("|".join(runs)) if self._writer else None

    def marked(self, text: str) -> str:
        """A Markdown text with its foreign words in ``<span lang dir>``."""
        if self._runs is None or not self._runs.search(text):
            return text
        parts: list[str] = []
        position = 0
        for kept in _KEPT.finditer(text):
            parts += [self._wrapped(text[position : kept.start()]), kept[0]]
            position = kept.end()
        return "".join([*parts, self._wrapped(text[position:])])

    def marked_html(self, html: str) -> str:
        """HTML with its foreign words marked, but for those inside an element that names its language, or a drawing."""
        if self._runs is None or not self._runs.search(html):
            return html
        parts: list[str] = []
        left_alone: list[bool] = []
        position = 0
        for tag in _TAG.finditer(html):
            text = html[position : tag.start()]
            parts += [text if any(left_alone) else self._wrapped(text), tag[0]]
            position = tag.end()
            if tag["end"]:
                left_alone.pop()
            elif tag["name"] not in _VOID and not tag[0].endswith("/>"):
                left_alone.append(tag["name"] in _DRAWN or " lang=" in tag[0])
        return "".join([*parts, self._wrapped(html[position:])])

    def _wrapped(self, text: str) -> str:
        return self._runs.sub(self._span, text) if self._runs else text

    def _span(self, match: re.Match[str]) -> str:
        locale = self._writer[str(match.lastgroup)]
        return f'<span lang="{locale.code}" dir="{locale.dir}">{match[0]}</span>'


@cache
def foreign_words(own: Locale, locales: tuple[Locale, ...]) -> ForeignWords:
    """The marker for texts of a locale; made once for each."""
    return ForeignWords(own, locales)
