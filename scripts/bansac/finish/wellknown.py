"""Small files that people and programs look for by name: ``humans.txt`` and ``security.txt``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin

from bansac.errors import ConfigError

SECURITY_PATH = ".well-known/security.txt"
_CONTACT = re.compile(r"(?:https://|mailto:|tel:)[!-~]+")


def render_humans(sections: Mapping[str, Iterable[str]]) -> str:
    """Write ``humans.txt``: titles with lines below them (https://humanstxt.org)."""
    return "\n".join(f"/* {title} */\n" + "".join(f"{line}\n" for line in lines) for title, lines in sections.items())


def render_security(*, contacts: Iterable[str], expires: object, languages: Iterable[str], site_url: str) -> str:
    """Write ``security.txt`` (RFC 9116).

    Args:
        contacts: Where to report, as ``https:``, ``mailto:`` or ``tel:`` addresses, the preferred one first.
        expires: The day or moment from which the file must not be used any more. Nobody compares it with the clock here.
        languages: Languages in which a report may be written.
        site_url: Absolute address of the root of the site; the file belongs to the root of its host.

    Raises:
        ConfigError: A contact is no address, or the day is missing or none.
    """
    lines = [f"Contact: {_contact(contact)}\n" for contact in contacts]
    lines += [
        f"Expires: {_moment(expires)}\n",
        f"Preferred-Languages: {', '.join(languages)}\n",
        f"Canonical: {urljoin(site_url, '/' + SECURITY_PATH)}\n",
    ]
    return "".join(lines)


def _contact(contact: str) -> str:
    if not _CONTACT.fullmatch(contact):
        expected = "https://…, mailto:…, tel:…"
        raise ConfigError("bad_config", path="mkdocs.yml", field="extra.bansac.security_contact", found=contact, reason=expected)
    return contact


def _moment(expires: object) -> str:
    try:
        moment = expires if isinstance(expires, dt.datetime) else dt.datetime.fromisoformat(str(expires))
    except ValueError as error:
        reason = "YYYY-MM-DD"
        raise ConfigError("bad_config", path="mkdocs.yml", field="extra.bansac.security_expires", found=expires, reason=reason) from error
    return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
