"""The fields of the editor, one for each field of a schema."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bansac.editing.words import Language, said, words
from bansac.media import SUFFIXES
from bansac.model import Model
from bansac.schema.kinds import Limits, element_of, is_localized, kinds_of, limits_of
from bansac.schema.page import NewsFront, PageFront
from bansac.validate import EXAMPLES

OWN = frozenset({"title", "description", "nav_title", "image_alt", "source_hash", "reviewed", "updated", "style_exceptions", "body"})
"""Fields with a value of its own in each locale; all others are the same in every locale."""
LONG = 120
"""Texts that may be longer get a field of several lines."""
_PLAIN: Mapping[Any, Mapping[str, Any]] = {
    dt.date: {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"},
    dt.datetime: {"widget": "datetime", "format": "YYYY-MM-DDTHH:mmZ"},
    bool: {"widget": "boolean"},
    int: {"widget": "number", "value_type": "int"},
    float: {"widget": "number", "value_type": "float"},
}
_MEDIA = limits_of(PageFront.model_fields["image"])
_CHOICE = 160
"""A choice in a list is cut to this many characters."""


class Fields:
    """Makes fields for a project.

    Args:
        model: The project; ids to choose from come from its data.
        language: Language of names and hints.
    """

    def __init__(self, model: Model, language: Language) -> None:
        self._project = model.project
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

    def of_page(self, schema: type[BaseModel]) -> list[dict[str, Any]]:
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
        return self._text_widget(name, limits, many=many)

    def _text_widget(self, name: str, limits: Limits, *, many: bool) -> dict[str, Any]:
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
        if many:
            return {"widget": "list", **({"max": limits.most} if limits.most else {}), **self._form(replace(limits, longest=None))}
        longer = limits.longest is not None and limits.longest > LONG
        return {"widget": "text" if longer else "string", **self._form(limits)}

    def _form(self, limits: Limits) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if limits.longest is not None:
            made["maxlength"] = limits.longest
        if limits.pattern:
            form = EXAMPLES.get(limits.pattern, limits.pattern)
            made["pattern"] = [limits.pattern, said("checks", "form", self._language).format(form=form)]
        return made

    def of_record(self, schema: type[BaseModel]) -> Iterator[dict[str, Any]]:
        """The fields of a record of a data file."""
        for name, field in schema.model_fields.items():
            yield self._record_field(name, field)

    def _record_field(self, name: str, field: FieldInfo) -> dict[str, Any]:
        made = {"name": name, "label": said("records", name, self._language), "required": field.is_required()}
        if is_localized(field):
            codes = self._project.codes
            source = self._project.source.code
            names = {locale.code: locale.name for locale in self._project.locales}
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

    def _text(self, text: str | Mapping[str, str]) -> str:
        return text if isinstance(text, str) else text.get(self._language, text["vi"])


def _choice(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label[:_CHOICE]}
