"""What a page shows is set as its language sets it: separators, directions, dates."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from small import PROJECT, Site

CSS = (PROJECT / "overrides" / "assets" / "site.css").read_text(encoding="utf-8")
COMPONENTS = sorted((PROJECT / "overrides").glob("*/*.html"))


def test_templates_write_no_punctuation_between_values() -> None:
    """Commas, colons and full stops between two values are texts of the locale."""
    texts = {path.name: re.sub(r"(?s)\{#.*?#\}", "", path.read_text(encoding="utf-8")) for path in COMPONENTS}
    assert [(name, hit) for name, text in texts.items() for hit in re.findall(r"\}\}(?:</\w+>)?\s*[,:.;]\s", text)] == []


def test_style_has_logical_directions_only() -> None:
    rules = re.sub(r"/\*.*?\*/|to (?:left|right|top|bottom)", "", CSS, flags=re.DOTALL)
    assert not re.search(r"(?:margin|padding|border|inset)-(?:left|right)|text-align: (?:left|right)|[{;]\s*(?:left|right|float):", rules)


def test_arabic_pages_run_from_right_to_left(built: Site) -> None:
    page = built.page("ar/plan/")
    html = page.css_first("html")
    assert html is not None
    assert (html.attributes["lang"], html.attributes["dir"]) == ("ar", "rtl")
    publishers = page.css(".sources li bdi")
    assert publishers
    assert {node.attributes["dir"] for node in publishers} <= {"auto", "rtl"}
    for title in page.css(".sources cite"):
        assert title.attributes["dir"] == "ltr"


def test_separators_come_from_the_interface_texts(site: Site) -> None:
    strings = yaml.safe_load(site.read("content/strings/ar.yml"))
    strings.update({"format.label": "：", "format.publisher": "〔p〕", "format.page-title": "{title}｜{site}"})  # what Chinese writes
    site.write("content/strings/ar.yml", yaml.safe_dump(strings, allow_unicode=True, sort_keys=False))
    site.build("--no-cards", "--no-search")
    page = site.page("ar/plan/")
    title = page.css_first("title")
    assert title is not None
    assert title.text().endswith(f"｜{strings['site.name']}")
    assert "〔p〕" in page.css_first(".sources").text()  # type: ignore[union-attr]
    assert page.css_first(".langs .sr").text() == f"{strings['language']}："  # type: ignore[union-attr]


def test_a_year_alone_is_shown_once(built: Site) -> None:
    """The year stands beside the line; the same year as a date stays for those who listen."""
    for path in Path(built.site).rglob("history/timeline/index.html"):
        for event in built.page(path.relative_to(built.site).as_posix()).css(".event"):
            time = event.css_first("time")
            assert time is not None
            whole = len(time.attributes["datetime"] or "") == 4
            assert ("event--year" in (event.attributes["class"] or "")) == (whole and "–" not in time.text())
