"""Real servers on this machine for the tests of publishing: sshd and a store of objects; loopback only."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nginx import free_port, running

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
    with running([tool("sshd"), "-D", "-e", "-f", str(folder / "sshd_config")], port, folder / "sshd.log"):
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
    with running([*command, "--vfs-cache-mode", "off", "--dir-cache-time", "1ms"], port, folder.with_suffix(".log")):
        yield {
            "RCLONE_CONFIG": os.devnull,
            "RCLONE_CONFIG_STORE_TYPE": "s3",
            "RCLONE_CONFIG_STORE_PROVIDER": "Rclone",
            "RCLONE_CONFIG_STORE_ENDPOINT": f"http://{HOST}:{port}",
            "RCLONE_CONFIG_STORE_ACCESS_KEY_ID": key,
            "RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY": secret,
            "RCLONE_CONFIG_STORE_FORCE_PATH_STYLE": "true",
        }
