"""Pictures of ``content/media/``: bounded, readable, re-encoded in a few widths without their metadata.

Reading a picture only looks at it; its copies are made when the site is built, and kept
by what they are made of. Their names are known before they are made.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from PIL import Image, ImageCms, ImageOps, features
from PIL import __version__ as pillow_version

from bansac.config import Project
from bansac.errors import ContentError, Report
from bansac.store import Store, digest_of
from bansac.svgpicture import draw_svg
from bansac.workers import leave_with_parent

MAX_BYTES = 12_000_000
MAX_PIXELS = 40_000_000
WIDTHS = (480, 960, 1600)
"""Widths of the copies, in pixels; the last is also the longest side that is published."""
SPARED = 0.8
"""A copy nearer than this to the next larger one is spared."""
READ = ("JPEG", "PNG", "WEBP")
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".svg"}
PARALLEL_FROM = 3
"""Below this many new pictures a second process costs more than it saves."""

Kind = Literal["avif", "webp", "jpeg"]
_SUFFIX: Mapping[Kind, str] = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}
_OPTIONS: Mapping[Kind, Mapping[str, Any]] = {
    "avif": {"quality": 60, "speed": 6, "max_threads": 1},  # one thread: the bytes do not depend on the machine
    "webp": {"quality": 80, "method": 4},
    "jpeg": {"quality": 80, "optimize": True, "progressive": True},
}


@dataclass(frozen=True)
class Variant:
    """One copy of a picture.

    Attributes:
        kind: How it is encoded.
        width: In pixels.
        height: In pixels.
        published: Address below the site's root, with a hash of what it is made of.
        key: Key of its bytes in the store (kind ``media``).
    """

    kind: Kind
    width: int
    height: int
    published: str
    key: str

    @property
    def type(self) -> str:
        """MIME type."""
        return f"image/{self.kind}"


@dataclass(frozen=True)
class Picture:
    """A picture that pages use.

    Attributes:
        path: Below ``content/media/``, as content names it.
        source: The file.
        variants: Its copies, the smallest encoding first; the last one is for every browser.
    """

    path: str
    source: Path
    variants: tuple[Variant, ...]

    @property
    def main(self) -> Variant:
        """The largest copy that every browser and feed reader can show."""
        return self.variants[-1]

    def sets(self) -> list[tuple[str, list[Variant]]]:
        """The copies by type, narrow ones first, in the order in which browsers are to choose."""
        types = dict.fromkeys(variant.type for variant in self.variants)
        return [(name, [variant for variant in self.variants if variant.type == name]) for name in types]


def list_media(project: Project) -> dict[str, Path]:
    """All files below ``content/media/`` that look like pictures, by path."""
    folder = project.content / "media"
    if not folder.is_dir():
        return {}
    files = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES)
    return {path.relative_to(folder).as_posix(): path for path in files}


def load_media(project: Project, wanted: Iterable[str], report: Report, store: Store | None = None) -> dict[str, Picture]:
    """Look at the pictures that pages use.

    Args:
        project: The project.
        wanted: Their paths below ``content/media/``.
        report: Where errors go.
        store: Keeps what was found, so that a picture is unpacked once.
    """
    files = list_media(project)
    pictures: dict[str, Picture] = {}
    for name in sorted(set(wanted)):
        if (path := files.get(name)) is None:
            continue
        try:
            pictures[name] = _picture(name, path, project, store)
        except ContentError as error:
            report.add(error)
    return pictures


def _picture(name: str, path: Path, project: Project, store: Store | None) -> Picture:
    shown = project.shown(path)
    if not path.resolve().is_relative_to(project.content.resolve()):
        raise ContentError("outside", path=shown)
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ContentError("too_large", path=shown, found=f"{size:,} bytes", expected=f"≤ {MAX_BYTES:,} bytes")
    key = digest_of("picture", _encoder(), path.read_bytes())

    def look() -> tuple[int, int, bool]:
        image = _open(path, shown)
        return *image.size, _has_alpha(image)

    width, height, has_alpha = store.object_of("picture", key, look) if store else look()
    stem = Path(name).with_suffix("").as_posix()
    kinds: tuple[Kind, ...] = ("webp",) if has_alpha else ("jpeg",)
    if features.check("avif"):
        kinds = ("avif", *kinds)
    variants = [
        Variant(kind, *sides, f"media/{stem}.{key[:10]}.{sides[0]}.{_SUFFIX[kind]}", digest_of(key, kind, sides))
        for kind in kinds
        for sides in _sizes(width, height)
    ]
    return Picture(name, path, tuple(variants))


@cache
def _encoder() -> str:
    """What encodes pictures, and how: a newer one gives other bytes, hence other names."""
    versions = [*(features.version(name) for name in ("avif", "webp", "libjpeg_turbo", "jpg")), version("resvg-py"), version("py-svg-hush")]
    return repr((pillow_version, versions, WIDTHS, sorted((kind, sorted(options.items())) for kind, options in _OPTIONS.items())))


def _sizes(width: int, height: int) -> list[tuple[int, int]]:
    """The sizes of the copies, narrow ones first."""
    scale = min(1.0, WIDTHS[-1] / max(width, height))
    largest = max(1, round(width * scale))
    widths = [other for other in WIDTHS if other <= largest * SPARED] + [largest]
    return [(other, max(1, round(height * other / width))) for other in widths]


def _open(path: Path, shown: Path) -> Image.Image:
    """A picture, upright and unpacked."""
    if path.suffix == ".svg":
        return draw_svg(path.read_bytes(), shown)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is odd about a file that can be read stays behind with its metadata
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=READ) as image:
                _bounded(image, shown)
                return ImageOps.exif_transpose(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ContentError("image_bomb", path=shown, found=str(error), expected=f"≤ {MAX_PIXELS:,} px") from error
    except ContentError:
        raise
    except Exception as error:  # decoders meet broken files with errors of every kind
        raise ContentError("bad_image", path=shown, found=type(error).__name__, expected="JPEG, PNG, WebP, SVG") from error


def _bounded(image: Image.Image, shown: Path) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ContentError("image_bomb", path=shown, found=f"{image.width} × {image.height}", expected=f"≤ {MAX_PIXELS:,} px")


def _has_alpha(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def make_media(pictures: Iterable[Picture], store: Store, progress: Callable[[int, int], None]) -> None:
    """Make the copies that are not there from before.

    Args:
        pictures: The pictures of the site.
        store: Keeps the copies.
        progress: Told how many pictures are done, of how many.
    """
    todo = []
    for picture in pictures:
        missing = [variant for variant in picture.variants if not store.has("media", variant.key)]
        if missing:
            todo.append((picture.source, missing))
    for done, found in enumerate(_encoded(todo), start=1):
        for key, data in found.items():
            store.put("media", key, data)
        progress(done, len(todo))


def _encoded(todo: list[tuple[Path, list[Variant]]]) -> Iterator[dict[str, bytes]]:
    workers = min(os.cpu_count() or 1, len(todo))
    if len(todo) < PARALLEL_FROM or workers == 1:
        yield from (encode(*job) for job in todo)
        return
    with ProcessPoolExecutor(workers, initializer=leave_with_parent) as pool:
        yield from pool.map(encode, *zip(*todo, strict=True))


def encode(source: Path, variants: Iterable[Variant]) -> dict[str, bytes]:
    """Some copies of a picture by their keys: its pixels alone, in sRGB."""
    plain = _plain(_open(source, source))
    found: dict[str, bytes] = {}
    for variant in variants:
        sides = (variant.width, variant.height)
        image = plain if plain.size == sides else plain.resize(sides, Image.Resampling.LANCZOS)
        buffer = io.BytesIO()
        image.save(buffer, variant.kind, **_OPTIONS[variant.kind])
        found[variant.key] = buffer.getvalue()
    return found


def _plain(image: Image.Image) -> Image.Image:
    """The pixels of a picture as RGB or RGBA in sRGB, without anything that came with them."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "RGBA", "CMYK"}:
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        with suppress(ImageCms.PyCMSError, OSError):  # a broken profile is no profile
            standard = ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, io.BytesIO(profile), standard, outputMode=mode) or image
    plain = image.convert("RGBA" if _has_alpha(image) else "RGB")
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())
