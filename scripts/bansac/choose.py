"""Pages that a command is called for: by path, with or without ``.md``, or by a pattern."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase

from bansac.errors import ConfigError, suggestion

_SIGNS = "*?["


def chosen_pages(names: Iterable[str], known: Collection[str]) -> list[str]:
    """The pages that names stand for, each once, by path.

    Args:
        names: ``plan/index.md``, ``plan/index``, ``plan/*``; ``*`` goes over slashes as well.
        known: Paths of all pages.

    Raises:
        ConfigError: A name stands for no page.
    """
    found: set[str] = set()
    for name in names:
        plain = name.removeprefix("./")
        if any(sign in plain for sign in _SIGNS):
            matched = {path for path in known if fnmatchcase(path, plain) or fnmatchcase(path, f"{plain}.md")}
        else:
            matched = {path for path in (plain, f"{plain}.md") if path in known}
        if not matched:
            raise ConfigError("unknown_id", found=name, register="content/", expected=suggestion(plain, known))
        found |= matched
    return sorted(found)
