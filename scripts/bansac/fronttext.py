"""Changing one field of a page's front matter and nothing else: every other byte stays as it was."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A(\ufeff?---[ \t]*\r?\n.*?\r?\n)(?=---[ \t]*\r?$)", re.DOTALL | re.MULTILINE)
_ORDER = ("source_hash", "reviewed", "updated", "date", "topics")
"""The fields at the end of the front matter, in the order in which a page has them."""


def with_field(text: str, key: str, value: str | None) -> str:
    """A page's text with a field of one line set, or a field taken out with all its lines.

    Args:
        text: The whole file.
        key: The field.
        value: What is written after the colon; None takes the field out.

    Returns:
        The text, unchanged where it has no front matter. A new field comes in its usual place.
    """
    match = _FRONT.match(text)
    if match is None:
        return text
    front, rest = match[1], text[match.end() :]
    end = "\r\n" if front.endswith("\r\n") else "\n"
    more = "" if value is not None else r"(?:(?:[ \t]+|-[ \t])[^\n]*\n)*"
    own = re.compile(rf"^{re.escape(key)}:[^\n]*\n{more}", re.MULTILINE)
    line = "" if value is None else f"{key}: {value}{end}"
    if own.search(front):
        return own.sub(lambda _: line, front, count=1) + rest
    later = _ORDER[_ORDER.index(key) + 1 :] if key in _ORDER else ()
    after = re.search(rf"^(?:{'|'.join(later)}):", front, re.MULTILINE) if later else None
    place = after.start() if after else len(front)
    return front[:place] + line + front[place:] + rest
