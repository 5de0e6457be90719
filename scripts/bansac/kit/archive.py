"""Archives that are the same for the same files: sorted, without dates, with checksums, licence and README.

Unpacked, ``sha256sum -c SHA256SUMS`` in the folder proves every file.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Final

from pydantic import AfterValidator, TypeAdapter

from bansac.brand.records import read_records
from bansac.brand.safety import svg_faults
from bansac.errors import BrandError
from bansac.kit.names import Name
from bansac.schema.common import Entry, Text

SUMS: Final = "SHA256SUMS"
README: Final = "README.txt"
LICENCE: Final = "LICENCE.txt"
_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that the format knows: it says nothing."""
_PACKED: Final = frozenset({".png", ".webp", ".jpg", ".docx", ".pptx", ".zip"})
"""Packing them once more gains nothing."""
_MODE: Final = 0o100644 << 16
_UNIX: Final = 3


def _both(value: dict[str, str]) -> dict[str, str]:
    if value.keys() != {"vi", "en"}:
        raise ValueError("vi and en")
    return value


TwoTexts = Annotated[dict[str, Text], AfterValidator(_both)]


class ReadmeWords(Entry):
    """The whole of ``brand/readme.yml``: what an archive says about itself."""

    title: TwoTexts
    local_proposed: TwoTexts
    proposal: TwoTexts
    use: tuple[TwoTexts, ...]
    """Rules in short; ``{px}`` and ``{mm}`` are the smallest width of the mark in a lockup."""
    contents: TwoTexts
    checksums: TwoTexts
    kinds: dict[str, TwoTexts]
    """What a file is, by its ending."""
    licence: TwoTexts


def load_readme(brand_dir: Path) -> ReadmeWords:
    """Read ``readme.yml`` of a brand folder.

    Raises:
        BrandError: The file breaks the schema.
    """
    return read_records(brand_dir / "readme.yml", TypeAdapter(ReadmeWords))


@dataclass(frozen=True, slots=True)
class About:
    """What an archive says about itself.

    Attributes:
        words: The texts of README and licence.
        names: Whose kit it is.
        smallest: Smallest width of the mark in a lockup: ``px`` and ``mm``.
        local_proposed: Whether the name in the language of the place is a proposal that nobody has confirmed.
    """

    words: ReadmeWords
    names: Sequence[Name]
    smallest: Mapping[str, int]
    local_proposed: bool = False


def archive(folder: str, files: Iterable[tuple[str, bytes]], about: About) -> bytes:
    """Pack files with their checksums, the licence and a README.

    Args:
        folder: The folder that everything lies in.
        files: Name (below the folder) and bytes of each.
        about: What the README says.

    Raises:
        ValueError: Two files have one name.
        BrandError: A drawing does more than draw.
    """
    found: dict[str, bytes] = {}
    for name, data in files:
        if name in found:
            raise ValueError(f"twice: {name}")
        if name.endswith(".svg"):
            _check_drawing(name, data)
        found[name] = data
    found[LICENCE] = _licence(about.words)
    found[README] = _readme(found, about)
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(found.items()))
    return _zipped(folder, {**found, SUMS: sums.encode("utf-8")})


def _check_drawing(name: str, data: bytes) -> None:
    for fault in svg_faults(data):
        raise BrandError("unsafe_svg", path=name, line=fault.line, found=fault.found)


def _zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DATE)
            entry.external_attr = _MODE
            entry.create_system = _UNIX
            stored = PurePosixPath(name).suffix in _PACKED
            packed.writestr(entry, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, None if stored else 9)
    return out.getvalue()


def _readme(files: Mapping[str, bytes], about: About) -> bytes:
    words = about.words
    names = [name.text.replace("\u200b", "") for name in about.names]
    parts = [f"{words.title['vi']} · {words.title['en']}", "\n".join(names)]
    if about.local_proposed:
        parts.append(f"{words.local_proposed['vi']} · {words.local_proposed['en']}")
    for lang in ("vi", "en"):
        parts += [words.proposal[lang], "\n".join("- " + line[lang].format_map(about.smallest) for line in words.use)]
    parts.append(f"{words.contents['vi']} · {words.contents['en']}")
    endings = sorted({PurePosixPath(name).suffix.removeprefix(".") for name in files if "/" in name})
    said = [(ending, words.kinds[ending]) for ending in endings if ending in words.kinds]
    parts.append("\n".join(f".{ending}  {kind['vi']} · {kind['en']}" for ending, kind in said))
    width = max(len(f"{len(data):,}") for data in files.values())
    parts.append("\n".join(f"{len(data):>{width},} B  {name}" for name, data in sorted(files.items())))
    parts += [words.checksums["vi"], words.checksums["en"]]
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def _licence(words: ReadmeWords) -> bytes:
    return f"{words.licence['vi']}\n\n{words.licence['en']}\n".encode()
