"""Files for nginx: ``maps.conf`` for its ``http`` block, ``site.conf`` for the ``server`` block of the site.

A page takes the headers of the ``server`` block and meets one pattern on its way, for pages
are what most readers ask for. Every other kind of file has a ``location`` with all of its
headers: nginx takes those of the block above only where there are none of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import product
from textwrap import indent

from bansac.serving.policy import BINARY_TYPES, FEED_TYPES, TELLS_ITSELF, TEXT_TYPES, UNTYPED, Kind, Policy, literal

_HEAD = "# Written by bansac build from the policy of the site; the next build writes it anew.\n"
_LEVEL = 6
_BROTLI = f"""\
{_HEAD}# Include this as well in the server block where nginx has the module brotli_static
# (Debian and Ubuntu: libnginx-mod-http-brotli-static).
brotli_static on;
"""


def nginx_files(policy: Policy) -> dict[str, str]:
    """The files by their name below ``nginx/``."""
    return {"maps.conf": _maps(policy), "site.conf": _site(policy), "brotli.conf": _BROTLI}


def _variable(policy: Policy, name: str) -> str:
    """A variable of this site: two sites, or a site and its preview, may stand in one nginx."""
    place = hashlib.sha256(f"{policy.host}{policy.base}{policy.is_preview}".encode()).hexdigest()[:6]
    return f"$bansac_{place}_{name}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _map(source: str, target: str, default: str, entries: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"    {_quoted(key)} {_quoted(value)};\n" for key, value in entries)
    return f"\nmap {source} {target} {{\n    default {_quoted(default)};\n{lines}}}\n"


def _maps(policy: Policy) -> str:
    """Whether an answer goes over HTTPS, here or at a proxy before; and the page for what is not found."""
    text = f"{_HEAD}# Include this file in the http block.\n"
    if policy.hsts:
        ways = ["https", *(here + before for here, before in product(("http", "https"), ("http", "https")) if here + before != "httphttp")]
        text += _map('"$scheme$http_x_forwarded_proto"', _variable(policy, "hsts"), "", [(way, policy.hsts) for way in ways])
    pages = [(f"~^{literal(policy.base + prefix)}", policy.base + page) for prefix, page in policy.not_found.items() if prefix]
    return text + _map("$uri", _variable(policy, "not_found"), policy.base + policy.not_found[""], pages)


def _site(policy: Policy) -> str:
    not_found = _variable(policy, "not_found")
    types = "".join(f"    {kind} {ending};\n" for ending, kind in sorted({**TEXT_TYPES, **BINARY_TYPES}.items()))
    texts = {*TEXT_TYPES.values(), *FEED_TYPES.values()}
    return f"""\
{_HEAD}# Include this file in the server block of the site, beside root and listen.
index index.html;
absolute_redirect off;
error_page 403 =404 {not_found};
error_page 404 {not_found};

{_headers(policy, policy.kinds[0])}
types {{
{types}}}
default_type {UNTYPED};
charset utf-8;
charset_types {" ".join(sorted(texts - {TELLS_ITSELF, "text/html"}))};

# What was compressed beforehand (bansac build --compress) is sent as it is; the rest is compressed when it is sent.
gzip_static on;
gzip on;
gzip_comp_level {_LEVEL};
gzip_min_length 256;
gzip_proxied any;
gzip_vary on;
gzip_types {" ".join(sorted(texts - {"text/html"}))};

{"".join(_locations(policy))}"""


def _headers(policy: Policy, kind: Kind) -> str:
    lines = [f"add_header {name} {_quoted(value)} always;\n" for name, value in sorted({**policy.common, **kind.headers}.items())]
    if policy.hsts:
        lines.append(f"add_header Strict-Transport-Security {_variable(policy, 'hsts')} always;\n")
    return "".join(lines)


def _locations(policy: Policy) -> Iterator[str]:
    """Former addresses, then kinds: by folder, by name, and by ending where no folder says more."""
    for former, target in policy.moved.items():
        yield f"location = {_quoted(former)} {{ return 301 {_quoted(target)}; }}\n"
    within: dict[str, list[str]] = {"": []}
    for kind in policy.kinds[1:]:
        headers = _headers(policy, kind)
        endings: dict[str, list[str]] = {}
        for glob in kind.globs:
            folder, _, name = glob.rpartition("/")
            if name == "*":
                yield _location(f"^~ {policy.base}{folder}/", headers)
            elif name.startswith("*."):
                endings.setdefault(folder, []).append(name.removeprefix("*."))
            else:
                yield _location(f"= {policy.base}{glob}", headers)
        for folder, found in endings.items():
            feeds = "".join(_feed(name, kind) for name, kind in FEED_TYPES.items() if name.rsplit(".", 1)[-1] in found)
            within.setdefault(folder, []).append(_location(f"~ {_ending(found)}", headers + feeds))
    every = sorted(
        {ending for kind in policy.kinds for glob in kind.globs if glob.startswith("*.") for ending in [glob.removeprefix("*.")]}
    )
    for folder, blocks in within.items():
        yield _location(f"^~ {policy.base}{folder}/" if folder else f"~ {_ending(every)}", "".join(blocks))


def _feed(name: str, kind: str) -> str:
    return _location(f"~ /{literal(name)}$", f"types {{ }}\ndefault_type {kind};\n")


def _ending(endings: list[str]) -> str:
    return f"\\.(?:{'|'.join(endings)})$"


def _location(what: str, inner: str) -> str:
    return f"location {what} {{\n{indent(inner, '    ')}}}\n"
