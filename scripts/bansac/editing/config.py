"""The configuration of the editor, made from the schema that validates content: one truth for both.

Every field of :mod:`bansac.schema.page` becomes a field of the editor, with what the schema says about
it: needed or not, its length, its form, what may be chosen. Lists to choose from come from ``content/data/``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bansac.dataset import LISTS
from bansac.editing.kinds import Limits, element_of, is_localized, kinds_of, limits_of
from bansac.media import MAX_BYTES, SUFFIXES
from bansac.model import Model
from bansac.schema.page import NewsFront, PageFront
from bansac.validate import EXAMPLES

Language = Literal["vi", "en"]
"""Language of the editor's own words."""

OWN = frozenset({"title", "description", "nav_title", "image_alt", "source_hash", "reviewed", "updated", "style_exceptions", "body"})
"""Fields with a value of its own in each locale; all others are the same in every locale."""
LONG = 120
"""Texts that may be longer get a field of several lines."""
RECORDS = ("sources", "topics")
"""Files of ``content/data/`` that the editor offers: lists of records whose fields are plain."""
NEWS = "news"
START = "start"
DATA = "data"
_MEDIA = limits_of(PageFront.model_fields["image"])
_CHOICE = 160
"""A choice in a list is cut to this many characters."""


@cache
def words() -> Mapping[str, Any]:
    """The texts of ``words.yml``."""
    text = (resources.files("bansac.editing") / "words.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


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
        data = model.dataset
        groups = data.plan.groups if data.plan else ()
        self._choices: dict[str, list[dict[str, str]]] = {
            "sources": [
                _choice(key, f"{self._text(item.publisher)} · {item.title or item.published or ''} ({key})")
                for key, item in data.sources.items()
            ],
            "topics": [_choice(key, self._text(item.title)) for key, item in data.topics.items()],
            "value": [_choice(key, self._text(item.name)) for key, item in data.values.items()],
            "group": [_choice(group.id, self._text(group.title)) for group in groups],
        }

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
            "fields": self._form_of(NewsFront),
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
            "fields": self._form_of(PageFront),
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
                "fields": self._form_of(PageFront),
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
                        "fields": [self._record_field(key, field) for key, field in LISTS[name].model_fields.items()],
                    }
                ],
            }
            for name in RECORDS
            if (self._model.project.content / "data" / f"{name}.yml").is_file()
        ]
        return {"name": DATA, "label": self._word("collections", DATA), "icon": "database", "files": files, "editor": {"preview": False}}

    def _form_of(self, schema: type[BaseModel]) -> list[dict[str, Any]]:
        """What is needed first, then the text, then what may stay empty; the saved file has the schema's order."""
        fields = [self._field(name, field, schema) for name, field in schema.model_fields.items()]
        first = [field for field in fields if field.get("required")]
        return [*first, self._body(), *(field for field in fields if field not in first)]

    def _field(self, name: str, field: FieldInfo, schema: type[BaseModel]) -> dict[str, Any]:
        if schema is NewsFront and name == "layout":
            return {"name": name, "widget": "hidden", "default": field.default, "i18n": "duplicate"}
        label, hint = words()["fields"].get(name, {}).get(self._language, (name, ""))
        needed = field.is_required() or (schema is NewsFront and name in {"sources", "topics"})
        made: dict[str, Any] = {
            "name": name,
            "label": label,
            "hint": hint,
            "required": needed,
            "i18n": True if name in OWN else "duplicate",
            **self._widget(name, field),
        }
        return made

    def _widget(self, name: str, field: FieldInfo) -> dict[str, Any]:
        element = element_of(field)
        many = element is not None
        kind = element if many else kinds_of(field)[0]
        limits = limits_of(field)
        if name in self._choices:
            return {"widget": "select", "multiple": many, "options": self._choices[name], "dropdown_threshold": 8}
        if get_origin(kind) is Literal:
            named = words()["layouts"]
            return {
                "widget": "select",
                "options": [_choice(value, named.get(value, {}).get(self._language, value)) for value in get_args(kind)],
                **({"default": field.default} if field.default in get_args(kind) else {}),
            }
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return {"widget": "list", "collapsed": True, "fields": [self._field(key, own, kind) for key, own in kind.model_fields.items()]}
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if limits.pattern == _MEDIA.pattern:
            return {
                "widget": "image",
                "accept": ",".join(sorted(SUFFIXES)),
                "choose_url": False,
                "media_folder": "/content/media",
                "public_folder": "",
            }
        if name == "source_hash":
            return {"widget": "string", "readonly": True}
        longer = limits.longest is not None and limits.longest > LONG
        return {"widget": "list" if many else "text" if longer else "string", **self._form(limits)}

    def _form(self, limits: Limits) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if limits.longest is not None:
            made["maxlength"] = limits.longest
        if limits.pattern:
            form = EXAMPLES.get(limits.pattern, limits.pattern)
            made["pattern"] = [limits.pattern, self._word("checks", "form").format(form=form)]
        return made

    def _record_field(self, name: str, field: FieldInfo) -> dict[str, Any]:
        made = {"name": name, "label": self._word("records", name), "required": field.is_required()}
        if is_localized(field):
            codes = self._model.project.codes
            source = self._model.project.source.code
            names = {locale.code: locale.name for locale in self._model.project.locales}
            inner = [{"name": code, "label": names[code], "widget": "text", "required": code == source} for code in codes]
            return {**made, "widget": "object", "collapsed": "auto", "fields": inner}
        return {**made, "widget": "string", **(self._form(limits_of(field)) if str in kinds_of(field) else {})}

    def _body(self) -> dict[str, Any]:
        label, hint = words()["fields"]["body"][self._language]
        return {
            "name": "body",
            "label": label,
            "hint": hint,
            "widget": "text",
            "required": False,
            "i18n": True,
        }

    def _word(self, part: str, name: str) -> str:
        return str(words()[part].get(name, {}).get(self._language, name))

    def _text(self, text: str | Mapping[str, str]) -> str:
        return text if isinstance(text, str) else text.get(self._language, text["vi"])


_PLAIN: Mapping[Any, Mapping[str, Any]] = {
    dt.date: {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"},
    dt.datetime: {"widget": "datetime", "format": "YYYY-MM-DDTHH:mmZ"},
    bool: {"widget": "boolean"},
    int: {"widget": "number", "value_type": "int"},
    float: {"widget": "number", "value_type": "float"},
}
_PAGES: Mapping[str, Any] = {"extension": "md", "format": "yaml-frontmatter", "i18n": True, "editor": {"preview": False}}


def _choice(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label[:_CHOICE]}
