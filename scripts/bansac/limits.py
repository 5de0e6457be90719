"""How much a page may ask of the machine.

Text that a person writes for people stays far below these numbers (the largest values of
the real site are given with each); text that is made to stop a build goes above them. The
engine of Markdown needs time that grows with the square of unclosed brackets, of headings in
one block and of marks, and one call for each level of nesting; each number keeps the
worst page below a second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bansac.errors import ContentError, Report

MAX_PAGE: Final = 250_000
"""Bytes of a page's file (9 000)."""
MAX_LINE: Final = 10_000
"""Characters of a line (664)."""
MAX_BLOCK: Final = 50_000
"""Characters between two blank lines (2 000)."""
MAX_BRACKETS: Final = {"block": 300, "page": 2_000}
"""Brackets that open (6; 30)."""
MAX_MARKS: Final = {"block": 600, "page": 10_000}
"""Signs of emphasis and code, and backslashes (34; 200)."""
MAX_COLUMNS: Final = 60
"""Upright strokes in a line (8)."""
MAX_HEADINGS: Final = 200
"""Headings of a page (9)."""
MAX_SHORTCODES: Final = {"alone": 60, "inline": 600}
"""Shortcodes of a page that stand alone and that stand in a line (5; 45)."""
MAX_DEPTH: Final = 8
"""Levels of quotations and lists (2)."""
MAX_INDENT: Final = 40
"""Spaces before the first sign of a line (4)."""
MAX_ERRORS: Final = 100
"""Errors of one file that are told; who has more mends these first."""
MAX_COMPOSED: Final = 3_000_000
"""Bytes of a page with all that its shortcodes make (160 000)."""

_LEVELS: Final = re.compile(r"[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}\.(?=[ \t]))[ \t]*)+")
_LEVEL: Final = re.compile(r">|[-*+]|\d+\.")


@dataclass(frozen=True)
class _Over:
    """A limit that is passed: what of, how much there is, how much may be."""

    what: str
    found: int
    limit: int


def check_body(body: str, *, path: Path, first_line: int, report: Report) -> bool:
    """Report the first limit that each block, and the page, passes.

    Args:
        body: The Markdown.
        path: The file, for errors.
        first_line: Line of the file at which the body starts.
        report: Where errors go.

    Returns:
        Whether the body may be read on.
    """
    before = len(report.errors)
    page: Counter[str] = Counter()
    block: Counter[str] = Counter()
    for number, line in enumerate(body.split("\n"), start=first_line):
        if not line.strip():
            block.clear()
            continue
        counts = _counts(line)
        block.update(counts)
        page.update(counts)
        page["headings"] += line.startswith("#")
        over = next(_over(line, block, page), None)
        if over:
            expected = f"≤ {over.limit:,}"
            report.add(ContentError("too_much", path=path, line=number, found=f"{over.found:,}", expected=expected, what=over.what))
            return False
    return len(report.errors) == before


def check_shortcodes(found: Sequence[tuple[int, bool]], *, path: Path, report: Report) -> None:
    """Report too many shortcodes that stand alone: each may fill screens.

    Args:
        found: The line of each shortcode of a page, and whether it stands alone.
        path: The file, for errors.
        report: Where errors go.
    """
    alone = [line for line, is_alone in found if is_alone]
    limit = MAX_SHORTCODES["alone"]
    if len(alone) > limit:
        what = "mã chèn đứng riêng một trang · shortcodes on lines of their own in a page"
        report.add(ContentError("too_much", path=path, line=alone[limit], found=f"{len(alone):,}", expected=f"≤ {limit:,}", what=what))


def _counts(line: str) -> Counter[str]:
    brackets = line.count("[") + line.count("](")
    return Counter({"length": len(line), "brackets": brackets, "braces": line.count("{{"), "marks": sum(map(line.count, "*_`\\"))})


def _over(line: str, block: Counter[str], page: Counter[str]) -> Iterator[_Over]:
    levels = _LEVELS.match(line)
    depth = len(_LEVEL.findall(levels[0])) if levels else 0
    indent = len(line) - len(line.lstrip(" \t"))
    found = (
        ("ký tự một dòng · characters in a line", len(line), MAX_LINE),
        ("ký tự một đoạn · characters in a paragraph", block["length"], MAX_BLOCK),
        ("dấu [ một đoạn · signs [ in a paragraph", block["brackets"], MAX_BRACKETS["block"]),
        ("dấu [ một trang · signs [ in a page", page["brackets"], MAX_BRACKETS["page"]),
        ("dấu * _ ` \\ một đoạn · signs * _ ` \\ in a paragraph", block["marks"], MAX_MARKS["block"]),
        ("dấu * _ ` \\ một trang · signs * _ ` \\ in a page", page["marks"], MAX_MARKS["page"]),
        ("mã chèn một trang · shortcodes in a page", page["braces"], MAX_SHORTCODES["inline"]),
        ("dấu | một dòng · signs | in a line", line.count("|"), MAX_COLUMNS),
        ("đề mục một trang · headings in a page", page["headings"], MAX_HEADINGS),
        ("cấp lồng nhau · levels of nesting", depth, MAX_DEPTH),
        ("dấu cách đầu dòng · spaces before a line", indent, MAX_INDENT),
    )
    yield from (_Over(*item) for item in found if item[1] > item[2])
