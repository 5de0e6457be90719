"""From a text to the words that are indexed, folded as a query is folded.

Folding removes what people leave out when they type: case, marks (``đ`` becomes ``d``),
Arabic vowel signs and spelling variants. Chinese has no spaces: its characters are
indexed one by one and in pairs. ``overrides/assets/search.js`` does the same; the golden
cases of ``tests/cases/folding.yml`` run through both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import snowballstemmer

_WORD = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+|[^\W_\u4e00-\u9fff\u3400-\u4dbf]+(?:['’ʼ][^\W_]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_ARABIC_SIGNS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "گ": "ك", "ک": "ك", "ی": "ي"}
)
_ARABIC_ARTICLE = re.compile(r"^(?:و|ف)?(?:بال|كال|فال|وال|لل|ال)(?=.{2,})")
_ARABIC_AND = re.compile(r"^و+(?=.{3,})")
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е", "’": "'", "ʼ": "'"})
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'")
_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "sv": "swedish"}
SHORT = 4
"""A stem shorter than this is not used: it would match too much."""
LONGER = 5
"""Letters that a word may have more than the stem that it is found by; the browser looks no further."""


def words(text: str) -> Iterator[str]:
    """The words of a text as they stand, in lower case; a run of Chinese is one."""
    for match in _WORD.finditer(_ARABIC_SIGNS.sub("", unicodedata.normalize("NFC", text))):
        yield match[0].lower()


def is_han(word: str) -> bool:
    """Whether a word is a run of Chinese characters."""
    return bool(_HAN.match(word))


@cache
def fold(word: str) -> str:
    """A lower-case word without what people leave out when they type."""
    bare = unicodedata.normalize("NFKC", word).translate(_ARABIC_FORMS)
    if "\u0600" <= bare[:1] <= "\u06ff":
        return _ARABIC_AND.sub("", _ARABIC_ARTICLE.sub("", bare))
    plain = unicodedata.normalize("NFD", bare.translate(_LETTERS))
    return _ELISION.sub("", "".join(char for char in plain if not unicodedata.combining(char)))


@cache
def _stemmer(locale: str) -> snowballstemmer.stemmer | None:
    name = _STEMMERS.get(locale)
    return snowballstemmer.stemmer(name) if name else None


@cache
def stem(word: str, locale: str) -> str:
    """The folded stem of a lower-case word; the folded word where there is no stemmer or the stem is short."""
    stemmer = _stemmer(locale)
    folded = fold(word)
    if stemmer is None:
        return folded
    base = fold(str(stemmer.stemWord(_ELISION.sub("", word))))
    if len(base) < SHORT or not folded.startswith(base):
        return folded
    return folded[: max(len(base), len(folded) - LONGER)]


def han_grams(run: str) -> Iterator[str]:
    """The characters of a run of Chinese, then its neighbours in pairs."""
    yield from run
    for first, second in pairwise(run):
        yield first + second
