"""Files for hosting services: ``_headers`` and ``_redirects`` in the site, ``netlify.toml`` beside it.

Cloudflare Pages and Netlify read ``_headers`` from top to bottom. Where a header stands in two
rules that fit, Netlify takes the later value and Cloudflare joins the two, unless a line with
an exclamation mark takes the former one back; Netlify passes such a line over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote

from bansac.serving.policy import FEED_TYPES, Policy, content_type

HOST_FILES: Final = ("_headers", "_redirects")
"""What a hosting service takes for itself: it is in the folder of the site, and at no address."""
MAX_HEADER_RULES: Final = 100
MAX_REDIRECTS: Final = 2000
MAX_LINE: Final = 2000
"""Limits of Cloudflare Pages (https://developers.cloudflare.com/pages/configuration/headers/)."""


def host_files(policy: Policy) -> dict[str, str]:
    """``_headers`` and ``_redirects``, by their path below the site; the latter only where a page has moved."""
    files = {"_headers": "".join(_headers(policy))}
    if policy.moved:
        files["_redirects"] = "".join(f"{quote(former)} {target} 301\n" for former, target in policy.moved.items())
    return files


def too_much(files: Mapping[str, str]) -> list[str]:
    """Which limits of a service the files exceed: what stands there and the limit, ready to be told."""
    headers, redirects = files["_headers"].splitlines(), files.get("_redirects", "").splitlines()
    rules = sum(line.startswith("/") for line in headers)
    longest = max(map(len, [*headers, *redirects]))
    found = (("_headers", rules, MAX_HEADER_RULES), ("_redirects", len(redirects), MAX_REDIRECTS), ("max line", longest, MAX_LINE))
    return [f"{name}: {number} > {limit}" for name, number, limit in found if number > limit]


def netlify(policy: Policy) -> str:
    """``netlify.toml``: redirects before the files of the same name, and a page for what is not found in each language."""
    rules = [(former, target, 301, True) for former, target in policy.moved.items()]
    rules += [(f"{policy.base}{prefix}*", policy.base + page, 404, False) for prefix, page in policy.not_found.items() if prefix]
    head = "# Written by bansac build from the policy of the site; the next build writes it anew.\n"
    return head + "".join(
        f"\n[[redirects]]\nfrom = {json.dumps(former)}\nto = {json.dumps(target)}\nstatus = {status}\nforce = {json.dumps(force)}\n"
        for former, target, status, force in rules
    )


def _headers(policy: Policy) -> Iterator[str]:
    hsts = {"Strict-Transport-Security": policy.hsts} if policy.hsts else {}
    for kind in policy.kinds:
        for glob in kind.globs:
            yield f"{policy.base}{glob}\n"
            yield from (f"  ! {name}\n" for name in policy.varying)
            yield from _set({**policy.common, **hsts, **kind.headers} if kind is policy.kinds[0] else kind.headers)
    for name in FEED_TYPES:
        yield f"{policy.base}*/{name}\n  ! Content-Type\n  Content-Type: {content_type(name)}\n"


def _set(headers: Mapping[str, str]) -> Iterator[str]:
    yield from (f"  {name}: {value}\n" for name, value in sorted(headers.items()))
