"""What a page's Markdown contains: headings, links, shortcodes, numbers, and what it must not.

The text is read line by line with the few forms that content may use. Raw HTML,
attribute lists and unsafe links are refused here, before any Markdown engine sees
the text, so that no difference between two engines can let them through.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from bansac import limits
from bansac.errors import ContentError, Report
from bansac.weblinks import MAX_LENGTH, is_safe

SHORTCODE = re.compile(r"\{\{[ \t]*([a-z][a-z0-9-]*)((?:[ \t]+(?>(?:[a-z_]+=)?(?:\"[^\"\n]*\"|[^\s\"{}]+)))*)[ \t]*\}\}")
_ARGUMENT = re.compile(r"(?:([a-z_]+)=)?(?:\"([^\"\n]*)\"|([^\s\"{}]+))")
_HEADING = re.compile(r"^(#{1,6})\s*(.*?)\s*(?:\{#([a-z0-9][a-z0-9-]*)\})?\s*$")
_SETEXT = re.compile(r"^(?:=+|-+)\s*$")
_IMAGE = re.compile(r"!\[[^\n]{0,200}")
_LINK = re.compile(rf"\]\((?:\s*([^)]{{0,{MAX_LENGTH}}})\)|([^)]{{0,80}}))")
_UNCLOSED = 2
"""The group of a link whose end is not found, or too far off: it is none to us, and may be one to an engine."""
_REFERENCE = re.compile(r"^[ \t>*+.\d-]*\[[^\[\]]*\]:[ \t]*\n?[ \t>]*(?!<https?:|<mailto:)(\S+)", re.MULTILINE)
"""Also in quotations and lists, where an engine finds it too."""
_ALIGNED = re.compile(r"(?=.*-)(?=.*:)[ >|:-]+")
_INNER_HEADING = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d+\.[ \t]))+[ \t]*#")
_TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*')\s*$")
_ACTIVE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|.*[\\&%]")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>\"']+)>")
_TAG = re.compile(r"<\s*[a-zA-Z/!?]")
_SCRIPT_SCHEME = re.compile(r"(?:java|vb|live)script:|data:[a-z]+/", re.IGNORECASE)
_MAY_HIDE_SCHEME = re.compile(r"[:&%]")
"""Without a colon, an entity or a percent sign there is no scheme in a line."""
_SITE_LINK = re.compile(r"/(?:[a-z0-9-][a-z0-9/-]*)?(?:\.md)?(?:#[a-z0-9-]+)?|#[a-z0-9-]+")
_FENCE = re.compile(r"^\s{0,3}(`{3,}|~{3,})")
LEVELS = range(2, 5)
"""Levels of headings that content may use; level 1 is the title."""
_NUMBER = re.compile(
    r"(?<![\w/.-])(?:\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:[.,]\d+)?(?=(?:st|nd|rd|th|e|er|re|ème|[ºª])?(?![\w/]))"
)
_SEPARATORS = re.compile(r"[.,\u00a0\u202f ](?=\d{3}(?:\D|$))")


@dataclass(frozen=True)
class Heading:
    """A heading: its level (2 or 3), text, id and line."""

    level: int
    text: str
    id: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link: its target as written and its line."""

    target: str
    line: int


@dataclass(frozen=True)
class Shortcode:
    """A call such as ``{{ fact network-2030 unit=yes }}``.

    Attributes:
        name: The shortcode's name.
        args: Positional values.
        options: ``key=value`` pairs.
        line: Line in the file.
        alone: Whether it stands alone on its line.
        start: Offset of the call in the body.
        end: Offset after the call.
    """

    name: str
    args: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    line: int
    alone: bool
    start: int
    end: int

    def option(self, key: str, default: str = "") -> str:
        """The value of an option."""
        return dict(self.options).get(key, default)


@dataclass(frozen=True)
class Analysis:
    """What a page's body contains.

    Attributes:
        headings: In order.
        links: Markdown links, in order.
        shortcodes: In order.
        numbers: Typed numbers above 12, digits only, with their lines.
    """

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    shortcodes: tuple[Shortcode, ...]
    numbers: tuple[tuple[str, int], ...]


def text_hash(title: str, description: str, body: str) -> str:
    """Hash of what a translation translates: 16 hex digits.

    Only the words count: white space at line ends, blank lines at both ends and the
    Unicode form do not change it.
    """
    lines = [line.rstrip() for line in body.strip().splitlines()]
    text = "\n".join([title.strip(), description.strip(), *lines])
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:16]


def analyse(body: str, *, path: Path, first_line: int, report: Report) -> Analysis:
    """Read a Markdown body.

    Args:
        body: The text after the front matter.
        path: The file, for errors.
        first_line: Line of the file at which the body starts.
        report: Where errors go.
    """
    if not limits.check_body(body, path=path, first_line=first_line, report=report):
        return Analysis((), (), (), ())
    headings: list[Heading] = []
    shortcodes = _shortcodes(body, path, first_line, report)
    limits.check_shortcodes([(code.line, code.alone) for code in shortcodes], path=path, report=report)
    masked = _masked(body, shortcodes)
    reported = {error.line for error in report.errors if error.path == path}
    previous = ""
    for number, line in enumerate(masked.split("\n"), start=first_line):
        if len(report.errors) > limits.MAX_ERRORS:
            break
        if not line.strip():
            previous = ""
            continue
        _refuse(line, path, number, report)
        if _SETEXT.match(line) and previous and "|" not in previous:
            found = previous.strip("*_ >-")
            report.add(ContentError("heading_without_id", path=path, line=number, found=found, expected="## … {#…}"))
        elif _INNER_HEADING.match(line):
            report.add(ContentError("inner_heading", path=path, line=number, found=line.strip(), expected="## … {#…}"))
        elif line.startswith("#"):
            _heading(line, headings, path, number, report)
        elif ("{" in line or "}" in line) and number not in reported:
            report.add(ContentError("braces", path=path, line=number, found=line.strip()))
        previous = line
    links = _links(masked, path, first_line, report)
    return Analysis(tuple(headings), tuple(links), tuple(shortcodes), tuple(_numbers(masked, first_line)))


def _masked(body: str, shortcodes: list[Shortcode]) -> str:
    """The body with spaces in the place of shortcodes; every offset stays what it was."""
    parts, position = [], 0
    for code in shortcodes:
        parts += [body[position : code.start], " " * (code.end - code.start)]
        position = code.end
    return "".join([*parts, body[position:]])


def _refuse(line: str, path: Path, number: int, report: Report) -> None:
    bare = _AUTOLINK.sub("", line) if "<" in line else line
    if "<" in bare and _TAG.search(bare):
        report.add(ContentError("raw_html", path=path, line=number, found=bare.strip()))
    elif bare.strip(" >\t") == "[TOC]":
        report.add(ContentError("toc_marker", path=path, line=number, found=bare.strip()))
    elif ":" in bare and _ALIGNED.fullmatch(bare):
        report.add(ContentError("table_alignment", path=path, line=number, found=bare.strip(), expected="|---|---|"))
    elif _MAY_HIDE_SCHEME.search(bare) and _SCRIPT_SCHEME.search(re.sub(r"[\s\x00-\x20\\]+", "", html.unescape(unquote(bare)))):
        report.add(ContentError("unsafe_link", path=path, line=number, found=bare.strip()))


def _heading(line: str, headings: list[Heading], path: Path, number: int, report: Report) -> None:
    match = _HEADING.match(line)
    if match is None:
        return
    level, text, anchor = len(match[1]), match[2], match[3]
    if "{" in text or "}" in text:
        report.add(ContentError("braces", path=path, line=number, found=line.strip()))
        return
    last = headings[-1].level if headings else 1
    if level not in LEVELS or level > last + 1:
        report.add(ContentError("heading_level", path=path, line=number, found=match[1], expected="##, ###, ####"))
    if not anchor:
        report.add(
            ContentError("heading_without_id", path=path, line=number, found=text, expected=f"{match[1]} {text} {{#{slugify(text)}}}")
        )
        anchor = f"-{number}"
    if any(heading.id == anchor for heading in headings):
        report.add(ContentError("duplicate_heading", path=path, line=number, found=anchor))
    headings.append(Heading(level, text, anchor, number))


def _links(text: str, path: Path, first_line: int, report: Report) -> list[Link]:
    """The links of a text in all forms that the engine knows; also those that go over line ends."""
    found: list[Link] = []
    for match in _IMAGE.finditer(text):
        number = first_line + text.count("\n", 0, match.start())
        report.add(ContentError("markdown_image", path=path, line=number, found=match[0]))
    text = _IMAGE.sub(lambda match: " " * len(match[0]), text)
    targets = [match for form in (_AUTOLINK, _LINK, _REFERENCE) for match in form.finditer(text)]
    for match in sorted(targets, key=lambda match: match.start()):
        if len(report.errors) > limits.MAX_ERRORS:
            break
        start = match.start(match.lastindex or 0)
        number = first_line + text.count("\n", 0, start)
        if match.lastindex == _UNCLOSED:
            report.add(ContentError("unclosed_link", path=path, line=number, found=f"]({match[_UNCLOSED]}"))
            continue
        target = _TITLE.sub("", match[1]).strip().strip("<>")
        squeezed = "".join(target.split())
        if _SITE_LINK.fullmatch(target) or is_safe(target):
            found.append(Link(target, number))
        elif _ACTIVE.match(squeezed):
            expected = "https://…, mailto:…, /…/page.md#id"
            report.add(ContentError("unsafe_link", path=path, line=number, found=target, expected=expected))
        else:
            report.add(ContentError("link_form", path=path, line=number, found=target, expected="/…/page.md#id"))
    return found


def _shortcodes(body: str, path: Path, first_line: int, report: Report) -> list[Shortcode]:
    found: list[Shortcode] = []
    for match in SHORTCODE.finditer(body):
        args: list[str] = []
        options: list[tuple[str, str]] = []
        for key, quoted, plain in _ARGUMENT.findall(match[2]):
            value = quoted or plain
            if key:
                options.append((key, value))
            else:
                args.append(value)
        line_start = body.rfind("\n", 0, match.start()) + 1
        line_end = body.find("\n", match.end())
        line = body[line_start : line_end if line_end >= 0 else len(body)]
        number = first_line + body.count("\n", 0, match.start())
        alone = line.strip() == match[0]
        found.append(Shortcode(match[1], tuple(args), tuple(options), number, alone, match.start(), match.end()))
    opened = {code.start for code in found}
    for match in re.finditer(r"\{\{", body):
        if match.start() not in opened and not any(code.start < match.start() < code.end for code in found):
            number = first_line + body.count("\n", 0, match.start())
            rest = body[match.start() :].split("\n", 1)[0]
            code = "shortcode_syntax" if "}}" in rest else "unclosed_shortcode"
            report.add(ContentError(code, path=path, line=number, found=rest, reason=rest[:60]))
    return found


def _numbers(masked: str, first_line: int) -> list[tuple[str, int]]:
    bare = re.sub(r"\]\([^)]*\)|https?://\S+|\{#[^}]*\}", lambda match: " " * len(match[0]), masked)
    found: list[tuple[str, int]] = []
    for match in _NUMBER.finditer(bare):
        digits = _SEPARATORS.sub("", match[0]).replace(",", ".")
        if float(digits) > 12:  # noqa: PLR2004  # below, a number may be a month or spelled out
            found.append((digits, first_line + bare.count("\n", 0, match.start())))
    return found


def slugify(text: str) -> str:
    """A heading id from a text: no marks, ``đ`` as ``d``, words joined by hyphens."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "muc"
