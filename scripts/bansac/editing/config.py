"""The configuration of the editor, made from the schema that validates content: one truth for both.

Every field of :mod:`bansac.schema.page` becomes a field of the editor, with what the schema says about
it: needed or not, its length, its form, what may be chosen. Lists to choose from come from ``content/data/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bansac.dataset import LISTS
from bansac.editing.fields import Fields
from bansac.editing.words import Language, said
from bansac.media import MAX_BYTES
from bansac.model import Model
from bansac.schema.page import NewsFront, PageFront

RECORDS = ("sources", "topics")
"""Files of ``content/data/`` that the editor offers: lists of records whose fields are plain."""
NEWS = "news"
START = "start"
DATA = "data"


@dataclass(frozen=True)
class Setup:
    """What the editor is told.

    Attributes:
        config: Configuration of Sveltia CMS.
        folders: Folder below the locale folder of each collection of pages: ``{"history": "history", "start": ""}``.
    """

    config: Mapping[str, Any]
    folders: Mapping[str, str]


def editor_setup(model: Model, language: Language = "vi") -> Setup:
    """The configuration for a project, faulty content included: what could be read can be edited.

    Args:
        model: The project as it was read.
        language: Language of names and hints.
    """
    return _Maker(model, language).setup()


class _Maker:
    """Makes one configuration."""

    def __init__(self, model: Model, language: Language) -> None:
        self._model = model
        self._language = language
        self._fields = Fields(model, language)

    def setup(self) -> Setup:
        project = self._model.project
        sections = self._sections()
        collections = [
            self._news(),
            {"divider": True},
            *(self._section(name) for name in sections),
            {"divider": True},
            self._start(),
            self._data(),
        ]
        config = {
            "load_config_file": False,
            "backend": {"name": "test-repo"},
            "app_title": self._model.strings[project.source.code]["site.name"],
            "site_url": project.site_url,
            "logo": {"src": "/static/logo.svg", "show_in_header": False},
            "media_folder": "content/media",
            "public_folder": "/",
            "media_libraries": {
                "default": {"config": {"max_file_size": MAX_BYTES, "slugify_filename": True}},
                "stock_assets": {"providers": []},
            },
            "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 80},
            "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": False}},
            "i18n": {
                "structure": "multiple_root_folders",
                "locales": list(project.codes),
                "default_locale": project.source.code,
                "initial_locales": "default",
            },
            "collections": collections,
        }
        return Setup(config, {NEWS: NEWS, START: "", **{name: name for name in sections}})

    def _sections(self) -> list[str]:
        """Folders of pages, in the order of the main menu."""
        project = self._model.project
        found = {path.split("/")[0] for path in self._model.pages[project.source.code] if "/" in path} - {NEWS}
        menu = [path.split("/")[0] for path in project.nav if "/" in path]
        return [name for name in menu if name in found] + sorted(found - set(menu))

    def _news(self) -> dict[str, Any]:
        return {
            "name": NEWS,
            "label": self._word("collections", NEWS),
            "icon": "news",
            "folder": "content/{{locale}}/news",
            "path": "{{fields.date | date('YYYY')}}/{{slug}}",
            "slug": "{{title}}",
            "summary": "{{date}} · {{title}}",
            "sortable_fields": {"fields": ["date", "title"], "default": {"field": "date", "direction": "descending"}},
            **_PAGES,
            "fields": self._fields.of_page(NewsFront),
        }

    def _section(self, name: str) -> dict[str, Any]:
        home = self._model.pages[self._model.project.source.code].get(f"{name}/index.md")
        label = home.front.nav_title or home.front.title if home else name
        return {
            "name": name,
            "label": label,
            "icon": "folder",
            "folder": f"content/{{{{locale}}}}/{name}",
            "slug": "{{title}}",
            "summary": "{{title}}",
            "sortable_fields": {"fields": ["order", "title"], "default": {"field": "order"}},
            **_PAGES,
            "fields": self._fields.of_page(PageFront),
        }

    def _start(self) -> dict[str, Any]:
        """Pages that stand alone: at the root, and the list of news."""
        pages = self._model.pages[self._model.project.source.code]
        alone = [path for path in pages if "/" not in path] + [path for path in pages if path == f"{NEWS}/index.md"]
        files = [
            {
                "name": path.removesuffix(".md").replace("/", "-"),
                "label": pages[path].front.nav_title or pages[path].front.title,
                "file": f"content/{{{{locale}}}}/{path}",
                "i18n": True,
                "fields": self._fields.of_page(PageFront),
            }
            for path in alone
        ]
        return {
            "name": START,
            "label": self._word("collections", START),
            "icon": "home",
            "i18n": True,
            "editor": {"preview": False},
            "files": files,
        }

    def _data(self) -> dict[str, Any]:
        files = [
            {
                "name": name,
                "label": self._word("records", name),
                "file": f"content/data/{name}.yml",
                "format": "yml",
                "fields": [
                    {
                        "name": "records",
                        "label": self._word("records", name),
                        "widget": "list",
                        "root": True,
                        "collapsed": True,
                        "summary": "{{id}} · {{publisher.vi}}{{title.vi}}",
                        "fields": [*self._fields.of_record(LISTS[name])],
                    }
                ],
            }
            for name in RECORDS
            if (self._model.project.content / "data" / f"{name}.yml").is_file()
        ]
        return {"name": DATA, "label": self._word("collections", DATA), "icon": "database", "files": files, "editor": {"preview": False}}

    def _word(self, part: str, name: str) -> str:
        return said(part, name, self._language)


_PAGES: Mapping[str, Any] = {"extension": "md", "format": "yaml-frontmatter", "i18n": True, "editor": {"preview": False}}
