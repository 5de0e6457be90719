"""The rules of style: what each finds and leaves alone, exceptions with reasons, and what is asked for by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bansac.config import load_project
from bansac.dataset import load_dataset
from bansac.errors import Report
from bansac.pages import parse_page
from bansac.style.prose import blocks, length, sentences
from bansac.style.readability import MEASURES, lix, reading, syllables
from bansac.style.rules import Looking, findings, title_lines
from bansac.style.sheet import RULES, StyleSheet, WordRule, load_sheet, rule_ids
from bansac.style.words import Words
from small import PROJECT, Site

CASES = yaml.safe_load((PROJECT / "tests" / "cases" / "style.yml").read_text(encoding="utf-8"))
LONG = ", ".join(f"ord{chr(97 + n % 26)}" for n in range(50))
HAN = "外交" * 60


def sheet() -> StyleSheet:
    found = load_sheet(load_project(PROJECT), report := Report())
    assert found is not None
    assert report.errors == []
    return found


SHEET = sheet()
DATASET = load_dataset(load_project(PROJECT), Report())


def found_in(case: dict[str, Any], root: Path) -> list[str]:
    """Rules and lines that a case gives."""
    path = str(case.get("path", "plan/x.md"))
    shown = Path("content", case["code"], path)
    front = f"title: {case.get('title', 'x')}\ndescription: {case.get('description', 'x')}\n{case.get('front', '')}"
    head = f"---\n{front}" + "# \n" * (6 - front.count("\n") - 1) + "---\n\n"
    text = head + case["text"].replace("{LONG}", LONG).replace("{HAN}", HAN) + "\n"
    target = root / shown
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    page = parse_page(root, case["code"], path, shown).page
    assert page is not None
    body = tuple(blocks(page.body_of(text), page.body_line))
    looking = Looking(page, body, SHEET, Words(SHEET.words, case["code"]), DATASET, title_lines(page, text))
    return [f"{finding.rule} {finding.line}" for finding in findings(looking)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_rule(case: dict[str, Any], tmp_path: Path) -> None:
    assert found_in(case, tmp_path) == case["finds"]


def test_every_rule_of_the_program_has_a_case() -> None:
    found = {finding.split()[0] for case in CASES for finding in case["finds"]}
    assert RULES.keys() - found == {"heading-jump", "broken-link"}, "the first is the error heading_level; the second needs a server"


def phrases(kind: str) -> Iterator[Any]:
    for rule in SHEET.words:
        for code, words in getattr(rule, kind).items():
            for word in words:
                yield pytest.param(rule, code, word.replace("*", ""), id=f"{rule.id}-{code}-{word}")


@pytest.mark.parametrize(("rule", "code", "phrase"), list(phrases("find")))
def test_every_forbidden_word_is_found(rule: WordRule, code: str, phrase: str) -> None:
    hits = [hit for hit in Words([rule], code).hits(f"x {phrase}, x") if hit.rule is rule]
    assert [hit.found for hit in hits] == [phrase]


@pytest.mark.parametrize(("rule", "code", "phrase"), list(phrases("within")))
def test_every_phrase_that_holds_a_word_rightly_is_left_alone(rule: WordRule, code: str, phrase: str) -> None:
    assert list(Words([rule], code).hits(f"x {phrase}, x")) == []
    assert list(Words([rule.model_copy(update={"within": {}, "unless": {}})], code).hits(f"x {phrase}, x")), "the phrase holds the word"


def test_every_rule_gives_its_reason_in_both_languages() -> None:
    reasons = [rule.reason for rule in SHEET.words] + [getattr(SHEET.limits, name).reason for name in type(SHEET.limits).model_fields]
    reasons += [SHEET.figures.reason, SHEET.links.reason, SHEET.alt.reason, *(exception.reason for exception in SHEET.exceptions)]
    assert all({"vi", "en"} <= reason.keys() for reason in reasons)


@pytest.mark.parametrize("code", ["vi", "en"])
def test_every_rule_is_documented(code: str) -> None:
    text = (PROJECT / "docs" / f"editors.{code}.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z]+(?:-[a-z]+)+)` \| [^|]+ \| [^|]+ \| (\w+(?: \w+)?) \|$", text, re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(rule_ids(SHEET))
    weights = {"warning": {"vi": "lưu ý", "en": "warning"}, "error": {"vi": "lỗi", "en": "error"}}
    assert dict(rows) == {rule: weights[RULES.get(rule, "error")][code] for rule in rule_ids(SHEET)}


@pytest.mark.parametrize("locale", load_project(PROJECT).codes)
def test_every_language_has_its_limits(locale: str) -> None:
    for name in type(SHEET.limits).model_fields:
        assert locale in getattr(SHEET.limits, name).most


def test_a_body_is_cut_as_readers_get_it() -> None:
    body = "One *two*\n[three](/x.md).\n\n## Four {#four}\n- five\n- six `x`\n  seven\n\n> eight {{ cite a }}\n\n"
    body += "| a | b |\n|---|---|\n| nine | {{ fact b }} |\n"
    found = [(block.kind, " ".join(block.text.split()), block.line) for block in blocks(body, 10)]
    assert found == [
        ("paragraph", "One two three.", 10),
        ("heading", "Four", 13),
        ("item", "five", 14),
        ("item", "six 00 seven", 15),
        ("paragraph", "eight", 18),
        ("row", "a b", 20),
        ("row", "nine 00", 22),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("He said “Stop.” Then he went.", ["He said “Stop.”", "Then he went."]),
        ("Số 3.5 và TP. Hồ Chí Minh. Hết.", ["Số 3.5 và TP. Hồ Chí Minh.", "Hết."]),
        ("第一句。“第二句！”第三句", ["第一句。", "“第二句！”", "第三句"]),
        ("أولًا؟ ثانيًا.", ["أولًا؟", "ثانيًا."]),
        ("В 1945 г. основано. Да.", ["В 1945 г. основано.", "Да."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence for sentence, _ in sentences(text)] == expected


def test_lengths() -> None:
    assert length("Ba từ – đây", "vi") == 3
    assert length("外交部 2025", "zh") == 7


@pytest.fixture
def styled(site: Site) -> Site:
    """The small site with the project's rules, without the exceptions of data that it does not have."""
    text = (PROJECT / "content" / "style.yml").read_text(encoding="utf-8")
    site.write("content/style.yml", re.sub(r"(?m)^exceptions:\n(?:  - .*\n)+", "", text))
    return site


def test_the_small_site_keeps_the_rules(styled: Site) -> None:
    done = styled.run("check")
    assert (done.code, done.err.count("\n")) == (0, 1), done.err


def test_a_broken_rule_stops_the_check_and_no_build(styled: Site) -> None:
    path = "content/vi/about/privacy.md"
    styled.replace(path, "Trang không đặt", "Hoà bình. Trang không đặt")
    done = styled.run("check")
    assert done.code == 1
    assert f"✗ {path}:7: Quy tắc word-tone-mark: ở đây không viết “Hoà”. Dấu thanh đặt ở" in done.err
    assert "  Rule word-tone-mark: “Hoà” is not written here. In Vietnamese the tone mark stands" in done.err
    styled.build()


def test_a_page_may_be_excepted_with_a_reason(styled: Site) -> None:
    path = "content/vi/about/privacy.md"
    styled.replace(path, "Trang không đặt", "Hoà bình. Trang không đặt")
    head = "style_exceptions:\n- rule: word-tone-mark\n  reason: Trang nói về cách đặt dấu.\n---\n\n"
    text = styled.read(path)
    styled.write(path, text.replace("---\n\n", head, 1))
    assert styled.run("check").code == 0
    styled.write(path, text.replace("---\n\n", head.replace("Trang nói về cách đặt dấu.", "Có"), 1))
    assert "Trường · Field: style_exceptions.0.reason" in styled.run("check").err
    styled.write(path, text.replace("---\n\n", head.replace("word-tone-mark", "word-tonemark"), 1))
    failed = styled.run("check")
    assert failed.code == 1
    assert "Không có quy tắc văn phong “word-tonemark”" in failed.err
    assert "Allowed: word-tone-mark?" in failed.err
    styled.write(path, text.replace("Hoà bình", "Hòa bình").replace("---\n\n", head, 1))
    done = styled.run("check")
    assert done.code == 0
    assert "Ngoại lệ cho quy tắc word-tone-mark không còn cần." in done.err


def test_data_and_interface_texts_are_read_as_well(styled: Site) -> None:
    styled.replace("content/data/topics.yml", "en: Policy", "en: Policy of Vietnam")
    strings = styled.read("content/strings/en.yml")
    styled.write("content/strings/en.yml", strings.replace("home: Home\n", "home: Home of Vietnam\n"))
    done = styled.run("check")
    assert done.code == 1
    assert "✗ content/data/topics.yml:5: Quy tắc word-viet-nam" in done.err
    assert re.search(r"✗ content/strings/en\.yml:\d+: Quy tắc word-viet-nam", done.err)
    exceptions = "exceptions:\n  - {rule: word-viet-nam, file: data/topics.yml, reason: {vi: Thử., en: A test.}}\n"
    styled.write("content/style.yml", styled.read("content/style.yml") + exceptions)
    styled.write("content/strings/en.yml", strings)
    assert styled.run("check").code == 0
    styled.replace("content/data/topics.yml", "en: Policy of Vietnam", "en: Policy")
    assert "! content/style.yml:" in styled.run("check").err


def test_a_faulty_file_of_rules_is_told(styled: Site) -> None:
    styled.replace("content/style.yml", "  - id: word-smart\n", "  - id: smart\n")
    done = styled.run("check")
    assert done.code == 1
    assert re.search(r"✗ content/style\.yml:\d+: Giá trị của “words\.1\.id” sai dạng", done.err)


def test_what_waits_is_read_too(styled: Site) -> None:
    path = "content/vi/news/2025/human-rights-council.md"
    styled.replace(path, "topics:", "publish_at: 2030-01-01T00:00Z\ntopics:")
    text = styled.read(path)
    styled.write(path, text.rstrip() + " Hoà bình.\n")
    assert f"✗ {path}:" in styled.run("check").err


def test_readability_is_information(styled: Site) -> None:
    done = styled.run("check", "--readability")
    assert done.code == 0
    rows = [line for line in done.out.splitlines() if "khó nhất · hardest" in line]
    assert [row.split()[0] for row in rows] == ["vi", "en", "sv", "ar"]
    assert "sv  LIX: " in done.out


def test_measures_follow_their_formulas() -> None:
    words = "En bil kör långsamt. Utrikesförvaltningen finns".replace(".", "").split()
    assert lix(words, 2) == 3 + 100 * 2 / 6
    assert [syllables(word, "ru") for word in ("министерство", "мир", "в")] == [4, 1, 1]
    plain, heavy = (
        reading("x", text, "en", MEASURES["en"])
        for text in ("The cat sat on the mat.", "Comprehensive institutional considerations necessitate internationalisation.")
    )
    assert plain
    assert heavy
    assert plain.value > 90
    assert heavy.value < 0
    assert reading("x", "## Heading {#a}\n\n| a | b |", "vi", None) is None
    chinese = reading("x", "一二三四。五六七八九十。", "zh", None)
    assert chinese
    assert (chinese.sentences, chinese.value) == (2, 6)
