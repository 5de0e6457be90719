"""Real servers for tests, on this machine alone: started with a configuration of their own, stopped by whoever started them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 10.0
"""Seconds for a server to answer."""
_CONFIG = """
{user}
daemon off;
worker_processes 2;
pid {where}/nginx.pid;
error_log {where}/error.log;
events {{ worker_connections 256; }}
http {{
  types {{
    text/html html htm; text/css css; application/javascript js mjs; image/svg+xml svg; application/json json webmanifest;
    text/plain txt md; text/csv csv; text/calendar ics; application/xml xml; application/pdf pdf; font/woff2 woff2; image/png png;
    image/jpeg jpg jpeg; image/avif avif; image/webp webp; image/x-icon ico;
  }}
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path {where}/body; proxy_temp_path {where}/proxy; fastcgi_temp_path {where}/fastcgi;
  uwsgi_temp_path {where}/uwsgi; scgi_temp_path {where}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {root};
    {rules}
  }}
}}
"""


@dataclass
class Nginx:
    """An nginx that delivers a folder."""

    root: Path
    where: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self, rules: str = "") -> None:
        """Start it, or start it again with other rules."""
        self.stop()
        program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
        assert program, "nginx is missing: make servers"
        self.where.mkdir(exist_ok=True)
        user = "user root;" if os.geteuid() == 0 else ""  # folders of tests are open to their owner alone
        config = self.where / "nginx.conf"
        config.write_text(_CONFIG.format(user=user, where=self.where, port=self.port, root=self.root, rules=rules), encoding="utf-8")
        log = (self.where / "output.log").open("wb")
        command = [program, "-p", str(self.where), "-c", str(config), "-e", str(self.where / "error.log")]
        self.process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603  # our own configuration
        log.close()
        wait_for(self.port, lambda: self.process is not None and self.process.poll() is None, (self.where / "output.log").read_text)

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        if self.process:
            self.process.terminate()
            self.process.wait(PATIENCE)
            self.process = None


@contextmanager
def nginx(root: Path, where: Path, rules: str = "") -> Iterator[Nginx]:
    """An nginx for the time of a block."""
    server = Nginx(root, where, free_port())
    server.start(rules)
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(port: int, alive: object, said: object) -> None:
    """Wait until a port answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert not callable(alive) or alive(), said() if callable(said) else ""
        with socket.socket() as caller:
            caller.settimeout(1)
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(said() if callable(said) else port)
