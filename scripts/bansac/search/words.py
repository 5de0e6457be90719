"""From a text to the words that are indexed, folded as a query is folded.

Folding removes what people leave out when they type: case, marks (``đ`` becomes ``d``),
Arabic vowel signs and spelling variants, and what is joined to a word: the Arabic article
and *and*, the French elision. Chinese has no spaces: its characters are indexed one by one
and in pairs. ``overrides/assets/search.js`` folds in the same way; the golden cases of
``tests/cases/folding.yml`` run through both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, takewhile

import snowballstemmer

_WORD = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+|[^\W_\u4e00-\u9fff\u3400-\u4dbf]+(?:['’ʼ][^\W_]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
_SIGNS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARTICLE = re.compile(r"^[وف]?(?:[بكفو]?ال|لل)(?=.{2,})")
_AND = re.compile(r"^و+(?=.{3,})")
_JOINED = re.compile(r"^[بلفك](?=.{4,})")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'")
_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "گ": "ك", "ک": "ك", "ی": "ي"}
    | {digit: str(place % 10) for place, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
)
_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "sv": "swedish"}
_ENDINGS = re.compile(r"(?:(?<=.{4})ي?(?:ات|ان|ون|ين|ها|هم)|(?<=.{3})ي?ه|(?<=.{4})ي)$")
"""Arabic endings of number, gender and possession, after the light stemming of Larkey and others (2002)."""
_CHANGING = {"en": re.compile(r"(?<=.{3})i$"), "fr": re.compile(r"(?<=.{3})(?:(?<=a)l|(?<=eu)x|(?<=i)[fv])$")}
"""The last letter of a stem that another form of the word writes otherwise: country, countries; journal, journaux."""
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ].)(?<=[оеё])(?=[кцлнр]$)")
SHORT = 3
"""A stem shorter than this is not used: it would match too much."""
LONGER = 5
"""Letters that a word may have more than a long stem that it is found by."""


def words(text: str) -> Iterator[str]:
    """The words of a text as they stand, in lower case; a run of Chinese is one."""
    for match in _WORD.finditer(_SIGNS.sub("", unicodedata.normalize("NFKC", text))):
        yield match[0].lower().replace("’", "'").replace("ʼ", "'")


def is_han(word: str) -> bool:
    """Whether a word is a run of Chinese characters."""
    return bool(_HAN.match(word))


@cache
def bare(word: str) -> str:
    """A lower-case word with its marks, without what is joined to its beginning."""
    if _ARABIC.match(word):
        return _AND.sub("", _ARTICLE.sub("", word))
    return _ELISION.sub("", word)


@cache
def plain(word: str) -> str:
    """A lower-case word without marks and spelling variants."""
    letters = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(char for char in letters if not unicodedata.combining(char))


def fold(word: str) -> str:
    """A lower-case word without what people leave out when they type."""
    return plain(bare(word))


@cache
def _stemmer(locale: str) -> snowballstemmer.stemmer | None:
    name = _STEMMERS.get(locale)
    return snowballstemmer.stemmer(name) if name else None


@cache
def stem(word: str, locale: str) -> str:
    """The folded beginning of a lower-case word that its other forms share; without a stemmer the folded word.

    The browser needs no stemmer: it takes every term that a word of a query begins with.
    """
    folded = fold(word)
    if locale == "ar":
        base = _ENDINGS.sub("", folded)
    elif (stemmer := _stemmer(locale)) is not None:
        base = plain(str(stemmer.stemWord(bare(word))))
        if locale in _CHANGING:
            base = _CHANGING[locale].sub("", base)
    else:
        return folded
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(base, folded, strict=False)))
    if shared < max(SHORT, len(base) - 1):
        return folded
    length = max(shared, len(folded) - LONGER)
    return folded[: next(end for end in range(length, len(folded) + 1) if len(folded) - end <= reach(end))]


def reach(length: int) -> int:
    """How many letters more a word may have than the stem that it is found by: a short stem belongs to short words only.

    The browser lets the word of a query have one letter more, as another form of the same word may have.
    """
    return LONGER if length > SHORT + 1 else 3 if length > SHORT else 1


@cache
def variants(word: str, locale: str) -> tuple[str, ...]:
    """Other folded forms of a lower-case word that do not begin as it does; index and query take them both.

    Arabic joins *in*, *for*, *so* and *as* to a word without an article; Russian drops a vowel (*посол*, *послы*).
    """
    folded = fold(word)
    if locale == "ar" and _JOINED.match(folded):
        return (_AND.sub("", folded[1:]),)
    if locale == "ru" and len(folded) > SHORT + 1 and _FLEETING.search(folded):
        return (folded[:-2] + folded[-1],)
    return ()


def marked_start(word: str, length: int) -> str:
    """The beginning of a bare word that is so many letters long when it is folded, with its marks."""
    for end in range(1, len(word)):
        if len(plain(word[:end])) >= length:
            return word[:end]
    return word


def han_grams(run: str) -> Iterator[str]:
    """The characters of a run of Chinese, then its neighbours in pairs."""
    yield from run
    for first, second in pairwise(run):
        yield first + second
