"""``bansac brand``: draw the mark and the pattern anew from their geometry."""

from __future__ import annotations

import click

from bansac.brand.drawn import write_drawn_files
from bansac.config import load_project
from bansac.terminal import Terminal


@click.command("brand")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Vẽ lại biểu trưng và họa tiết · Draw mark and pattern from brand/geometry.yml."""
    terminal: Terminal = ctx.obj
    changed = write_drawn_files(load_project(ctx.meta["root"]).brand)
    for name in changed:
        terminal.line(f"✓ brand/{name}")
    terminal.line(f"✓ {len(changed)} tệp vẽ lại · {len(changed)} files drawn anew")
