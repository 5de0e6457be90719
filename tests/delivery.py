"""An nginx that delivers a folder by rules of the test's own, and can be started again with others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from nginx import free_port, program, running

_CONFIG = """
{user}
daemon off; worker_processes 2; pid {where}/nginx.pid; error_log stderr warn;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types; default_type application/octet-stream; access_log off; {temporary}
    server {{ listen 127.0.0.1:{port}; root {root}; {rules} }}
}}
"""


@dataclass
class Delivery:
    """A server of a folder.

    Attributes:
        root: The folder.
        where: For what nginx needs to write.
        port: Where it listens.
    """

    root: Path
    where: Path
    port: int = field(default_factory=free_port)
    _open: ExitStack = field(default_factory=ExitStack)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self, rules: str) -> None:
        """Start it, or start it again with other rules."""
        self.stop()
        self.where.mkdir(exist_ok=True)
        user = "user root;" if os.geteuid() == 0 else ""  # folders of tests are open to their owner alone
        temporary = "".join(f"{name}_temp_path {self.where}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        config = self.where / "nginx.conf"
        text = _CONFIG.format(user=user, where=self.where, port=self.port, root=self.root, rules=rules, temporary=temporary)
        config.write_text(text, encoding="utf-8")
        self._open.enter_context(running([program(), "-c", str(config), "-e", "stderr"], self.port, self.where / "nginx.log"))

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        self._open.close()


@contextmanager
def delivery(root: Path, where: Path, rules: str) -> Iterator[Delivery]:
    """Deliver a folder for the time of a block."""
    server = Delivery(root, where)
    server.start(rules)
    try:
        yield server
    finally:
        server.stop()
