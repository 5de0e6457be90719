"""Bản Sắc's own project, made from the corpus: this repository's brand, theme and interface texts."""

from __future__ import annotations

import shutil
import sys
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bansac.markdown import text_hash
from bench.corpus import SOURCES, TOPICS, Page
from bench.prose import LANGUAGES, Language
from bench.sites import Site, front_matter

SOURCE = LANGUAGES[0]
REVIEWED = "2025-11-01"
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from bansac.cli import main; main()"


class _Loader(yaml.SafeLoader):
    """Reads ``mkdocs.yml``, of whose ``!ENV`` tags it takes the default."""


def _default(loader: yaml.SafeLoader, node: yaml.SequenceNode) -> object:
    return loader.construct_sequence(node)[-1]


_Loader.add_constructor("!ENV", _default)


class Ours(Site):
    """Built by ``bansac build`` with search, feeds and sitemap; the extra is the social cards."""

    caches = ("build",)

    def set_up(self) -> None:
        """Write configuration and theme."""
        for name in ("brand", "overrides"):
            shutil.copytree(self.root / name, self.folder / name)
        strings = self.folder / "content" / "strings"
        strings.mkdir(parents=True)
        for language in self.corpus.languages:
            own = self.root / "content" / "strings" / f"{language.code}.yml"
            shutil.copy(own if own.is_file() else own.with_name(f"{SOURCE.code}.yml"), strings / f"{language.code}.yml")
        data = self.folder / "content" / "data"
        data.mkdir()
        _dump(data / "sources.yml", [_source(name) for name in SOURCES])
        _dump(data / "topics.yml", [_topic(name) for name in TOPICS])
        _dump(self.folder / "mkdocs.yml", self._config())

    def page_file(self, language: Language, path: str) -> Path:
        """Where a page lies."""
        return self.folder / "content" / language.code / path

    def page_text(self, page: Page) -> str:
        """A page's file."""
        outline = page.outline
        is_source = page.language == SOURCE
        if is_source:
            self._hashes[outline.path] = text_hash(page.title, page.description, page.body)
        front: dict[str, object] = {
            "title": page.title,
            "description": page.description,
            "layout": outline.layout,
            "order": outline.order,
            "sources": outline.sources or None,
            "source_hash": None if is_source else self._hashes[outline.path],
            "reviewed": None if is_source else _Plain(REVIEWED),
            "date": outline.date,
            "topics": outline.topics or None,
        }
        return front_matter(front) + page.body

    def commands(self, *, extra: bool) -> list[list[str]]:
        """What builds the site."""
        return [[sys.executable, "-c", _START, str(self.root / "scripts"), "build", *([] if extra else ["--no-cards"])]]

    @cached_property
    def _hashes(self) -> dict[str, str]:
        return {}

    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = yaml.load((self.root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a SafeLoader
        config["nav"] = [f"{section}/index.md" for section in self.corpus.menu]
        plugin = next(item["i18n"] for item in config["plugins"] if isinstance(item, dict) and "i18n" in item)
        plugin["languages"] = [
            {"locale": language.code, "name": language.name, **({"default": True} if language == SOURCE else {})}
            for language in self.corpus.languages
        ]
        return config


class _Plain:
    """A value that front matter shows without quotation marks."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text


def _source(name: str) -> dict[str, str]:
    return {
        "id": name,
        "publisher": f"Báo {name}",
        "kind": "newspaper",
        "published": "2025-09-25",
        "lang": "vi",
        "url": f"https://{name}.example/",
    }


def _topic(name: str) -> dict[str, Any]:
    return {"id": name, "title": {SOURCE.code: f"Chủ đề {name}"}, "description": {SOURCE.code: f"Tin về {name}."}}


def _dump(path: Path, data: object) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
