"""The e-mail signature as HTML and as plain text: no picture to fetch, nothing that a mail program takes out.

The five values stand as a band of five cells, in tables with styles on every element, as mail programs need them.
"""

from __future__ import annotations

from html import escape

from bansac.brand.tokens import VALUES
from bansac.kit.documents.studio import Office, Studio, plain_text
from bansac.kit.names import Name

_FONT = "'Be Vietnam Pro', Arial, sans-serif"


def signature_html(studio: Studio, office: Office) -> bytes:
    """A page that shows the signature in a frame and says how to copy it."""
    words, colour = studio.words.signature, studio.brand.tokens.colour
    title = f"{words.title['vi']} · {words.title['en']}"
    how = "".join(f'<p lang="{lang}">{escape(words.how[lang])}</p>' for lang in ("vi", "en"))
    page = (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">\n<title>{escape(title)}</title>\n'
        f"<style>body{{font:16px/1.5 {_FONT};color:{colour('text')};background:{colour('sunken')};margin:2rem auto;max-width:44rem;padding:0 1rem}}"
        f"main{{background:#ffffff;border:1px solid {colour('line-strong')};padding:1.5rem;margin:1.5rem 0}}h1{{font-size:1.25rem}}</style>\n"
        f"</head>\n<body>\n<h1>{escape(title)}</h1>\n{how}\n<main>\n{_signature(studio, office)}\n</main>\n"
        f'<p lang="vi">{escape(studio.words.proposal.short["vi"])}.</p>\n<p lang="en">{escape(studio.words.proposal.short["en"])}.</p>\n</body>\n</html>\n'
    )
    return page.encode("utf-8")


def signature_text(studio: Studio, office: Office) -> bytes:
    """The signature as plain text; the two hyphens and the space begin a signature (RFC 3676)."""
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


def _signature(studio: Studio, office: Office) -> str:
    words, colour = studio.words.signature, studio.brand.tokens.colour
    text, muted = f"color:{colour('text')}", f"color:{colour('text-muted')}"
    cells = "".join(
        f'<td width="20%" height="3" bgcolor="{colour(value)}" style="height:3px;line-height:3px;font-size:1px;background:{colour(value)}">&nbsp;</td>'
        for value in VALUES
    )
    names = "".join(
        _line(name, f"font-size:{15 if index == 0 else 13}px;{'font-weight:bold;' if index == 0 else ''}{text}")
        for index, name in enumerate(office.names)
    )
    link = f'<a href="{escape(office.address)}" style="color:{colour("link")}">{escape(office.address)}</a>'
    contact = "".join(f'<div style="font-size:13px;{muted}">{escape(_both(label))}: …</div>' for label in (words.telephone, words.mail))
    return (
        f'<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="font-family:{_FONT};line-height:1.45;{text}">\n'
        f'<tr><td style="padding:0 0 8px 0"><div style="font-size:15px;font-weight:bold;{text}">{escape(_both(words.name))}</div>'
        f'<div style="font-size:13px;{muted}">{escape(_both(words.position))}</div></td></tr>\n'
        f'<tr><td><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>{cells}</tr></table></td></tr>\n'
        f'<tr><td style="padding:8px 0 4px 0">{names}</td></tr>\n'
        f'<tr><td>{contact}<div style="font-size:13px">{link}</div></td></tr>\n</table>'
    )


def _line(name: Name, style: str) -> str:
    """A name in its own direction; it stands at the left with the others."""
    return f'<div lang="{name.lang}" dir="{name.direction}" align="left" style="{style};text-align:left">{escape(plain_text(name))}</div>'


def _both(words: dict[str, str]) -> str:
    return f"{words['vi']} · {words['en']}"
