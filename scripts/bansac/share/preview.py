"""A page for staff: every picture with its captions and its alternative text, to look at and to copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from bansac.charts.words import Words
from bansac.kit.networks import Network
from bansac.share.captions import alt_text, length
from bansac.share.subjects import Subject

_STYLE: Final = """
body{margin:0 auto;max-width:75rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif}
section{padding-block:1.5rem;border-block-start:1px solid #8a7247}
ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:1rem;padding:0;list-style:none}
img{inline-size:100%;block-size:auto;border:1px solid #e8dfd0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;padding:.5rem;background:#f3ecdf;font:inherit;font-size:.85rem;user-select:all}
nav a{display:inline-block;margin-inline-end:1rem}
"""
_POLICY: Final = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"


def preview_page(words: Words, found: Sequence[Subject], networks: Sequence[Network], captions: Mapping[tuple[str, str], str]) -> str:
    """The page of a locale.

    Args:
        words: The words of the locale.
        found: Its subjects.
        networks: The networks that pictures were made for.
        captions: Captions by subject and network.
    """
    title = escape(words.strings["share.title"])
    parts = [
        f'<!doctype html>\n<html lang="{words.lang}" dir="{words.dir}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{escape(words.strings['share.text'])}</p>",
        '<p><a href="captions.csv">captions.csv</a> · <a href="calendar.ics">calendar.ics</a></p>',
        *(_section(words, subject, networks, captions) for subject in found),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _section(words: Words, subject: Subject, networks: Sequence[Network], captions: Mapping[tuple[str, str], str]) -> str:
    alt = escape(alt_text(subject, words))
    day = words.day(subject.day.isoformat())
    items = "\n".join(_item(subject, network, captions[subject.id, network.id], alt) for network in networks)
    return (
        f'<section id="{subject.id}">\n<h2>{escape(subject.title.text)}</h2>\n<p>{escape(day)} · <code>{subject.id}</code></p>\n'
        f"<pre>{alt}</pre>\n<ul>\n{items}\n</ul>\n</section>"
    )


def _item(subject: Subject, network: Network, text: str, alt: str) -> str:
    picture = network.of_kind("post")[0]
    width, height = picture.size
    limit = f" / {network.caption}" if network.caption else ""
    return (
        f'<li><b>{escape(network.name)}</b> {width} × {height}<img src="{subject.id}/{network.id}.png" width="{width}" height="{height}" '
        f'alt="{alt}" loading="lazy"><p>{length(text, network.id)}{limit}</p><pre>{escape(text)}</pre></li>'
    )
