"""Texts that come back from translators: judged unit by unit, then as a page, then written.

Nothing is written unless every file is right, so that a half delivered translation is never
half in place. What did not change is not touched, not even its review.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bansac.config import Locale
from bansac.errors import BansacError, ContentError, Report
from bansac.exchange import po, xliff
from bansac.exchange.checks import Taken, error_at, misplaced, same_source, take
from bansac.exchange.marks import told
from bansac.exchange.pagetext import PageText
from bansac.exchange.registers import data_bundles, register_path, strings_bundle, written_register
from bansac.exchange.returned import ReturnedFile, bounded
from bansac.exchange.tags import bcp47, locale_for
from bansac.exchange.units import Bundle, page_bundle, read_page, source_version
from bansac.fronttext import with_field
from bansac.model import Model
from bansac.pages import parse_bytes
from bansac.status.history import History
from bansac.translation import check_parity

_READERS = {po.SUFFIX: po.read, xliff.SUFFIX: xliff.read, ".xliff": xliff.read}
_MAY_BE_EMPTY = frozenset({"nav_title"})
"""Fields that a translation may leave out though the source has them."""


@dataclass(frozen=True)
class Outcome:
    """What an import does with one file.

    Attributes:
        path: The file of the project, from its root.
        data: Its new bytes; None where nothing changes.
        changed: How many texts are new.
        unfinished: How many are marked as unfinished or empty; a page with such texts does not count as following its source.
    """

    path: Path
    data: bytes | None
    changed: int
    unfinished: int


def import_files(model: Model, files: Sequence[Path], report: Report, *, settled: bool) -> list[Outcome]:
    """Judge returned files.

    Args:
        model: The project.
        files: Files of a tool.
        report: Where every error goes.
        settled: Take texts that the tool marks as unfinished for finished.

    Returns:
        What is to be written, by file. Nothing is written here.
    """
    history = History(model.project)
    outcomes: dict[Path, Outcome] = {}
    taken: set[tuple[Path, str]] = set()
    for path in files:
        shown = model.project.shown(path.resolve())
        try:
            for back in _read(path, shown):
                drafts = {target: one.data for target, one in outcomes.items() if one.data is not None}
                found = _Import(model, history, back, drafts, settled=settled).outcome(report)
                if found is None:
                    continue
                if found.data is not None and (found.path, back.tag) in taken:
                    report.add(ContentError("exchange_twice", path=shown, found=found.path.as_posix()))
                if found.data is not None or found.path not in outcomes:
                    outcomes[found.path] = found
                    taken.add((found.path, back.tag))
        except ContentError as error:
            report.add(error)
    return [outcomes[path] for path in sorted(outcomes)]


def _read(path: Path, shown: Path) -> list[ReturnedFile]:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ContentError("exchange_format", path=shown, found=path.suffix, expected=", ".join(_READERS))
    return reader(bounded(path, shown), shown)


class _Import:
    """One source file's worth of returned texts."""

    def __init__(self, model: Model, history: History, back: ReturnedFile, drafts: Mapping[Path, bytes], *, settled: bool) -> None:
        self._model = model
        self._drafts = drafts
        self._back = back
        self._settled = settled
        self._history = history
        self._units = {unit.key: unit for unit in back.units}

    def outcome(self, report: Report) -> Outcome | None:
        """Judge it; None where it has errors, or nothing at all was translated."""
        locale = self._locale()
        parts = PurePosixPath(self._back.file).parts
        if parts[:1] != ("content",) or ".." in parts or len(parts) < 3:  # noqa: PLR2004  # content, folder, file
            raise self._about_file("exchange_unknown_file", self._back.file)
        if parts[1] == "strings":
            return self._register(strings_bundle(self._model.project, locale), report)
        if parts[1] == "data":
            bundle = next((one for one in data_bundles(self._model.project, locale) if one.file == self._back.file), None)
            if bundle is None:
                raise self._about_file("exchange_unknown_file", self._back.file)
            return self._register(bundle, report)
        return self._page("/".join(parts[2:]), locale, report)

    def _locale(self) -> Locale:
        locale = locale_for(self._model.project, self._back.tag)
        if locale is None:
            allowed = ", ".join(bcp47(one) for one in self._model.project.locales[1:])
            raise self._about_file("exchange_language", self._back.tag, allowed)
        return locale

    def _about_file(self, code: str, found: object, expected: object = None) -> ContentError:
        return ContentError(code, path=self._back.shown, line=self._back.line, found=found, expected=expected)

    def _fits(self, bundle: Bundle, report: Report) -> bool:
        """Whether the units are those of the source."""
        before = len(report.errors)
        for key in self._units.keys() - {unit.key for unit in bundle.units}:
            report.add(ContentError("unit_unknown", path=self._back.shown, line=self._units[key].line, field=key, found=key))
        for unit in bundle.units:
            back = self._units.get(unit.key)
            if back is not None and not same_source(unit, back):
                report.add(error_at("unit_source", unit, self._units, self._back, found=_words(back.source)))
        return len(report.errors) == before

    def _taken(self, bundle: Bundle, report: Report, *, whole: bool) -> dict[str, Taken] | None:
        """The texts by key, or None when one of them is wrong."""
        before = len(report.errors)
        found: dict[str, Taken] = {}
        for unit in bundle.units:
            back = self._units.get(unit.key)
            if back is None or not back.target:
                if unit.target and back is None:
                    found[unit.key] = Taken("", changed=False, fuzzy=unit.progress == "fuzzy")
                elif unit.target or (whole and unit.segment.kind not in _MAY_BE_EMPTY):
                    report.add(error_at("unit_empty", unit, self._units, self._back, found=self._back.file))
                continue
            try:
                found[unit.key] = take(unit, back, self._back)
            except ContentError as error:
                report.add(error)
        return found if len(report.errors) == before else None

    def _register(self, bundle: Bundle, report: Report) -> Outcome | None:
        taken = self._taken(bundle, report, whole=False) if self._fits(bundle, report) else None
        if taken is None:
            return None
        texts = {key: one.text for key, one in taken.items() if one.changed}
        path = register_path(bundle)
        data = written_register(self._model.project, bundle, texts, self._drafts.get(path)) if texts else None
        return Outcome(path, data, len(texts), sum(one.fuzzy for one in taken.values()))

    def _page(self, path: str, locale: Locale, report: Report) -> Outcome | None:
        origin = self._model.project.source.code
        if self._back.file != f"content/{origin}/{path}" or path not in self._model.pages[origin]:
            raise self._about_file("exchange_unknown_file", self._back.file)
        source = source_version(self._model, path, self._back.hash, self._history)
        if source is None:
            raise self._about_file("exchange_source_changed", self._back.hash, self._model.pages[origin][path].hash)
        bundle = page_bundle(self._model, path, locale, self._history, source, self._back.hash)
        if not self._fits(bundle, report):
            return None
        if not any(unit.target for unit in self._back.units) and not any(unit.target for unit in bundle.units):
            return None
        shown = Path(f"content/{locale.code}/{path}")
        present = read_page(self._model, locale.code, path)
        own = self._model.pages[locale.code].get(path)
        known = own.front.source_hash if own else None
        unfinished = 0 if self._settled else self._unfinished(bundle)
        if not self._is_changed(bundle) and (known == self._back.hash or unfinished):
            return Outcome(shown, None, 0, unfinished)
        taken = self._taken(bundle, report, whole=True)
        if taken is None:
            return None
        follows = known if unfinished else self._back.hash
        base = _base(source, present, taken.keys(), exactly=known != self._back.hash)
        texts = _texts(bundle, taken, base, present)
        data = _marked(base.written(texts), follows)
        self._check(data, source, base, texts, shown, locale, report)
        return Outcome(shown, data, sum(one.changed for one in taken.values()), unfinished)

    def _is_changed(self, bundle: Bundle) -> bool:
        """Whether a text came back otherwise than it would go out now."""
        return any(back.target != told(unit.target) for unit in bundle.units if (back := self._units.get(unit.key)) is not None)

    def _unfinished(self, bundle: Bundle) -> int:
        """How many texts are marked as unfinished, or have no translation."""
        found = ((unit, self._units.get(unit.key)) for unit in bundle.units)
        return sum(
            unit.progress in {"fuzzy", "new"} if back is None else back.fuzzy or not back.target
            for unit, back in found
            if unit.segment.kind not in _MAY_BE_EMPTY or (back and back.fuzzy)
        )

    def _check(  # noqa: PLR0913, PLR0917  # one page from all sides
        self, data: bytes, source: PageText, base: PageText, texts: Mapping[str, str], shown: Path, locale: Locale, report: Report
    ) -> None:
        """Read the page that would be written as the build does, and put every error at the unit that it comes from."""
        path = "/".join(shown.parts[2:])
        page = PageText.read(data)
        wanted = [(piece.key, piece.kind, texts.get(piece.key, piece.text)) for piece in base.pieces if piece.kind]
        found = [(piece.key, piece.kind, piece.text) for piece in page.pieces if piece.kind] if page else []
        if (key := misplaced(wanted, found)) is not None:
            line = self._units[key].line if key in self._units else self._back.line
            report.add(ContentError("unit_blocks", path=self._back.shown, line=line, field=key, found=texts.get(key, "")))
            return
        parsed = parse_bytes(data, locale.code, path, shown)
        own = Report(list(parsed.errors))
        origin = parse_bytes(source.written({}), self._model.project.source.code, path, Path(self._back.file))
        if parsed.page and origin.page:
            check_parity(origin.page, parsed.page, own)
        for error in own.errors:
            report.add(self._at_unit(error, page))

    def _at_unit(self, error: BansacError, page: PageText | None) -> BansacError:
        segments = page.segments if page else []
        before = [segment.key for segment in segments if error.line is not None and segment.line <= error.line]
        key = error.field if error.field in self._units else before[-1] if before else ""
        line = self._units[key].line if key in self._units else self._back.line
        return error.moved(self._back.shown, line, key or None)


def _base(source: PageText, present: PageText | None, texts: AbstractSet[str], *, exactly: bool) -> PageText:
    """What the texts are set into: the present translation where it has the blocks of the source, else the source's blocks."""
    if present is None:
        return source.as_new(_MAY_BE_EMPTY - texts)
    return present if present.fits(source, exactly=exactly) else present.with_body(source)


def _texts(bundle: Bundle, taken: Mapping[str, Taken], base: PageText, present: PageText | None) -> dict[str, str]:
    """The text of each block: what came back, or what stands there now."""
    now = {segment.key: segment.text for segment in present.segments} if present else {}
    texts = {}
    for unit in bundle.units:
        one = taken.get(unit.key)
        if one is None:
            continue
        if one.changed or base is not present:
            texts[unit.key] = (
                one.text or "".join(part if isinstance(part, str) else part.raw for part in unit.target) or now.get(unit.key, "")
            )
    return texts


def _marked(data: bytes, follows: str | None) -> bytes:
    """The file with the hash of its source and without the record of a review."""
    text = with_field(data.decode("utf-8"), "reviewed", None)
    return with_field(text, "source_hash", f'"{follows}"' if follows else None).encode()


def _words(parts: Sequence[object]) -> str:
    return "".join(part if isinstance(part, str) else "…" for part in parts)
