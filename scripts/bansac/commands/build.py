"""``bansac build``: make the site."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import click

from bansac.build import Options, build
from bansac.errors import shorten
from bansac.instants import Moment
from bansac.options import as_of as as_of_option
from bansac.options import commit as commit_option
from bansac.terminal import Terminal

LONGEST = 80
"""Characters of the name of a preview."""


@click.command("build")
@click.option("--no-cache", is_flag=True, help="Dựng lại mọi trang · Render every page anew.")
@click.option("--no-search", is_flag=True, help="Không lập chỉ mục tìm kiếm · Leave out the search index.")
@click.option("--no-cards", is_flag=True, help="Không vẽ thẻ chia sẻ · Leave out the social cards.")
@click.option("--compress", is_flag=True, help="Nén sẵn tệp văn bản bằng gzip và Brotli · Put gzip and Brotli copies beside text files.")
@click.option(
    "--preview",
    is_flag=False,
    flag_value="",
    metavar="[NAME]",
    help="Dựng bản xem trước để góp ý, có thể kèm tên · Build a preview for comment, named or not; it can never be published.",
)
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), help="Thư mục kết quả · Folder of the site (default: site/).")
@as_of_option
@commit_option
@click.pass_context
def command(  # noqa: PLR0913  # one argument an option
    ctx: click.Context,
    *,
    no_cache: bool,
    no_search: bool,
    no_cards: bool,
    compress: bool,
    preview: str | None,
    site: Path | None,
    as_of: dt.datetime | None,
    commit: str | None,
) -> None:
    """Dựng trang vào site/ · Build the site."""
    terminal: Terminal = ctx.obj
    options = Options(
        cache=not no_cache,
        search=not no_search,
        cards=not no_cards,
        compress=compress,
        preview=_name(preview),
        site=site.resolve() if site else None,
        moment=Moment(as_of, preview=preview is not None),
        commit=commit,
    )
    start = time.perf_counter()
    with terminal.progress() as progress:
        outcome = build(ctx.meta["root"], options, progress)
    terminal.warnings(outcome.report.warnings)
    terminal.scheduled(outcome.model)
    seconds = time.perf_counter() - start
    terminal.line(
        f"✓ {outcome.pages} trang, {outcome.composed} dựng mới, {outcome.files} tệp, {seconds:.1f} s"
        f" · {outcome.pages} pages, {outcome.composed} made anew, {outcome.files} files: {outcome.site}"
    )


def _name(preview: str | None) -> str | None:
    """The name of a preview as its band shows it: on one line, and short."""
    return None if preview is None else shorten(preview, LONGEST)
