"""Publishing over SSH to a real server, with a real nginx before it and readers all the while."""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from reader import asked_for, reading
from servers import HOST, Sshd
from versions import Versions, assets_gone, is_whole, start

from small import Run, Site, manifest

KILLS = 12


@pytest.fixture
def server(base: Path, ssh: Sshd, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the target on the server, which nobody published to yet."""
    monkeypatch.setenv("BANSAC_SSH_CONFIG", str(ssh.config))
    return base / "server"


def publish(site: Site, *args: str) -> Run:
    """Publish, and insist that it went well."""
    done = site.run("publish", "server", *args)
    assert done.code == 0, done.err
    return done


def served(server: Path) -> dict[str, str]:
    return manifest(server / "current")


def names(server: Path) -> list[str]:
    return sorted(path.name for path in (server / "releases").iterdir())


def is_served(site: Site, server: Path) -> bool:
    return is_whole(site, served(server))


def test_first_publish_brings_everything(versions: Versions, server: Path) -> None:
    said = publish(versions.old)
    assert served(server) == versions.old.manifest()
    assert f"{len(versions.old.manifest())} files travelled" in said.out
    assert (server / "current").readlink() == Path(f"releases/{names(server)[0]}/site")


def test_only_changed_files_travel(versions: Versions, server: Path) -> None:
    publish(versions.old)
    first = (server / "current").resolve()
    changed = versions.differing
    said = publish(versions.new)
    assert f"{len(changed)} files travelled" in said.out
    second = (server / "current").resolve()
    inodes = [{path: (folder / path).stat().st_ino for path in manifest(folder)} for folder in (first, second)]
    shared = {path for path, number in inodes[1].items() if inodes[0].get(path) == number}
    own = versions.new.manifest().keys()
    assert shared & own == own - changed
    assert changed
    assert own - changed


def test_the_same_site_again_is_no_release(versions: Versions, server: Path) -> None:
    publish(versions.old)
    said = publish(versions.old)
    assert "nothing to do" in said.out
    assert len(names(server)) == 1


def test_dry_run_shows_what_would_travel(versions: Versions, server: Path) -> None:
    publish(versions.old)
    before = manifest(server)
    said = publish(versions.new, "--dry-run")
    assert "~ values/loyalty/index.html" in said.out
    assert f"; {len(versions.differing)} tệp sẽ chuyển" in said.out
    assert manifest(server) == before


def test_roll_back_is_one_command(versions: Versions, server: Path) -> None:
    publish(versions.old)
    publish(versions.new)
    assert not is_served(versions.old, server)
    publish(versions.new, "--rollback")
    assert is_served(versions.old, server)
    only_new = assets_gone(versions.new, versions.old)
    assert only_new
    assert only_new <= served(server).keys(), "pages loaded before the roll-back still ask for them"
    publish(versions.new, "--rollback", names(server)[1])
    assert is_served(versions.new, server)
    refused = versions.new.run("publish", "server", "--rollback", "000099-000000000000")
    assert refused.code == 1
    assert all(name in refused.err for name in names(server))


def test_damaged_release_is_not_gone_back_to(versions: Versions, server: Path) -> None:
    publish(versions.old)
    first = (server / "current").resolve()
    publish(versions.new)
    before = served(server)
    (first / "values/loyalty/index.html").write_text("defaced")
    (first / "added.html").write_text("added")
    refused = versions.new.run("publish", "server", "--rollback")
    assert refused.code == 1
    assert "added.html" in refused.err
    assert "values/loyalty/index.html" in refused.err
    assert served(server) == before


def test_defaced_files_are_mended_by_the_next_publish(versions: Versions, server: Path) -> None:
    publish(versions.old)
    (server / "current/index.html").write_text("defaced")
    (server / "current/added.html").write_text("added")
    said = publish(versions.old)
    assert "1 files travelled" in said.out
    assert served(server) == versions.old.manifest()


def test_two_at_once_do_not_meet(versions: Versions, server: Path) -> None:
    publish(versions.old)
    both = [start(versions.new, "server") for _ in range(2)]
    ends = [process.communicate(timeout=60) for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 1])
    if codes == [0, 1]:
        assert any("Another publish is running" in err.decode() for _, err in ends)
    assert is_served(versions.new, server)
    assert len(names(server)) == 2


def test_lock_is_held_on_the_server(versions: Versions, server: Path) -> None:
    publish(versions.old)
    holder = subprocess.Popen(["flock", str(server / ".lock"), "sleep", "30"])  # noqa: S603, S607  # what the shell on the server does
    try:
        time.sleep(0.3)
        refused = versions.new.run("publish", "server")
    finally:
        subprocess.run(["pkill", "-P", str(holder.pid)], check=False)  # noqa: S603, S607  # its own child
        holder.wait(timeout=5)
    assert refused.code == 1
    assert "Another publish is running" in refused.err
    assert is_served(versions.old, server)


def test_unknown_host_key_is_refused(versions: Versions, server: Path, ssh: Sshd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANSAC_SSH_CONFIG", str(ssh.stranger))
    refused = versions.old.run("publish", "server")
    assert refused.code == 1
    assert "Host key verification failed" in refused.err
    assert not server.exists()


@pytest.mark.slow
def test_killed_publish_leaves_a_whole_site_for_every_reader(versions: Versions, server: Path, http: int) -> None:
    """Publishes are killed at moments drawn beforehand, while readers load pages through nginx."""
    publish(versions.old)
    known = versions.hashes
    moments = random.Random(20251122)  # noqa: S311  # the same moments each time
    begun = time.perf_counter()
    process = start(versions.new, "server")
    process.communicate(timeout=60)
    longest = time.perf_counter() - begun
    killed = 0
    with reading(http, known) as seen:
        for number in range(KILLS):
            process = start(versions.old if number % 2 else versions.new, "server")
            time.sleep(moments.uniform(0.3, 1.1) * longest)
            process.kill()
            process.communicate(timeout=60)
            killed += process.returncode == -signal.SIGKILL
            assert any(is_served(site, server) for site in (versions.old, versions.new)), f"kill {number}"
        settle(versions.old, server)
        assert is_served(versions.old, server)
        settle(versions.new, server)
        assert is_served(versions.new, server)
    assert killed > KILLS / 3
    assert [line for reader in seen for line in reader.broken] == []
    assert all(sum(reader.pages.values()) > 20 and reader.files > 50 for reader in seen)
    assert not [path.name for path in server.rglob(".*") if path.name not in {".lock", ".well-known"}]
    assert all(name[0].isdigit() for name in names(server))


def settle(site: Site, server: Path) -> None:
    """Publish after a kill: the server may need a moment to notice that the other one is gone."""
    for _ in range(50):
        done = site.run("publish", "server")
        if done.code == 0:
            return
        assert "Another publish is running" in done.err, done.err
        time.sleep(0.1)
    pytest.fail(f"{server} stays locked")


@pytest.mark.usefixtures("server")
def test_published_site_is_found_whole_by_verify(versions: Versions, http: int) -> None:
    """Assets of the former release, which the manifest does not list, are no alarm."""
    publish(versions.old)
    publish(versions.new)
    address = f"http://{HOST}:{http}/"
    assert versions.new.run("verify", address, "--manifest", str(versions.new.site)).code == 0
    assert versions.new.run("verify", address, "--manifest", str(versions.old.site)).code == 2


@pytest.mark.usefixtures("server")
def test_page_from_before_the_switch_finds_its_files_after_it(versions: Versions, http: int) -> None:
    publish(versions.old)
    with urlopen(f"http://{HOST}:{http}/values/loyalty/") as answer:
        html = answer.read()
    publish(versions.new)
    targets = list(asked_for(html, f"http://{HOST}/values/loyalty/"))
    old = versions.old.manifest()
    assert any(target.removeprefix("/") not in versions.new.manifest() for target in targets)
    for target in targets:
        with urlopen(f"http://{HOST}:{http}{target}") as answer:
            assert hashlib.sha256(answer.read()).hexdigest() == old[target.removeprefix("/")]
