"""The one policy of how the site is delivered; every server file is written from it.

Files are told apart by their path alone, so that each kind of server can follow: a
kind of file has patterns and all the headers that its files get. Where several kinds
have a pattern that fits, the last one holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

HASHED_SUFFIXES: Final = ("css", "js", "png", "svg", "webmanifest", "woff2")
"""Files of ``assets/`` whose name carries a hash of their content, whatever their name is."""
YEAR: Final = 31_536_000
HSTS: Final = f"max-age={YEAR}"
"""Without subdomains and preload: whoever runs the host knows what else lies below its name."""

_DENIED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""What a page of text never needs, and what nobody who got a script into one may ask for."""

_NOTHING = "default-src 'none'; base-uri 'none'"
_PAGE = (
    f"{_NOTHING}; connect-src 'self'; font-src 'self'; form-action 'self'; img-src 'self'; manifest-src 'self'; script-src 'self'; "
    "style-src 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""The search is a script of the site that reads JSON: no WebAssembly, no ``eval``, no policy of trusted types."""
_EMBED = (
    f"{_NOTHING}; font-src 'self'; form-action 'none'; img-src 'self'; script-src 'self'; style-src 'self'; frame-ancestors *; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
_FRESH = "no-cache"
_DAY = "public, max-age=86400"
_FOR_EVER = f"public, max-age={YEAR}, immutable"

TEXT_TYPES: Final[Mapping[str, str]] = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "gpl": "text/plain",
    "scss": "text/x-scss",
    "md": "text/markdown",
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
    "xml": "application/xml",
    "opml": "text/x-opml",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
}
"""Text by ending; all of it is UTF-8 and is worth compressing."""
BINARY_TYPES: Final[Mapping[str, str]] = {
    "avif": "image/avif",
    "gz": "application/gzip",
    "ico": "image/vnd.microsoft.icon",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "zip": "application/zip",
}
FEED_TYPES: Final[Mapping[str, str]] = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}
"""Files with a type that their ending does not tell, by name."""
TELLS_ITSELF: Final = "image/svg+xml"
"""XML says which characters it has; what is no page and no feed needs no second word about it."""
UNTYPED: Final = "application/octet-stream"


@dataclass(frozen=True)
class Kind:
    """Files that are delivered alike.

    Attributes:
        name: What the kind is called in server files.
        globs: Paths below the root of the site; ``*`` stands for anything, slashes among it.
        headers: What is said of them, by the name of the header.
    """

    name: str
    globs: tuple[str, ...]
    headers: Mapping[str, str]

    def fits(self, path: str) -> bool:
        """Whether a path below the root of the site is of this kind."""
        return any(re.fullmatch(expression(glob), path) for glob in self.globs)


@dataclass(frozen=True)
class Policy:
    """How a site is delivered.

    Attributes:
        host: Name of the host, with a port if it has one.
        base: Path of the site on it, with a slash at both ends.
        common: Headers of every answer.
        kinds: Kinds of files, from the general one to the special ones.
        hsts: Value of Strict-Transport-Security for answers over HTTPS; None where the site has no HTTPS.
        moved: Former addresses, as absolute paths, and what stands for them: a path or an address.
        not_found: The page that says that there is none, by the start of the path below the root; the one for all is under "".
        is_preview: Whether the site is a preview.
    """

    host: str
    base: str
    common: Mapping[str, str]
    kinds: tuple[Kind, ...]
    hsts: str | None
    moved: Mapping[str, str]
    not_found: Mapping[str, str]
    is_preview: bool = False

    def kind_of(self, path: str) -> Kind:
        """The kind of a path below the root of the site."""
        return next(kind for kind in reversed(self.kinds) if kind.fits(path))

    def headers_for(self, path: str) -> dict[str, str]:
        """All headers of the file at a path below the root, but Content-Type and Strict-Transport-Security."""
        return {**self.common, **self.kind_of(path).headers}

    @property
    def varying(self) -> tuple[str, ...]:
        """Headers that are not the same for every kind, in alphabetic order."""
        names = {name for kind in self.kinds for name in kind.headers}
        return tuple(sorted(names))


def expression(glob: str) -> str:
    """A pattern of paths as a regular expression that PCRE, RE2 and Python read alike, without anchors."""
    return ".*".join(map(literal, glob.split("*")))


def literal(text: str) -> str:
    """A text that stands for itself in a regular expression of any of them."""
    return re.escape(text).replace(r"\-", "-")


def content_type(path: str) -> str:
    """The Content-Type of a file, as it should be sent."""
    name = path.rsplit("/", 1)[-1]
    ending = name.rsplit(".", 1)[-1]
    text = FEED_TYPES.get(name) or TEXT_TYPES.get(ending)
    if text and text != TELLS_ITSELF:
        return f"{text}; charset=utf-8"
    return text or BINARY_TYPES.get(ending, UNTYPED)


def cache_control(path: str) -> str:
    """How long the file at a path below the root may be kept; it is the same for every site."""
    kind = next(kind for kind in reversed(_kinds([], preview=False)) if kind.fits(path))
    return kind.headers["Cache-Control"]


def make_policy(
    site_url: str,
    *,
    prefixes: Iterable[str] = (),
    moved: Mapping[str, str] | None = None,
    styles: Iterable[str] = (),
    hsts: str | None = HSTS,
    preview: bool = False,
) -> Policy:
    """Put the policy of a site together.

    Args:
        site_url: Its absolute address, ending in a slash.
        prefixes: Starts of the addresses of its locales, ``en/``; the source locale's, which is empty, may be among them.
        moved: Former addresses; see :func:`bansac.finish.redirects.moved_paths`.
        styles: Hashes of inline styles in its drawings; see :func:`bansac.serving.inline.style_hashes`.
        hsts: Value of Strict-Transport-Security; None for none.
        preview: Whether the site is a preview that nobody should find.
    """
    address = urlsplit(site_url)
    common = {
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _DENIED),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if preview:
        common["X-Robots-Tag"] = "noindex, nofollow"
    return Policy(
        host=address.netloc,
        base=address.path or "/",
        common=common,
        kinds=_kinds(sorted(set(styles)), preview=preview),
        hsts=hsts if address.scheme == "https" else None,
        moved=dict(moved or {}),
        not_found={"": "404.html", **{prefix: f"{prefix}404.html" for prefix in prefixes if prefix}},
        is_preview=preview,
    )


def _kinds(styles: list[str], *, preview: bool) -> tuple[Kind, ...]:
    """The kinds of files; why each is as it is: ``docs/adr/0011-one-policy-for-servers.md``."""
    page = {
        "Cache-Control": _FRESH,
        "Content-Security-Policy": _PAGE,
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    text = {**page, "Access-Control-Allow-Origin": "*"}
    edition = text if preview else {**text, "X-Robots-Tag": "noindex"}
    shared = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    style = f" style-src {' '.join(styles)};" if styles else ""
    file = {"Content-Security-Policy": f"{_NOTHING};{style} form-action 'none'; frame-ancestors 'none'", **shared}
    embed = {"Content-Security-Policy": _EMBED, "Cross-Origin-Embedder-Policy": "require-corp", **shared}
    return (
        Kind("page", ("*",), page),
        Kind("text", ("*.xml", "*.opml", "*.txt"), text),
        Kind("edition", ("*.md",), edition),
        Kind("open", ("data/*", "calendar/*", "pictures/*", "kits/*", "assets/search/*"), {"Cache-Control": _FRESH, **file}),
        Kind("daily", ("brand/*", "favicon.ico", "assets/*.txt"), {"Cache-Control": _DAY, **file}),
        Kind("hashed", ("cards/*", "media/*", *(f"assets/*.{suffix}" for suffix in HASHED_SUFFIXES)), {"Cache-Control": _FOR_EVER, **file}),
        Kind("embed", ("embed/*",), {"Cache-Control": _FRESH, **embed}),
    )
