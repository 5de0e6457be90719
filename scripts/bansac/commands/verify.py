"""``bansac verify``: compare what is published with its signed manifest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click
import minisign

from bansac.config import load_project
from bansac.errors import BansacError, ConfigError
from bansac.terminal import Terminal
from bansac.trust.believed import Expected
from bansac.trust.configured import configured_key
from bansac.trust.findings import ORDER, Findings, Kind, Status
from bansac.trust.folder import check_folder
from bansac.trust.keys import public_key
from bansac.trust.manifest import MANIFEST, Manifest, read_manifest
from bansac.trust.server import Manner, check_server

_SHOWN: Final = 100
"""Lines of a kind that are printed; JSON has all."""
_KINDS: Final[dict[Kind, str]] = {
    "unsigned": "chữ ký sai hoặc không có · not signed",
    "other-build": "không phải bản dựng đang chờ · another build",
    "changed": "bị sửa · changed",
    "added": "bị thêm · added",
    "lost": "bị mất · lost",
    "unreachable": "không xem được · not reached",
}
_WORDS: Final = {
    Status.FINE: "ĐÚNG · FINE",
    Status.TAMPERED: "ĐÃ BỊ SỬA · TAMPERED",
    Status.UNREACHABLE: "KHÔNG KẾT NỐI ĐƯỢC · UNREACHABLE",
}


class _Misused(click.UsageError):
    exit_code = int(Status.ERROR)

    def __init__(self, error: click.UsageError) -> None:
        super().__init__(error.format_message(), error.ctx)


class _Monitored(click.Command):
    """A command whose exit codes monitors read: a wrong call gives 1, as other errors do, and never the 2 of tampering."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the call."""
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise _Misused(error) from error


@click.command("verify", cls=_Monitored)
@click.argument("target")
@click.option("--key", "key_text", metavar="KEY", help="Khóa công khai hoặc tệp .pub · Public key or its file.")
@click.option(
    "--manifest", "known", type=click.Path(exists=True, path_type=Path), help="Bản kê hay bản dựng phải khớp · Expected manifest or site."
)
@click.option("--commit", metavar="SHA", help="Commit phải khớp · The commit that is expected.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Chỉ xem N tệp ngẫu nhiên · Look at N files chosen by chance.")
@click.option(
    "--patience", type=click.FloatRange(0, 3600), default=0, metavar="S", help="Xem lại sau S giây trước khi báo · Look again before alarm."
)
@click.option("--jobs", type=click.IntRange(1, 64), default=8, show_default=True, help="Số yêu cầu cùng lúc · Requests at once.")
@click.option(
    "--timeout", type=click.FloatRange(0.1, 600), default=15, show_default=True, metavar="S", help="Số giây chờ · Seconds to wait."
)
@click.option("--agent", default="bansac-verify", show_default=True, help="User-Agent.")
@click.option("--json", "as_json", is_flag=True, help="Kết quả cho máy · For programs.")
@click.pass_context
def command(ctx: click.Context, /, *, target: str, as_json: bool, **options: Any) -> None:
    """So trang đang đăng với bản kê đã ký · Compare a site with its signed manifest."""
    terminal: Terminal = ctx.obj
    try:
        findings = _findings(ctx, target, options, silent=as_json)
    except BansacError as error:
        if not as_json:
            raise
        terminal.line(json.dumps({"status": "error", "code": int(Status.ERROR), "target": target, "message": error.message.en}))
        ctx.exit(Status.ERROR)
    if as_json:
        terminal.line(json.dumps(findings.as_json(), ensure_ascii=False))
    else:
        _tell(terminal, findings)
    ctx.exit(int(findings.status))


def _findings(ctx: click.Context, target: str, options: dict[str, Any], *, silent: bool) -> Findings:
    expected = Expected(_key(ctx, options["key_text"]), _known(options["known"]), (options["commit"] or "").lower() or None)
    if expected.key is None and expected.manifest is None:
        raise ConfigError("no_public_key")
    if not target.startswith(("http://", "https://")):
        return check_folder(Path(target), expected)
    manner = Manner(options["jobs"], options["timeout"], options["sample"], options["patience"], options["agent"])
    terminal: Terminal = ctx.obj
    if silent or not terminal.is_live:  # the first line that monitors read is the outcome
        return check_server(_address(target), expected, manner, lambda _done, _total: None)
    with terminal.progress() as progress:
        return check_server(_address(target), expected, manner, lambda done, total: progress("verify", done, total))


def _key(ctx: click.Context, text: str | None) -> minisign.PublicKey | None:
    """The key of the call, else that of the project; never one that the target delivers."""
    if text:
        path = Path(text)
        given = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else text
        return public_key(given, path="--key")
    root: Path = ctx.meta["root"]
    return configured_key(load_project(root)) if (root / "mkdocs.yml").is_file() else None


def _known(path: Path | None) -> Manifest | None:
    if path is None:
        return None
    file = path / MANIFEST if path.is_dir() else path
    if not file.is_file():
        raise ConfigError("no_manifest", path=file)
    return read_manifest(file.read_bytes(), str(file))


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = bool(parts.hostname) and parts.port != 0
    except ValueError:
        parts, good = urlsplit(""), False
    if not good or parts.query or parts.fragment or parts.username or parts.password is not None:
        raise ConfigError("bad_address", found=text, expected="https://host/path/")
    return text if text.endswith("/") else f"{text}/"


def _tell(terminal: Terminal, findings: Findings) -> None:
    """One line that says it all, as monitors show it, then each difference."""
    counts = ", ".join(f"{len(findings.of(kind))} {_KINDS[kind]}" for kind in ORDER if findings.of(kind))
    sign = "✓" if findings.status is Status.FINE else "✗"
    commit = f", commit {findings.commit[:12]}" if findings.commit else ""
    listed = "?" if findings.files is None else findings.files
    terminal.line(f"{sign} {_WORDS[findings.status]}: {counts or f'{findings.checked}/{listed} tệp · files'}{commit} – {findings.target}")
    for kind in ORDER:
        found = findings.of(kind)
        for item in found[:_SHOWN]:
            terminal.line(f"  {_KINDS[kind]}: {item.path}{f' [{item.why}]' if item.why else ''}")
        if len(found) > _SHOWN:
            terminal.line(f"  {_KINDS[kind]}: … +{len(found) - _SHOWN}")
