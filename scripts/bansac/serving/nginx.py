"""Files for nginx: ``maps.conf`` for its ``http`` block, ``site.conf`` for the ``server`` block of the site.

A file's kind is found by one list of patterns; the headers that differ follow from the
kind. So no ``location`` needs headers of its own, and none can forget those of the server.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from bansac.serving.policy import BINARY_TYPES, FEED_TYPES, TELLS_ITSELF, TEXT_TYPES, UNTYPED, Policy, expression, literal

_HEAD = "# Written by bansac build from the policy of the site; the next build writes it anew.\n"
_LEVEL = 6


def nginx_files(policy: Policy) -> dict[str, str]:
    """The files by their name below ``nginx/``."""
    return {"maps.conf": _maps(policy), "site.conf": _site(policy), "brotli.conf": _BROTLI}


_BROTLI = f"""\
{_HEAD}# Include this as well in the server block where nginx has the module brotli_static
# (Debian and Ubuntu: libnginx-mod-http-brotli-static).
brotli_static on;
"""


def _variable(policy: Policy, name: str) -> str:
    """A variable of this site: two sites, or a site and its preview, may stand in one nginx. nginx wants short names."""
    place = hashlib.sha256(f"{policy.host}{policy.base}{policy.is_preview}".encode()).hexdigest()[:6]
    return f"$bansac_{place}_{name.lower().replace('-', '_')}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _map(source: str, target: str, entries: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"    {key} {value};\n" for key, value in entries)
    return f"map {source} {target} {{\n{lines}}}\n"


def _maps(policy: Policy) -> str:
    kind, base = _variable(policy, "kind"), literal(policy.base)
    general, *special = policy.kinds
    kinds = [(_quoted(f"~^{base}(?:{'|'.join(map(_ended, each.globs))})"), each.name) for each in reversed(special)]
    maps = [_HEAD, "# Include this file in the http block.\n", _map("$uri", kind, [("default", general.name), *kinds])]
    for header in policy.varying:
        values = [(each.name, _quoted(each.headers.get(header, ""))) for each in policy.kinds]
        maps.append(_map(kind, _variable(policy, header), values))
    if policy.hsts:
        secure = [("default", '""'), (_quoted("~^https:"), _quoted(policy.hsts)), (_quoted("~:https$"), _quoted(policy.hsts))]
        maps.append(_map('"$scheme:$http_x_forwarded_proto"', _variable(policy, "hsts"), secure))
    pages = [(_quoted(f"~^{base}{literal(prefix)}"), _quoted(policy.base + page)) for prefix, page in policy.not_found.items() if prefix]
    maps.append(_map("$uri", _variable(policy, "not_found"), [("default", _quoted(policy.base + policy.not_found[""])), *pages]))
    return "\n".join(maps)


def _ended(glob: str) -> str:
    """``.*`` at the end says nothing: left out, the pattern is found sooner."""
    return expression(glob.removesuffix("*")) if glob.endswith("*") else expression(glob) + "$"


def _site(policy: Policy) -> str:
    not_found = _variable(policy, "not_found")
    return f"""\
{_HEAD}# Include this file in the server block of the site, beside root and listen.
index index.html;
absolute_redirect off;
error_page 403 =404 {not_found};
error_page 404 {not_found};

{"".join(_headers(policy))}
{_types()}
charset utf-8;
charset_types {" ".join(sorted({*TEXT_TYPES.values(), *FEED_TYPES.values()} - {TELLS_ITSELF, "text/html"}))};

# What was compressed beforehand (bansac build --compress) is sent as it is; the rest is compressed when it is sent.
gzip_static on;
gzip on;
gzip_comp_level {_LEVEL};
gzip_min_length 256;
gzip_proxied any;
gzip_vary on;
gzip_types {" ".join(sorted({*TEXT_TYPES.values(), *FEED_TYPES.values()} - {"text/html"}))};
{"".join(_locations(policy))}"""


def _headers(policy: Policy) -> Iterator[str]:
    constant: Mapping[str, str] = {**policy.common}
    for header in sorted({*constant, *policy.varying}):
        value = _quoted(constant[header]) if header in constant else _variable(policy, header)
        yield f"add_header {header} {value} always;\n"
    if policy.hsts:
        yield f"add_header Strict-Transport-Security {_variable(policy, 'hsts')} always;\n"


def _types() -> str:
    lines = "".join(f"    {kind} {ending};\n" for ending, kind in sorted({**TEXT_TYPES, **BINARY_TYPES}.items()))
    return f"types {{\n{lines}}}\ndefault_type {UNTYPED};\n"


def _locations(policy: Policy) -> Iterator[str]:
    for name, kind in FEED_TYPES.items():
        yield f"\nlocation ~ /{literal(name)}$ {{\n    types {{ }}\n    default_type {kind};\n}}\n"
    for former, target in policy.moved.items():
        yield f"location = {_quoted(former)} {{ return 301 {_quoted(target)}; }}\n"
