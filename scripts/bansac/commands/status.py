"""``bansac status``: which page is translated, up to date and reviewed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.table import Table

from bansac.accept import accept_translations
from bansac.errors import ConfigError, Report
from bansac.instants import Moment
from bansac.model import Model, load_model
from bansac.options import as_of as as_of_option
from bansac.status.history import History
from bansac.status.limits import measures
from bansac.status.page import MARKS, NAMES, status_page
from bansac.status.record import Line, lines, records, totals
from bansac.store import write_aside
from bansac.terminal import Terminal
from bansac.translation import State

STYLES = {State.SOURCE: "bold", State.CURRENT: "green", State.UNREVIEWED: "cyan", State.OUTDATED: "yellow", State.MISSING: "red"}
_DEFAULT_PAGE = "build/status/index.html"


class _Words(click.ParamType[tuple[str, ...]]):
    """One or more words with commas between them, each of a list."""

    name = "words"

    def __init__(self, *allowed: str) -> None:
        self._allowed = allowed

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        words = tuple(word.strip() for word in str(value).split(",") if word.strip())
        for word in words:
            if self._allowed and word not in self._allowed:
                self.fail(f"{word!r}: {', '.join(self._allowed)}", param, ctx)
        return words


STATES = _Words(*(state.value for state in State if state is not State.SOURCE))


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON · Print JSON.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    is_flag=False,
    flag_value=_DEFAULT_PAGE,
    help=f"Ghi trang cho người làm nội dung · Write a page for staff ({_DEFAULT_PAGE}).",
)
@click.option("--locale", "locales", metavar="CODE", multiple=True, type=_Words(), help="Chỉ ngôn ngữ này · Only these locales (fr,es).")
@click.option(
    "--state", "states", metavar="STATE", multiple=True, type=STATES, help="Chỉ trạng thái này · Only these states (outdated,missing)."
)
@click.option("--check", is_flag=True, help="Lỗi nếu vượt ngưỡng · Fail above the limits of mkdocs.yml.")
@click.option(
    "--accept",
    metavar="PAGE|all",
    multiple=True,
    help="Ghi nhận bản dịch đã theo bản gốc · Record that a translation follows its source (en/plan/index.md).",
)
@as_of_option
@click.pass_context
def command(  # noqa: PLR0913  # one argument for each option
    ctx: click.Context,
    *,
    as_json: bool,
    page: Path | None,
    locales: tuple[tuple[str, ...], ...],
    states: tuple[tuple[str, ...], ...],
    check: bool,
    accept: tuple[str, ...],
    as_of: dt.datetime | None,
) -> None:
    """Bảng trang × ngôn ngữ · Table of pages and locales."""
    terminal: Terminal = ctx.obj
    report = Report()
    model = load_model(ctx.meta["root"], report, moment=Moment(as_of, preview=True))
    if accept:
        changed = accept_translations(model, accept)
        terminal.line(f"✓ {changed} bản dịch đã ghi · {changed} translations recorded")
        return
    report.raise_if_any()
    codes = known_locales(model, [code for group in locales for code in group])
    shown = lines(model, codes, [State(state) for group in states for state in group])
    found = measures(model)
    if as_json:
        terminal.line(json.dumps(records(model, shown, found), ensure_ascii=False, indent=2))
    if page is not None:
        _write(terminal, model, page, status_page(model, shown, found, History(model.project)), quiet=as_json)
    elif not as_json:
        _print(terminal, model, shown, codes)
    if check:
        terminal.warnings(measure.error() for measure in found if measure.signal == "moderate")
        over = Report([measure.error() for measure in found if measure.signal == "strong"])
        over.raise_if_any()
        if not as_json:
            terminal.line(f"✓ {len(found)} ngưỡng được giữ · {len(found)} limits are kept")


def known_locales(model: Model, codes: Sequence[str]) -> list[str]:
    """The codes, if each is a locale that pages are translated into.

    Raises:
        ConfigError: A code is none.
    """
    allowed = model.project.codes[1:]
    for code in codes:
        if code not in allowed:
            raise ConfigError("unknown_id", found=code, register="mkdocs.yml", expected=", ".join(allowed))
    return list(codes)


def _write(terminal: Terminal, model: Model, page: Path, html: str, *, quiet: bool) -> None:
    target = model.project.root / page
    if target.resolve().is_relative_to(model.project.site.resolve()):
        raise ConfigError("status_in_site", path=model.project.shown(target), found=page, expected=_DEFAULT_PAGE)
    write_aside(target, html.encode())
    if not quiet:
        terminal.line(f"✓ {model.project.shown(target)}")


def _print(terminal: Terminal, model: Model, shown: Sequence[Line], codes: Sequence[str]) -> None:
    columns = [code for code in model.project.codes if not codes or code in codes or code == model.project.source.code]
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    drawn.add_column("Trang · Page")
    for code in columns:
        drawn.add_column(code, justify="center")
    for line in shown:
        own = {cell.locale: cell.state for cell in line.cells} | {model.project.source.code: State.SOURCE}
        drawn.add_row(line.source.path, *(f"[{STYLES[own[code]]}]{MARKS[own[code]]}[/]" if code in own else "" for code in columns))
    terminal.out.print(drawn)
    terminal.line("")
    terminal.line("  ".join(f"{MARKS[state]} {' · '.join(NAMES[state])}" for state in State))
    terminal.line("")
    counts = totals(model)
    for code in columns:
        terminal.line(
            f"{code}: " + ", ".join(f"{counts[code][state]} {' · '.join(NAMES[state])}" for state in State if counts[code][state])
        )
    terminal.scheduled(model)
