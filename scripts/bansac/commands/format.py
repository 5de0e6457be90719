"""``bansac format``: the front matter of every page in our order."""

from __future__ import annotations

from pathlib import Path

import click

from bansac.config import load_project
from bansac.editing.formatter import format_page
from bansac.errors import Report
from bansac.files import decode, files_below
from bansac.store import write_aside
from bansac.terminal import Terminal


@click.command("format")
@click.option("--check", is_flag=True, help="Chỉ nêu tên, không ghi; mã thoát 1 nếu có · Only name them; exit 1 if any.")
@click.pass_context
def command(ctx: click.Context, *, check: bool) -> None:
    """Sắp phần đầu trang đúng thứ tự · Put the front matter of pages in order."""
    terminal: Terminal = ctx.obj
    project = load_project(ctx.meta["root"])
    found = [path for code in project.codes for path in files_below(project.content / code, ".md") if not path.is_symlink()]
    changed = [path for path in found if _format(path, project.shown(path), write=not check)]
    for path in changed:
        terminal.line(project.shown(path).as_posix())
    terminal.line(f"{'!' if check and changed else '✓'} {len(changed)}/{len(found)} tệp · files")
    if check and changed:
        ctx.exit(1)


def _format(path: Path, shown: Path, *, write: bool) -> bool:
    raw = path.read_bytes()
    text = decode(raw, shown=shown, report=Report())
    if text is None:
        return False
    after = format_page(text, text).encode()
    if write and after != raw:
        write_aside(path, after)
    return after != raw
