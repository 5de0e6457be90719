"""Pictures of ``content/media/``: bounded, readable, re-encoded without their metadata."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from bansac.config import Project
from bansac.errors import ContentError, Report

MAX_BYTES = 12_000_000
MAX_PIXELS = 40_000_000
MAX_SIDE = 1600
"""Longest side of a published picture, in pixels."""
FORMATS = ("JPEG", "PNG", "WEBP")
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}
QUALITY = 80


@dataclass(frozen=True)
class Picture:
    """A picture ready to publish.

    Attributes:
        path: Below ``content/media/``, as content names it.
        published: Address below the site's root, with a hash of the bytes.
        width: In pixels.
        height: In pixels.
        data: The re-encoded file.
        type: MIME type.
    """

    path: str
    published: str
    width: int
    height: int
    data: bytes
    type: str


def list_media(project: Project) -> dict[str, Path]:
    """All files below ``content/media/`` that look like pictures, by path."""
    folder = project.content / "media"
    if not folder.is_dir():
        return {}
    files = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES)
    return {path.relative_to(folder).as_posix(): path for path in files}


def load_media(project: Project, wanted: Iterable[str], report: Report) -> dict[str, Picture]:
    """Read and re-encode the pictures that pages use."""
    files = list_media(project)
    pictures: dict[str, Picture] = {}
    for name in sorted(set(wanted)):
        if (path := files.get(name)) is None:
            continue
        try:
            pictures[name] = _picture(name, path, project)
        except ContentError as error:
            report.add(error)
    return pictures


def _picture(name: str, path: Path, project: Project) -> Picture:
    shown = project.shown(path)
    if not path.resolve().is_relative_to(project.content.resolve()):
        raise ContentError("outside", path=shown)
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ContentError("too_large", path=shown, found=f"{size:,} bytes", expected=f"≤ {MAX_BYTES:,} bytes")
    image = _open(path, shown)
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    plain = image.convert("RGBA" if has_alpha else "RGB")
    stripped = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    buffer = io.BytesIO()
    kind = "webp" if has_alpha else "jpeg"
    stripped.save(buffer, kind, quality=QUALITY, **({"method": 4} if has_alpha else {"optimize": True, "progressive": True}))
    data = buffer.getvalue()
    digest = hashlib.sha256(data).hexdigest()[:10]
    stem = Path(name).with_suffix("").as_posix()
    suffix = "webp" if has_alpha else "jpg"
    return Picture(name, f"media/{stem}.{digest}.{suffix}", *plain.size, data, f"image/{kind}")


def _open(path: Path, shown: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(path, formats=FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise ContentError("image_bomb", path=shown, found=f"{image.width} × {image.height}", expected=f"≤ {MAX_PIXELS:,} px")
            image.load()
            return image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ContentError("image_bomb", path=shown, found=str(error), expected=f"≤ {MAX_PIXELS:,} px") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ContentError("bad_image", path=shown, found=type(error).__name__, expected="JPEG, PNG, WebP") from error
