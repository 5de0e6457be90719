"""Words that are not written, or only within a longer phrase: one search a locale for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bansac.formats import script_of
from bansac.style.prose import sentences
from bansac.style.sheet import WordRule

_JOINED = "(?:[وفبلك]{1,2})?"
"""Arabic writes these words together with the next one."""


@dataclass(frozen=True)
class Hit:
    """A forbidden word.

    Attributes:
        rule: The rule that forbids it.
        found: The word as it stands.
        offset: Its place in the text.
        write: What to write instead.
    """

    rule: WordRule
    found: str
    offset: int
    write: str | None


def pattern(phrases: Iterable[str], code: str) -> str:
    """A pattern for phrases: whole words where a script has spaces, ``*`` for any ending, any white space between words."""
    joined = "|".join(r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()) for phrase in phrases)
    script = script_of(code)
    if script == "Hani":
        return f"(?:{joined})"
    return rf"(?<!\w){_JOINED if script == 'Arab' else ''}(?:{joined})(?!\w)"


class Words:
    """The word rules of one locale."""

    def __init__(self, rules: Iterable[WordRule], code: str) -> None:
        self._rules = [rule for rule in rules if rule.find.get(code)]
        self._code = code

    @cached_property
    def _all(self) -> re.Pattern[str] | None:
        """One quick look for any of the words, in capitals or not."""
        found = [phrase for rule in self._rules for phrase in rule.find[self._code]]
        return re.compile(pattern(found, self._code), re.IGNORECASE) if found else None

    @cached_property
    def _each(self) -> list[tuple[WordRule, re.Pattern[str], re.Pattern[str] | None]]:
        compiled = []
        for rule in self._rules:
            flags = re.NOFLAG if rule.case else re.IGNORECASE
            within = rule.within.get(self._code)
            compiled.append(
                (
                    rule,
                    re.compile(pattern(rule.find[self._code], self._code), flags),
                    re.compile(pattern(within, self._code), flags) if within else None,
                )
            )
        return compiled

    def _denied(self, rule: WordRule, text: str, match: re.Match[str]) -> bool:
        """Whether the sentence with the word says that it does not hold."""
        words = rule.unless.get(self._code)
        if not words:
            return False
        own = next((sentence for sentence, offset in sentences(text) if offset <= match.start() < offset + len(sentence)), text)
        return bool(re.search(pattern(words, self._code), own, re.IGNORECASE))

    def hits(self, text: str) -> Iterator[Hit]:
        """The forbidden words of a text."""
        if self._all is None or not self._all.search(text):
            return
        for rule, find, within in self._each:
            right = [match.span() for match in within.finditer(text)] if within else []
            for match in find.finditer(text):
                if not any(start <= match.start() and match.end() <= end for start, end in right) and not self._denied(rule, text, match):
                    yield Hit(rule, match[0], match.start(), rule.write.get(self._code))
