"""The verbs of the command, through the real command."""

from __future__ import annotations

import json
import re

import pytest

from bansac.config import load_project
from small import PROJECT, Site

VERBS = ("build", "check", "new", "review", "serve", "status", "translate")


def test_help_gives_each_verb_one_line(built: Site) -> None:
    done = built.command("--help")
    assert done.code == 0
    assert done.err == ""
    lines = done.out.split("Commands:\n")[1].splitlines()
    assert set(VERBS) <= {line.split()[0] for line in lines}
    assert all(" · " in line for line in lines)


@pytest.mark.parametrize("verb", [*VERBS, "new news", "new page", "new locale", "translate export", "translate import"])
def test_every_verb_helps(built: Site, verb: str) -> None:
    done = built.run(*verb.split(), "--help")
    assert done.code == 0
    assert " · " in done.out


@pytest.mark.parametrize(
    "words", ["--project /nowhere check", "new news", "new news a --date 1/2/2025 --topic policy --source a", "serve --port 0"]
)
def test_wrong_use_is_told_from_wrong_content(built: Site, words: str) -> None:
    assert built.run(*words.split()).code == 2


def test_outside_of_a_project(built: Site) -> None:
    done = built.run("--project", str(PROJECT / "tests"), "check")
    assert done.code == 1
    assert done.err.startswith("✗ mkdocs.yml: ")


def test_check_agrees_with_build(site: Site) -> None:
    done = site.run("check")
    assert done.code == 0
    assert done.err == "! content/sv/plan/index.md: Bản dịch cũ hơn bản gốc. · The translation is older than its source.\n"
    site.replace("content/vi/about/privacy.md", "Trang không đặt", "[Trang](/nowhere.md) không đặt")
    before = site.manifest()
    checked, built = site.run("check"), site.run("build")
    assert checked.code == built.code == 1
    wanted = "✗ content/vi/about/privacy.md:7: "
    assert wanted in checked.err
    assert wanted in built.err
    assert site.manifest() == before


def test_check_writes_nothing_outside_build(site: Site) -> None:
    def times() -> dict[str, int]:
        return {path.as_posix(): path.stat().st_mtime_ns for path in site.root.rglob("*") if "build" not in path.parts}

    before = times()
    assert site.run("check").code == 0
    assert site.run("status").code == 0
    assert times() == before


def test_status_table(built: Site) -> None:
    done = built.run("status")
    assert done.code == 0
    rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines() if ".md " in line}
    assert rows["plan/index.md"] == ["●", "✓", "!", "○"]
    assert rows["plan/milestones.md"] == ["●", "○", "–", "–"]
    assert len(rows) == 17
    assert "sv: 5 chưa hiệu đính · unreviewed, 1 cũ · outdated, 11 thiếu · missing" in done.out


def state(site: Site, path: str, code: str) -> str:
    pages = {page["path"]: page["locales"] for page in json.loads(site.run("status", "--json").out)["pages"]}
    return str(pages[path][code]["state"])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Chính phủ ban hành", "Chính phủ đã ban hành", "outdated"),
        ("title: Kế hoạch xây dựng", "title: Bản kế hoạch xây dựng", "outdated"),
        ("đề ra mục tiêu", "nêu mục tiêu", "outdated"),
        ("updated: 2025-11-20", "updated: 2025-11-21", "current"),
        ("nav_title: Kế hoạch", "nav_title: Bản kế hoạch", "current"),
        ("Quay lại [mức", "Quay lại [mức", "current"),
    ],
    ids=["text", "title", "description", "day", "menu", "nothing"],
)
def test_translation_is_outdated_when_its_words_are(site: Site, old: str, new: str, expected: str) -> None:
    site.replace("content/vi/plan/index.md", old, new)
    assert state(site, "plan/index.md", "en") == expected


def test_white_space_does_not_make_a_translation_outdated(site: Site) -> None:
    path = "content/vi/plan/index.md"
    head, _, body = site.read(path).partition("\n---\n")
    site.write(path, f"{head}\n---\n\n\n" + body.replace(".\n", ".  \n") + "\n\n")
    assert state(site, "plan/index.md", "en") == "current"


def test_accept_records_the_present_source(site: Site) -> None:
    path = "content/sv/plan/index.md"
    before = site.read(path)
    done = site.run("status", "--accept", "sv/plan/index.md")
    assert (done.code, done.out) == (0, "✓ 1 bản dịch đã ghi · 1 translations recorded\n")
    assert state(site, "plan/index.md", "sv") == "unreviewed"
    after = site.read(path)
    assert re.sub("source_hash: .*", "", after) == re.sub("source_hash: .*", "", before)
    assert site.run("status", "--accept", "sv/plan/index.md").out.startswith("✓ 0 ")
    assert site.read(path) == after


def test_accept_adds_the_field_in_its_place(site: Site) -> None:
    path = "content/en/plan/index.md"
    hashed = site.read(path)
    site.write(path, re.sub("source_hash: .*\n", "", hashed))
    assert state(site, "plan/index.md", "en") == "outdated"
    assert site.run("status", "--accept", "all").out.startswith("✓ 2 ")
    assert site.read(path) == hashed
    assert site.run("check").err == ""


def test_accept_leaves_the_text_alone(site: Site) -> None:
    """A line in the text that looks like the field is text."""
    path = "content/sv/plan/index.md"
    site.write(path, site.read(path) + "\nsource_hash: x\n")
    assert site.run("status", "--accept", "sv/plan/index.md").code == 0
    assert site.read(path).endswith("\nsource_hash: x\n")
    assert state(site, "plan/index.md", "sv") == "unreviewed"


@pytest.mark.parametrize("name", ["sv/plan/indx.md", "vi/plan/index.md", "plan/index.md"])
def test_accept_knows_translations_alone(site: Site, name: str) -> None:
    done = site.run("status", "--accept", name)
    assert done.code == 1
    assert f"Thấy · Found: {name}" in done.err
    assert "Cho phép · Allowed: " in done.err


def test_new_page(site: Site) -> None:
    done = site.run("new", "page", "plan/budget", "--title", "Kinh phí: cách đọc")
    assert done.code == 0
    assert done.out.startswith("✓ content/vi/plan/budget.md\n")
    assert site.run("check").code == 0
    assert state(site, "plan/budget.md", "en") == "missing"
    again = site.run("new", "page", "plan/budget")
    assert again.code == 1
    assert "content/vi/plan/budget.md" in again.err


@pytest.mark.parametrize("path", ["Plan/x", "plan/Kế hoạch", "../x", "plan/../../x", "/etc/x", "plan//x", "", "."])
def test_new_page_has_a_plain_path(site: Site, path: str) -> None:
    before = set((site.root / "content").rglob("*"))
    done = site.run("new", "page", path)
    assert done.code in {1, 2} or path == "/etc/x"
    if done.code:
        assert set((site.root / "content").rglob("*")) == before
    else:
        assert (site.root / "content/vi/etc/x.md").is_file()


def test_new_news(site: Site) -> None:
    words = ["new", "news", "sector-day", "--date", "2025-08-28", "--topic", "policy", "--topic", "network", "--source", "sggp-80"]
    done = site.run(*words, "--title", 'Ngày "truyền thống" #1')
    assert done.code == 0
    assert done.out.startswith("✓ content/vi/news/2025/sector-day.md\n")
    assert site.run("check").code == 0
    site.build("--no-cards", "--no-search")
    assert "28/8/2025" in (site.page("news/2025/sector-day/").body or site.page("")).text()
    assert (site.site / "news/topics/network/index.html").is_file()


@pytest.mark.parametrize(("option", "value"), [("--topic", "politics"), ("--source", "sggp-8")])
def test_new_news_knows_topics_and_sources(site: Site, option: str, value: str) -> None:
    words = {"--date": "2025-08-28", "--topic": "policy", "--source": "sggp-80", option: value}
    done = site.run("new", "news", "sector-day", *(part for pair in words.items() for part in pair))
    assert done.code == 1
    assert "?" in done.err.split("Cho phép · Allowed: ")[1].splitlines()[0]
    assert not (site.root / "content/vi/news/2025/sector-day.md").exists()


@pytest.mark.slow
def test_new_locale_end_to_end(site: Site) -> None:
    """One entry, one file of texts and one folder: the site has another language, without a line of code."""
    done = site.run("new", "locale", "fr")
    assert done.code == 0
    assert done.out.startswith("✓ mkdocs.yml, content/strings/fr.yml, content/fr/\n")
    assert "        - locale: fr\n          name: Français\n" in site.read("mkdocs.yml")
    assert site.run("check").code == 0
    assert state(site, "plan/index.md", "fr") == "missing"
    site.build("--no-cards")
    page = site.page("fr/plan/")
    html = page.css_first("html")
    assert html is not None
    assert (html.attributes["lang"], html.attributes["dir"]) == ("fr", "ltr")
    assert page.css_first(".notice--fallback") is not None
    assert "fr" in [node.attributes["hreflang"] for node in site.page("en/plan/").css(".langs__list a")]
    front = "---\ntitle: Contact\ndescription: Comment signaler une erreur.\norder: 7\n---\n"
    site.write("content/fr/about/contact.md", f"{front}\n[Courriel](mailto:bansac@bansac.example).\n")
    site.build("--no-cards")
    assert site.page("fr/about/contact/").css_first(".notice--fallback") is None
    languages = [node.attributes["hreflang"] for node in site.page("about/contact/").css("head link[hreflang]")]
    assert languages == ["vi", "fr", "x-default"]
    assert site.run("new", "locale", "fr").code == 1


@pytest.mark.parametrize(("code", "direction"), [("zh", "ltr"), ("fa", "rtl"), ("pt-BR", "ltr")])
def test_new_locale_takes_its_direction_from_cldr(site: Site, code: str, direction: str) -> None:
    assert site.run("new", "locale", code).code == 0
    assert site.run("check").code == 0, code
    found = load_project(site.root).locales[-1]
    assert (found.code, found.dir) == (code, direction)


def test_new_locale_must_exist(site: Site) -> None:
    before = site.read("mkdocs.yml")
    for code in ("xx", "klingon", "../x", "vi"):
        assert site.run("new", "locale", code).code == 1, code
    assert site.read("mkdocs.yml") == before


def test_build_into_another_folder(site: Site) -> None:
    before = site.manifest()
    site.build("--site", str(site.root / "elsewhere/www"))
    assert site.manifest() == before
    other = Site(site.root / "elsewhere")
    assert (other.root / "www/index.html").is_file()


def test_build_without_search_or_cards(site: Site) -> None:
    site.build("--no-search", "--no-cards")
    assert not (site.site / "assets/search").exists()
    assert not (site.site / "cards").exists()
    assert site.page("").css_first("meta[property='og:image']") is None
