"""What a translator gets: units of a source and what stands for them in the other language now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from bansac.config import Locale
from bansac.exchange.marks import Parts, numbered_like, parts_of
from bansac.exchange.pagetext import FIELDS, PageText, Segment
from bansac.exchange.yamltext import written
from bansac.model import Model
from bansac.status.history import History, SourceText, Unknown
from bansac.translation import State, state_of

Progress = Literal["new", "fuzzy", "done", "reviewed"]
"""No translation; one of an older source; one of this source; one that a human reviewed."""


@dataclass(frozen=True)
class Unit:
    """A text and its translation.

    Attributes:
        segment: The text in the source.
        source: Its words and marks.
        target: Those of the translation; empty where there is none.
        progress: What the translation is worth.
        former: What the source said when it was translated, where that is known and differs.
    """

    segment: Segment
    source: Parts
    target: Parts
    progress: Progress
    former: str = ""

    @property
    def key(self) -> str:
        """Name of the text within its file."""
        return self.segment.key


@dataclass(frozen=True)
class Bundle:
    """The units of one file.

    Attributes:
        file: The source file, from the project's root: ``content/vi/plan/index.md``.
        name: Where an exported file lies below the locale's folder, without suffix: ``plan/index``.
        hash: Hash of the source page; empty for registers and interface texts.
        locale: The language to translate into.
        source: The language to translate from.
        units: In order.
        title: What the file is about.
    """

    file: str
    name: str
    hash: str
    locale: Locale
    source: Locale
    units: tuple[Unit, ...]
    title: str


def read_page(model: Model, code: str, path: str) -> PageText | None:
    """The file of a page that the model has."""
    page = model.pages[code].get(path)
    return PageText.read((model.project.root / page.shown).read_bytes()) if page else None


def source_version(model: Model, path: str, wanted: str, history: History) -> PageText | None:
    """The source page with a hash: as it is now, or as the history has it; None where nobody knows it."""
    now = read_page(model, model.project.source.code, path)
    if now is None or model.pages[model.project.source.code][path].hash == wanted:
        return now
    then = history.then(path, wanted)
    if isinstance(then, Unknown):
        return None
    changed = PageText.read(now.written({"title": then.title, "description": then.description}))
    return PageText(changed.front, then.body, changed.head, changed.windows) if changed else None


def page_bundle(model: Model, path: str, locale: Locale, history: History, source: PageText, key: str) -> Bundle:
    """The units of a page.

    Args:
        model: The project.
        path: The page.
        locale: The language to translate into.
        history: Where the source of an outdated translation is looked for.
        source: The source page, as it is now or was.
        key: The hash of that source.
    """
    own = model.pages[locale.code].get(path)
    target = read_page(model, locale.code, path)
    origin = model.project.source
    if own is None or target is None:
        units = [_unit(segment, None, "new") for segment in source.segments]
    elif own.front.source_hash == key:
        done: Progress = "reviewed" if state_of(model.pages[origin.code][path], own) is State.CURRENT else "done"
        units = _side_by_side(source, target, done)
    else:
        then = history.then(path, own.front.source_hash)
        units = _by_former(source, target, then) if isinstance(then, SourceText) else _side_by_side(source, target, "fuzzy")
    file = f"content/{origin.code}/{path}"
    title = next((segment.text for segment in source.segments if segment.key == "title"), path)
    return Bundle(file, path.removesuffix(".md"), key, locale, origin, tuple(units), title)


def _unit(segment: Segment, target: str | None, progress: Progress, former: str = "") -> Unit:
    source = parts_of(segment.text)
    parts = numbered_like(source, target) if target else ()
    return Unit(segment, source, parts, progress if target else "new", former if former != segment.text else "")


def register_unit(segment: Segment, target: str | None) -> Unit:
    """A unit of a register or of the interface, whose source has no history."""
    return _unit(segment, target, "done")


def _side_by_side(source: PageText, target: PageText, progress: Progress) -> list[Unit]:
    """Pair texts by their names; where a translation has other blocks, its texts are only a proposal."""
    if not source.fits(target, exactly=False):
        wanted = [(segment.key, segment.kind) for segment in source.segments]
        found = [(segment.key, segment.kind) for segment in target.segments]
        same = {
            source.segments[block.a + step].key
            for block in SequenceMatcher(None, wanted, found, autojunk=False).get_matching_blocks()
            for step in range(block.size)
        }
        progress = "fuzzy"
    else:
        same = {segment.key for segment in source.segments}
    texts = {segment.key: segment.text for segment in target.segments}
    return [_unit(segment, texts.get(segment.key) if segment.key in same else None, progress) for segment in source.segments]


def _by_former(source: PageText, target: PageText, then: SourceText) -> list[Unit]:
    """Pair through the source that the translation was made from: what did not change there is still right."""
    before = _former_segments(then, target)
    texts = {segment.key: segment.text for segment in target.segments}
    if [(s.key, s.kind) for s in before if s.kind not in FIELDS] != [(s.key, s.kind) for s in target.segments if s.kind not in FIELDS]:
        return _side_by_side(source, target, "fuzzy")
    found: dict[str, tuple[Segment, Progress]] = {}
    now = source.segments
    matcher = SequenceMatcher(None, [_sense(s) for s in before], [_sense(s) for s in now], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        for old, new in _pairs(before[a:b], now[c:d]) if tag in {"equal", "replace"} else ():
            found[new.key] = (old, "done" if tag == "equal" else "fuzzy")
    units = []
    for segment in now:
        pair = found.get(segment.key)
        if segment.kind in FIELDS and segment.kind not in {"title", "description"}:
            units.append(_unit(segment, texts.get(segment.key), "done"))
        elif pair is None:
            units.append(_unit(segment, None, "new"))
        else:
            units.append(_unit(segment, texts.get(pair[0].key), pair[1], pair[0].text))
    return units


def _former_segments(then: SourceText, target: PageText) -> list[Segment]:
    front = f"title: {written(then.title)}\ndescription: {written(then.description)}\n"
    fields = PageText(front, then.body, "", target.windows)
    return fields.segments


def _sense(segment: Segment) -> tuple[str, str]:
    return segment.kind, " ".join(segment.text.split())


def _pairs(old: Sequence[Segment], new: Sequence[Segment]) -> Iterable[tuple[Segment, Segment]]:
    """Texts in the same place, of the same kind, one after the other."""
    return ((one, other) for one, other in zip(old, new, strict=False) if one.kind == other.kind)


def texts_of(bundle: Bundle) -> Mapping[str, Unit]:
    """The units by their keys."""
    return {unit.key: unit for unit in bundle.units}
