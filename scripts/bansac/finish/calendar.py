"""Days as an iCalendar file (RFC 5545, RFC 7986) to subscribe to.

``DTSTAMP`` has to be there and is usually the clock's; here it comes from content, so that
the file changes only when its days do.
"""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar, Event

from bansac.finish.model import CalendarEntry, DayCalendar

REFRESH = dt.timedelta(days=7)
"""How often a program that subscribes should look again."""


def render_calendar(calendar: DayCalendar) -> bytes:
    """Write a calendar, its entries by day."""
    language = {"LANGUAGE": calendar.lang}
    file = Calendar()
    file.add("version", "2.0")
    file.add("prodid", f"-//{calendar.producer}//{calendar.title}//{calendar.lang.upper()}")
    file.add("calscale", "GREGORIAN")
    file.add("name", calendar.title, parameters=language)
    file.add("description", calendar.description, parameters=language)
    file.add("x-wr-calname", calendar.title)  # older programs know only these two
    file.add("x-wr-caldesc", calendar.description)
    file.add("source", calendar.url, parameters={"VALUE": "URI"})
    file.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in sorted(calendar.entries, key=lambda item: (item.day, item.uid)):
        file.add_component(_event(entry))
    return bytes(file.to_ical())


def _event(entry: CalendarEntry) -> Event:
    language = {"LANGUAGE": entry.lang}
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", dt.datetime.combine(entry.stamp, dt.time(), dt.UTC))
    event.add("dtstart", entry.day)
    if entry.yearly:
        event.add("rrule", {"freq": "yearly"})
    event.add("summary", entry.summary, parameters=language)
    event.add("description", entry.description, parameters=language)
    event.add("url", entry.url)
    event.add("class", "PUBLIC")
    event.add("transp", "TRANSPARENT")  # a day to remember keeps nobody busy
    return event
