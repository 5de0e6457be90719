"""``bansac build``: make the site."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import click

from bansac.build import Options, build
from bansac.instants import Moment
from bansac.options import as_of as as_of_option
from bansac.options import commit as commit_option
from bansac.terminal import Terminal


@click.command("build")
@click.option("--no-cache", is_flag=True, help="Dựng lại mọi trang · Render every page anew.")
@click.option("--no-search", is_flag=True, help="Không lập chỉ mục tìm kiếm · Leave out the search index.")
@click.option("--no-cards", is_flag=True, help="Không vẽ thẻ chia sẻ · Leave out the social cards.")
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), help="Thư mục kết quả · Folder of the site (default: site/).")
@as_of_option
@commit_option
@click.pass_context
def command(  # noqa: PLR0913  # one argument an option
    ctx: click.Context, *, no_cache: bool, no_search: bool, no_cards: bool, site: Path | None, as_of: dt.datetime | None, commit: str | None
) -> None:
    """Dựng trang vào site/ · Build the site."""
    terminal: Terminal = ctx.obj
    target = site.resolve() if site else None
    options = Options(cache=not no_cache, search=not no_search, cards=not no_cards, site=target, moment=Moment(as_of), commit=commit)
    start = time.perf_counter()
    with terminal.progress() as progress:
        outcome = build(ctx.meta["root"], options, progress)
    terminal.warnings(outcome.report.warnings)
    terminal.scheduled(outcome.schedule.waiting)
    seconds = time.perf_counter() - start
    terminal.line(
        f"✓ {outcome.pages} trang, {outcome.composed} dựng mới, {outcome.files} tệp, {seconds:.1f} s"
        f" · {outcome.pages} pages, {outcome.composed} made anew, {outcome.files} files: {outcome.site}"
    )
