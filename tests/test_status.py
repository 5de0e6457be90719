"""`bansac status` and `bansac review`: the table, its limits, the page for staff, records of reviews."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bansac.config import load_project
from bansac.errors import ConfigError, Report
from bansac.model import load_model
from bansac.status.difference import changes, words
from bansac.status.history import History, SourceText, Unknown
from bansac.status.limits import over_limits
from bansac.translation import State
from small import PROJECT, Site

LIMITS = """
    translation_limits:
      outdated:
        strong: {strong} %
        moderate: 0 %
        reason: Readers must get what the source says.
      locales:
        ar:
          missing:
            strong: 50 %
            reason: Arabic is being built up.
"""


def git(site: Site, *words: str) -> None:
    """Git without the settings of whoever runs the tests."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=Test", "-c", "user.email=test@bansac.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=site.root, env=env, check=True, capture_output=True)  # noqa: S603, S607  # the machine's Git


def limited(site: Site, strong: int) -> None:
    site.write("mkdocs.yml", site.read("mkdocs.yml").rstrip("\n") + LIMITS.format(strong=strong))


def test_json_has_records_totals_and_limits(built: Site) -> None:
    done = built.run("status", "--json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert (data["format"], data["source"], data["locales"], data["limits"]) == (2, "vi", ["en", "sv", "ar"], [])
    assert data["totals"]["sv"] == {"pages": 17, "current": 0, "unreviewed": 5, "outdated": 1, "missing": 11}
    pages = {page["path"]: page for page in data["pages"]}
    assert list(pages) == sorted(pages)
    assert len(pages) == 17
    plan = pages["plan/index.md"]
    assert (plan["file"], plan["title"]) == ("content/vi/plan/index.md", "Kế hoạch xây dựng và phát triển ngành Ngoại giao")
    assert plan["locales"]["en"] == {
        "state": "current",
        "file": "content/en/plan/index.md",
        "source_hash": plan["hash"],
        "reviewed": "2025-11-20",
    }
    assert plan["locales"]["sv"]["state"] == "outdated"
    assert plan["locales"]["sv"]["source_hash"] != plan["hash"]
    assert plan["locales"]["ar"]["reviewed"] is None
    assert pages["plan/milestones.md"]["locales"]["sv"] == {"state": "missing", "file": None, "source_hash": None, "reviewed": None}


def test_filters_cut_the_table_and_not_the_totals(built: Site) -> None:
    data = json.loads(built.run("status", "--json", "--locale", "sv,ar", "--state", "outdated").out)
    assert [(page["path"], list(page["locales"])) for page in data["pages"]] == [("plan/index.md", ["sv"])]
    assert data["totals"]["en"]["pages"] == 17
    shown = built.run("status", "--state", "outdated", "--state", "current").out
    rows = [line.split() for line in shown.splitlines() if ".md " in line]
    assert rows == [["plan/index.md", "●", "✓", "!"]]
    wrong = built.run("status", "--locale", "vi")
    assert wrong.code == 1
    assert "Cho phép · Allowed: en, sv, ar" in wrong.err
    assert built.run("status", "--state", "old").code == 2


@pytest.mark.parametrize(("strong", "code"), [(5, 1), (6, 0)])
def test_limits_decide(site: Site, strong: int, code: int) -> None:
    """One of 17 pages is outdated in Swedish: 5.88 %."""
    limited(site, strong)
    done = site.run("status", "--check")
    if not code:
        site.replace("mkdocs.yml", "strong: 50 %", "strong: 100 %")
        done = site.run("status", "--check")
        assert "! mkdocs.yml: Ngôn ngữ “sv” có trang ở trạng thái outdated (sv, outdated: 5.88 % (1/17))." in done.err
        assert done.out.endswith("✓ 4 ngưỡng được giữ · 4 limits are kept\n")
    else:
        assert "Thấy · Found: sv, outdated: 5.88 % (1/17)" in done.err
        assert "Cho phép · Allowed: ≤ 5 %" in done.err
        assert "Readers must get what the source says." in done.err
        assert "To mend it: Mend the pages that this lists: bansac status --locale sv --state outdated" in done.err
        assert "Thấy · Found: ar, missing: " in done.err
    assert done.code == code
    over = over_limits(load_model(site.root, Report()))
    assert [(measure.locale, measure.state) for measure in over] == ([("sv", State.OUTDATED), ("ar", State.MISSING)] if code else [])


def test_no_limits_no_signal(site: Site) -> None:
    assert over_limits(load_model(site.root, Report())) == ()
    assert site.run("status", "--check").code == 0


def test_limits_with_json_leave_the_json_whole(site: Site) -> None:
    limited(site, 5)
    done = site.run("status", "--json", "--check")
    assert done.code == 1
    limits = {(entry["locale"], entry["state"]): entry["signal"] for entry in json.loads(done.out)["limits"]}
    assert limits == {("en", "outdated"): "none", ("sv", "outdated"): "strong", ("ar", "outdated"): "none", ("ar", "missing"): "strong"}


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("strong: 5 %", "strong: 5 pages", "outdated.strong"),
        ("strong: 5 %", "strong: 105 %", "outdated.strong"),
        ("moderate: 0 %", "moderate: 9 %", "outdated.moderate"),
        ("moderate: 0 %", "weak: 0 %", "outdated.weak"),
        ("reason: Readers must get what the source says.", "reason:", "outdated.reason"),
        ("outdated:", "late:", "late"),
        ("        ar:", "        fr:", "locales"),
        ("missing:", "current:", "locales.ar.current"),
        ("    translation_limits:", "    translation_limits: none\n    other:", ""),
    ],
)
def test_limits_written_wrongly(site: Site, old: str, new: str, field: str) -> None:
    limited(site, 5)
    site.replace("mkdocs.yml", old, new)
    with pytest.raises(ConfigError) as caught:
        over_limits(load_model(site.root, Report()))
    assert caught.value.field == f"extra.bansac.translation_limits.{field}".rstrip(".")
    assert site.run("status").code == 1


def test_the_project_keeps_its_own_limits() -> None:
    report = Report()
    model = load_model(PROJECT, report, cache=False)
    assert over_limits(model) == ()
    assert "translation_limits" in model.project.features


def test_page_for_staff(site: Site) -> None:
    """Everything on one page: the table, the limits with their reasons, what changed; no request, no script."""
    limited(site, 5)
    old = site.read("content/vi/plan/index.md")
    git(site, "init", "-q")
    git(site, "add", "content", "mkdocs.yml")
    git(site, "commit", "-qm", "one")
    assert site.run("status", "--accept", "sv/plan/index.md").code == 0
    site.write("content/vi/plan/index.md", old.replace("Chính phủ ban hành", "Chính phủ đã ban hành").replace("title: Kế", "title: Bản kế"))
    git(site, "commit", "-qam", "two")
    done = site.run("status", "--html")
    assert (done.code, done.out) == (0, "✓ build/status/index.html\n")
    html = site.read("build/status/index.html")
    page = LexborHTMLParser(html)
    assert page.css("script, link, img, iframe") == []
    assert set(re.findall(r"url\((?!\"?data:)|https?://[^\s\"<]+", html)) <= {"http://www.w3.org/2000/svg"}
    assert "Readers must get what the source says." in html
    changed = page.css_first("section .diff:not(:has(code)) ins")
    assert changed is not None
    assert changed.text().split() == ["[thêm:", "đã]"]
    title = page.css_first("section .diff code")
    assert title is not None
    assert title.text() == "title"
    anchors = {node.attributes["id"] for node in page.css("[id]")}
    targets = {(node.attributes["href"] or "")[1:] for node in page.css("a")}
    assert targets <= anchors
    sections = [node.text() for node in page.css("section > h3")]
    assert sections == ["Bản kế hoạch xây dựng và phát triển ngành Ngoại giao → en, sv, ar"]
    assert len(page.css(".pages tbody tr")) == 17
    assert not (site.site / "status").exists()


def test_page_says_why_a_former_source_is_not_known(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.run("status", "--html", "out/x.html").out == "✓ out/x.html\n"
    assert "Thư mục này không thuộc kho Git nào" in site.read("out/x.html")
    git(site, "init", "-q")
    git(site, "add", "content")
    git(site, "commit", "-qm", "one")
    site.run("status", "--html", "out/x.html")
    assert "Lịch sử ở đây không có bản gốc" in site.read("out/x.html")
    site.write("content/sv/plan/index.md", re.sub("source_hash: .*\n", "", site.read("content/sv/plan/index.md")))
    site.run("status", "--html", "out/x.html")
    assert "Bản dịch không ghi được làm từ bản gốc nào." in site.read("out/x.html")
    monkeypatch.setenv("PATH", "")
    assert History(load_project(site.root)).then("plan/index.md", "0" * 16) is Unknown.NO_GIT


def test_page_never_lies_in_the_site(site: Site) -> None:
    done = site.run("status", "--html", "site/status.html")
    assert done.code == 1
    assert "build/status/index.html" in done.err
    assert not (site.site / "status.html").exists()


def test_history_goes_back_over_a_new_name(site: Site) -> None:
    """A page that was moved keeps its former texts, and a project may be a part of a repository."""
    git(site, "init", "-q", str(site.root.parent))
    git(site, "add", "content")
    git(site, "commit", "-qm", "one")
    page = load_model(site.root, Report()).pages["vi"]["about/privacy.md"]
    (site.root / "content/vi/about/privacy.md").rename(site.root / "content/vi/about/data.md")
    git(site, "add", "-A", "content")
    git(site, "commit", "-qm", "two")
    site.write("content/vi/about/data.md", site.read("content/vi/about/data.md") + "\nThêm.\n")
    git(site, "commit", "-qam", "three")
    then = History(load_project(site.root)).then("about/data.md", page.hash)
    assert isinstance(then, SourceText)
    assert (then.title, "Thêm." in then.body) == (page.front.title, False)


@pytest.mark.parametrize(
    ("then", "now", "shown"),
    [
        ("Một hai ba bốn", "Một hai ba năm", "Một hai ba [-bốn-][+năm+]"),
        ("a b c d", "a x y d", "a [-b c-][+x y+] d"),
        ("32 đại sứ", "35 đại sứ", "[-32-][+35+] đại sứ"),
    ],
)
def test_words_that_changed(then: str, now: str, shown: str) -> None:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    assert "".join(signs[span.kind].format(span.text) for span in words(then, now)) == shown


@given(st.text("ab .\n"), st.text("ab .\n"))
def test_a_difference_holds_both_texts(then: str, now: str) -> None:
    def kept(text: str) -> str:
        return re.sub(r"\s", "", text)

    found = changes(then, now)
    removed = "".join(span.text for change in found for span in change.spans if span.kind == "removed")
    added = "".join(span.text for change in found for span in change.spans if span.kind == "added")
    assert len(kept(then)) - len(kept(removed)) == len(kept(now)) - len(kept(added))
    if then == now:
        assert kept(removed + added) == ""


@given(st.text("ab ,"), st.text("ab ,"))
def test_words_hold_both_texts(then: str, now: str) -> None:
    spans = words(then, now)
    assert re.sub(r"\s", "", "".join(s.text for s in spans if s.kind != "added")) == re.sub(r"\s", "", then)
    assert re.sub(r"\s", "", "".join(s.text for s in spans if s.kind != "removed")) == re.sub(r"\s", "", now)


def lines_of(site: Site, path: str) -> list[str]:
    return site.read(path).splitlines()


def test_review_writes_one_line(site: Site) -> None:
    path = "content/ar/plan/index.md"
    before = lines_of(site, path)
    done = site.run("review", "plan/index.md", "ar", "--date", "2026-01-05")
    assert done.code == 0
    assert done.out == f"{path}\n✓ 1 bản dịch đã ghi là hiệu đính ngày 2026-01-05 · 1 translations recorded as reviewed on 2026-01-05\n"
    after = lines_of(site, path)
    added = [line for line in after if line not in before]
    assert added == ["reviewed: 2026-01-05"]
    assert after[after.index(added[0]) - 1].startswith("source_hash:")
    assert site.run("review", "plan/index", "ar", "--date", "2026-01-05").out.startswith("✓ 0 ")
    assert site.run("review", "plan/index.md", "ar", "--undo").code == 0
    assert lines_of(site, path) == before


def test_review_keeps_line_ends_and_odd_bytes(site: Site) -> None:
    path = "content/ar/plan/index.md"
    before = b"\xef\xbb\xbf" + (site.root / path).read_bytes().replace(b"\n", b"\r\n")
    site.write_bytes(path, before)
    assert site.run("review", "plan/index.md", "ar", "--date", "2026-01-05").code == 0
    after = (site.root / path).read_bytes()
    assert after.replace(b"reviewed: 2026-01-05\r\n", b"") == before
    assert len(after) > len(before)


def test_review_takes_patterns_and_today(site: Site) -> None:
    done = site.run("review", "history/*", "plan/milestones", "en")
    assert done.code == 0
    *files, last = done.out.splitlines()
    assert "content/en/plan/milestones.md" in files
    assert len(files) == 2
    assert re.search(r"ngày \d{4}-\d\d-\d\d", last)
    assert site.run("check").code == 0


def test_review_refuses_what_nobody_could_review(site: Site) -> None:
    before = {path: path.read_bytes() for path in (site.root / "content").rglob("*.md")}
    done = site.run("review", "plan/*", "index.md", "sv", "--date", "2026-01-05")
    assert done.code == 1
    assert "✗ content/sv/plan/index.md: Bản dịch cũ hơn bản gốc" in done.err
    assert "bansac status --accept sv/plan/index.md" in done.err
    assert "✗ content/sv/plan/milestones.md: Trang này chưa có bản dịch" in done.err
    assert "bansac translate export sv plan/milestones.md" in done.err
    assert {path: path.read_bytes() for path in (site.root / "content").rglob("*.md")} == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("plan/indx.md sv", 1),
        ("plan/index.md vi", 1),
        ("plan/index.md xx", 1),
        ("nothing/* sv", 1),
        ("plan/index.md ar --date 2999-01-01", 1),
        ("plan/index.md ar --date 5/1/2026", 2),
        ("plan/index.md ar --undo --date 2026-01-05", 2),
        ("plan/index.md", 2),
    ],
)
def test_review_used_wrongly(site: Site, words: str, code: int) -> None:
    before = site.read("content/ar/plan/index.md")
    assert site.run("review", *words.split()).code == code
    assert site.read("content/ar/plan/index.md") == before


def test_undo_works_on_outdated_translations(site: Site) -> None:
    site.replace("content/vi/plan/index.md", "Chính phủ ban hành", "Chính phủ đã ban hành")
    assert site.run("review", "plan/index.md", "en", "--undo").code == 0
    assert "reviewed:" not in Path(site.root / "content/en/plan/index.md").read_text(encoding="utf-8")
