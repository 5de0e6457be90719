"""Figures with their hedges, notes, dates and the five values."""

from __future__ import annotations

from bansac.formats import number_text, percent_text
from bansac.markdown import Shortcode
from bansac.scene import Scene, View
from bansac.schema.data import Fact, Value


def number(scene: Scene, record: Fact) -> View | None:
    """The value of a fact, in the locale's form."""
    if record.value is None:
        return scene.tr(record.text)
    if record.unit and record.unit.get("en") in {"%", "per cent", "percent"}:
        return {"text": percent_text(record.value, scene.text.code), "lang": None, "dir": None}
    return {"text": number_text(record.value, scene.text.code), "lang": None, "dir": None}


def is_percentage(record: Fact) -> bool:
    """Whether the unit is printed with the number itself."""
    return bool(record.unit and record.unit.get("en") in {"%", "per cent", "percent"})


def fact(scene: Scene, code: Shortcode) -> View:
    """``{{ fact id }}``: the hedge, the number and its note."""
    record = scene.dataset.facts[code.args[0]]
    shows_unit = code.option("unit", "no") == "yes" and not is_percentage(record)
    return {
        "number": number(scene, record),
        "hedge": scene.tr(record.hedge) if code.option("hedge", "yes") == "yes" else None,
        "unit": scene.tr(record.unit) if shows_unit else None,
        "cite": scene.cite(record.sources) if code.option("cite", "yes") == "yes" else None,
    }


def milestone(scene: Scene, record: Fact) -> View:
    """A fact as a large number."""
    shown = number(scene, record)
    return {
        "id": record.id,
        "number": shown["text"] if shown else "",
        "hedge": scene.tr(record.hedge),
        "unit": None if is_percentage(record) else scene.tr(record.unit),
        "label": scene.tr(record.label),
        "horizon": str(record.horizon) if record.horizon else (scene.date(record.as_of)["text"] if record.as_of else None),
        "strength": record.strength,
        "strength_text": scene.t(f"strength.{record.strength}"),
        "cite": scene.cite(record.sources),
    }


def milestones(scene: Scene, code: Shortcode) -> View:
    """``{{ milestones id id }}``."""
    return {"facts": [milestone(scene, scene.dataset.facts[fact_id]) for fact_id in code.args]}


def cite(scene: Scene, code: Shortcode) -> View:
    """``{{ cite id id }}``: note marks; the same HTML as beside facts."""
    return {"html": scene.cite(code.args)}


def date(scene: Scene, code: Shortcode) -> View:
    """``{{ date 2025-09-23 }}``."""
    return scene.date(code.args[0])


def value_view(scene: Scene, record: Value) -> View:
    """One of the five values."""
    return {
        "id": record.id,
        "order": record.order,
        "name": scene.tr(record.name),
        "gloss": scene.tr(record.gloss),
        "href": scene.link(f"values/{record.id}.md"),
        "proposed": scene.text.code in record.proposed,
    }


def value(scene: Scene, code: Shortcode) -> View:
    """``{{ value id }}``: the name of a value, linked to its page."""
    return value_view(scene, scene.dataset.values[code.args[0]])


def values(scene: Scene, code: Shortcode) -> View:
    """``{{ values }}``: all five, in the order of the Plan."""
    records = sorted(scene.dataset.values.values(), key=lambda record: record.order)
    return {"values": [value_view(scene, record) for record in records]}
