"""The texts of all errors and warnings, in Vietnamese and English.

They stand in ``messages.yml`` beside this module: what is wrong and how to mend it, with
braces that are filled from the error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Message:
    """One text in two languages, with its remedy."""

    vi: str
    en: str
    remedy_vi: str
    remedy_en: str

    def filled(self, values: dict[str, object]) -> Message:
        """The same message with its braces filled in."""
        return Message(*(text.format_map(_Blank(values)) for text in (self.vi, self.en, self.remedy_vi, self.remedy_en)))


class _Blank(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


@cache
def messages() -> Mapping[str, Message]:
    """All messages by code."""
    text = Path(__file__).with_name("messages.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return {code: Message(entry["vi"], entry["en"], entry["fix_vi"], entry["fix_en"]) for code, entry in data.items()}
