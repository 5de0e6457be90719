"""Word and PowerPoint files as packages: the same bytes for the same content, and vector pictures inside."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

from lxml import etree

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_FIRST: Final = "[Content_Types].xml"
"""Programs tell the kind of a package by its first entry."""
_DATES: Final = re.compile(
    rb"<dcterms:(?:created|modified)[^>]*>[^<]*</dcterms:(?:created|modified)>|<cp:lastPrinted>[^<]*</cp:lastPrinted>"
)
_APP: Final = (
    b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
"""Instead of what the library's template says of the program that wrote it."""
_DROPPED: Final = re.compile(r"docProps/thumbnail\.jpeg|ppt/printerSettings/.*|word/stylesWithEffects\.xml|customXml/.*")

_ART: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_IMAGE: Final = f"{_REL}/image"
_STORED: Final = (".png", ".jpeg", ".jpg")
"""Packing them once more gains nothing."""


def repacked(data: bytes) -> bytes:
    """A package with fixed dates, sorted entries and no properties that tell a day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = _UNIX
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _DATES.sub(b"", content)
            if name == "docProps/app.xml":
                content = _APP
            target.writestr(entry, content, compresslevel=9)
    return out.getvalue()


def drop_leftovers(package: Any) -> None:
    """Take out what the template of the library brings along: a thumbnail and settings of a printer."""
    for owner in (package, *package.iter_parts()):
        relations = owner.rels if hasattr(owner, "rels") else owner._rels  # python-pptx has no public way
        for key, relation in list(relations.items()):
            if not relation.is_external and _DROPPED.fullmatch(str(relation.target_part.partname).lstrip("/")):
                relations.pop(key)


def add_vector(picture: etree._Element, owner: Any, part: Any) -> None:
    """Put an SVG beside the PNG of a picture: programs that know SVG show it, others the PNG.

    Args:
        picture: The element that holds the picture's ``a:blip``.
        owner: The part that the picture stands in.
        part: The SVG as a part of the package.
    """
    blip = picture.find(f".//{{{_ART}}}blip")
    if blip is None:
        raise ValueError("no picture")
    extensions = etree.SubElement(blip, f"{{{_ART}}}extLst")
    extension = etree.SubElement(extensions, f"{{{_ART}}}ext", uri=_SVG_EXTENSION)
    vector = etree.SubElement(extension, f"{{{_SVG}}}svgBlip", nsmap={"asvg": _SVG})
    vector.set(f"{{{_REL}}}embed", owner.relate_to(part, _IMAGE))
