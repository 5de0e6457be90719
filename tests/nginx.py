"""A real nginx on a free port of this machine, with the files that the build wrote for it and nothing of the system's."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BROTLI = next((path for path in map(Path, ("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so",)) if path.is_file()), None)
"""The module, where Debian and Ubuntu put it."""
_PATIENCE = 10.0


@dataclass(frozen=True)
class Answer:
    """What a server answered; the names of the headers in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        port: Of HTTP.
        secure: Of HTTPS, 0 where it has none.
        pid: Of the process that was started.
    """

    port: int
    secure: int = 0
    pid: int = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, *, method: str = "GET", secure: bool = False, **headers: str) -> Answer:
        """Ask for a path; ``accept_encoding="br"`` adds a header."""
        if secure:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            connection: http.client.HTTPConnection = http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=10, context=context)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            names = [name.lower() for name, _ in response.getheaders()]
            assert len(names) == len(set(names)), f"{path}: a header twice: {sorted(names)}"
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        finally:
            connection.close()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, log: Path, env: Mapping[str, str] | None = None) -> Iterator[int]:
    """Run a server until the block ends; gives its process id once it listens."""
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})})  # noqa: S603
        try:
            until = time.monotonic() + _PATIENCE
            while True:
                assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert time.monotonic() < until, log.read_text(encoding="utf-8", errors="replace")
                time.sleep(0.02)
            yield process.pid
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE)


def configuration(folder: Path, root: Path, server: Path | None, port: int, *, secure: int = 0, workers: int = 1) -> Path:
    """Write the frame that an operator writes: where to listen, where the files are, and the files of the build.

    Args:
        folder: For the configuration, the log and what nginx needs to write.
        root: The root of the host.
        server: ``build/server/nginx``; None for a plain server of files.
        port: Where to listen.
        secure: Where to listen for HTTPS; 0 for nowhere.
        workers: How many processes answer.
    """
    user = "user root;" if os.geteuid() == 0 else ""
    module = f"load_module {BROTLI};" if BROTLI else ""
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    listens = f"listen 127.0.0.1:{port};"
    if secure:
        key, certificate = _certificate(folder)
        listens += f" listen 127.0.0.1:{secure} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};"
    maps = f"include {server}/maps.conf;" if server else ""
    site = f"include {server}/site.conf;" + (f" include {server}/brotli.conf;" if BROTLI else "") if server else "index index.html;"
    types = "" if server else "include /etc/nginx/mime.types;"
    text = f"""
{user} {module}
daemon off; worker_processes {workers}; pid {folder}/nginx.pid; error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; {types} {temporary} {maps}
    server {{ {listens} server_name bansac.example; root {root}; {site} }}
}}
"""
    path = folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path


def _certificate(folder: Path) -> tuple[Path, Path]:
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    subprocess.run(  # noqa: S603  # made of fixed words
        [*command, "-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True
    )
    return key, certificate


def program() -> str:
    """The program nginx; it stands where only root's path may lead."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or "nginx"


@contextmanager
def nginx(folder: Path, root: Path, server: Path | None, *, tls: bool = False) -> Iterator[Server]:
    """Serve a folder; the arguments are those of :func:`configuration`."""
    port, secure = free_port(), free_port() if tls else 0
    config = configuration(folder, root, server, port, secure=secure)
    with running([program(), "-c", str(config), "-p", str(folder)], port, folder / "nginx.log") as pid:
        yield Server(port, secure, pid)
    said = (folder / "nginx.log").read_text(encoding="utf-8").splitlines()
    assert [line for line in said if "[error]" not in line] == []  # what is not found is an error to nginx
