"""``bansac review``: record that a human reviewed a translation."""

from __future__ import annotations

import datetime as dt

import click

from bansac.errors import ConfigError, Report
from bansac.instants import Moment
from bansac.model import load_model
from bansac.options import as_of as as_of_option
from bansac.review import review
from bansac.terminal import Terminal


@click.command("review")
@click.argument("pages", metavar="PAGE…", nargs=-1, required=True)
@click.argument("locale")
@click.option("--date", "date", type=click.DateTime(["%Y-%m-%d"]), help="Ngày hiệu đính · Day of the review (default: today).")
@click.option("--undo", is_flag=True, help="Bỏ ghi nhận · Take the record back.")
@as_of_option
@click.pass_context
def command(
    ctx: click.Context, *, pages: tuple[str, ...], locale: str, date: dt.datetime | None, undo: bool, as_of: dt.datetime | None
) -> None:
    """Ghi nhận bản dịch đã hiệu đính · Record a review: bansac review 'plan/*' fr."""
    terminal: Terminal = ctx.obj
    today = dt.datetime.now().astimezone().date()
    day = date.date() if date else today
    if undo and date:
        raise click.UsageError("--undo, --date")
    if day > today:
        raise ConfigError("review_in_future", found=day, expected=f"≤ {today}")
    report = Report()
    model = load_model(ctx.meta["root"], report, moment=Moment(as_of, preview=True))
    report.raise_if_any()
    for page in (changed := review(model, pages, locale, None if undo else day)):
        terminal.line(page.shown.as_posix())
    if undo:
        terminal.line(f"✓ bỏ {len(changed)} ghi nhận hiệu đính · {len(changed)} records of a review taken back")
    else:
        terminal.line(
            f"✓ {len(changed)} bản dịch đã ghi là hiệu đính ngày {day} · {len(changed)} translations recorded as reviewed on {day}"
        )
