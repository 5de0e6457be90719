"""``bansac check``: find every error without building."""

from __future__ import annotations

import datetime as dt

import click

from bansac.addresses import addresses, check_addresses, check_places, record_addresses
from bansac.brandcheck import check_brand
from bansac.errors import Report
from bansac.glyphs import check_glyphs
from bansac.instants import Moment
from bansac.kit.check import check_kit
from bansac.model import load_model
from bansac.options import as_of as as_of_option
from bansac.terminal import Terminal


@click.command("check")
@click.option("--record", is_flag=True, help="Ghi địa chỉ mới vào content/addresses.txt · Record new addresses.")
@as_of_option
@click.pass_context
def command(ctx: click.Context, *, record: bool, as_of: dt.datetime | None) -> None:
    """Kiểm tra nội dung và nhận diện · Check content and brand."""
    terminal: Terminal = ctx.obj
    report = Report()
    model = load_model(ctx.meta["root"], report, moment=Moment(as_of))
    check_brand(model.project, report)
    check_glyphs(model, report)
    check_kit(model, report)
    urls = set(addresses(model))
    if not report.errors:
        check_places(model, urls, report)
        check_addresses(model, urls, report)
    terminal.warnings(report.warnings)
    report.raise_if_any()
    if record:
        terminal.line(f"✓ +{record_addresses(model.project, urls)} content/addresses.txt")
    terminal.scheduled(model.schedule.waiting)
    count = sum(len(pages) for found in (model.pages, model.waiting) for pages in found.values())
    terminal.line(f"✓ {count} tệp đúng, {len(report.warnings)} lưu ý · {count} files are right, {len(report.warnings)} warnings")
