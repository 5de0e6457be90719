"""The ``Caddyfile``: the whole of it, for the site is all that it serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bansac.serving.policy import FEED_TYPES, TEXT_TYPES, Policy, content_type, expression, literal

_FILES = "\tfile_server {\n\t\tprecompressed br gzip\n\t}\n"


def caddy_files(policy: Policy) -> dict[str, str]:
    """The files by their name below ``caddy/``."""
    return {"Caddyfile": "".join(_lines(policy))}


def _lines(policy: Policy) -> Iterator[str]:
    yield (
        "# Written by bansac build from the policy of the site; the next build writes it anew.\n"
        "# BANSAC_HOST: the address to answer at. BANSAC_ROOT: the folder that is the root of the host.\n"
        f"{{$BANSAC_HOST:{policy.host}}} {{\n\troot * {{$BANSAC_ROOT:/srv/www/bansac}}\n\tencode gzip\n"
    )
    for former, target in policy.moved.items():
        yield f"\tredir {_quoted(former)} {_quoted(target)} 301\n"
    yield from _set(policy.common, "\t")
    if policy.hsts:
        yield f"\t@https protocol https\n\theader @https Strict-Transport-Security {_quoted(policy.hsts)}\n"
    yield from _types()
    general, *special = policy.kinds
    for kind in reversed(special):  # the first block that fits holds
        pattern = f"^{literal(policy.base)}({'|'.join(map(expression, kind.globs))})$"
        yield f"\t@{kind.name} path_regexp {_quoted(pattern)}\n\thandle @{kind.name} {{\n"
        yield from _set(kind.headers, "\t\t")
        yield "\t}\n"
    yield "\thandle {\n"
    yield from _set(general.headers, "\t\t")
    yield f"\t}}\n{_FILES}"
    yield from _errors(policy)
    yield "}\n"


def _quoted(text: str) -> str:
    """A word of a Caddyfile; a backslash stands for itself unless a quotation mark follows."""
    return '"' + text.replace('"', '\\"') + '"'


def _set(headers: Mapping[str, str], indent: str) -> Iterator[str]:
    yield f"{indent}header {{\n"
    for name, value in sorted(headers.items()):
        yield f"{indent}\t{name} {_quoted(value)}\n"
    yield f"{indent}}}\n"


def _types() -> Iterator[str]:
    """Types of text with their charset, those that names tell after those that endings tell."""
    for number, name in enumerate([*(f".{ending}" for ending in TEXT_TYPES), *(f"/{name}" for name in FEED_TYPES)]):
        kind = content_type(name.removeprefix("/"))
        yield f"\t@type{number} path_regexp {_quoted(literal(name) + '$')}\n\theader @type{number} Content-Type {_quoted(kind)}\n"


def _errors(policy: Policy) -> Iterator[str]:
    """The page of the language below which nothing was found, delivered as a page whatever was asked for."""
    page = policy.kinds[0].headers
    yield "\thandle_errors {\n"
    yield from (f"\theader -{name}\n" for name in policy.varying if name not in page)
    yield from _set({**policy.common, **page, "Content-Type": content_type("404.html")}, "\t")
    for prefix, file in policy.not_found.items():
        name = f"@in{prefix.removesuffix('/')}" if prefix else ""
        if prefix:
            yield f"\t{name} path {policy.base}{prefix}*\n"
        yield f"\thandle {name} {{\n\t\trewrite * {policy.base}{file}\n\t}}\n"
    yield f"{_FILES}\t}}\n"
