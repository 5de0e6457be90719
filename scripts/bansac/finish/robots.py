"""``robots.txt``: what crawlers may read, and where the sitemap lies."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit


def render_robots(*, site_url: str, disallow: Iterable[str] = (), allow_all: bool = True) -> str:
    """Write ``robots.txt``.

    Crawlers read it only at the root of a host; on a site that lies in a folder
    the sitemap is found through the pages.

    Args:
        site_url: Absolute address of the root of the site.
        disallow: Paths below that root that crawlers should leave alone, e.g. ``search/``.
        allow_all: False for a trial copy: nothing may be read.
    """
    base = site_url if site_url.endswith("/") else f"{site_url}/"
    if not allow_all:
        return "User-agent: *\nDisallow: /\n"
    paths = sorted(urlsplit(urljoin(base, path.lstrip("/"))).path for path in disallow)
    rules = [f"Disallow: {path}" for path in paths] or ["Allow: /"]
    return "\n".join(["User-agent: *", *rules, "", f"Sitemap: {urljoin(base, 'sitemap.xml')}", ""])
