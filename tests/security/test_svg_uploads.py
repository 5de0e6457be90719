"""SVG that staff upload: what could act is refused with its line, the rest becomes pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bansac.config import load_project
from bansac.errors import BansacError, ContentError, Report
from bansac.media import encode, load_media
from bansac.svgpicture import LONGEST, MAX_BYTES, MAX_ELEMENTS, draw_svg
from small import Site, sources

HEAD = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 800 600">\n'
SHOWN = Path("content/media/a.svg")
CASES = yaml.safe_load((Path(__file__).parent / "svg.yml").read_text(encoding="utf-8"))


def refusal(text: str | bytes) -> BansacError:
    with pytest.raises(ContentError) as caught:
        draw_svg(text if isinstance(text, bytes) else text.encode(), SHOWN)
    assert caught.value.path == SHOWN
    return caught.value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_case(case: dict[str, Any]) -> None:
    text = f"{HEAD}{case['body']}</svg>"
    if "found" not in case:
        image = draw_svg(text.encode(), SHOWN)
        assert image.size == (LONGEST, LONGEST * 3 // 4)
        assert image.getbbox() is not None
        return
    error = refusal(text)
    assert case["found"] in (error.found or "")
    assert error.code in {"svg_unsafe", "bad_image"}
    assert error.line == 3 or "<use>" in (error.found or "")
    assert "Cách sửa" in str(error)


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{BOMB}]>{HEAD.split(chr(10))[1]}&j;</svg>", "<!DOCTYPE"),
        ('<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg"/>', "<!DOCTYPE"),
        (HEAD + "<rect/>" * (MAX_ELEMENTS + 1) + "</svg>", f"{MAX_ELEMENTS + 1:,}"),
        (HEAD + "<g>" * 100 + "</g>" * 100 + "</svg>", "65"),
        (HEAD + '<g id="a">' + "<rect/>" * 1000 + "</g>" + '<use href="#a"/>' * 100 + "</svg>", "100,100"),
        (HEAD.replace("0 0 800 600", "0 0 99999 1") + "</svg>", None),
        (HEAD.replace("0 0 800 600", "0 0 0 1") + "</svg>", None),
        (HEAD.replace("0 0 800 600", "0 0 nan 1e999") + "</svg>", None),
        (HEAD.replace(' viewBox="0 0 800 600"', "") + "</svg>", None),
        ("<html/>", "<html>"),
        ("", "no element"),
        (b"\xff\xfe\x00", None),
        (b"\x1f\x8b\x08\x00" + bytes(30), "not well-formed"),
        ("x" * (MAX_BYTES + 1), "bytes"),
    ],
    ids=[
        "bomb",
        "external DTD",
        "elements",
        "depth",
        "uses",
        "long",
        "empty",
        "numbers",
        "no size",
        "HTML",
        "nothing",
        "bytes",
        "gzip",
        "large",
    ],
)
def test_bounds(text: str | bytes, found: str | None) -> None:
    error = refusal(text)
    assert found is None or found in (error.found or "")


def test_drawn_as_every_other_picture(tmp_path: Path) -> None:
    """The copies are encoded pixels; no byte of the SVG is published."""
    site: Site = sources(tmp_path / "site")
    site.write("content/media/a.svg", f'{HEAD}<title>secret words</title><circle cx="400" cy="300" r="250" fill="#b3261e"/></svg>')
    report = Report()
    picture = load_media(load_project(site.root), ["a.svg"], report)["a.svg"]
    assert report.errors == []
    assert {variant.kind for variant in picture.variants} == {"avif", "webp"}
    for data in encode(picture.source, picture.variants).values():
        assert b"<svg" not in data
        assert b"secret" not in data


def test_same_file_gives_the_same_pixels() -> None:
    raw = f'{HEAD}<path d="M0 0L800 600" stroke="#000"/></svg>'.encode()
    assert draw_svg(raw, SHOWN).tobytes() == draw_svg(raw, SHOWN).tobytes()
