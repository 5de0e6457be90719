"""A page as Markdown, for programs that read text: title, description, text, sources, where it is from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import urljoin

from bansac.editions.plain import to_absolute

_NOTE_MARK = re.compile(r'<a href="#source-\d+">(\[\d+\])</a>')
_TERM = re.compile(r"<dt\b[^>]*>(.*?)</dt>", re.DOTALL)
_MARKS = re.compile(r"([\\`*_\[\]<>])")


def page_markdown(meta: Mapping[str, Any], body: str, *, absolute_url: str) -> str:
    """Write a page as Markdown.

    Args:
        meta: The front matter of the composed page.
        body: Its body as :func:`bansac.editions.plain.plain_html` leaves it.
        absolute_url: The page's own address, which links are taken from.
    """
    parts = [f"# {_text(meta['title'])}", f"> {_text(meta['description'])}"]
    if meta["preview"]:
        parts.insert(0, f"**{_text(meta['preview']['text'])}** {_text(meta['preview']['name'])}".strip())
    if meta["banner"]:
        parts.append("> " + "\n>\n> ".join(line for entry in meta["banner"]["entries"] for line in _message(entry, absolute_url)))
    if meta["notice"]:
        parts.append(f"*{_text(meta['notice']['text'])}*")
    parts += [text for name in ("date", "updated") if (text := _day(meta, name))]
    parts.append(_converted(body, absolute_url))
    if meta["sources"]:
        parts += [f"## {_text(meta['t']['sources'])}", "\n".join(_source(source) for source in meta["sources"])]
    parts += [
        "---",
        "  \n".join([f"{_text(meta['site_name'])}: <{meta['canonical']}>", *(meta["t"][name] for name in ("proposal", "licence"))]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _message(entry: Mapping[str, Any], base_url: str) -> Iterator[str]:
    """The message on every page, a paragraph for each of its parts."""
    yield f"**{_text(entry['heading'])}**"
    if entry["text"]:
        yield _text(entry["text"])
    if entry["link"]:
        yield f"[{_text(entry['link']['text'])}](<{urljoin(base_url, entry['link']['href'])}>)"


def _converted(body: str, base_url: str) -> str:
    html = to_absolute(_NOTE_MARK.sub(r"\1", body), base_url=base_url)
    html = html.replace("<figcaption>", "<p>").replace("</figcaption>", "</p>")
    html = _TERM.sub(r"<p><b>\1</b></p>", html)
    return _converter()(html).strip()


@cache
def _converter() -> Callable[[str], str]:
    from html_to_markdown import ConversionOptions, HeadingStyle, convert  # noqa: PLC0415  # time that a build without changes saves

    options = ConversionOptions(heading_style=HeadingStyle.ATX, autolinks=False, extract_metadata=False, compact_tables=True, wrap=False)
    return lambda html: convert(html, options).content or ""


def _day(meta: Mapping[str, Any], name: str) -> str | None:
    if not meta[name]:
        return None
    label = "" if name == "date" else f"{meta['t'][name]} "
    return f"{label}{meta[name]['text']}"


def _source(source: Mapping[str, Any]) -> str:
    title = _text(source["title"] or source["publisher"])
    named = f"[{title}](<{source['url']}>)" if source["url"] else title
    before = f"{_text(source['publisher'])}. " if source["title"] else ""
    after = f", {source['published']}" if source["published"] else ""
    return f"{source['n']}. {before}{named}{after} ({source['lang']})"


def _text(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
