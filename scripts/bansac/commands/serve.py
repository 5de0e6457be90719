"""``bansac serve``: a preview that follows every save."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from bansac.build import Options, build
from bansac.errors import BansacError, ReportedErrors
from bansac.instants import Moment
from bansac.options import as_of as as_of_option
from bansac.preview import Preview, changes
from bansac.terminal import Terminal


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Cổng · Port.")
@click.option("--cards", is_flag=True, help="Vẽ cả thẻ chia sẻ · Draw social cards too.")
@as_of_option
@click.pass_context
def command(ctx: click.Context, *, port: int, cards: bool, as_of: dt.datetime | None) -> None:
    """Xem trước, tự dựng lại khi lưu · Preview; rebuilds on a save and reloads the browser."""
    terminal: Terminal = ctx.obj
    root: Path = ctx.meta["root"]
    options = Options(cards=cards, site=root / "build" / "preview", moment=Moment(as_of, preview=as_of is None))
    preview = Preview(root / "build" / "preview", port)
    _build(root, options, terminal)
    with preview.running():
        terminal.line(f"→ {preview.address}  (Ctrl+C để dừng · to stop)")
        try:
            for names in changes(root):
                terminal.line(f"↻ {', '.join(names[:4])}")
                if _build(root, options, terminal):
                    preview.reload()
        except KeyboardInterrupt:
            terminal.line("")


def _build(root: Path, options: Options, terminal: Terminal) -> bool:
    """Build and tell; errors are shown and the preview goes on with the last good site."""
    try:
        outcome = build(root, options)
    except BansacError as error:
        terminal.errors(error.errors if isinstance(error, ReportedErrors) else (error,))
        return False
    terminal.line(f"✓ {outcome.pages} trang · pages, {outcome.composed} dựng mới · made anew")
    return True
