"""Recording that a translation was made from its source as the source is now."""

from __future__ import annotations

from collections.abc import Iterable

from bansac.errors import ConfigError, suggestion
from bansac.fronttext import with_field
from bansac.model import Model
from bansac.pages import Page
from bansac.store import write_aside


def accept_translations(model: Model, names: Iterable[str]) -> int:
    """Write the present hash of the source into translations.

    Args:
        model: The project.
        names: Pages such as ``en/plan/index.md``, or ``all``.

    Returns:
        How many files changed.

    Raises:
        ConfigError: A name is no translation.
    """
    known = {f"{code}/{path}": page for code in model.project.codes[1:] for path, page in model.pages[code].items()}
    wanted = set(names)
    chosen = known if "all" in wanted else {}
    for name in sorted(wanted - {"all"}):
        if name not in known:
            raise ConfigError("unknown_id", found=name, register="content/", expected=suggestion(name, known))
        chosen[name] = known[name]
    return sum(_accept(model, page) for page in chosen.values())


def _accept(model: Model, page: Page) -> bool:
    source = model.pages[model.project.source.code].get(page.path)
    if source is None or page.front.source_hash == source.hash:
        return False
    path = model.project.root / page.shown
    text = path.read_bytes().decode("utf-8")
    changed = with_field(text, "source_hash", f'"{source.hash}"')
    if changed == text:
        return False
    write_aside(path, changed.encode())
    return True
