"""Two versions of the small site, built with targets in their configuration, and the servers to send them to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import ALIAS, Sshd, sshd, store
from versions import Versions

from nginx import nginx
from small import PROJECT, sources

TARGETS = """\
    publish:
      server: {{kind: ssh, host: {alias}, path: {base}/server, keep: 3}}
      share: {{kind: folder, path: {base}/share, keep: 3}}
      cloud: {{kind: s3, remote: store, bucket: bansac-site, prefix: site/, keep: 2}}
      packed: {{kind: s3, remote: store, bucket: bansac-site, prefix: site/, keep: 2, compress: true}}
"""


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    base = tmp_path_factory.mktemp("publishing")
    old = sources(base / "old")
    old.write("mkdocs.yml", old.read("mkdocs.yml") + TARGETS.format(alias=ALIAS, base=base))
    old.build()
    new = old.copy(base / "new")
    (new.root / "overrides").unlink()
    shutil.copytree(PROJECT / "overrides", new.root / "overrides")
    new.write("overrides/assets/site.css", new.read("overrides/assets/site.css") + "\n.never-there { margin: 0; }\n")
    new.replace("content/vi/values/loyalty.md", "title: ", "title: Một lần sửa, ")
    new.build()
    return Versions(base, old, new)


@pytest.fixture
def base(versions: Versions) -> Path:
    """The folder of the targets, empty."""
    for name in ("server", "share"):
        shutil.rmtree(versions.base / name, ignore_errors=True)
    return versions.base


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with sshd(tmp_path_factory.mktemp("ssh") / "sshd") as server:
        yield server


@pytest.fixture
def http(versions: Versions, base: Path, tmp_path: Path) -> Iterator[int]:
    """The port of an nginx that serves what the SSH target serves, with the files that the build wrote for it."""
    (tmp_path / "nginx").mkdir()
    with nginx(tmp_path / "nginx", base / "server" / "current", versions.new.root / "build" / "server" / "nginx") as server:
        yield server.port


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[dict[str, str]]:
    with store(tmp_path / "store") as env:
        yield env
