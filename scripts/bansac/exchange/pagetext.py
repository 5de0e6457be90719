"""A page's file as texts to translate and everything else; written again with other texts, nothing else changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bansac.exchange.blocks import Piece, bones, joined, outline, split
from bansac.exchange.yamltext import replaced, scalars
from bansac.fronttext import with_field
from bansac.located import Place
from bansac.pages import split_front

FIELDS = ("title", "description", "nav_title", "image_alt")
"""Fields of the front matter that a translator translates."""
_NOT_TAKEN = ("source_hash", "reviewed", "publish_at", "style_exceptions")
"""Fields of the front matter that say something about the source alone."""
_BOM = "\ufeff"


@dataclass(frozen=True)
class Segment:
    """A text to translate.

    Attributes:
        key: Name within the file: ``title``, ``resolution/2``, ``plan.title``.
        kind: A field, a kind of block, ``string`` or ``register``.
        text: What stands there.
        line: Line of the file, from 1.
    """

    key: str
    kind: str
    text: str
    line: int


@dataclass(frozen=True)
class PageText:
    """A page's file.

    Attributes:
        front: The YAML of the front matter.
        body: The Markdown after it.
        head: What stands before the body: fences, front matter.
        windows: Whether its lines end as on Windows.
    """

    front: str
    body: str
    head: str
    windows: bool = False

    @classmethod
    def read(cls, raw: bytes) -> PageText | None:
        """Read a file that the model has read; None where it has no front matter."""
        text = raw.decode("utf-8")
        windows = "\r\n" in text
        text = text.replace("\r\n", "\n")
        parts = split_front(text.removeprefix(_BOM))
        return cls(parts[0], parts[1], text[: len(text) - len(parts[1])], windows) if parts else None

    @cached_property
    def pieces(self) -> list[Piece]:
        """The blocks of the body."""
        return split(self.body)

    @cached_property
    def segments(self) -> list[Segment]:
        """The texts to translate, in order."""
        found = scalars(self.front)
        fields = [Segment(name, name, found[name,].value, found[name,].line + 2) for name in FIELDS if (name,) in found]
        first = self.head.count("\n") + 1
        return [*fields, *(Segment(piece.key, piece.kind, piece.text, piece.line + first) for piece in self.pieces if piece.kind)]

    def fits(self, other: PageText, *, exactly: bool) -> bool:
        """Whether both have the same blocks; exactly: also the same shortcodes and code between them."""
        if exactly:
            return bones(self.pieces) == bones(other.pieces) and outline(self.pieces) == outline(other.pieces)
        return outline(self.pieces) == outline(other.pieces)

    def written(self, texts: Mapping[str, str]) -> bytes:
        """The file with other texts; a field that it has not is added where it is given."""
        fields: dict[Place, str] = {(name,): texts[name] for name in FIELDS if name in texts}
        front = replaced(self.front, fields) if fields else self.front
        head = self.head.replace(self.front, front, 1) if front != self.front else self.head
        text = head + joined(self.pieces, texts)
        return (text.replace("\n", "\r\n") if self.windows else text).encode()

    def with_body(self, other: PageText) -> PageText:
        """This front matter with the body of another page."""
        return PageText(self.front, other.body, self.head, self.windows)

    def as_new(self, without: Iterable[str] = ()) -> PageText:
        """The page to start a translation from: without what is said of the source alone, and without some fields."""
        text = self.head + self.body
        for name in (*_NOT_TAKEN, *sorted(without)):
            text = with_field(text, name, None)
        found = PageText.read(text.encode())
        return found or self
