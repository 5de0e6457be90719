"""What the three generators' projects have in common: places, the edit, and links as each wants them."""

from __future__ import annotations

import os
import re
import shutil
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from bench.corpus import Corpus, Page
from bench.prose import Language

_LINK = re.compile(r"\]\(/([a-z0-9/-]+\.md)(#[a-z0-9-]+)?\)")

Front = Mapping[str, object]


class Site(ABC):
    """A project of one generator, made from the corpus in a folder of its own.

    Args:
        root: The project whose benchmarks these are.
        folder: Where this site's project goes.
        corpus: Its pages.
    """

    output: ClassVar[str] = "site"
    """Folder of the finished files, below the project."""
    caches: ClassVar[Sequence[str]] = ()
    """Other folders that a cold build must not find."""
    env: ClassVar[Mapping[str, str]] = {}
    """Variables that the commands need."""

    def __init__(self, root: Path, folder: Path, corpus: Corpus) -> None:
        self.root = root
        self.folder = folder
        self.corpus = corpus

    def make(self) -> None:
        """Write the project anew."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.set_up()
        for page in self.corpus.pages():
            path = self.page_file(page.language, page.outline.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.page_text(page), encoding="utf-8")

    def clear(self) -> None:
        """Remove what builds have made."""
        for name in (self.output, *self.caches):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def edit(self, language: str, mark: str) -> None:
        """Add a sentence to the end of a page's text, in place of the one added before."""
        found = next(known for known in self.corpus.languages if known.code == language)
        path = self.page_file(found, self.corpus.edited.path)
        text = path.read_text(encoding="utf-8").split("\n\nEdit ")[0].rstrip("\n")
        path.write_text(f"{text}\n\nEdit {mark}.\n", encoding="utf-8")

    @abstractmethod
    def set_up(self) -> None:
        """Write configuration and theme."""

    @abstractmethod
    def page_file(self, language: Language, path: str) -> Path:
        """Where a page lies."""

    @abstractmethod
    def page_text(self, page: Page) -> str:
        """A page's file."""

    @abstractmethod
    def commands(self, *, extra: bool) -> list[list[str]]:
        """What builds the site; with ``extra``, also what the second way of building adds."""


def front_matter(front: Front) -> str:
    """Front matter as JSON-like YAML."""
    lines = [f"{key}: {_yaml(value)}" for key, value in front.items() if value is not None]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _yaml(value: object) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def relative_links(page: Page) -> str:
    """The body with links as MkDocs wants them: from file to file."""
    here = os.path.dirname(page.outline.path) or "."  # noqa: PTH120  # a path within the docs, not on the disk

    def link(match: re.Match[str]) -> str:
        return f"]({os.path.relpath(match[1], here)}{match[2] or ''})"

    return _LINK.sub(link, page.body)
