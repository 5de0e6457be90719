"""``bansac check``: find every error without building."""

from __future__ import annotations

import datetime as dt

import click

from bansac.addresses import record_addresses
from bansac.checking import check_project
from bansac.errors import Report
from bansac.instants import Moment
from bansac.model import Model
from bansac.options import as_of as as_of_option
from bansac.style.external import Asking, check_external
from bansac.terminal import Terminal

HARDEST = 3
"""Pages that the table of readability names for each language."""


@click.command("check")
@click.option("--record", is_flag=True, help="Ghi địa chỉ mới vào content/addresses.txt · Record new addresses.")
@click.option("--external", is_flag=True, help="Hỏi từng địa chỉ bên ngoài · Ask every address elsewhere.")
@click.option("--limit", type=click.IntRange(1), help="Hỏi nhiều nhất ngần ấy địa chỉ · Ask at most so many (--external).")
@click.option("--timeout", type=click.FloatRange(0.1, 120), default=15, show_default=True, help="Giây chờ · Seconds to wait (--external).")
@click.option("--readability", "reads", is_flag=True, help="Bảng độ dễ đọc · Table of readability.")
@as_of_option
@click.pass_context
def command(  # noqa: PLR0913  # one argument an option
    ctx: click.Context, *, record: bool, external: bool, limit: int | None, timeout: float, reads: bool, as_of: dt.datetime | None
) -> None:
    """Kiểm tra nội dung và nhận diện · Check content and brand."""
    terminal: Terminal = ctx.obj
    report = Report()
    checked = check_project(ctx.meta["root"], report, moment=Moment(as_of))
    model = checked.model
    if external:
        now = dt.datetime.now(dt.UTC)
        known, asked = check_external(model, checked.style, report, limit=limit, asking=Asking(timeout=timeout), now=now)
        terminal.line(f"↗ {known} địa chỉ, đã hỏi {asked} · {known} addresses, {asked} asked")
    if reads:
        _readability(model, terminal)
    terminal.warnings(report.warnings)
    report.raise_if_any()
    if record:
        terminal.line(f"✓ +{record_addresses(model.project, set(checked.urls))} content/addresses.txt")
    terminal.scheduled(model)
    count = sum(len(pages) for found in (model.pages, model.waiting) for pages in found.values())
    terminal.line(f"✓ {count} tệp đúng, {len(report.warnings)} lưu ý · {count} files are right, {len(report.warnings)} warnings")


def _readability(model: Model, terminal: Terminal) -> None:
    """Print how hard each language is to read, and its hardest pages."""
    from bansac.style.readability import readability  # noqa: PLC0415  # loads hyphenation, which nothing else needs

    for language in readability(model):
        hardest = ", ".join(f"{reading.path} {reading.value:.0f}" for reading in language.readings[:HARDEST])
        median, mean = f"{language.typical:.0f}", f"{language.mean:.1f}"
        terminal.line(f"{language.code}  {language.measure}: {median} · câu · sentence {mean} · khó nhất · hardest: {hardest}")
