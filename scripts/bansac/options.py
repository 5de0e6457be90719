"""Options that several verbs share."""

from __future__ import annotations

import datetime as dt
import re

import click

from bansac.errors import ConfigError
from bansac.instants import EXAMPLE, VARIABLE, parse_instant

COMMIT_VARIABLE = "BANSAC_COMMIT"
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def _instant(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> dt.datetime | None:
    if value is None:
        return None
    try:
        return parse_instant(value)
    except ValueError as error:
        raise ConfigError("bad_as_of", found=value, expected=EXAMPLE) from error


as_of = click.option(
    "--as-of",
    metavar="INSTANT",
    envvar=VARIABLE,
    callback=_instant,
    help=f"Thời điểm của lần dựng, có múi giờ · The instant of the build, with its zone ({EXAMPLE}).",
)
"""``--as-of`` or the variable: when the build takes place; the clock is never asked."""


def _commit(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None or _COMMIT.fullmatch(value.lower()):
        return value.lower() if value else None
    raise ConfigError("bad_commit", found=value, expected="git rev-parse HEAD")


commit = click.option(
    "--commit",
    metavar="SHA",
    envvar=COMMIT_VARIABLE,
    callback=_commit,
    help="Commit của bản dựng, ghi vào bản kê · The commit that is built, for the manifest (git rev-parse HEAD).",
)
"""``--commit`` or the variable: what the manifest says the site was made from; Git is never asked."""
