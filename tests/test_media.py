"""Pictures: a few widths, two encodings, upright, without what the camera added, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from bansac.config import load_project
from bansac.errors import Report
from bansac.media import WIDTHS, Picture, encode, load_media, make_media
from bansac.store import Store
from small import Site, sources

ORIENTATION, ARTIST = 0x0112, 0x013B


def drawn(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """A picture with something in it: a gradient, its top left corner red."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    image.paste((255, 0, 0, 255) if mode == "RGBA" else (255, 0, 0), (0, 0, size[0] // 4, size[1] // 4))
    return image


Put = Callable[..., Picture]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Puts a picture into a project and looks at it."""
    site = sources(tmp_path / "site")

    def save(image: Image.Image, name: str = "people/signing.jpg", **options: Any) -> Picture:
        path = site.root / "content" / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        image.save(path, **options)
        report = Report()
        found = load_media(load_project(site.root), [name], report)
        assert report.errors == []
        return found[name]

    return save


def copies(picture: Picture) -> dict[str, Image.Image]:
    made = encode(picture.source, picture.variants)
    return {variant.published: Image.open(io.BytesIO(made[variant.key])) for variant in picture.variants}


def test_photo_comes_in_three_widths_and_two_encodings(put: Put) -> None:
    picture = put(drawn((3000, 1500)))
    assert [(kind, [variant.width for variant in found]) for kind, found in picture.sets()] == [
        ("image/avif", list(WIDTHS)),
        ("image/jpeg", list(WIDTHS)),
    ]
    for variant, image in zip(picture.variants, copies(picture).values(), strict=True):
        assert image.size == (variant.width, variant.height)
        assert image.format == variant.kind.upper()
        assert variant.height == variant.width // 2
    assert picture.main.published.startswith("media/people/signing.")
    assert picture.main.published.endswith(".1600.jpg")


def test_tall_picture_is_bounded_by_its_height(put: Put) -> None:
    assert [(variant.width, variant.height) for variant in put(drawn((2000, 4000))).variants[:2]] == [(480, 960), (800, 1600)]


@pytest.mark.parametrize(("width", "widths"), [(40, [40]), (500, [500]), (600, [480, 600]), (1000, [480, 1000])])
def test_picture_is_never_enlarged(width: int, widths: list[int], put: Put) -> None:
    picture = put(drawn((width, 300)))
    assert [variant.width for variant in picture.variants] == widths * 2


def test_transparency_is_kept(put: Put) -> None:
    image = drawn((600, 600), "RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    picture = put(image, "flower.png")
    assert {variant.kind for variant in picture.variants} == {"avif", "webp"}
    for copy in copies(picture).values():
        assert copy.mode == "RGBA"


def test_camera_data_goes_and_the_picture_stands_upright(put: Put) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera was turned: the top is at the right
    exif[ARTIST] = "somebody"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = put(drawn((1200, 800)), exif=exif, icc_profile=profile, comment=b"somewhere")
    for variant, copy in zip(picture.variants, copies(picture).values(), strict=True):
        assert (variant.width, variant.height) == copy.size
        assert copy.height > copy.width
        assert not copy.getexif()
        assert {"exif", "icc_profile", "comment", "xmp"} & {name for name, value in copy.info.items() if value} == set()
        red, green, _ = copy.convert("RGB").getpixel((copy.width - 5, 5))  # type: ignore[misc]  # three bands
        assert red > 200
        assert green < 80


def test_same_picture_gives_the_same_bytes(put: Put) -> None:
    picture = put(drawn((700, 400)))
    assert encode(picture.source, picture.variants) == encode(picture.source, picture.variants)
    again = put(drawn((700, 400)))
    assert again == picture
    assert put(drawn((700, 401))).main.published != picture.main.published


def test_copies_are_made_once(put: Put, tmp_path: Path) -> None:
    pictures = [put(drawn((700, 400)), f"{name}.jpg") for name in "abcd"]
    told: list[tuple[int, int]] = []
    store = Store(tmp_path / "objects")
    make_media(pictures, store, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    make_media(pictures, Store(tmp_path / "objects"), lambda done, total: told.append((done, total)))
    assert len(told) == 4


def test_pages_offer_every_copy(site: Site) -> None:
    drawn((2400, 1200)).save(site.root / "content/media/signing.jpg")
    drawn((1200, 600)).save(site.root / "content/media/flower.png")
    site.replace("content/vi/news/2025/hanoi-convention.md", "\ntopics:", "\nimage: signing.jpg\nimage_alt: Lễ ký\ntopics:")
    site.build("--no-cards", "--no-search")
    item = site.page("news/2025/hanoi-convention/")
    lead = item.css_first(".figure--lead img")
    assert lead is not None
    assert "loading" not in lead.attributes
    assert (lead.attributes["width"], lead.attributes["height"]) == ("1600", "800")
    found = 0
    for url in ("news/2025/hanoi-convention/", "plan/", "en/plan/", ""):
        folder = site.site / url
        for node in site.page(url).css("picture source, picture img"):
            for part in (node.attributes["srcset"] or "").split(", "):
                name, width = part.split(" ")
                with Image.open((folder / name).resolve()) as copy:
                    assert copy.width == int(width.removesuffix("w"))
                found += 1
    assert found >= 6
    for image in site.page("plan/").css(".figure:not(.figure--lead) img"):
        assert image.attributes["loading"] == "lazy"
