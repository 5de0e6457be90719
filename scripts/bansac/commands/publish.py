"""``bansac publish``: bring the built site to where readers are."""

from __future__ import annotations

from pathlib import Path

import click

from bansac.config import load_project
from bansac.errors import BansacError, ConfigError, Report, ReportedErrors
from bansac.publishing.plan import Plan
from bansac.publishing.record import Record, record_of, record_of_manifest
from bansac.publishing.refuse import Candidate, check_candidate, check_served
from bansac.publishing.sending import Sender, sender_of
from bansac.publishing.targets import load_targets, target_of
from bansac.terminal import Terminal


@click.command("publish")
@click.argument("target", required=False)
@click.option("--check", is_flag=True, help="Chỉ kiểm tra có được xuất bản không · Only look whether the site may be published.")
@click.option("--dry-run", is_flag=True, help="Chỉ nêu những gì sẽ chuyển · Only show what would travel.")
@click.option("--list", "listing", is_flag=True, help="Liệt kê các bản phát hành · List the releases.")
@click.option(
    "--rollback",
    metavar="[RELEASE]",
    is_flag=False,
    flag_value="",
    help="Quay lại bản trước · Go back to an earlier release (after TARGET).",
)
@click.option("--give-up", metavar="ADDRESS", multiple=True, help="Bỏ hẳn một địa chỉ đang phục vụ · Give up an address that is served.")
@click.option("--break-lock", is_flag=True, help="Bỏ khóa của lần xuất bản đã chết (s3) · Take over the lock of a dead publish (s3).")
@click.option(
    "--served",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Bản kê của trang đang phục vụ, cho --check · Manifest of what is served now, for --check.",
)
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), help="Thư mục đã dựng · Folder of the site (default: site/).")
@click.pass_context
def command(  # noqa: PLR0913  # one for each option
    ctx: click.Context,
    *,
    target: str | None,
    check: bool,
    dry_run: bool,
    listing: bool,
    rollback: str | None,
    give_up: tuple[str, ...],
    break_lock: bool,
    served: Path | None,
    site: Path | None,
) -> None:
    """Xuất bản trang · Publish the site to TARGET of mkdocs.yml."""
    terminal: Terminal = ctx.obj
    report = Report()
    project = load_project(ctx.meta["root"])
    targets = load_targets(project, report)
    report.raise_if_any()
    if check and target is None:
        candidate = _candidate(project.root, site, give_up)
        check_candidate(candidate, report)
        check_served(candidate, record_of_manifest(served) if served else None, report)
        report.raise_if_any()
        terminal.line("✓ Được phép xuất bản · The site may be published")
        return
    if not target:
        raise ConfigError("no_target", path="mkdocs.yml", field="extra.bansac.publish", expected=", ".join(targets) or "–")
    chosen = target_of(targets, target)
    sender = sender_of(target, chosen, project, break_lock=break_lock)
    if listing:
        _list(terminal, sender)
    elif rollback is not None:
        _roll_back(terminal, sender, rollback or None, target)
    else:
        candidate = _candidate(project.root, site, give_up)
        _publish(terminal, sender, candidate, name=target, only_show=dry_run or check)


def _candidate(root: Path, site: Path | None, given_up: tuple[str, ...]) -> Candidate:
    project = load_project(root)
    folder = site.resolve() if site else project.site
    return Candidate(project, folder, record_of(folder) if folder.is_dir() else Record({}), given_up)


def _publish(terminal: Terminal, sender: Sender, candidate: Candidate, *, name: str, only_show: bool) -> None:
    report = Report()
    check_candidate(candidate, report)

    def approve(served: Record | None) -> None:
        check_served(candidate, served, report)
        report.raise_if_any()

    try:
        if only_show:
            _show(terminal, sender.difference(candidate.record, approve, candidate.site))
            return
        with terminal.progress() as progress:
            done = sender.publish(candidate.site, candidate.record, approve, progress)
    except BansacError as error:
        if report.errors and not isinstance(error, ReportedErrors):
            report.add(error)
            report.raise_if_any()
        raise
    if not done.is_new:
        terminal.line(f"✓ {name}: đã đúng, không có gì để chuyển · serves just this, nothing to do: {done.release}")
        return
    terminal.line(f"✓ {name}: {done.release}, {len(done.sent)} tệp đã chuyển · {len(done.sent)} files travelled")
    for removed in done.removed:
        terminal.line(f"  – {removed}")


def _show(terminal: Terminal, plan: Plan) -> None:
    for sign, paths in (("+", plan.new), ("~", plan.changed), ("–", plan.removed)):
        for path in paths:
            terminal.line(f"  {sign} {path}")
    counts = f"+{len(plan.new)} ~{len(plan.changed)} –{len(plan.removed)}"
    terminal.line(f"✓ Chưa chuyển gì · Nothing was sent: {counts}; {len(plan.travelling)} tệp sẽ chuyển · files would travel")


def _list(terminal: Terminal, sender: Sender) -> None:
    for release in sender.releases():
        mark = "●" if release.is_current else " "
        terminal.line(f"{mark} {release.name}  {release.files} + {release.carried}")


def _roll_back(terminal: Terminal, sender: Sender, wanted: str | None, name: str) -> None:
    done = sender.roll_back(wanted)
    terminal.line(f"✓ {name}: đang phục vụ · now served: {done.release}")
