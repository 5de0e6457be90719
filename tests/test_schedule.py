"""Scheduled news: nothing of an item is published before its instant, and all of it from then on."""

from __future__ import annotations

import datetime as dt

import pytest

from bansac.errors import Report
from bansac.formats import instant_text
from bansac.instants import Moment, iso, parse_instant
from bansac.model import load_model
from small import Site

BEFORE, AT, AFTER = "2026-11-22T07:59+07:00", "2026-11-22T01:00Z", "2026-11-22T09:30:15+07:00"
WORD = "Zzyzxov"
"""Stands in the scheduled item and nowhere else."""
ITEM = """\
---
title: {word} mở cơ quan đại diện
description: Tin hẹn giờ về {word}.
sources: [vns-292]
source_hash: "{hash}"
date: 2026-11-22
topics: [network]
{publish}---

Tin này nói về {word}. {{{{ cite vns-292 }}}}
"""
PATH = "news/2026/scheduled.md"
NEW = "news/2026/scheduled/"


def schedule(site: Site, instant: str = "2026-11-22T08:00+07:00") -> None:
    """Write an item and its English translation, to be published at an instant."""
    source = ITEM.format(word=WORD, hash="0" * 16, publish=f"publish_at: {instant}\n").replace(f'source_hash: "{"0" * 16}"\n', "")
    site.write(f"content/vi/{PATH}", source)
    site.write(f"content/en/{PATH}", ITEM.format(word=WORD, hash="0" * 16, publish=""))
    assert site.run("status", "--accept", f"en/{PATH}").code == 0


def holds(site: Site) -> set[str]:
    """Files of the site that know of the item: by its word, by its address, or by their own path."""
    found = set()
    for path in site.site.rglob("*"):
        name = path.relative_to(site.site).as_posix()
        if path.is_file() and (
            "scheduled" in name or any(word in path.read_bytes() for word in (WORD.encode(), b"zzyzxov", b"2026/scheduled"))
        ):
            found.add(name)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22T08:00+07:00", dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC)),
        ("2026-11-22T01:00:30Z", dt.datetime(2026, 11, 22, 1, 0, 30, tzinfo=dt.UTC)),
        ("2026-11-21T20:00-05:00", dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC)),
    ],
)
def test_instants_are_read(text: str, expected: dt.datetime) -> None:
    assert parse_instant(text) == expected
    assert parse_instant(iso(parse_instant(text))) == expected


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2026-11-22T08:00", "2026-11-22 08:00+07:00", "2026-13-22T08:00Z", "2026-11-22T25:00Z", "08:00+07:00", "", 1790000000],
)
def test_what_is_no_instant_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"^bad_instant$"):
        parse_instant(text)


def test_an_instant_is_shown_in_the_zone_it_was_written_in() -> None:
    strings = {"format.day": "d MMMM y", "format.instant": "{date}, {time} ({zone})"}
    shown = [
        instant_text(parse_instant(text), "en", strings)
        for text in ("2026-11-22T08:00+07:00", "2026-11-22T08:05Z", "2026-01-01T00:00-03:30")
    ]
    assert shown == ["22 November 2026, 08:00 (UTC+7)", "22 November 2026, 08:05 (UTC)", "1 January 2026, 00:00 (UTC-3:30)"]


def test_nothing_of_an_item_is_published_before_its_instant(site: Site) -> None:
    before = site.manifest()
    schedule(site)
    for words in ((), ("--as-of", BEFORE)):
        done = site.build(*words)
        assert f"… 2026-11-22T08:00+07:00 hẹn đăng · scheduled: {PATH}\n" in done.out
        assert ", 0 dựng mới" in done.out
        assert site.manifest() == before, "an item that waits changes no file"


@pytest.mark.slow
def test_an_item_is_published_from_its_instant_on(site: Site) -> None:
    schedule(site)
    site.build("--as-of", AT)
    at = site.manifest()
    found = holds(site)
    whole = {"index.html", "news/index.html", "news/2026/index.html", "news/topics/network/index.html", "news/rss.xml", "news/atom.xml"}
    assert found >= {NEW + "index.html", NEW + "text.html", NEW + "index.md", "sitemap.xml", *whole - {"index.html"}}
    assert found >= {f"en/{name}" for name in (NEW + "index.html", "news/atom.xml", "news/topics/network/rss.xml", "llms.txt")}
    assert f"sv/{NEW}index.html" in found, "a translation that is missing is stood in for"
    done = site.build("--as-of", AFTER)
    assert ", 0 dựng mới" in done.out
    assert "scheduled" not in done.out
    assert site.manifest() == at, "the instant matters only where something waits for it"
    assert site.build(env={"BANSAC_AS_OF": AT}).out.count(", 0 dựng mới") == 1
    assert site.manifest() == at
    site.build("--no-cache", "--as-of", AFTER)
    assert site.manifest() == at, "a build from nothing gives the same"
    site.build()
    assert holds(site) == set(), "a build that is told no instant publishes nothing that waits"


def test_an_address_is_promised_once_it_is_published(site: Site) -> None:
    schedule(site)
    assert site.run("check", "--record").code == 0
    assert "scheduled" not in site.read("content/addresses.txt")
    assert site.run("check", "--record", "--as-of", AT).code == 0
    assert f"/{NEW}\n/" in site.read("content/addresses.txt")
    model = load_model(site.root, report := Report())
    assert (report.errors, dict(model.schedule.waiting)) == ([], {}), "what was promised stays, whatever a build is told"
    assert PATH in model.pages["vi"]


def test_check_and_status_tell_what_waits(site: Site) -> None:
    schedule(site)
    line = f"… 2026-11-22T08:00+07:00 hẹn đăng · scheduled: {PATH}\n"
    for verb in ("check", "status"):
        assert line in site.run(verb).out
        assert line not in site.run(verb, "--as-of", AT).out
    assert PATH in site.run("status").out, "translators see what is to come"


def test_what_waits_is_checked_like_the_rest(site: Site) -> None:
    schedule(site)
    site.replace(f"content/vi/{PATH}", "cite vns-292", "cite vns-29")
    site.replace(f"content/en/{PATH}", "Tin này", "Ꙁ này")
    for words in (("build",), ("check",)):
        done = site.run(*words)
        assert done.code == 1
        assert f"✗ content/vi/{PATH}:10: Không có mã “vns-29”" in done.err
    site.replace(f"content/vi/{PATH}", "cite vns-29 ", "cite vns-292 ")
    assert f"✗ content/en/{PATH}:10: Không phông nào có ký tự này." in site.run("check").err


def test_a_picture_waits_with_its_item(site: Site) -> None:
    schedule(site)
    site.write_bytes("content/media/later.png", (site.root / "content/media/flower.png").read_bytes())
    site.replace(f"content/vi/{PATH}", "publish_at:", "image: later.png\nimage_alt: Hoa\npublish_at:")
    for moment, expected in ((Moment(), False), (Moment(parse_instant(AT)), True), (Moment(preview=True), True)):
        assert ("later.png" in load_model(site.root, Report(), moment=moment).pictures) is expected


@pytest.mark.slow
def test_a_preview_shows_what_waits_and_says_so(site: Site) -> None:
    from bansac.build import Options, build  # noqa: PLC0415

    schedule(site)
    site.write("content/banner.yml", "class: important\nheading: {vi: Lời nhắn}\nfrom: 2026-11-22T08:00+07:00\nuntil: 2026-11-23T00:00Z\n")
    build(site.root, Options(cards=False, site=site.root / "preview", moment=Moment(preview=True)))
    shown = Site(site.root / "preview")
    said = "Bản xem trước: tin này chưa công bố, hẹn đăng 22/11/2026, 08:00 (UTC+7)."
    for url in (NEW, "news/", "news/topics/network/", ""):
        assert said in (shown.root / url / "index.html").read_text(encoding="utf-8"), url
    english = (shown.root / "en" / NEW / "index.html").read_text(encoding="utf-8")
    assert "It is scheduled for 22 November 2026, 08:00 (UTC+7)." in english
    plan = (shown.root / "plan" / "index.html").read_text(encoding="utf-8")
    assert said not in plan
    assert "Bản xem trước: thông báo này hiện từ 22/11/2026, 08:00 (UTC+7) đến 23/11/2026, 00:00 (UTC)." in plan
    assert plan.index("Lời nhắn") < plan.index("<main")


def test_a_link_may_follow_but_not_run_ahead(site: Site) -> None:
    """A page that is published must not lead to one that is not; one that waits as long may."""
    schedule(site)
    link = f" Xem [tin](/{PATH}).\n"
    second = f"content/vi/{PATH}".replace("scheduled", "second")
    text = site.read(f"content/vi/{PATH}")
    site.write(second, text.rstrip() + link)
    assert site.run("check").code == 0
    site.write(second, text.replace("T08:00+07", "T08:00+09").rstrip() + link)
    assert f"✗ {second}:10: Liên kết trỏ đến tin chưa công bố: hẹn đăng 2026-11-22T08:00+07:00." in site.run("check").err
    site.delete(second)
    plan = "content/vi/about/privacy.md"
    site.write(plan, site.read(plan).rstrip() + link)
    failed = site.run("build")
    assert failed.code == 1
    assert f"✗ {plan}:" in failed.err
    assert site.run("check", "--as-of", AT).code == 0
