"""Publishing to a folder, and what both kinds of releases share."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from filelock import FileLock
from versions import Versions, assets_gone, is_whole, start

from small import Run, Site, manifest


@pytest.fixture
def share(base: Path) -> Path:
    return base / "share"


def publish(site: Site, *args: str) -> Run:
    done = site.run("publish", "share", *args)
    assert done.code == 0, done.err
    return done


def test_publish_again_go_back_and_list(versions: Versions, share: Path) -> None:
    publish(versions.old)
    assert manifest(share / "current") == versions.old.manifest()
    said = publish(versions.new)
    assert f"{len(versions.differing)} files travelled" in said.out
    assert is_whole(versions.new, manifest(share / "current"))
    assert assets_gone(versions.old, versions.new) <= manifest(share / "current").keys()
    assert "nothing to do" in publish(versions.new).out
    publish(versions.new, "--rollback")
    assert is_whole(versions.old, manifest(share / "current"))
    lines = publish(versions.new, "--list").out.splitlines()
    assert [(line[0], line[2:8]) for line in lines] == [(" ", "000001"), (" ", "000002"), ("●", "000003")]


def test_last_releases_are_kept(versions: Versions, share: Path) -> None:
    for number in range(5):
        publish(versions.old if number % 2 else versions.new)
    assert sorted(path.name[:6] for path in (share / "releases").iterdir()) == ["000003", "000004", "000005"]


def test_names_of_releases_hang_on_content_and_order_alone(versions: Versions, share: Path) -> None:
    publish(versions.old)
    publish(versions.new)
    publish(versions.old)
    first, second, third = sorted(path.name for path in (share / "releases").iterdir())
    assert first[6:] == third[6:] != second[6:]


def test_what_a_dead_publish_left_is_cleaned(versions: Versions, share: Path) -> None:
    publish(versions.old)
    for name in ("releases/.incoming-0011", "releases/.removed-000000-001122334455"):
        (share / name / "site").mkdir(parents=True)
        (share / name / "site/index.html").write_text("half")
    (share / ".current-0011").symlink_to("releases/nowhere")
    publish(versions.new)
    assert [path.name for path in share.rglob(".*") if path.name != ".well-known"] == [".lock"]


def test_killed_publish_leaves_a_whole_release(versions: Versions, share: Path) -> None:
    publish(versions.old)
    process = start(versions.new, "share")
    for _ in range(2000):
        if list((share / "releases").glob(".incoming-*/site/*")):
            break
        time.sleep(0.005)
    process.kill()
    process.communicate()
    assert manifest(share / "current") == versions.old.manifest()
    publish(versions.new)
    assert is_whole(versions.new, manifest(share / "current"))
    assert [path.name for path in share.rglob(".*") if path.name != ".well-known"] == [".lock"]


def test_second_publish_waits_for_nobody(versions: Versions, share: Path) -> None:
    share.mkdir()
    with FileLock(share / ".lock"):
        refused = versions.old.run("publish", "share")
    assert refused.code == 1
    assert "Another publish is running" in refused.err


def test_what_is_not_ours_is_not_replaced(versions: Versions, share: Path) -> None:
    (share / "current").mkdir(parents=True)
    (share / "current/index.html").write_text("of somebody else")
    refused = versions.old.run("publish", "share")
    assert refused.code == 1
    assert "is not a link that this command made" in refused.err
    assert [path.name for path in (share / "current").iterdir()] == ["index.html"]


def test_links_in_a_site_are_refused(versions: Versions, share: Path, tmp_path: Path) -> None:
    site = versions.old.copy(tmp_path / "linked")
    (site.site / "secret.txt").symlink_to("/etc/hostname")
    refused = site.run("publish", "share")
    assert refused.code == 1
    assert "site/secret.txt: " in refused.err
    assert not share.exists()
