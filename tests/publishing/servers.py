"""Real servers on this machine for the tests of publishing: sshd, nginx and a store of objects; loopback only."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
ALIAS = "the-server"
"""The host in ``mkdocs.yml``; the SSH configuration of the tests says where it is."""
PRIVILEGE_FOLDER = Path("/run/sshd")
_PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))


def tool(name: str) -> str:
    """The path of a program; `make servers` installs all of them."""
    found = shutil.which(name, path=_PATH)
    assert found, f"{name}: make servers"
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], port: int, env: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the block ends; it answers on its port when the block begins."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(env or {})})  # noqa: S603
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex((HOST, port)) == 0:
                    break
            assert process.poll() is None, (process.stderr.read() if process.stderr else b"").decode()
            time.sleep(0.05)
        else:
            raise AssertionError(f"{command[0]} does not answer")
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stderr:
            process.stderr.close()


@dataclass(frozen=True)
class Sshd:
    """A running server of SSH.

    Attributes:
        config: A client's configuration that knows it, its key and its user by the name :data:`ALIAS`.
        stranger: One that knows another host key for it.
    """

    config: Path
    stranger: Path


@contextmanager
def sshd(folder: Path) -> Iterator[Sshd]:
    """OpenSSH's own server with a host key and a configuration of its own."""
    folder.mkdir()
    for name in ("host", "other", "user"):
        subprocess.run([tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)  # noqa: S603
    port = free_port()
    if os.geteuid() == 0:
        PRIVILEGE_FOLDER.mkdir(mode=0o755, exist_ok=True)
    (folder / "authorized").write_text(f"restrict {(folder / 'user.pub').read_text()}")
    options = {
        "Port": port, "ListenAddress": HOST, "HostKey": folder / "host", "PidFile": "none", "AuthorizedKeysFile": folder / "authorized",
        "StrictModes": "no", "UsePAM": "no", "PasswordAuthentication": "no", "KbdInteractiveAuthentication": "no",
        "PermitRootLogin": "prohibit-password", "MaxStartups": 100, "MaxSessions": 100,
    }  # fmt: skip
    (folder / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in options.items()))
    with running([tool("sshd"), "-D", "-e", "-f", str(folder / "sshd_config")], port):
        yield Sshd(_client(folder, "host", port), _client(folder, "other", port))


def _client(folder: Path, key: str, port: int) -> Path:
    known = folder / f"known_hosts_{key}"
    known.write_text(f"[{HOST}]:{port} {(folder / f'{key}.pub').read_text()}")
    config = folder / f"config_{key}"
    config.write_text(
        f"Host {ALIAS}\n  HostName {HOST}\n  Port {port}\n  User {getpass.getuser()}\n  IdentityFile {folder / 'user'}\n"
        f"  IdentitiesOnly yes\n  UserKnownHostsFile {known}\n  GlobalKnownHostsFile /dev/null\n"
    )
    return config


NGINX = """\
daemon off;
master_process off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
  access_log off;
  types {{ text/html html; text/css css; text/javascript js; image/svg+xml svg; }}
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen {host}:{port};
    root {root};
    location / {{ try_files $uri $uri/index.html =404; }}
  }}
}}
"""
"""What docs/operators.md says that a server of a releases folder needs: the root is the link."""


@contextmanager
def nginx(folder: Path, root: Path) -> Iterator[int]:
    """A real nginx that serves a folder; gives its port."""
    folder.mkdir()
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, root=root, host=HOST, port=port))
    with running([tool("nginx"), "-e", "stderr", "-c", str(config)], port):
        yield port


STORE_KEYS = ("tester", "not-a-secret")


@contextmanager
def store(folder: Path) -> Iterator[dict[str, str]]:
    """A store that speaks the protocol of S3; gives the environment in which rclone knows it as ``store``."""
    folder.mkdir()
    port = free_port()
    key, secret = STORE_KEYS
    command = [
        tool("rclone"),
        "serve",
        "s3",
        "--addr",
        f"{HOST}:{port}",
        "--auth-key",
        f"{key},{secret}",
        "--config",
        os.devnull,
        str(folder),
    ]
    with running([*command, "--vfs-cache-mode", "off", "--dir-cache-time", "1ms"], port):
        yield {
            "RCLONE_CONFIG": os.devnull,
            "RCLONE_CONFIG_STORE_TYPE": "s3",
            "RCLONE_CONFIG_STORE_PROVIDER": "Rclone",
            "RCLONE_CONFIG_STORE_ENDPOINT": f"http://{HOST}:{port}",
            "RCLONE_CONFIG_STORE_ACCESS_KEY_ID": key,
            "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY": secret,
            "RCLONE_CONFIG_STORE_FORCE_PATH_STYLE": "true",
        }
