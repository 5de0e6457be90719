"""Addresses outside of the site that content may lead to, and nothing else.

One form for Markdown, front matter and data: ``https``, ``http``, ``mailto`` and ``tel``,
written as browsers read them, so that nobody has to guess what a browser will make of it
(WHATWG URL, 4.4: it drops tabs and line ends and takes a backslash for a slash). A name
before the host is refused, because readers take it for the host.
"""

from __future__ import annotations

import re
from typing import Final

from pydantic import HttpUrl

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
MAX_LENGTH: Final = 2000
"""Longer addresses fail in browsers, feeds and spreadsheets alike."""

_HOST: Final = r"[^\W_](?:[\w.-]*[^\W_])?(?::\d{1,5})?"
_REST: Final = r"(?:[/?#][^\s<>\"\\`{}|^]*)?"
_WEB: Final = re.compile(rf"https?://{_HOST}{_REST}")
_MAIL: Final = re.compile(r"mailto:[\w.!#$*+/=?^~-]+@[^\W_][\w.-]*(?:\?subject=[\w.%~+-]*)?")
_PHONE: Final = re.compile(r"tel:\+?\d[\d().-]{2,24}")
_HIDDEN: Final = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff]")
"""White space of every kind, control characters, and what turns the order of letters or cannot be seen."""


def is_safe(url: str) -> bool:
    """Whether content may lead to an address outside of the site."""
    if len(url) > MAX_LENGTH or _HIDDEN.search(url):
        return False
    return any(form.fullmatch(url) for form in (_WEB, _MAIL, _PHONE))


def is_elsewhere(url: str) -> bool:
    """Whether a browser takes an address without a scheme for one on another host: two slashes, or a backslash for one."""
    return _HIDDEN.sub("", url).replace("\\", "/").startswith("//")


def checked(url: HttpUrl) -> HttpUrl:
    """An address of a data file, for schemas.

    Raises:
        ValueError: ``unsafe_link``: it names a user or has a form that is not allowed.
    """
    if not is_safe(str(url)):
        raise ValueError("unsafe_link")
    return url


def checked_target(target: str) -> str:
    """The target of a link in a data file: an address outside of the site, or a path within it.

    Raises:
        ValueError: ``unsafe_link``, likewise.
    """
    if not is_safe(target) and (not target.startswith(("/", "#")) or is_elsewhere(target)):
        raise ValueError("unsafe_link")
    return target
