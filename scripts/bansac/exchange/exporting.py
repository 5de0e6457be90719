"""Texts for translators: which files of which pages, and what is in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Literal

from bansac.choose import chosen_pages
from bansac.config import Locale
from bansac.exchange import po, xliff
from bansac.exchange.registers import data_bundles, strings_bundle
from bansac.exchange.units import Bundle, page_bundle, read_page
from bansac.model import Model
from bansac.status.history import History
from bansac.translation import State, state_of

Format = Literal["xliff", "po"]
_WRITERS = {"xliff": xliff, "po": po}
DEFAULT_FOLDER = "build/translate"


def exported(
    model: Model, locale: Locale, form: Format, names: Sequence[str], states: Collection[State], *, strings: bool
) -> Iterator[tuple[PurePosixPath, bytes, Bundle]]:
    """The files for a language: path below the folder, bytes, and what is in them.

    Args:
        model: The project.
        locale: The language to translate into.
        form: The format.
        names: Pages or patterns; empty for all.
        states: States of the pages to take; empty for all.
        strings: Also the interface texts and the registers.

    Raises:
        ConfigError: A name stands for no page.
    """
    writer = _WRITERS[form]
    history = History(model.project)
    for bundle in _bundles(model, locale, names, states, history, strings=strings):
        yield PurePosixPath(locale.code, f"{bundle.name}{writer.SUFFIX}"), writer.written(model, bundle), bundle


def _bundles(
    model: Model, locale: Locale, names: Sequence[str], states: Collection[State], history: History, *, strings: bool
) -> Iterator[Bundle]:
    sources = model.pages[model.project.source.code]
    for path in chosen_pages(names, sources) if names else sorted(sources):
        if states and state_of(sources[path], model.pages[locale.code].get(path)) not in states:
            continue
        text = read_page(model, model.project.source.code, path)
        if text is not None:
            yield page_bundle(model, path, locale, history, text, sources[path].hash)
    if strings:
        yield strings_bundle(model.project, locale)
        yield from data_bundles(model.project, locale)
