"""Plain Material for MkDocs with static-i18n in its folder structure, as its handbook sets it up."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import yaml

from bench.corpus import Page
from bench.prose import LANGUAGES, Language
from bench.sites import Site, front_matter, relative_links


class Material(Site):
    """Built by ``mkdocs build``; there is no extra."""

    env: ClassVar[Mapping[str, str]] = {"NO_MKDOCS_2_WARNING": "1"}

    def set_up(self) -> None:
        """Write configuration and theme."""
        languages = [
            {"locale": language.code, "name": language.name, "build": True, **({"default": True} if language == LANGUAGES[0] else {})}
            for language in self.corpus.languages
        ]
        config = {
            "site_name": "Benchmark",
            "site_url": "https://bench.example/",
            "theme": {"name": "material"},
            "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
            "markdown_extensions": ["attr_list", "tables", "toc"],
        }
        (self.folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def page_file(self, language: Language, path: str) -> Path:
        """Where a page lies."""
        return self.folder / "docs" / language.code / path

    def page_text(self, page: Page) -> str:
        """A page's file."""
        front = {"title": page.title, "description": page.description, "date": page.outline.date}
        return front_matter(front) + f"# {page.title}\n\n{relative_links(page)}"

    def commands(self, *, extra: bool) -> list[list[str]]:  # noqa: ARG002  # there is none
        """What builds the site."""
        return [[sys.executable, "-m", "mkdocs", "build", "--quiet"]]
