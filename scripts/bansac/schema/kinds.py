"""What kind of value a field of a schema holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import StringConstraints
from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class Limits:
    """What a schema asks of a text, or of a list and of the texts in it.

    Attributes:
        longest: In characters.
        pattern: A regular expression.
        most: Elements of a list.
    """

    longest: int | None = None
    pattern: str | None = None
    most: int | None = None


def kinds_of(field: FieldInfo) -> tuple[Any, ...]:
    """The kinds that a value may have, without what is said about them and without None: ``(str, dict[…])``."""
    return tuple(_bare(member) for member in _members(field.annotation) if member is not type(None))


def element_of(field: FieldInfo) -> Any | None:
    """The kind of the elements of a list, None for what is no list."""
    first = kinds_of(field)[0]
    return _bare(get_args(first)[0]) if get_origin(first) is tuple else None


def is_localized(field: FieldInfo) -> bool:
    """Whether the value is, or may be, a text for each locale."""
    return any(get_origin(kind) is dict for kind in kinds_of(field))


def has_two_forms(field: FieldInfo) -> bool:
    """Whether the value is one text for all locales, or one for each."""
    return is_localized(field) and str in kinds_of(field)


def limits_of(field: FieldInfo) -> Limits:
    """Length and form of a text, wherever the schema says them; where it says two lengths, the shorter."""
    lengths: list[int] = []
    pattern, is_list = None, element_of(field) is not None
    for part in (*(() if is_list else field.metadata), *_said_about(field.annotation)):
        if isinstance(part, MaxLen | StringConstraints) and part.max_length:
            lengths.append(part.max_length)
        if said := getattr(part, "pattern", None):
            pattern = str(said)
    most = next((part.max_length for part in field.metadata if is_list and isinstance(part, MaxLen)), None)
    return Limits(min(lengths, default=None), pattern, most)


def _members(annotation: Any) -> tuple[Any, ...]:
    bare = _bare(annotation)
    return get_args(bare) if get_origin(bare) in {Union, UnionType} else (annotation,)


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _said_about(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Literal:
        return
    if get_origin(annotation) is Annotated:
        yield from annotation.__metadata__
    for part in get_args(annotation)[: 1 if get_origin(annotation) is Annotated else None]:
        yield from _said_about(part)
