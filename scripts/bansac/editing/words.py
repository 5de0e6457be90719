"""The words of the editor, in its two languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

Language = Literal["vi", "en"]
"""Language of the editor's own words."""


@cache
def words() -> Mapping[str, Any]:
    """The texts of ``words.yml``."""
    text = (resources.files("bansac.editing") / "words.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def said(part: str, name: str, language: Language) -> str:
    """The word for a name; the name itself where there is none."""
    return str(words()[part].get(name, {}).get(language, name))
