"""Strategies: text as an attacker, a careless hand or a broken program would write it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

MARKS = (
    "*", "**", "_", "__", "`", "``", "```", "~~~", "[", "]", "(", ")", "![", "](", "]:", "<", ">", "</", "<!--", "-->", "<![CDATA[",
    "]]>", "{", "}", "{{", "}}", "{#", "{:", "{%", "%}", "|", "\\", "/", "//", ":", "#", "##", "###", "-", "+", "=", "1.", "&", "&#",
    ";", '"', "'", "\t", "  ", "    ", "\n", "\n\n", "\n> ", "\n- ", "\n    ", "\r", "\u00a0", "\u200b", "\U0001f600", "e\u0301",
    "đ", "外交", "الدبلوماسية", "Дипломатия",
)  # fmt: skip
UNSEEN = (
    "\u202e", "\ufeff", "\x00", "\x02", "\x03", "\x1b[31m", "\x85", "\u2028", "\ue000", "\ufffd", "\udc80", "\x02klzzwxh:0\x03",
)  # fmt: skip
"""Nearly always refused at once, so they come seldom: what else a text holds must be met too."""
WORDS = (
    "a", "plan", "script", "alert(1)", "javascript:", "data:text/html,", "vbscript:", "https://e.example/", "//e.example/",
    "mailto:a@b.vn", "onerror=", "onclick=", "onload=alert(1)", "style=", "src=x", "href=", "svg", "img", "iframe", "&lt;", "&#60;",
    "&#x3c;", "&colon;", "&Tab;", "&NewLine;", "%3c", "%0a", "/plan/index.md", "/about/index.md#x", "#x", "{#x}",
    "{: onclick=alert(1) }", "{{ date 2025 }}", "{{ cite a }}", '{{ figure flower.png alt="<x>" }}', "{{ totals }}",
    "{{ fact network-2030 }}", "klzzwxh:0001", "wzxhzdk:0", "../../etc/passwd", "${7*7}", "{{7*7}}", "=1+1", "@SUM(A1)", "CON", "2025",
    "19 000", "<1@b.vn>", "<https://e.example/>", "[x](/plan/index.md)", "[r]: https://e.example/", "## A {#a}",
    "| a | b |\n|---|---|\n| c | d |", "---", "***", "    code", "> quote", "- item",
)  # fmt: skip

_letters = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=6)
pieces = st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS), _letters)
_seen = st.lists(pieces, max_size=24).map("".join)
_unseen = st.tuples(_seen, st.sampled_from(UNSEEN), _seen).map("".join)
texts = st.integers(0, 15).flatmap(lambda number: _unseen if number == 7 else _seen)
"""Text for a body or a field: signs, words and letters of any kind."""

lines = st.lists(pieces, max_size=10).map(lambda found: " ".join("".join(found).split()))

_ODD = ("0000", "0001-01-01", "9999-12-31", "2025-02-31", "2025-13", "1e999", ".nan", ".inf", "~", "NO", "0x10", "1:30")
scalars: st.SearchStrategy[Any] = st.one_of(
    texts,
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(),
    st.dates().map(str),
    st.sampled_from(_ODD),
)
values: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(lines, inner, max_size=4)), max_leaves=6
)
"""Anything that YAML can say."""
