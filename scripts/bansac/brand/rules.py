"""The rules of the identity, as data: what must, should and may be done with it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from bansac.brand.examples import DRAWN
from bansac.brand.records import read_records
from bansac.errors import BrandError, suggestion
from bansac.files import line_of
from bansac.schema.common import Entry, Localized, Slug

Level: TypeAlias = Literal["must", "should", "may"]


class Rule(Entry):
    """One record of ``brand/rules.yml``."""

    id: Slug
    level: Level
    """``must`` binds; ``should`` is departed from only for a reason; ``may`` is open to each office."""
    text: Localized
    reason: Localized
    """Why; shown beside the rule."""
    examples: tuple[Slug, ...] = ()
    """Right and wrong pictures of ``examples.yml`` that show it."""


def load_rules(brand_dir: Path) -> tuple[Rule, ...]:
    """Read ``rules.yml`` of a brand folder.

    Raises:
        BrandError: The file breaks the schema, an id is used twice, or there is no such example.
    """
    rules = read_records(brand_dir / "rules.yml", TypeAdapter(tuple[Rule, ...]))
    twice = [rule for rule, count in Counter(rule.id for rule in rules).items() if count > 1]
    if twice:
        raise BrandError("bad_brand", path="brand/rules.yml", reason=f"{twice[0]}: id used twice")
    for rule in rules:
        for name in rule.examples:
            if name not in DRAWN:
                line = line_of(brand_dir / "rules.yml", rf"^ +examples:.*\b{name}\b")
                raise BrandError(
                    "unknown_example", path="brand/rules.yml", line=line, field="examples", found=name, expected=suggestion(name, DRAWN)
                )
    return rules
