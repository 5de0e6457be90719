"""How many pages of a locale may be outdated, unreviewed or missing before somebody is told, or a publish is refused.

``mkdocs.yml``, ``extra.bansac.translation_limits``, states two figures for a state, each a
share of the pages of a locale, and the reason for them. Above ``strong`` a check fails and
nothing is published; above ``moderate`` it warns; below, or without a figure, there is no
signal. ``locales`` replaces the figures of a state for one locale.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bansac.config import Project
from bansac.errors import ConfigError, suggestion
from bansac.model import Model
from bansac.translation import State, table

SECTION = "translation_limits"
LIMITED = (State.OUTDATED, State.UNREVIEWED, State.MISSING)
"""States that a limit may be set for."""

Signal = Literal["strong", "moderate", "none"]
_LEVELS = ("strong", "moderate")
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%?")
_WHOLE = 100


@dataclass(frozen=True)
class Limit:
    """The figures for a state in a locale: percent of its pages, None where nothing is said."""

    strong: float | None
    moderate: float | None
    reason: str

    def signal(self, share: float) -> Signal:
        """What a share of pages means: above a figure, not at it."""
        if self.strong is not None and share > self.strong:
            return "strong"
        return "moderate" if self.moderate is not None and share > self.moderate else "none"


@dataclass(frozen=True)
class Measure:
    """A limit and what was found.

    Attributes:
        locale: Code of the locale.
        state: The state that is counted.
        count: Pages in that state.
        total: Pages that the source has.
        limit: The figures.
    """

    locale: str
    state: State
    count: int
    total: int
    limit: Limit

    @property
    def share(self) -> float:
        """Percent of the pages, two decimals."""
        return round(_WHOLE * self.count / self.total, 2) if self.total else 0.0

    @property
    def signal(self) -> Signal:
        """What the share means."""
        return self.limit.signal(_WHOLE * self.count / self.total if self.total else 0.0)

    def error(self) -> ConfigError:
        """The same as an error, or a warning: what was found, what is allowed, the reason."""
        strong = self.signal == "strong"
        allowed = self.limit.strong if strong else self.limit.moderate
        return ConfigError(
            "translations_over_limit" if strong else "translations_near_limit",
            path="mkdocs.yml",
            field=f"extra.bansac.{SECTION}",
            found=f"{self.locale}, {self.state.value}: {self.share:g} % ({self.count}/{self.total})",
            expected=f"≤ {allowed:g} %",
            locale=self.locale,
            state=self.state.value,
            reason=self.limit.reason,
        )


def over_limits(model: Model) -> tuple[Measure, ...]:
    """What is above a strong limit: empty when the translations may be published.

    Raises:
        ConfigError: A limit in ``mkdocs.yml`` is written wrongly.
    """
    return tuple(measure for measure in measures(model) if measure.signal == "strong")


def measures(model: Model) -> tuple[Measure, ...]:
    """Every limit with what was found, by locale and state.

    Raises:
        ConfigError: A limit in ``mkdocs.yml`` is written wrongly.
    """
    limits = load_limits(model.project)
    rows = list(table(model.project, model.pages))
    counts = {code: Counter(dict(row.states)[code] for row in rows) for code in model.project.codes[1:]}
    return tuple(
        Measure(code, state, counts[code][state], len(rows), limit)
        for (code, state), limit in limits.items()
        if code in model.project.codes
    )


def load_limits(project: Project) -> dict[tuple[str, State], Limit]:
    """Read the limits by locale and state.

    Raises:
        ConfigError: A limit is written wrongly.
    """
    section = _mapping(project.features.get(SECTION) or {}, SECTION)
    own = _mapping(section.get("locales") or {}, f"{SECTION}.locales")
    general = {key: value for key, value in section.items() if key != "locales"}
    translations = project.codes[1:]
    for code in own:
        if code not in translations:
            raise _wrong(f"{SECTION}.locales", code, suggestion(str(code), translations))
    found: dict[tuple[str, State], Limit] = {}
    for code in translations:
        below = _mapping(own.get(code) or {}, f"{SECTION}.locales.{code}")
        for state in LIMITED:
            place = f"{SECTION}.locales.{code}" if state.value in below else SECTION
            entry = below.get(state.value, general.get(state.value))
            if entry is not None:
                found[code, state] = _limit(entry, f"{place}.{state.value}")
        _refuse_others(below, f"{SECTION}.locales.{code}", [state.value for state in LIMITED])
    _refuse_others(general, SECTION, [*(state.value for state in LIMITED), "locales"])
    return found


def _limit(entry: object, place: str) -> Limit:
    data = _mapping(entry, place)
    _refuse_others(data, place, [*_LEVELS, "reason"])
    strong, moderate = (_share(data.get(level), f"{place}.{level}") for level in _LEVELS)
    reason = str(data.get("reason") or "").strip()
    if not reason:
        raise _wrong(f"{place}.reason", "", "reason: …")
    if strong is None and moderate is None:
        raise _wrong(place, "", "strong: 10 %")
    if strong is not None and moderate is not None and moderate > strong:
        raise _wrong(f"{place}.moderate", f"{moderate:g} %", f"≤ {strong:g} %")
    return Limit(strong, moderate, reason)


def _share(value: object, place: str) -> float | None:
    if value is None:
        return None
    match = _SHARE.fullmatch(str(value).strip())
    if match is None or isinstance(value, bool) or float(match[1]) > _WHOLE:
        raise _wrong(place, value, "0 %–100 %")
    return float(match[1])


def _mapping(value: object, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(place, value, "strong: 10 %, moderate: 0 %, reason: …")
    return value


def _refuse_others(data: Mapping[str, Any], place: str, known: list[str]) -> None:
    for key in data:
        if key not in known:
            raise _wrong(f"{place}.{key}", key, suggestion(str(key), known))


def _wrong(place: str, found: object, expected: str) -> ConfigError:
    return ConfigError(
        "bad_config", path="mkdocs.yml", field=f"extra.bansac.{place}", found=found, expected=expected, reason=f"extra.bansac.{place}"
    )
