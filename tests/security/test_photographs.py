"""Photographs leave behind what they tell beside their pixels: place, camera, words, thumbnails, and what is hidden after their end."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from bansac.config import load_project
from bansac.errors import Report
from bansac.media import encode, load_media
from small import sources

SECRET = b"secret-place"
GPS, ARTIST, LATITUDE, NORTH = 0x8825, 0x013B, 2, 1
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>' + SECRET + b"</rdf:RDF></x:xmpmeta>"


def photograph(kind: str) -> bytes:
    """A picture with all that cameras and programs add, and a script behind its end."""
    image = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
    exif = Image.Exif()
    exif[ARTIST] = SECRET.decode()
    exif.get_ifd(GPS)[NORTH] = "N"
    exif.get_ifd(GPS)[LATITUDE] = (21.0, 1.0, 42.0)
    buffer = io.BytesIO()
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", SECRET.decode())
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        image.save(buffer, kind, exif=exif, pnginfo=words)
    elif kind == "JPEG":
        image.save(buffer, kind, exif=exif, xmp=XMP, comment=SECRET)
    else:
        image.save(buffer, kind, exif=exif, xmp=XMP)
    return buffer.getvalue() + b"<script>" + SECRET + b"</script>"


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_nothing_but_pixels_is_published(kind: str, suffix: str, tmp_path: Path) -> None:
    site = sources(tmp_path / "site")
    raw = photograph(kind)
    assert raw.count(SECRET) >= 3
    site.write_bytes(f"content/media/a.{suffix}", raw)
    report = Report()
    picture = load_media(load_project(site.root), [f"a.{suffix}"], report)[f"a.{suffix}"]
    assert report.errors == []
    for data in encode(picture.source, picture.variants).values():
        assert SECRET not in data
        assert b"xmpmeta" not in data
        with Image.open(io.BytesIO(data)) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & {name for name, value in image.info.items() if value}


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("a.png", bomb(100_000, 100_000), "image_bomb"),
        ("a.png", bomb(2**31 - 1, 2**31 - 1), "image_bomb"),
        ("a.png", bomb(1_000, 1_000), "bad_image"),
        ("a.png", b"GIF89a" + b"\0" * 40, "bad_image"),
        ("a.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "bad_image"),
        ("a.jpg", b"<svg onload=alert(1)>", "bad_image"),
        ("a.webp", b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 40, "image_bomb"),
        ("a.jpg", b"", "bad_image"),
        ("a.svg", b"\x89PNG\r\n\x1a\n", "bad_image"),
    ],
)
def test_what_is_no_picture_is_named(name: str, raw: bytes, code: str, tmp_path: Path) -> None:
    site = sources(tmp_path / "site")
    site.write_bytes(f"content/media/{name}", raw)
    report = Report()
    assert load_media(load_project(site.root), [name], report) == {}
    assert [(error.code, error.place.split(":")[0]) for error in report.errors] == [(code, f"content/media/{name}")]
