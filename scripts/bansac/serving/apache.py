"""A file for Apache 2.4, to include in the ``<Directory>`` of the site or to put there as ``.htaccess``.

Both places read the same directives in the same way, so one file serves both. It needs the
modules ``dir``, ``headers``, ``mime`` and ``rewrite``, and takes ``deflate`` and ``filter`` if they are there.
"""

from __future__ import annotations

from collections.abc import Iterator

from bansac.serving.policy import BINARY_TYPES, FEED_TYPES, TELLS_ITSELF, TEXT_TYPES, Kind, Policy, expression, literal

_ENCODINGS = {"br": "br", "gz": "gzip"}
_COPY = "(\\.br|\\.gz)?"
_TEXTS = "|".join(TEXT_TYPES)


def apache_files(policy: Policy) -> dict[str, str]:
    """The files by their name below ``apache/``."""
    return {"bansac.htaccess": "".join(_lines(policy))}


def _lines(policy: Policy) -> Iterator[str]:
    yield "# Written by bansac build from the policy of the site; the next build writes it anew.\n"
    yield "# Include this file in <Directory> of the site, or put it there as .htaccess (AllowOverride All).\n"
    yield "Options -Indexes -MultiViews +FollowSymLinks\nDirectoryIndex index.html\nDirectorySlash On\nFileETag MTime Size\n\n"
    yield from _types()
    yield from _not_found(policy)
    yield from _rewriting(policy)
    yield from _headers(policy)
    yield from _compressed()


def _types() -> Iterator[str]:
    yield "AddDefaultCharset utf-8\n"
    for ending, kind in sorted({**TEXT_TYPES, **BINARY_TYPES}.items()):
        yield f"AddType {kind} .{ending}\n" if ending not in _ENCODINGS else ""
    yield f"AddCharset utf-8 {' '.join(f'.{ending}' for ending, kind in TEXT_TYPES.items() if kind != TELLS_ITSELF)}\n"
    for name, kind in FEED_TYPES.items():
        yield f'<FilesMatch "^{literal(name)}{_COPY}$">\n    ForceType "{kind}; charset=utf-8"\n</FilesMatch>\n'
    yield "\n"


def _not_found(policy: Policy) -> Iterator[str]:
    yield f"ErrorDocument 404 {policy.base}{policy.not_found['']}\nErrorDocument 403 {policy.base}{policy.not_found['']}\n"
    for prefix, page in policy.not_found.items():
        if prefix:
            yield from _where(policy, literal(prefix) + ".*", [f"ErrorDocument 404 {policy.base}{page}"])
    yield "\n"


def _where(policy: Policy, pattern: str, lines: list[str]) -> Iterator[str]:
    inner = "".join(f"    {line}\n" for line in lines)
    yield f'<If "%{{REQUEST_URI}} =~ m#^{literal(policy.base)}({pattern})$#">\n{inner}</If>\n'


def _rewriting(policy: Policy) -> Iterator[str]:
    """Former addresses; then what was compressed beforehand, for those who read it."""
    yield "RewriteEngine On\nRewriteOptions AllowNoSlash\n"
    for former, target in policy.moved.items():
        yield f'RewriteCond "%{{REQUEST_URI}}" "^{literal(former)}$"\nRewriteRule "^" "{target}" [R=301,L]\n'
    for ending, encoding in _ENCODINGS.items():
        accepted = f'RewriteCond "%{{HTTP:Accept-Encoding}}" "\\b{encoding}\\b"\n'
        for copied, asked in ((f"index.html.{ending}", "(^|/)$"), (f".{ending}", f"\\.({_TEXTS})$")):
            yield f'{accepted}RewriteCond "%{{REQUEST_FILENAME}}{copied}" -s\nRewriteRule "{asked}" "%{{REQUEST_URI}}{copied}" [END]\n'
    yield "\n"


def _headers(policy: Policy) -> Iterator[str]:
    general, *special = policy.kinds
    for name, value in sorted({**policy.common, **general.headers}.items()):
        yield f'Header always set {name} "{value}"\n'
    if policy.hsts:
        secure = "%{HTTPS} == 'on' || req_novary('X-Forwarded-Proto') == 'https'"
        yield f'Header always set Strict-Transport-Security "{policy.hsts}" "expr={secure}"\n'
    for kind in special:
        yield from _where(policy, f"({'|'.join(map(expression, kind.globs))}){_COPY}", _changes(policy, kind))
    yield "\n"


def _changes(policy: Policy, kind: Kind) -> list[str]:
    """Every header that differs between kinds is said or taken back, whatever a kind before this one said."""
    return [
        f'Header always set {name} "{kind.headers[name]}"' if name in kind.headers else f"Header always unset {name}"
        for name in policy.varying
    ]


def _compressed() -> Iterator[str]:
    """A file that was compressed beforehand keeps its type and is not compressed again; other text is compressed when it is sent."""
    for ending, encoding in _ENCODINGS.items():
        yield f'<FilesMatch "\\.({_TEXTS})\\.{ending}$">\n    SetEnv no-gzip 1\n    SetEnv no-brotli 1\n'
        yield f"    Header set Content-Encoding {encoding}\n    Header append Vary Accept-Encoding\n</FilesMatch>\n"
    types = " ".join(sorted({*TEXT_TYPES.values(), *FEED_TYPES.values()}))
    lines = ("<IfModule mod_deflate.c>", "<IfModule mod_filter.c>", f"AddOutputFilterByType DEFLATE {types}", "</IfModule>", "</IfModule>")
    yield "".join(f"{line}\n" for line in lines)
