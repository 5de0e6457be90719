"""What a translator should know about a text: where it stands, what its marks are, terms, what stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from bansac.exchange.marks import marks_of
from bansac.exchange.units import Bundle, Unit
from bansac.model import Model
from bansac.schema.kinds import limits_of
from bansac.schema.page import PageFront

KEEP = "keep_words"
"""Key of ``extra.bansac`` with the words that no language translates."""
_KINDS = {
    "title": "tên trang · title of the page",
    "description": "mô tả cho danh sách và máy tìm kiếm · description for lists and search engines",
    "nav_title": "tên ngắn trong thực đơn · short title for menus",
    "image_alt": "hình cho thấy gì · what the picture shows",
    "heading": "đề mục · heading",
    "paragraph": "đoạn văn · paragraph",
    "item": "mục trong danh sách · item of a list",
    "quote": "lời dẫn · quotation",
    "cell": "ô trong bảng · cell of a table",
    "alt": "hình cho thấy gì · what the picture shows",
    "caption": "chú thích hình · caption of a picture",
    "string": "văn bản giao diện · interface text",
    "register": "văn bản trong dữ liệu · text of a register",
}
_OFFICIAL = re.compile(r"\b\d+(?:[-/]\d+)?[-/](?:[A-ZĐ]{2,}[-/]?)+\b")
"""Numbers of Vietnamese instruments, such as 292/NQ-CP and 59-NQ/TW."""


def notes(model: Model, bundle: Bundle, unit: Unit) -> Iterator[str]:
    """The notes of a unit, each on a line."""
    yield f"{bundle.title}: {_KINDS[unit.segment.kind]}"
    heading = _heading(bundle, unit)
    if heading:
        yield f"Dưới đề mục · Below the heading: {heading}"
    for mark in marks_of(unit.source):
        if mark.form != "open":
            tag = f"<{mark.id}>…</{mark.id}>" if mark.form == "close" else f"<{mark.id}/>"
            yield f"{tag} = {mark.raw.removeprefix('](').removesuffix(')') if mark.form == 'close' else mark.raw}"
    terms = list(_terms(model, bundle.locale.code, unit.segment.text))
    if terms:
        yield "Thuật ngữ · Terms: " + "; ".join(terms)
    kept = _kept(model, unit.segment.text)
    if kept:
        yield "Giữ nguyên · Keep as it is: " + ", ".join(kept)
    limit = size_limit(unit.segment.kind)
    if limit:
        yield f"Nhiều nhất {limit} ký tự · At most {limit} characters"


def size_limit(kind: str) -> int | None:
    """Most characters that the schema allows for a field of the front matter."""
    field = PageFront.model_fields.get(kind)
    return limits_of(field).longest if field else None


def _heading(bundle: Bundle, unit: Unit) -> str:
    section, slash, _ = unit.key.partition("/")
    return next((other.segment.text for other in bundle.units if slash and other.key == f"#{section}"), "")


def _terms(model: Model, code: str, text: str) -> Iterator[str]:
    """Terms of the glossary that stand in a text, longest first, none inside another."""
    rest = text.casefold()
    found = []
    for term in sorted(model.dataset.glossary.values(), key=lambda one: -len(_form(one, model.project.source.code))):
        source, target = _form(term, model.project.source.code), _form(term, code)
        if source and target and re.search(rf"(?<!\w){re.escape(source.casefold())}(?!\w)", rest):
            rest = rest.replace(source.casefold(), "\0")
            proposed = " (đề xuất · proposed)" if term.forms[code].status == "proposed" else ""
            found.append((text.casefold().find(source.casefold()), f"{source} → {target}{proposed}"))
    yield from (shown for _, shown in sorted(found))


def _form(term: BaseModel, code: str) -> str:
    form = getattr(term, "forms", {}).get(code)
    return str(form.text) if form else ""


def _kept(model: Model, text: str) -> list[str]:
    words = [str(word) for word in model.project.features.get(KEEP) or ()]
    found = [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    return sorted({*found, *_OFFICIAL.findall(text)}, key=text.find)
