"""Former addresses: a tiny page for servers that know no rules, and a list for those that do."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from bansac.errors import OutputError
from bansac.finish.model import Redirect


def render_redirect(redirect: Redirect) -> str:
    """Write the page that stands at a former address."""
    url = escape(redirect.to_url)
    title = escape(redirect.title)
    return (
        f'<!doctype html>\n<html lang="{escape(redirect.lang)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n"
        f'<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={url}">\n'
        f'<link rel="canonical" href="{url}">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f'</head>\n<body>\n<p><a href="{url}">{title}</a></p>\n</body>\n</html>\n'
    )


def redirect_files(redirects: Iterable[Redirect]) -> dict[str, str]:
    """The pages of all former addresses, by their path below the root of the site.

    Raises:
        OutputError: An address leads out of the site's folder, or two redirects share one.
    """
    files: dict[str, str] = {}
    for redirect in sorted(redirects, key=lambda item: item.from_path):
        path = redirect_path(redirect.from_path)
        if path in files:
            raise OutputError("redirect_twice", found=redirect.from_path)
        files[path] = render_redirect(redirect)
    return files


def redirect_path(from_path: str) -> str:
    """The file of a former address: ``en/old/`` gives ``en/old/index.html``.

    Raises:
        OutputError: The address leads out of the site's folder.
    """
    path = PurePosixPath(from_path)
    if path.is_absolute() or ".." in path.parts or "\\" in from_path or not path.parts:
        raise OutputError("redirect_outside", found=from_path)
    return path.as_posix() if path.suffix in {".html", ".htm"} else (path / "index.html").as_posix()


def moved_paths(redirects: Iterable[Redirect], *, site_url: str) -> dict[str, str]:
    """What servers that know rules answer at former addresses, with and without a slash at the end.

    Args:
        redirects: All former addresses.
        site_url: Absolute address of the root of the site; addresses within it become paths.

    Returns:
        By former path on the host, not percent-encoded: the new path, or the address on another host. Sorted.
    """
    root = site_url if site_url.endswith("/") else f"{site_url}/"
    base, host = urlsplit(root).path, urljoin(root, "/").rstrip("/")
    found: dict[str, str] = {}
    for redirect in redirects:
        target = redirect.to_url.removeprefix(host) if redirect.to_url.startswith(root) else redirect.to_url
        file = redirect_path(redirect.from_path)
        found[base + file.removesuffix("index.html")] = target
        if file.endswith("/index.html"):
            found[base + file.removesuffix("/index.html")] = target
    return dict(sorted(found.items()))
