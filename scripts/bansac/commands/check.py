"""``bansac check``: find every error without building."""

from __future__ import annotations

import click

from bansac.addresses import record_addresses
from bansac.checking import check_project
from bansac.errors import Report
from bansac.terminal import Terminal


@click.command("check")
@click.option("--record", is_flag=True, help="Ghi địa chỉ mới vào content/addresses.txt · Record new addresses.")
@click.pass_context
def command(ctx: click.Context, *, record: bool) -> None:
    """Kiểm tra nội dung và nhận diện · Check content and brand."""
    terminal: Terminal = ctx.obj
    report = Report()
    checked = check_project(ctx.meta["root"], report)
    terminal.warnings(report.warnings)
    report.raise_if_any()
    if record:
        terminal.line(f"✓ +{record_addresses(checked.model.project, set(checked.urls))} content/addresses.txt")
    count = sum(len(pages) for pages in checked.model.pages.values())
    terminal.line(f"✓ {count} tệp đúng, {len(report.warnings)} lưu ý · {count} files are right, {len(report.warnings)} warnings")
