"""Caddy and Apache on free ports of this machine, with the files that the build wrote for them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nginx import Server, free_port, nginx, running

MODULES = Path("/usr/lib/apache2/modules")
_LOADED = ("mpm_event", "authz_core", "deflate", "dir", "env", "filter", "headers", "mime", "rewrite", "setenvif")


@contextmanager
def caddy(folder: Path, root: Path, server: Path) -> Iterator[Server]:
    """Serve a folder; the files of the build are in ``server``."""
    port = free_port()
    frame = folder / "Caddyfile"
    frame.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\nimport {server}/caddy/Caddyfile\n", encoding="utf-8")
    env = {"BANSAC_HOST": f"http://127.0.0.1:{port}", "BANSAC_ROOT": str(root), "XDG_DATA_HOME": str(folder), "HOME": str(folder)}
    command = [shutil.which("caddy") or "caddy", "run", "--config", str(frame), "--adapter", "caddyfile"]
    with running(command, port, folder / "caddy.log", env) as pid:
        yield Server(port, pid=pid)


@contextmanager
def apache(folder: Path, root: Path, server: Path) -> Iterator[Server]:
    """Serve a folder; the files of the build are in ``server``."""
    port = free_port()
    frame = folder / "apache.conf"
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    modules = "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in _LOADED)
    frame.write_text(
        f"ServerRoot {folder}\nServerName bansac.example\nListen 127.0.0.1:{port}\nPidFile {folder}/apache.pid\n{modules}{user}"
        f"ErrorLog {folder}/apache.error.log\nTypesConfig /dev/null\nDocumentRoot {root}\n"
        f"<Directory {root}>\nRequire all granted\nInclude {server}/apache/bansac.htaccess\n</Directory>\n",
        encoding="utf-8",
    )
    with running([apache_program() or "apache2", "-f", str(frame), "-DFOREGROUND"], port, folder / "apache.log") as pid:
        yield Server(port, pid=pid)


@contextmanager
def nginx_of(folder: Path, root: Path, server: Path) -> Iterator[Server]:
    """The same for nginx."""
    with nginx(folder, root, server / "nginx", tls=True) as running_server:
        yield running_server


def apache_program() -> str | None:
    """The program; it stands where only root's path may lead."""
    return shutil.which("apache2") or shutil.which("apache2", path="/usr/sbin")
