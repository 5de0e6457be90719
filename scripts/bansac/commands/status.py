"""``bansac status``: which page is translated, up to date and reviewed."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter

import click
from rich.table import Table

from bansac.accept import accept_translations
from bansac.errors import Report
from bansac.instants import Moment
from bansac.model import load_model
from bansac.options import as_of as as_of_option
from bansac.terminal import Terminal
from bansac.translation import State, table

MARKS = {State.SOURCE: "●", State.CURRENT: "✓", State.UNREVIEWED: "○", State.OUTDATED: "!", State.MISSING: "–"}
STYLES = {State.SOURCE: "bold", State.CURRENT: "green", State.UNREVIEWED: "cyan", State.OUTDATED: "yellow", State.MISSING: "red"}
NAMES = {
    State.SOURCE: "bản gốc · source",
    State.CURRENT: "đúng · current",
    State.UNREVIEWED: "chưa hiệu đính · unreviewed",
    State.OUTDATED: "cũ · outdated",
    State.MISSING: "thiếu · missing",
}


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON · Print JSON.")
@click.option(
    "--accept",
    metavar="PAGE|all",
    multiple=True,
    help="Ghi nhận bản dịch đã theo bản gốc · Record that a translation follows its source (en/plan/index.md).",
)
@as_of_option
@click.pass_context
def command(ctx: click.Context, *, as_json: bool, accept: tuple[str, ...], as_of: dt.datetime | None) -> None:
    """Bảng trang × ngôn ngữ · Table of pages and locales."""
    terminal: Terminal = ctx.obj
    report = Report()
    model = load_model(ctx.meta["root"], report, moment=Moment(as_of, preview=True))
    if accept:
        changed = accept_translations(model, accept)
        terminal.line(f"✓ {changed} bản dịch đã ghi · {changed} translations recorded")
        return
    report.raise_if_any()
    rows = list(table(model.project, model.pages))
    if as_json:
        data = {row.path: {code: state.value for code, state in row.states} for row in rows}
        terminal.line(json.dumps(data, ensure_ascii=False, indent=2))
        return
    shown = Table(box=None, pad_edge=False, header_style="bold")
    shown.add_column("Trang · Page")
    for code in model.project.codes:
        shown.add_column(code, justify="center")
    for row in rows:
        shown.add_row(row.path, *(f"[{STYLES[state]}]{MARKS[state]}[/]" for _, state in row.states))
    terminal.out.print(shown)
    terminal.line("")
    for code in model.project.codes:
        counts = Counter(state for row in rows for own, state in row.states if own == code)
        terminal.line(f"{code}: " + ", ".join(f"{counts[state]} {NAMES[state]}" for state in State if counts[state]))
    terminal.scheduled(model)
