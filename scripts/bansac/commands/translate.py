"""``bansac translate``: texts for translators' own tools, out and back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import cast

import click

from bansac.commands.status import STATES, known_locales
from bansac.errors import ConfigError, Report
from bansac.exchange.exporting import DEFAULT_FOLDER, Format, exported
from bansac.exchange.importing import import_files
from bansac.instants import Moment
from bansac.model import load_model
from bansac.options import as_of as as_of_option
from bansac.store import write_aside
from bansac.terminal import Terminal
from bansac.translation import State


@click.group("translate")
def command() -> None:
    """Xuất, nhập bản dịch (XLIFF, PO) · Exchange texts with translators' tools (XLIFF, PO)."""


@command.command("export")
@click.argument("locale")
@click.argument("pages", metavar="[PAGE…]", nargs=-1)
@click.option("--format", "form", type=click.Choice(["xliff", "po"]), default="xliff", show_default=True, help="Dạng tệp · Format.")
@click.option(
    "--state", "states", metavar="STATE", multiple=True, type=STATES, help="Chỉ tình trạng này · Only these states (outdated,missing)."
)
@click.option("--strings", is_flag=True, help="Kèm giao diện và dữ liệu · Also interface texts and registers.")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=DEFAULT_FOLDER,
    help=f"Thư mục đích · Folder to write to ({DEFAULT_FOLDER}).",
)
@as_of_option
@click.pass_context
def export(  # noqa: PLR0913  # one argument for each option
    ctx: click.Context,
    *,
    locale: str,
    pages: tuple[str, ...],
    form: str,
    states: tuple[tuple[str, ...], ...],
    strings: bool,
    folder: Path,
    as_of: dt.datetime | None,
) -> None:
    """Xuất cho người dịch · Write files for translators: bansac translate export fr 'plan/*'."""
    terminal: Terminal = ctx.obj
    report = Report()
    model = load_model(ctx.meta["root"], report, moment=Moment(as_of, preview=True))
    report.raise_if_any()
    known_locales(model, [locale])
    target = next(one for one in model.project.locales if one.code == locale)
    output = model.project.root / folder
    if output.resolve().is_relative_to(model.project.content.resolve()) or output.resolve().is_relative_to(model.project.site.resolve()):
        raise ConfigError("exchange_folder", path=model.project.shown(output), found=folder, expected=DEFAULT_FOLDER)
    wanted = [State(state) for group in states for state in group]
    counts: Counter[str] = Counter()
    files = 0
    for path, data, bundle in exported(model, target, cast("Format", form), pages, wanted, strings=strings):
        write_aside(output / path, data)
        terminal.line(model.project.shown(output / path).as_posix())
        counts.update(unit.progress for unit in bundle.units)
        files += 1
    done = counts["done"] + counts["reviewed"]
    terminal.line(
        f"✓ {files} tệp: {done} đoạn đã dịch, {counts['fuzzy']} cần xem lại, {counts['new']} chưa dịch"
        f" · {files} files: {done} texts translated, {counts['fuzzy']} to be looked at, {counts['new']} not translated"
    )


@command.command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--settled", is_flag=True, help="Coi đoạn còn đánh dấu là xong · Take texts still marked as unfinished for finished.")
@as_of_option
@click.pass_context
def import_command(ctx: click.Context, *, files: tuple[Path, ...], settled: bool, as_of: dt.datetime | None) -> None:
    """Nhập từ người dịch · Take files back: bansac translate import build/translate/fr."""
    terminal: Terminal = ctx.obj
    report = Report()
    model = load_model(ctx.meta["root"], report, moment=Moment(as_of, preview=True))
    report.raise_if_any()
    outcomes = import_files(model, _below(files), report, settled=settled)
    report.raise_if_any()
    written = [outcome for outcome in outcomes if outcome.data is not None]
    for outcome in written:
        write_aside(model.project.root / outcome.path, outcome.data or b"")
        terminal.line(f"{outcome.path.as_posix()}: {outcome.changed}")
    for outcome in outcomes:
        if outcome.unfinished:
            terminal.line(f"! {outcome.path.as_posix()}: {outcome.unfinished} đoạn chưa xong · {outcome.unfinished} texts not finished")
    terminal.line(
        f"✓ {len(written)} tệp đã ghi, {len(outcomes) - len(written)} không đổi"
        f" · {len(written)} files written, {len(outcomes) - len(written)} unchanged"
    )


def _below(files: tuple[Path, ...]) -> list[Path]:
    """The files, and those below folders."""
    found: list[Path] = []
    for path in files:
        found += sorted(one for one in path.rglob("*") if one.suffix in {".xlf", ".xliff", ".po"}) if path.is_dir() else [path]
    return found
