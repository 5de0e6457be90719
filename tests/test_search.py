"""The search index: folding, terms, shards and bytes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bansac.search.index import BEST, PAGES, Entry, build_index, key_of, shard_of
from bansac.search.terms import EXACT, PAIR, PageTerms, page_terms
from bansac.search.words import fold, han_grams, stem, variants, words

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "folding.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["word"])
def test_folding(case: dict[str, Any]) -> None:
    (word,) = words(case["word"])
    assert fold(word) == case["folded"]
    assert {locale: list(variants(word, locale)) for locale in case.get("variants", {})} == case.get("variants", {})


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("en", "ambassadors", "ambassador"),
        ("fr", "diplomatiques", "diplomatique"),
        ("es", "embajadas", "embajada"),
        ("ru", "дипломатии", "дипломатия"),
        ("ru", "посольства", "посольство"),
        ("sv", "värden", "värde"),
        ("en", "countries", "country"),
        ("fr", "journaux", "journal"),
        ("ru", "мира", "мир"),
        ("ar", "السفارات", "سفارة"),
        ("ar", "الدبلوماسي", "دبلوماسية"),
    ],
)
def test_forms_of_a_word_share_a_stem(locale: str, one: str, other: str) -> None:
    assert stem(one, locale) == stem(other, locale)
    assert fold(one).startswith(stem(one, locale))


def test_chinese_is_found_inside_a_sentence() -> None:
    assert list(words("越南外交部发言人 2025")) == ["越南外交部发言人", "2025"]
    assert {"外交", "发言", "言人"} <= set(han_grams("越南外交部发言人"))


def test_terms_weigh_titles_more_and_leave_out_what_is_no_text() -> None:
    html = (
        '<h1>Ngoại giao</h1><h2 id="a">Đề mục</h2><p>Một đoạn văn.<sup class="cite"><a href="#source-1">1</a></sup></p>'
        "<nav>Trang trước</nav><script>alert(1)</script>"
    )
    found = page_terms(html, title="Ngoại giao", description="Mô tả", locale="vi")
    assert found.headings == (("a", "Đề mục"),)
    assert found.weights["ngoai"] > found.weights["doan"]
    assert f"ngoai{PAIR}giao" in found.weights
    assert f"{EXACT}ngoại" in found.weights
    assert not {"alert", "trang", "1"} & found.weights.keys()


def _entry(number: int, weights: dict[str, int]) -> Entry:
    return Entry(f"p{number:04}/", f"Trang {number}", "Mô tả", "Tin tức", "1/1/2025", "2025", PageTerms(weights, ()))


def test_index_is_the_same_whatever_the_order_and_every_term_is_in_its_shard() -> None:
    entries = [_entry(number, {"chung": 3, f"rieng{number}": 1, f"a{PAIR}b{number}": 2}) for number in range(900)]
    files = build_index(entries)
    assert files == build_index(list(reversed(entries)))
    head = json.loads(files["head.json"])
    assert head["pages"] == 900
    assert head["shards"] > 1
    for number in head["held"]:
        for term in json.loads(files[f"t/{number}.json"]):
            assert shard_of(key_of(term, head["split"]), head["shards"]) == number
    shown = json.loads(files[f"d/{17 // PAGES}.json"])[17 % PAGES]
    assert shown[0] == "p0017/"


def test_a_word_on_every_page_keeps_its_best_pages() -> None:
    files = build_index([_entry(number, {"chung": 15 if number % 7 == 0 else 1}) for number in range(900)])
    postings = next(part["chung"] for name, data in files.items() if name.startswith("t/") for part in [json.loads(data)])
    assert len(postings) == BEST
    assert {posting >> 4 for posting in postings if posting % 16 == 15} == set(range(0, 900, 7))


def test_many_words_that_begin_alike_are_cut_apart() -> None:
    """So that no file grows with them; marked forms stay with the word."""
    words = [f"inter{first}{second}" for first in "abcdefghij" for second in "abcdefghij"]
    files = build_index([_entry(number, dict.fromkeys([*words, f"{EXACT}intérab"], 1)) for number in range(300)])
    split = json.loads(files["head.json"])["split"]
    assert split == ["int", "inte", "inter"]
    assert key_of("interab", split) == key_of(f"{EXACT}intérab", split) == "intera"
    assert key_of("int", split) == "int"
    parts = [json.loads(data) for name, data in files.items() if name.startswith("t/")]
    assert max(map(len, parts)) < len(words) / 2


def test_a_title_weighs_more_than_any_number_of_mentions() -> None:
    html = "<p>" + "giao " * 5000 + "</p>"
    assert page_terms(html, title="Lịch sử", description="", locale="vi").weights["giao"] == 9
    weights = page_terms("<p>Giao lưu.</p>", title="Giao thông", description="", locale="vi").weights
    assert weights["giao"] > weights["luu"]
    assert max(page_terms(html, title="Giao", description="", locale="vi").weights.values()) == 15


def test_a_site_without_pages_has_an_empty_index() -> None:
    assert json.loads(build_index([])["head.json"])["pages"] == 0
