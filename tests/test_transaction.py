"""A build is a transaction: whatever happens, the site is the last good one or the new one, whole."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bansac.errors import ConfigError
from bansac.swap import only_build, place, recover, swap_in
from small import COMMAND, PLAIN, Site, manifest

KILLS = 20


def start(site: Site, *args: str) -> subprocess.Popen[bytes]:
    """A build in a process group of its own."""
    env = {**os.environ, **PLAIN}
    command = [*COMMAND, "build", *args]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=site.root, env=env, stdout=pipe, stderr=pipe, start_new_session=True)  # noqa: S603  # our own command


def edit(site: Site, number: int) -> None:
    """A change that one page and a feed show; every fourth time one that all pages show, in the menu."""
    news = "content/vi/news/2025/human-rights-council.md"
    site.write(news, re.sub(r"\(giờ New York[^)]*\)", f"(giờ New York, lần {number})", site.read(news)))
    if number % 4 == 0:
        plan = "content/vi/plan/index.md"
        site.write(plan, re.sub("nav_title: .*", f"nav_title: Kế hoạch {number}", site.read(plan)))


@pytest.mark.slow
def test_killed_build_leaves_a_whole_site(site: Site) -> None:
    """Twenty builds are killed at moments drawn beforehand; each time the next one is right."""
    moments = random.Random(20250923)  # noqa: S311  # the same moments each time
    begun = time.perf_counter()
    edit(site, 0)
    site.build()
    longest = time.perf_counter() - begun
    good = site.manifest()
    for number in range(1, KILLS + 1):
        edit(site, number)
        process = start(site)
        time.sleep(moments.uniform(0.02, 1.0) * longest)
        process.kill()
        process.communicate()
        left = site.manifest()
        end(process.pid)
        done = site.run("build") if number % 4 else site.command("build")
        assert done.code == 0, f"kill {number}: {done.err}"
        after = site.manifest()
        assert after != good
        assert left in (good, after), f"kill {number}"
        good = after
    assert not [path.name for path in site.root.iterdir() if path.name.startswith(".")]
    site.build("--no-cache")
    assert site.manifest() == good


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="without fork there is one process")
def test_killed_build_leaves_no_process(site: Site) -> None:
    """Workers whose parent is gone end by themselves."""
    process = start(site, "--no-cache")
    assert process.stdout is not None
    assert any(b"Brand" in line for line in process.stdout), (process.stderr or process.stdout).read()
    time.sleep(0.3)
    process.kill()
    process.communicate()
    try:
        for _ in range(100):
            os.killpg(process.pid, 0)
            time.sleep(0.1)
        pytest.fail("a worker is still there after ten seconds")
    except ProcessLookupError:
        pass
    finally:
        end(process.pid)


def end(group: int) -> None:
    """End what a killed build left running."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def test_interrupted_build_says_so(site: Site) -> None:
    before = site.manifest()
    edit(site, 1)
    process = start(site, "--no-cache")
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Đã dừng theo yêu cầu" in err.decode()
    assert "Traceback" not in err.decode()
    assert site.manifest() == before


def test_second_build_waits_for_nobody(site: Site) -> None:
    before = site.manifest()
    with only_build(site.root / "build"):
        done = site.command("build")
    assert done.code == 1
    assert done.err.startswith("✗ build/lock: Một lần dựng khác đang chạy.\n")
    assert site.manifest() == before
    site.build()


def test_lock_ends_with_its_block(tmp_path: Path) -> None:
    with only_build(tmp_path), pytest.raises(ConfigError), only_build(tmp_path):
        pass
    with only_build(tmp_path):
        pass


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


def read(path: Path) -> str:
    return (path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("exchanges", [True, False], ids=["in one call", "by two renames"])
def test_swap(tmp_path: Path, exchanges: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001  # a case
    if not exchanges:
        monkeypatch.setattr("bansac.swap._exchange", lambda *_: False)
    site, staged = folder(tmp_path / "site", "old"), folder(tmp_path / ".site.new", "new")
    swap_in(staged, site)
    assert read(site) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_swap_where_there_was_no_site(tmp_path: Path) -> None:
    swap_in(folder(tmp_path / ".site.new", "new"), tmp_path / "site")
    assert read(tmp_path / "site") == "new"


def test_recover_after_a_kill_between_two_renames(tmp_path: Path) -> None:
    folder(tmp_path / ".site.old", "old")
    folder(tmp_path / ".site.new", "new")
    recover(tmp_path / "site", tmp_path / ".site.new")
    assert read(tmp_path / "site") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_recover_after_a_kill_behind_the_swap(tmp_path: Path) -> None:
    folder(tmp_path / "site", "new")
    folder(tmp_path / ".site.old", "old")
    recover(tmp_path / "site", tmp_path / ".site.new")
    assert read(tmp_path / "site") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_place_links_or_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = folder(tmp_path / "a", "text") / "index.html"
    place(source, tmp_path / "linked")
    assert (tmp_path / "linked").samefile(source)

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    place(source, tmp_path / "copied")
    assert (tmp_path / "copied").read_text(encoding="utf-8") == "text"
    assert not (tmp_path / "copied").samefile(source)


def test_failed_build_leaves_nothing_beside_the_site(site: Site) -> None:
    names = {path.name for path in site.root.iterdir()}
    before = manifest(site.site)
    site.replace("content/addresses.txt", "/plan/\n", "/plan/\n/lost/\n")
    assert site.run("build").code == 1
    assert site.manifest() == before
    site.replace("content/addresses.txt", "/lost/\n", "")
    site.build()
    assert {path.name for path in site.root.iterdir()} == names
