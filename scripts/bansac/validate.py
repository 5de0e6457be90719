"""From a schema's complaint to an error that names line, field, found and allowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bansac.errors import ContentError, Report, nearest
from bansac.limits import MAX_ERRORS
from bansac.located import Located, Place

Model = TypeVar("Model", bound=BaseModel)

_KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "literal_error": "not_allowed",
    "enum": "not_allowed",
    "string_pattern_mismatch": "bad_form",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "greater_than_equal": "not_allowed",
    "less_than_equal": "not_allowed",
}
_FORMS = {
    "string_type": "văn bản · text",
    "int_type": "số nguyên · whole number",
    "int_parsing": "số nguyên · whole number",
    "int_from_float": "số nguyên · whole number",
    "float_type": "số · number",
    "float_parsing": "số · number",
    "bool_type": "true | false",
    "bool_parsing": "true | false",
    "tuple_type": "danh sách · list ([a, b])",
    "dict_type": "vi: … / en: …",
    "model_type": "khóa: giá trị · key: value",
    "date_type": "YYYY-MM-DD",
    "date_parsing": "YYYY-MM-DD",
    "date_from_datetime_parsing": "YYYY-MM-DD",
    "date_from_datetime_inexact": "YYYY-MM-DD",
    "url_parsing": "https://…",
    "url_scheme": "https://…",
    "url_type": "https://…",
}
EXAMPLES = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": "chữ thường, số, gạch nối · lower case, digits, hyphens: new-missions",
    r"^[a-z]{2,3}(?:-[A-Z][A-Za-z]+)?$": "vi, en, zh-Hant",
    r"^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$": "2025, 2025-09, 2025-09-23",
    r"^[A-Z]{2}$": "ISO 3166-1: JP",
    r"^[a-z]+(?:_[a-z]+)*$": "chữ thường, gạch dưới · lower case, underscores: as_of",
    r"^[a-z0-9][a-z0-9/-]*/?$": "đường dẫn cũ, không có ngôn ngữ · a former path without locale: history/old-name/",
    r"^[a-z0-9][a-z0-9/-]*\.(?:jpg|jpeg|png|webp|svg)$": "news/2025/hanoi.jpg (.jpg, .jpeg, .png, .webp, .svg)",
    r"^(?:https://[^\s\"'<>\\]+|mailto:[^\s\"'<>\\]+|tel:\+?[0-9-]+|/[a-z0-9/-]*(?:\.md)?(?:#[a-z0-9-]+)?)$": (
        "/about/contact.md, https://…, mailto:…, tel:…"
    ),
    r"^[0-9a-f]{16}$": "bansac status --accept …",
    r"^[A-Za-z0-9][A-Za-z0-9._-]*$": "www.example.org",
    r"^[a-z_][a-z0-9_.-]*$": "publisher",
    r"^[A-Za-z0-9/_][A-Za-z0-9._/-]*$": "/srv/bansac",
    r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$": "store",
    r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$": "bansac-site",
    r"^(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*$": "site/",
}
"""What a form looks like, for people who do not read patterns."""
_OWN_CODES = {
    "path_climbs",
    "missing_source_locale",
    "image_without_alt",
    "news_without_topic",
    "news_without_source",
    "value_or_text",
    "unknown_language",
    "unsafe_link",
    "no_such_date",
    "bad_instant",
    "until_before_from",
}


def validate(schema: type[Model], located: Located, *, path: Path, report: Report, at: Place = ()) -> Model | None:
    """Check data against a schema.

    Args:
        schema: The pydantic model.
        located: The file's data with its lines.
        path: The file, for errors.
        report: Where every complaint goes.
        at: Place of the checked value within the file.

    Returns:
        The model, or None when there was a complaint.
    """
    data = located.data
    for key in at:
        data = data[key]
    try:
        return schema.model_validate(data)
    except ValidationError as error:
        for details in error.errors(include_url=False)[:MAX_ERRORS]:
            report.add(_complaint(schema, details, located, path, at))
        return None


def validate_list(schema: type[Model], located: Located, *, path: Path, report: Report) -> tuple[Model, ...]:
    """Check a file that is a list of records; returns the good ones."""
    if not isinstance(located.data, list):
        report.add(ContentError("wrong_type", path=path, line=1, field="(file)", found=type(located.data).__name__, expected="- id: …"))
        return ()
    before, records = len(report.errors), []
    for index in range(len(located.data)):
        records.append(validate(schema, located, path=path, report=report, at=(index,)))
        if len(report.errors) - before > MAX_ERRORS:
            break
    return tuple(record for record in records if record is not None)


def _complaint(schema: type[BaseModel], details: ErrorDetails, located: Located, path: Path, at: Place) -> ContentError:
    place = (*at, *details["loc"])
    line = located.line(place)
    name = ".".join(str(part) for part in details["loc"]) or "(front matter)"
    kind = details["type"]
    context: dict[str, Any] = details.get("ctx", {})
    found: object = details.get("input")
    if kind == "missing":
        return ContentError("missing", path=path, line=line, field=name, expected=_form_of(schema, details["loc"]))
    if kind == "extra_forbidden":
        known = _fields_at(schema, details["loc"][:-1])
        near = nearest(str(details["loc"][-1]), known)
        expected = f"{near}?" if near else ", ".join(known)
        return ContentError("unknown_field", path=path, line=line, field=name, found=details["loc"][-1], expected=expected)
    if kind == "value_error":
        reason = str(context.get("error", ""))
        code = reason if reason in _OWN_CODES else "invalid"
        given = found if isinstance(found, str | int) else None
        return ContentError(code, path=path, line=line, field=name, found=given, reason=reason)
    if kind in _FORMS:
        return ContentError("wrong_type", path=path, line=line, field=name, found=found, expected=_FORMS[kind])
    if kind in _KINDS:
        return ContentError(_KINDS[kind], path=path, line=line, field=name, found=found, expected=_allowed(context))
    return ContentError("invalid", path=path, line=line, field=name, found=found, reason=details["msg"])


def _allowed(context: dict[str, Any]) -> str:
    if "expected" in context:
        return str(context["expected"])
    if "max_length" in context:
        return f"≤ {context['max_length']}"
    if "min_length" in context:
        return f"≥ {context['min_length']}"
    if "ge" in context:
        return f"≥ {context['ge']}"
    if "le" in context:
        return f"≤ {context['le']}"
    pattern = str(context.get("pattern", ""))
    return EXAMPLES.get(pattern, pattern)


def _model_at(schema: type[BaseModel], loc: tuple[int | str, ...]) -> type[BaseModel] | None:
    model: type[BaseModel] | None = schema
    for part in loc:
        if isinstance(part, int) or model is None:
            continue
        field = _fields(model).get(part)
        model = _inner_model(field.annotation) if field else None
    return model


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of a model by the names that files give them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if (found := _inner_model(argument)) is not None:
            return found
    return None


def _fields_at(schema: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    model = _model_at(schema, loc)
    return list(_fields(model)) if model else []


def _form_of(schema: type[BaseModel], loc: tuple[int | str, ...]) -> str | None:
    model = _model_at(schema, loc[:-1])
    field = _fields(model).get(str(loc[-1])) if model else None
    if field is None or field.annotation is None:
        return None
    described = TypeAdapter(field.annotation).json_schema()
    if "enum" in described:
        return ", ".join(map(str, described["enum"]))
    return str(described.get("format") or described.get("type") or "") or None
