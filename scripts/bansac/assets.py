"""The files that all pages share: style sheet, script, fonts, icons, drawings.

Each name carries a hash of its content, so that a server may let browsers keep it for
ever and a changed file gets a new address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin

from bansac.brand import css as brand_css
from bansac.brand.cards import CardPainter, CardText
from bansac.brand.fonts import FontSet, load_fonts
from bansac.brand.icons import icon_files, web_manifest
from bansac.brand.tokens import Tokens, load_tokens
from bansac.brand.views import brand_views
from bansac.config import Project
from bansac.errors import BrandError
from bansac.scene import View
from bansac.store import digest_of


@dataclass(frozen=True)
class Assets:
    """The shared files and what templates need to know of them.

    Attributes:
        files: Bytes by path below the site's root.
        names: Path of each asset by the name that templates use.
        preloads: The fonts that a locale's pages need at once: ``[{href, type}]``.
        views: What the brand components show.
        theme_color_light: Colour of the browser's frame in the light scheme.
        theme_color_dark: The same in the dark scheme.
        manifests: Web manifest of each locale.
        card_base: Hash of all that every social card is drawn from.
        digest: Hash of all of it.
    """

    files: Mapping[str, bytes]
    names: Mapping[str, str]
    preloads: Mapping[str, list[dict[str, str]]]
    views: Mapping[str, View]
    theme_color_light: str
    theme_color_dark: str
    manifests: Mapping[str, str]
    card_base: str
    digest: str

    def for_locale(self, code: str) -> View:
        """The names as a page of a locale links them."""
        return {**self.names, "fonts": self.preloads[code], "manifest": self.manifests[code]}


def make_assets(project: Project, strings: Mapping[str, Mapping[str, str]], characters: frozenset[str], *, cards: bool = True) -> Assets:
    """Make every shared file.

    Args:
        project: The project.
        strings: Interface texts, for the web manifests.
        characters: Every character that the site shows, for the fonts.
        cards: Whether the site has social cards.

    Raises:
        BrandError: A brand file is wrong, or no font has a character.
    """
    tokens = load_tokens(project.brand)
    fonts = load_fonts(project.brand, characters, cache=_font_cache(project))
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for font in fonts.files:
        files[f"assets/{font.name}"] = font.data
    for name, licence in fonts.licences.items():
        files[f"assets/{name}"] = licence
    for name in ("site", "embed"):
        names["css" if name == "site" else "embed_css"] = _add(files, f"assets/{name}.css", _style_sheet(project, tokens, fonts, name))
    identity = (project.overrides / "assets" / "identity.css").read_text(encoding="utf-8")
    names["identity_css"] = _add(files, "assets/identity.css", str(rcssmin.cssmin(identity)).encode())
    names["js"] = _add(files, "assets/site.js", _script(project, "site.js"))
    names["embed_js"] = _add(files, "assets/embed.js", _script(project, "embed.js"))
    names["search_js"] = _add(files, "assets/search.js", _script(project, "search.js"))
    names["ring"] = _add(files, "assets/ring.svg", (project.brand / "ring" / "ring-gilt.svg").read_bytes())
    for name, data in icon_files(project.brand, tokens).items():
        if name == "favicon.ico":
            files[name] = data
            names["favicon_ico"] = name
        else:
            path = _add(files, f"assets/{name}", data)
            names[{"favicon.svg": "favicon_svg", "apple-touch-icon.png": "touch_icon"}.get(name, Path(name).stem.replace("-", "_"))] = path
    manifests = {
        code: _add(files, f"assets/site.{code}.webmanifest", _manifest(project, code, strings[code], names, tokens))
        for code in project.codes
    }
    for drawing in sorted((project.brand / "mark").glob("*.svg")) + sorted((project.brand / "ring").glob("*.svg")):
        files[f"brand/{drawing.parent.name}/{drawing.name}"] = drawing.read_bytes()
    card_base = CardPainter(project.brand).fingerprint(CardText("", "", "", project.source.code)) if cards else ""
    return Assets(
        files=files,
        names=names,
        preloads={code: fonts.preload(code) for code in project.codes},
        views=brand_views(project.brand, tokens),
        theme_color_light=tokens.colour("surface", "light"),
        theme_color_dark=tokens.colour("surface", "dark"),
        manifests=manifests,
        card_base=card_base,
        digest=digest_of(sorted(files.items()), card_base),
    )


@contextmanager
def fonts_ahead(project: Project) -> Iterator[None]:
    """Cut the fonts of a project that has none yet beside whatever the block does: it takes a second."""
    cache = _font_cache(project)
    if cache.is_dir():
        yield
        return
    names = "".join(locale.name for locale in project.locales)
    with ProcessPoolExecutor(1) as pool:
        cut = pool.submit(_cut_ahead, project.brand, names, cache)
        yield
        cut.result()


def _cut_ahead(brand: Path, letters: str, cache: Path) -> None:
    with suppress(BrandError):
        load_fonts(brand, letters, cache=cache)


def _font_cache(project: Project) -> Path:
    return project.build / "cache" / "fonts"


def _add(files: dict[str, bytes], path: str, data: bytes) -> str:
    stem, suffix = path.rsplit(".", 1)
    name = f"{stem}.{hashlib.sha256(data).hexdigest()[:10]}.{suffix}"
    files[name] = data
    return name


def _style_sheet(project: Project, tokens: Tokens, fonts: FontSet, name: str) -> bytes:
    own = (project.overrides / "assets" / f"{name}.css").read_text(encoding="utf-8")
    return str(rcssmin.cssmin("\n".join([fonts.css, brand_css.stylesheet(tokens), own]))).encode()


def _script(project: Project, name: str) -> bytes:
    return str(rjsmin.jsmin((project.overrides / "assets" / name).read_text(encoding="utf-8"))).encode()


def _manifest(project: Project, code: str, strings: Mapping[str, str], names: Mapping[str, str], tokens: Tokens) -> bytes:
    prefix = next(locale.prefix for locale in project.locales if locale.code == code)
    data = web_manifest(
        name=strings["site.name"],
        short_name=strings["site.short"],
        lang=code,
        direction=next(locale.dir for locale in project.locales if locale.code == code),
        start_url=f"{project.base}{prefix}",
        scope=project.base,
        icons={name: f"{project.base}{path}" for name, path in names.items() if name.startswith("icon")},
        tokens=tokens,
    )
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
