"""Names of languages as translators' tools write them, and the tags in a text without markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from babel.core import get_global
from babel.localedata import locale_identifiers

from bansac.config import Locale, Project
from bansac.exchange.marks import Form, Part, told

Told = tuple[str | tuple[int, Form], ...]
_TAG = re.compile(r"<(/?)(\d+)(/?)>")


def bcp47(locale: Locale) -> str:
    """The tag for XLIFF: ``zh`` is ``zh-Hans``, because Chinese is written in two scripts; ``fr`` is ``fr``."""
    language, *rest = locale.code.split("-")
    if rest or language not in _written_in_several_scripts():
        return locale.code
    return f"{language}-{_usual_script(language)}"


def gettext_code(locale: Locale) -> str:
    """The code for PO: ``zh_Hans``, ``pt_BR``."""
    return bcp47(locale).replace("-", "_")


def locale_for(project: Project, tag: str) -> Locale | None:
    """The locale that a file of a tool is for."""
    wanted = tag.replace("_", "-").lower()
    return next((one for one in project.locales[1:] if wanted in {one.code.lower(), bcp47(one).lower()}), None)


def tagged(parts: Iterable[Part]) -> str:
    """Parts as one text: ``<1>words</1>`` for a link, ``<2/>`` for what stands alone."""
    forms = {"open": "<{}>", "close": "</{}>", "alone": "<{}/>"}
    return "".join(part if isinstance(part, str) else forms[part[1]].format(part[0]) for part in told(parts))


def untagged(text: str) -> Told:
    """The reverse: words and numbered marks."""
    found: list[str | tuple[int, Form]] = []
    position = 0
    for match in _TAG.finditer(text):
        if match[1] and match[3]:
            continue
        if match.start() > position:
            found.append(text[position : match.start()])
        found.append((int(match[2]), "close" if match[1] else "alone" if match[3] else "open"))
        position = match.end()
    if position < len(text):
        found.append(text[position:])
    return tuple(found)


def _usual_script(language: str) -> str:
    parts = str(get_global("likely_subtags").get(language, "")).split("_")
    return parts[1] if len(parts) > 1 else ""


@cache
def _written_in_several_scripts() -> frozenset[str]:
    """Languages for which CLDR has data in two scripts that are used side by side, by codes such as ``zh_Hant_TW``."""
    scripts: dict[str, set[str]] = {}
    for name in locale_identifiers():
        language, *rest = name.split("_")
        if len(rest) > 1 and len(rest[0]) == 4:  # noqa: PLR2004  # the length of a script's code
            scripts.setdefault(language, set()).add(rest[0])
    return frozenset(language for language, found in scripts.items() if len(found) > 1 and _usual_script(language) in found)
