"""Shortcodes to copy: what each is written like, what it does, and the ids that it may name."""

from __future__ import annotations

from typing import Any

from bansac.editing.words import Language, words
from bansac.model import Model
from bansac.schema.common import Localized
from bansac.shortcodes import SPECS, Spec, registers

BLANK = "…"
"""Stands where the chosen id goes."""
_LONGEST = 160


def codes_to_copy(model: Model, language: Language) -> list[dict[str, Any]]:
    """Patterns of Markdown, then every shortcode of :mod:`bansac.shortcodes` in its order, with choices from the data."""
    named = _labels(model, language)
    known = {name: sorted(ids) for name, ids in registers(model.dataset).items()}
    known["media"] = sorted(model.pictures)
    said = words()["shortcodes"]
    plain = [{"name": "", "text": row["text"], "says": row[language], "choices": []} for row in words()["markdown"]]
    return plain + [
        {
            "name": name,
            "text": _written(spec),
            "says": said.get(name, {}).get(language, ""),
            "choices": [
                {"value": found, "label": f"{named.get(spec.args, {}).get(found, found)} ({found})"[:_LONGEST]}
                for found in known.get(spec.args, ())
            ],
        }
        for name, spec in SPECS.items()
    ]


def _written(spec: Spec) -> str:
    parts = [spec.name, *([BLANK] if spec.least else []), *(f'{key}="{BLANK}"' for key, form in spec.options.items() if form == "text")]
    return "{{ " + " ".join(parts) + " }}"


def _labels(model: Model, language: Language) -> dict[str, dict[str, str]]:
    data = model.dataset

    def text(words: str | Localized) -> str:
        return words if isinstance(words, str) else words.get(language, words["vi"])

    return {
        "sources": {key: f"{text(item.publisher)} · {item.title or item.published or ''}" for key, item in data.sources.items()},
        "facts": {key: f"{text(item.label)}: {item.value if item.text is None else text(item.text)}" for key, item in data.facts.items()},
        "values": {key: text(item.name) for key, item in data.values.items()},
    }
