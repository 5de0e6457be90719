"""The rules of the program: what each looks at, in a page of one locale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bansac.dataset import Dataset
from bansac.pages import Page
from bansac.schema.data import Fact
from bansac.style.prose import Block, length, sentences
from bansac.style.sheet import Limit, StyleSheet
from bansac.style.words import Words, pattern

SOURCED = frozenset({"cite", "fact"})
"""Shortcodes inside a line that bring a source with them."""
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_FACT = re.compile(r"\{\{\s*fact\s+([a-z0-9-]+)[^}]*\bhedge=no\b[^}]*\}\}")
_CITED = re.compile(r"\{\{\s*(?:cite|fact)\s")


@dataclass(frozen=True)
class Finding:
    """Something that a rule does not allow.

    Attributes:
        rule: Id of the rule.
        line: Line of the file.
        found: What stands there.
        expected: What may stand there.
    """

    rule: str
    line: int | None
    found: str
    expected: str | None = None


@dataclass(frozen=True)
class Looking:
    """What rules look at.

    Attributes:
        page: The page.
        blocks: Its text.
        sheet: The rules as data.
        words: The word rules of its locale.
        dataset: The facts.
        titles: Line of each field of its front matter that readers see.
    """

    page: Page
    blocks: Sequence[Block]
    sheet: StyleSheet
    words: Words
    dataset: Dataset
    titles: Mapping[str, int | None]

    @property
    def code(self) -> str:
        """The locale."""
        return self.page.locale

    def most(self, limit: Limit) -> int | None:
        """A limit in the page's locale."""
        return limit.most.get(self.code)


def findings(looking: Looking) -> Iterator[Finding]:
    """Everything that the rules find in a page."""
    for rule in (_words, _sentences, _titles, _sections, _figures, _hedges, _value_order, _alternatives, _link_texts):
        yield from rule(looking)


def _words(looking: Looking) -> Iterator[Finding]:
    front = looking.page.front
    for name in ("title", "nav_title", "description", "image_alt"):
        for hit in looking.words.hits(getattr(front, name) or ""):
            yield Finding(hit.rule.id, looking.titles.get(name), hit.found, hit.write)
    for block in looking.blocks:
        for hit in looking.words.hits(block.text):
            yield Finding(hit.rule.id, block.line_at(hit.offset), hit.found, hit.write)
    for code in looking.page.analysis.shortcodes:
        for key in ("alt", "caption"):
            for hit in looking.words.hits(code.option(key)):
                yield Finding(hit.rule.id, code.line, hit.found, hit.write)


def _sentences(looking: Looking) -> Iterator[Finding]:
    most = looking.most(looking.sheet.limits.sentence)
    if most is None:
        return
    for block in looking.blocks:
        if block.kind == "row" or len(block.text) <= most:
            continue
        for sentence, offset in sentences(block.text):
            if len(sentence) > most and (count := length(sentence, looking.code)) > most:
                yield Finding("long-sentence", block.line_at(offset), f"{count}: {sentence}", f"≤ {most}")


def _titles(looking: Looking) -> Iterator[Finding]:
    limits, title = looking.sheet.limits, looking.page.front.title
    most = looking.most(limits.title)
    if most is not None and len(title) > most:
        yield Finding("long-title", looking.titles.get("title"), f"{len(title)}: {title}", f"≤ {most}")
    most = looking.most(limits.heading)
    for heading in looking.page.analysis.headings:
        if most is not None and len(heading.text) > most:
            yield Finding("long-heading", heading.line, f"{len(heading.text)}: {heading.text}", f"≤ {most}")


def _sections(looking: Looking) -> Iterator[Finding]:
    """A heading with nothing below it before the next one of its level, or none at all before the end."""
    blocks, headings = looking.blocks, {heading.line: heading for heading in looking.page.analysis.headings}
    for place, block in enumerate(blocks):
        heading = headings.get(block.line)
        if heading is None:
            continue
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        following = headings.get(below.line) if below else None
        if below is None or (following and following.level <= heading.level):
            yield Finding("empty-section", heading.line, heading.text)


def _figures(looking: Looking) -> Iterator[Finding]:
    """A paragraph, list item or row with a number above 12 that is no year and without a source."""
    if looking.page.path.startswith(looking.sheet.figures.elsewhere):
        return
    numbers = [(digits, line) for digits, line in looking.page.analysis.numbers if not _YEAR.fullmatch(digits)]
    if not numbers:
        return
    for block in looking.blocks:
        if block.kind == "heading":
            continue
        last = block.line + block.raw.count("\n")
        found = [digits for digits, line in numbers if block.line <= line <= last and digits.split(".")[0] in re.sub(r"\D", "", block.text)]
        if found and not _CITED.search(block.raw):
            yield Finding("unsourced-figure", block.line, ", ".join(dict.fromkeys(found)), "{{ cite … }}, {{ fact … }}")


def _hedges(looking: Looking) -> Iterator[Finding]:
    """A fact shown without its hedge, or its number typed, in a sentence that does not hedge by itself."""
    hedged = {fact.id: fact for fact in looking.dataset.facts.values() if fact.hedge and fact.hedge.get(looking.code)}
    if not hedged:
        return
    typed = [fact for fact in hedged.values() if fact.nouns.get(looking.code) and fact.value is not None]
    for block in looking.blocks:
        if "hedge=no" in block.raw:
            for match in _FACT.finditer(block.raw):
                fact = hedged.get(match[1])
                if fact and not _says(fact, looking.code, block.raw[: match.start()][-80:]):
                    line = block.line + block.raw.count("\n", 0, match.start())
                    yield Finding("lost-hedge", line, match[0], _hedge(fact, looking.code))
        for fact in typed:
            yield from _typed(fact, block, looking.code)


def _typed(fact: Fact, block: Block, code: str) -> Iterator[Finding]:
    number = f"{fact.value:g}" if fact.value is not None else ""
    if number not in block.text:
        return
    for sentence, offset in sentences(block.text):
        match = re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d%]|[.,]\d)", sentence)
        lowered = sentence.lower()
        if match and any(noun.lower() in lowered for noun in fact.nouns[code]) and not _says(fact, code, sentence[: match.start()]):
            yield Finding("lost-hedge", block.line_at(offset + match.start()), sentence, f"{_hedge(fact, code)} {number}")


def _hedge(fact: Fact, code: str) -> str:
    return fact.hedge[code] if fact.hedge else ""


def _says(fact: Fact, code: str, before: str) -> bool:
    """Whether the hedge stands before the number."""
    return _hedge(fact, code).lower() in before.lower()


def _value_order(looking: Looking) -> Iterator[Finding]:
    """The five values in one line stand in the order of the Plan."""
    names = [value.name.get(looking.code) for value in looking.dataset.values.values()]
    if len(names) < 2 or None in names:  # noqa: PLR2004  # one name has no order
        return
    wanted = [str(name) for name in names]
    for block in looking.blocks:
        if wanted[-1].lower() not in block.text.lower():
            continue
        for sentence, offset in sentences(block.text):
            places = [re.search(pattern([name], looking.code), sentence, re.IGNORECASE) for name in wanted]
            found = [match.start() for match in places if match]
            if len(found) == len(wanted) and found != sorted(found):
                yield Finding("value-order", block.line_at(offset), sentence, " – ".join(wanted))


def _alternatives(looking: Looking) -> Iterator[Finding]:
    """What a picture shows is said, briefly, in words that a caption does not repeat."""
    page, sheet = looking.page, looking.sheet
    most = looking.most(sheet.limits.alt)
    never = sheet.alt.never.get(looking.code, ())
    given = [
        (code.option("alt"), code.option("caption"), code.args[:1], code.line) for code in page.analysis.shortcodes if code.name == "figure"
    ]
    if page.front.image:
        given.append((page.front.image_alt or "", "", (page.front.image,), looking.titles.get("image_alt") or 1))
    for alt, caption, files, line in given:
        bare = alt.strip()
        empty = re.match(pattern(never, looking.code), bare, re.IGNORECASE) if never else None
        if not bare or bare == caption.strip() or empty or re.search(r"\.(?:jpe?g|png|webp)$", bare, re.IGNORECASE):
            yield Finding("alt-text", line, bare or ", ".join(files))
        elif most is not None and len(bare) > most:
            yield Finding("alt-text", line, f"{len(bare)}: {bare}", f"≤ {most}")


def _link_texts(looking: Looking) -> Iterator[Finding]:
    """A link says where it leads, also when it is read by itself."""
    never = looking.sheet.links.never.get(looking.code, ())
    if not never:
        return
    forms = re.compile(pattern(never, looking.code), re.IGNORECASE)
    for block in looking.blocks:
        for text, offset in block.links:
            bare = text.strip(" .:→»*_")
            if not bare or forms.fullmatch(bare):
                yield Finding("link-text", block.line + block.raw.count("\n", 0, offset), text or "[]( )")


def title_lines(page: Page, text: str) -> dict[str, int | None]:
    """Lines of the fields of front matter that readers see."""
    found: dict[str, int | None] = {}
    for number, line in enumerate(text.split("\n")[: page.body_line], start=1):
        name = line.partition(":")[0]
        if name in {"title", "nav_title", "description", "image_alt"}:
            found[name] = number
    return found
