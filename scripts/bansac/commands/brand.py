"""``bansac brand``: the mark and the pattern drawn anew, and the kits of sector and offices."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bansac.brand.drawn import write_drawn_files
from bansac.config import load_project
from bansac.terminal import Terminal


@click.group("brand")
def command() -> None:
    """Vẽ biểu trưng, làm bộ nhận diện · Draw the mark, make identity kits."""


@command.command("draw")
@click.pass_context
def draw(ctx: click.Context) -> None:
    """Vẽ lại biểu trưng và họa tiết · Draw mark and pattern from brand/geometry.yml."""
    terminal: Terminal = ctx.obj
    changed = write_drawn_files(load_project(ctx.meta["root"]).brand)
    for name in changed:
        terminal.line(f"✓ brand/{name}")
    terminal.line(f"✓ {len(changed)} tệp vẽ lại · {len(changed)} files drawn anew")


@command.command("kit")
@click.argument("offices", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Mọi cơ quan · Every office.")
@click.option("--sector", is_flag=True, help="Bộ chung của ngành · The sector's kit.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Nơi ghi · Where to (default: build/kits).")
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, help="Số tiến trình · Processes (default: cores).")
@click.option("--no-cache", is_flag=True, help="Làm lại từ đầu · Make everything anew.")
@click.pass_context
def kit(  # noqa: PLR0913  # one for each option
    ctx: click.Context, offices: tuple[str, ...], *, every: bool, sector: bool, output: Path | None, jobs: int, no_cache: bool
) -> None:
    """Làm bộ nhận diện · Make identity kits of OFFICES (ids in network.yml); all of them and the sector's if none is named."""
    from bansac.kit.making import Kits  # noqa: PLC0415  # the other verbs need nothing of the kit

    terminal: Terminal = ctx.obj
    kits = Kits.load(ctx.meta["root"], cache=not no_cache)
    whole = not (offices or every or sector)
    wanted = tuple(kits.missions) if every or whole else tuple(dict.fromkeys(offices))
    folder = output or kits.project.build / "kits"
    with terminal.progress() as progress:
        made = kits.make(wanted, folder, sector=sector or whole, jobs=jobs, progress=progress)
    terminal.warnings(made.warnings)
    if len(made.files) <= _LISTED:
        for name, size in made.files.items():
            terminal.line(f"✓ {folder / name} · {size / 1024:,.0f} KiB")
    count = len(made.files)
    terminal.line(f"✓ {count} gói, {made.new} phần làm mới · {count} archives, {made.new} parts made anew: {folder}")


@command.command("share")
@click.argument("subjects", nargs=-1)
@click.option("--locale", "locales", multiple=True, help="Ngôn ngữ; có thể lặp lại · Language; may be repeated (default: all).")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Nơi ghi · Where to (default: build/share).")
@click.option("--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, help="Số tiến trình · Processes (default: cores).")
@click.pass_context
def share(ctx: click.Context, subjects: tuple[str, ...], locales: tuple[str, ...], output: Path | None, jobs: int) -> None:
    """Làm bộ chia sẻ mạng xã hội · Make share sets of SUBJECTS (ids, or news, value, milestone, event); all if none is named."""
    from bansac.share.making import make_share  # noqa: PLC0415  # the other verbs need nothing of it

    terminal: Terminal = ctx.obj
    root: Path = ctx.meta["root"]
    folder = output or load_project(root).build / "share"
    with terminal.progress() as progress:
        made = make_share(root, folder, locales=locales, ids=subjects, jobs=jobs, progress=progress)
    terminal.line(f"✓ {made.subjects} bộ, {made.pictures} hình · {made.subjects} sets, {made.pictures} pictures: {folder}")


_LISTED = 5
"""Up to this many archives are named one by one."""
