"""``bansac edit``: the browser editor on this machine, with a preview and the errors of each save."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

import click

from bansac.config import load_project
from bansac.editing.bundle import make_bundle
from bansac.editing.desk import Desk
from bansac.editing.files import Content
from bansac.editing.room import Room
from bansac.editing.server import EditorServer
from bansac.editing.words import Language
from bansac.errors import ConfigError
from bansac.preview import Preview, changes
from bansac.terminal import Terminal

PORT = 8017
"""The same each time, because the browser keeps drafts by address; a free one when it is taken."""


@click.command("edit")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Cổng; 0: cổng trống · Port; 0: a free one.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Ngôn ngữ giao diện · Interface.")
@click.option("--no-browser", is_flag=True, help="Chỉ in địa chỉ · Only print the address.")
@click.pass_context
def command(ctx: click.Context, *, port: int, language: Language, no_browser: bool) -> None:
    """Soạn bài trong trình duyệt · Edit in the browser, with preview and errors."""
    terminal: Terminal = ctx.obj
    project = load_project(ctx.meta["root"])
    site = project.build / "preview"
    bundle = make_bundle(project.build)
    preview = Preview(site, 0)
    desk = Desk(project, site, preview.reload)
    room = Room(desk, Content(project), bundle, preview.address, language)
    server = _server(room, port)
    with preview.running(), server.running():
        terminal.line(f"→ {server.door.address}")
        terminal.line("  Giữ cửa sổ này mở khi soạn; Ctrl+C để dừng · Keep this window open while you edit; Ctrl+C to stop")
        if not no_browser:
            threading.Thread(target=webbrowser.open, args=(server.door.address,), daemon=True).start()
        try:
            _look(desk, terminal, ())
            for names in changes(project.root):
                saved = tuple(name for name in names if not Path(name).name.startswith("."))
                if saved:
                    _look(desk, terminal, saved)
        except KeyboardInterrupt:
            terminal.line("")


def _server(room: Room, port: int) -> EditorServer:
    for candidate in (port, 0):
        try:
            return EditorServer(room, candidate)
        except OSError:
            continue
    raise ConfigError("no_port", found=port)


def _look(desk: Desk, terminal: Terminal, names: tuple[str, ...]) -> None:
    """Check, build and tell; the editor goes on whatever is wrong."""
    if names:
        terminal.line(f"↻ {', '.join(names[:4])}")
    errors = desk.look(names)
    if errors:
        terminal.errors(errors)
    else:
        terminal.line("✓")
