"""Options that several verbs share."""

from __future__ import annotations

import datetime as dt

import click

from bansac.errors import ConfigError
from bansac.instants import EXAMPLE, VARIABLE, parse_instant


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
