"""Captions within each network's length: what must stand is never cut, the rest is dropped by sentences."""

from __future__ import annotations

import re
from typing import Final

from bansac.charts.words import Words
from bansac.errors import ContentError
from bansac.kit.networks import Network
from bansac.share.subjects import Subject

SHORT_LINKS: Final = {"x": 23}
"""Networks that count every address as so many characters."""
WIDE_COUNT_TWO: Final = frozenset({"x"})
"""Networks that count Han characters, Vietnamese letters with two marks and many others twice."""

_URL: Final = re.compile(r"https?://\S+")
_SENTENCE: Final = re.compile(r"(?<=[.!?。！？؟])\s*(?=\S)")
_NARROW: Final = (range(0x1100), range(0x2000, 0x200E), range(0x2010, 0x2020), range(0x2032, 0x2038))
"""Code points that X counts once (twitter-text, version 3)."""


def length(text: str, network: str) -> int:
    """How many characters a network counts."""
    link = SHORT_LINKS.get(network)
    if link is not None:
        text = _URL.sub("-" * link, text)
    if network not in WIDE_COUNT_TWO:
        return len(text)
    return sum(1 if any(ord(letter) in narrow for narrow in _NARROW) else 2 for letter in text)


def caption(subject: Subject, words: Words, network: Network) -> str:
    """The caption of a subject for a network.

    Begins with the lead, then as many sentences of the text as fit, then the sources if they fit, and
    ends with the address.

    Raises:
        ContentError: Not even lead and address fit.
    """
    texts = _sentences(subject)
    publishers = words.publishers(subject.sources)
    sources = f"{words.strings['sources']}{words.strings['format.label']}{publishers}" if publishers else ""
    for count in range(len(texts), -1, -1):
        for with_sources in (True, False):
            found = _joined(words, subject, texts[:count], sources if with_sources else "")
            if network.caption is None or length(found, network.id) <= network.caption:
                return found
    found = _joined(words, subject, [], "")
    raise ContentError("caption_too_long", path=subject.id, found=length(found, network.id), expected=network.caption, reason=network.name)


def _joined(words: Words, subject: Subject, texts: list[str], sources: str) -> str:
    body = words.sentences(subject.lead, *texts)
    return "\n\n".join(part for part in (body, sources, subject.url) if part)


def _sentences(subject: Subject) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(subject.text.text) if part.strip()]


def alt_text(subject: Subject, words: Words) -> str:
    """What the picture says, for those who do not see it."""
    return words.sentences(subject.label.text, subject.title.text, subject.text.text, words.strings["site.name"])
