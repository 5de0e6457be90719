"""Charts as small pages that other sites may frame, with what they need to find and size them (oEmbed 1.0)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final

import rjsmin

from bansac.charts import NAMES
from bansac.charts.published import Gallery, Inline, embed_path, picture_path
from bansac.routes import Address
from bansac.serving.preview_mark import preview_band
from bansac.templates import ThemeTemplate

if TYPE_CHECKING:
    from bansac.assets import Assets
    from bansac.model import Model

RESIZER: Final = "embed/resize.js"
"""The script that a site may add so that frames have the height of their pages; a promise, as every address."""
FALLBACK: Final = "about/pictures.md"
_CAPTION: Final = 130
"""Height of what stands below a chart, in pixels."""
_SHOWN_BY: Final[Mapping[str, str]] = {"mission-map": "mission-map"}
"""Shortcodes other than ``chart`` that show a chart."""


def embed_files(model: Model, gallery: Gallery, assets: Assets, *, preview: str | None = None) -> dict[str, bytes]:
    """Every page to frame and its oEmbed answer, by path below the site; none where there is no gallery.

    Args:
        model: The site.
        gallery: The charts.
        assets: Style sheet and script.
        preview: Name of the preview that is built, if it is one.

    Raises:
        BrandError: The template is wrong.
    """
    if not gallery.inline:
        return {}
    overrides = model.project.overrides
    template = ThemeTemplate(overrides, "embed.html")
    files = {RESIZER: str(rjsmin.jsmin((overrides / "assets" / "resize.js").read_text(encoding="utf-8"))).encode()}
    for name in NAMES:
        page = page_of(model, name)
        for locale in model.project.locales:
            found = gallery.inline[locale.code, name]
            path = embed_path(locale.code, name)
            answer = f"{path}oembed.json"
            html = template.render(
                lang=locale.code,
                dir=locale.dir,
                title=found.title,
                wide=found.wide,
                narrow=found.narrow,
                root=Address(path).root,
                css=assets.names["embed_css"],
                js=assets.names["embed_js"],
                oembed=model.routes.absolute(answer),
                home=model.routes.absolute(model.routes.url(locale, page)),
                t=model.strings[locale.code],
                preview=preview_band(preview, model.strings[locale.code]),
            )
            files[f"{path}index.html"] = html.encode()
            files[answer] = _answer(model, gallery, locale.code, name)
    return files


def page_of(model: Model, name: str) -> str:
    """The page that shows a chart, the first by path; the list of pictures where none does."""
    for path, page in sorted(model.pages[model.project.source.code].items()):
        for code in page.analysis.shortcodes:
            if (code.name == "chart" and code.args == (name,)) or code.name == _SHOWN_BY.get(name):
                return path
    return FALLBACK if model.routes.exists(FALLBACK) else "index.md"


def embed_code(url: str, found: Inline) -> str:
    """What a site copies to frame a chart."""
    return (
        f'<iframe src="{escape(url)}" title="{escape(found.title)}" width="{found.width}" height="{found.height + _CAPTION}" '
        'style="max-width:100%;border:0" loading="lazy"></iframe>'
    )


def _answer(model: Model, gallery: Gallery, code: str, name: str) -> bytes:
    found = gallery.inline[code, name]
    png = picture_path(code, name, "png")
    width, height = gallery.sizes[png]
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": found.title,
        "author_name": model.strings[code]["site.name"],
        "provider_name": model.strings[code]["site.name"],
        "provider_url": model.project.site_url,
        "html": embed_code(model.routes.absolute(embed_path(code, name)), found),
        "width": found.width,
        "height": found.height + _CAPTION,
        "thumbnail_url": model.routes.absolute(png),
        "thumbnail_width": width,
        "thumbnail_height": height,
    }
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()
