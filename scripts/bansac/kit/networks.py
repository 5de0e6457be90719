"""The networks that the public uses: sizes of their pictures and lengths of their texts, from ``brand/networks.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, HttpUrl, TypeAdapter, model_validator

from bansac.brand.records import read_records
from bansac.schema.common import Entry, PartialDate, Slug, Text

Kind: TypeAlias = Literal["avatar", "cover", "post"]
Pixels: TypeAlias = Annotated[int, Field(ge=1, le=8000)]
Size: TypeAlias = tuple[Pixels, Pixels]


class SizeSource(Entry):
    """A publication that sizes or lengths were taken from."""

    id: Slug
    title: Text
    published: PartialDate
    url: HttpUrl


class Picture(Entry):
    """A picture that a network shows; sizes are width and height in pixels."""

    kind: Kind
    size: Size
    times: Annotated[int, Field(ge=1)] = 1
    """How often larger than the size that the source gives."""
    safe: Size | None = None
    """The part in the middle that every device shows; None for all of it."""
    limit: int | None = None
    """The largest file in bytes; None where the network sets none."""
    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _safe_inside(self) -> Picture:
        if self.safe and (self.safe[0] > self.size[0] or self.safe[1] > self.size[1]):
            raise ValueError("safe is larger than size")
        return self


class Network(Entry):
    """One network."""

    id: Slug
    name: Text
    caption: int | None = None
    """The most characters of a post; None where no public limit was found."""
    sources: tuple[Slug, ...] = ()
    """Where the length comes from."""
    pictures: tuple[Picture, ...]

    def of_kind(self, kind: Kind) -> tuple[Picture, ...]:
        """The pictures of a kind."""
        return tuple(picture for picture in self.pictures if picture.kind == kind)


class NetworkFile(Entry):
    """The whole of ``networks.yml``."""

    sources: tuple[SizeSource, ...]
    networks: tuple[Network, ...]

    @model_validator(mode="after")
    def _known_sources(self) -> NetworkFile:
        known = {source.id for source in self.sources}
        for network in self.networks:
            named = {*network.sources, *(name for picture in network.pictures for name in picture.sources)}
            if unknown := sorted(named - known):
                raise ValueError(f"{network.id}: no source {', '.join(unknown)}")
        return self


def load_networks(brand_dir: Path) -> tuple[Network, ...]:
    """Read ``networks.yml`` of a brand folder.

    Raises:
        BrandError: The file breaks its schema.
    """
    return read_records(brand_dir / "networks.yml", TypeAdapter(NetworkFile)).networks
