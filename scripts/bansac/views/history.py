"""The timeline and its excerpts."""

from __future__ import annotations

from collections.abc import Iterable

from bansac.formats import YEAR
from bansac.markdown import Shortcode
from bansac.scene import Scene, View
from bansac.schema.data import Event, History


def select(history: History, code: Shortcode) -> list[Event]:
    """The events that a timeline shortcode asks for, in its order."""
    wanted = code.option("ids")
    tier = code.option("tier", "all" if wanted or code.option("theme") else "core")
    events: Iterable[Event] = history.events
    if wanted:
        ids = set(wanted.split(","))
        events = (event for event in events if event.id in ids)
    if tier != "all":
        events = (event for event in events if event.tier == tier)
    if theme := code.option("theme"):
        events = (event for event in events if event.theme == theme)
    if start := code.option("from"):
        events = (event for event in events if event.date >= start)
    if end := code.option("to"):
        events = (event for event in events if event.date[: len(end)] <= end)
    ordered = sorted(events, key=lambda event: event.date, reverse=code.option("order", "asc") == "desc")
    return ordered[: int(code.option("limit"))] if code.option("limit") else ordered


def timeline(scene: Scene, code: Shortcode) -> View:
    """``{{ timeline … }}``."""
    history = scene.dataset.history
    if history is None:
        return {"events": [], "themes": []}
    titles = {theme.id: theme.title for theme in history.themes}
    events = select(history, code)
    used = {event.theme for event in events}
    return {
        "events": [
            {
                "id": event.id,
                "date": scene.date(event.date, event.end_date),
                "year": event.date[:YEAR],
                "whole_year": len(event.date) == YEAR and not event.end_date,
                "title": scene.tr(event.title),
                "summary": scene.tr(event.summary),
                "note": scene.tr(event.note),
                "theme": {"id": event.theme, "title": scene.tr(titles[event.theme])},
                "cite": scene.cite(event.sources),
            }
            for event in events
        ],
        "themes": [{"id": theme.id, "title": scene.tr(theme.title)} for theme in history.themes if theme.id in used],
    }
