"""The e-mail signature as HTML and as plain text: no picture to fetch, nothing that a mail program takes out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bansac.brand.tokens import VALUES
from bansac.kit.documents.studio import Office, Studio, plain_text
from bansac.templates import ThemeTemplate

_FONT: Final = Markup("'Be Vietnam Pro', Arial, sans-serif")


def signature_html(studio: Studio, office: Office) -> bytes:
    """A page that shows the signature in a frame and says how to copy it.

    Raises:
        BrandError: The template is wrong.
    """
    words = studio.words.signature
    colours = {role: studio.brand.tokens.colour(role) for role in studio.brand.tokens.group("role")}
    page = _template(studio.brand.folder).render(
        title=_both(words.title),
        words=words,
        proposal=studio.words.proposal.short,
        names=office.names,
        address=office.address,
        values=VALUES,
        colours=colours,
        font=_FONT,
        both=_both,
        plain=plain_text,
    )
    return page.encode("utf-8")


def signature_text(studio: Studio, office: Office) -> bytes:
    """The signature as plain text; two hyphens and a space begin a signature (RFC 3676, 4.3)."""
    words = studio.words.signature
    lines = [
        "-- ",
        _both(words.name),
        _both(words.position),
        "",
        *(plain_text(name) for name in office.names),
        f"{_both(words.telephone)}: …",
        f"{_both(words.mail)}: …",
        office.address,
    ]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")


def _both(words: Mapping[str, str]) -> str:
    return f"{words['vi']} · {words['en']}"


@lru_cache(maxsize=2)
def _template(folder: Path) -> ThemeTemplate:
    loader = FileSystemLoader(folder / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return ThemeTemplate(folder / "templates", "signature.html", environment)
