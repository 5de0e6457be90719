"""Calendars: days that return, horizons with their hedges, and nothing from the clock."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar, Component

from bansac.finish.calendar import render_calendar
from bansac.finish.model import CalendarEntry, DayCalendar
from small import SITE_URL, Site


def calendar(site: Site, code: str) -> Component:
    return Calendar.from_ical((site.site / f"calendar/{code}.ics").read_bytes())


def entries(site: Site, code: str) -> dict[str, Component]:
    found = {str(entry["UID"]): entry for entry in calendar(site, code).walk("VEVENT")}
    assert len(found) == len(calendar(site, code).walk("VEVENT"))
    return found


def test_calendar_has_a_name_in_its_language(built: Site) -> None:
    found = calendar(built, "sv")
    assert found["NAME"].params["LANGUAGE"] == "sv"
    assert str(found["NAME"]) == str(found["X-WR-CALNAME"]) == "Dagar i den vietnamesiska diplomatins historia"
    assert str(found["SOURCE"]) == f"{SITE_URL}calendar/sv.ics"


def test_events_return_every_year(built: Site) -> None:
    entry = entries(built, "en")["event-geneva-1954.en@bansac.example"]
    assert str(entry["SUMMARY"]) == "Geneva Accords (1954)"
    assert entry.decoded("DTSTART") == dt.date(1954, 7, 21)
    assert entry["RRULE"] == {"FREQ": ["YEARLY"]}
    assert "DTEND" not in entry
    assert str(entry["URL"]) == f"{SITE_URL}en/history/timeline/#event-geneva-1954"
    text = str(entry["DESCRIPTION"])
    assert text.startswith("21 July 1954. After 75 days")
    assert "Sources:\n" in text
    assert "https://" in text.split("Sources:")[1]


def test_horizons_keep_their_hedges_and_do_not_return(built: Site) -> None:
    found = entries(built, "en")
    assert found["plan-2030.en@bansac.example"].decoded("DTSTART") == dt.date(2030, 12, 31)
    entry = found["plan-2045.en@bansac.example"]
    assert entry.decoded("DTSTART") == dt.date(2045, 12, 31)
    assert "RRULE" not in entry
    assert "about 150 missions (Vision)" in str(entry["DESCRIPTION"])
    assert "not a deadline" in str(entry["DESCRIPTION"])
    assert str(entry["URL"]) == f"{SITE_URL}en/plan/milestones/"


def test_text_that_stands_in_is_marked(built: Site) -> None:
    entry = entries(built, "ar")["event-founding-1945.ar@bansac.example"]
    assert (entry["SUMMARY"].params["LANGUAGE"], str(entry["SUMMARY"])) == ("vi", "Thành lập ngành Ngoại giao (1945)")


def test_stamps_come_from_content(built: Site) -> None:
    """The newest source, not before the day from which the site counts."""
    stamps = {entry.decoded("DTSTAMP") for entry in entries(built, "vi").values()}
    assert stamps == {dt.datetime(2025, 9, 23, tzinfo=dt.UTC), dt.datetime(2025, 9, 29, tzinfo=dt.UTC)}


@pytest.mark.parametrize("code", ["vi", "en", "sv", "ar"])
def test_lines_are_short_and_end_as_the_standard_wants(built: Site, code: str) -> None:
    raw = (built.site / f"calendar/{code}.ics").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_timeline_and_feeds_lead_to_the_calendar(built: Site) -> None:
    page = built.page("en/history/timeline/")
    links = [node.attributes["href"] for node in page.css("main a[type='text/calendar'], head link[type='text/calendar']")]
    assert links == ["../../../calendar/en.ics"] * 2
    feeds = built.page("about/feeds/").css("a[type='text/calendar']")
    assert [node.attributes["href"] for node in feeds] == ["../../calendar/vi.ics"]


def test_order_of_entries_makes_no_difference() -> None:
    def entry(number: int) -> CalendarEntry:
        day = dt.date(2000 + number, 1, 1)
        texts = {"summary": f"Ngày; số, {number}", "description": "a\nb", "url": "https://e.vn/", "lang": "vi"}
        return CalendarEntry(uid=f"{number}@e.vn", day=day, stamp=day, yearly=True, **texts)

    def written(*numbers: int) -> bytes:
        texts = {"title": "Lịch", "description": "Các ngày.", "lang": "vi", "producer": "E", "url": "https://e.vn/vi.ics"}
        return render_calendar(DayCalendar(entries=tuple(map(entry, numbers)), **texts))

    assert written(1, 2, 3) == written(3, 1, 2)
    assert rb"SUMMARY;LANGUAGE=vi:Ng" in written(1)
    assert "Ngày\\; số\\, 1".encode() in written(1)
