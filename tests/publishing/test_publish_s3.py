"""Publishing to a real store that speaks the protocol of S3."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest
from reader import asked_for
from servers import HOST, tool
from versions import Versions, assets_gone, is_whole, start

from bansac.serving.hosts import HOST_FILES
from small import Run, Site, manifest

KILLS = 8
AGAIN = ("cloud", "--break-lock")


@pytest.fixture
def bucket(cloud: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store's folder of the site; the bucket is there, with an object of somebody else in it."""
    for name, value in cloud.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "store" / "bansac-site" / "site"
    folder.mkdir(parents=True)
    (folder / "not-ours.txt").write_text("of somebody else")
    return folder


def publish(site: Site, *args: str) -> Run:
    done = site.run("publish", "cloud", *args)
    assert done.code == 0, done.err
    return done


def objects(bucket: Path) -> dict[str, str]:
    """What the store has of the site."""
    return {path: digest for path, digest in manifest(bucket).items() if not path.startswith(".bansac/") and path != "not-ours.txt"}


def to_be(site: Site) -> dict[str, str]:
    """What the store should have of a site: all but what only hosting services read."""
    return {path: digest for path, digest in site.manifest().items() if path not in HOST_FILES}


def hosts(site: Site) -> dict[str, str]:
    return {path: digest for path, digest in site.manifest().items() if path in HOST_FILES}


def told(path: str) -> dict[str, str]:
    """What the store says of an object when a browser asks for it."""
    done = subprocess.run(  # noqa: S603  # our own store
        [tool("rclone"), "lsjson", "--stat", "--metadata", f"store:bansac-site/site/{path}"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found: dict[str, str] = json.loads(done.stdout)["Metadata"]
    return found


def test_only_changed_files_travel_and_old_assets_stay(versions: Versions, bucket: Path) -> None:
    said = publish(versions.old)
    assert objects(bucket) == to_be(versions.old)
    assert f"{len(to_be(versions.old))} files travelled" in said.out
    assert "nothing to do" in publish(versions.old).out
    said = publish(versions.new, "--dry-run")
    assert f"; {len(versions.differing - set(HOST_FILES))} tệp sẽ chuyển" in said.out
    assert objects(bucket) == to_be(versions.old)
    said = publish(versions.new)
    assert f"{len(versions.differing - set(HOST_FILES))} files travelled" in said.out
    gone = assets_gone(versions.old, versions.new)
    assert gone
    assert is_whole(versions.new, {**objects(bucket), **hosts(versions.new)})
    assert gone <= objects(bucket).keys()
    assert (bucket / "not-ours.txt").exists()
    assert publish(versions.new, "--list").out.startswith("● ")
    refused = versions.new.run("publish", "cloud", "--rollback")
    assert refused.code == 1
    assert "git checkout" in refused.err


@pytest.mark.usefixtures("bucket")
def test_store_is_told_types_and_times(versions: Versions) -> None:
    publish(versions.old)
    style = next(path for path in versions.old.manifest() if path.startswith("assets/site.") and path.endswith(".css"))
    assert told(style)["content-type"] == "text/css; charset=utf-8"
    assert told(style)["cache-control"] == "public, max-age=31536000, immutable"
    assert told("index.html")["content-type"] == "text/html; charset=utf-8"
    assert told("index.html")["cache-control"] == "no-cache"
    assert told("news/rss.xml")["content-type"].startswith("application/rss+xml")
    assert "uid" not in told(style), "nothing of this machine"


def test_texts_are_stored_compressed_on_request(versions: Versions, bucket: Path) -> None:
    assert versions.old.run("publish", "packed").code == 0
    assert told("index.html")["content-encoding"] == "gzip"
    assert gzip.decompress((bucket / "index.html").read_bytes()) == (versions.old.site / "index.html").read_bytes()
    picture = next(path for path in versions.old.manifest() if path.endswith(".jpg"))
    assert "content-encoding" not in told(picture)
    assert objects(bucket)[picture] == versions.old.manifest()[picture]
    assert "nothing to do" in versions.old.run("publish", "packed").out
    assert f"{len(versions.differing - set(HOST_FILES))} files travelled" in versions.new.run("publish", "packed").out


def test_defaced_objects_are_mended(versions: Versions, bucket: Path) -> None:
    publish(versions.old)
    (bucket / "index.html").write_text("defaced")
    (bucket / "values/loyalty/index.html").unlink()
    assert "2 files travelled" in publish(versions.old).out
    assert objects(bucket) == to_be(versions.old)


def test_lock_of_another_publish(versions: Versions, bucket: Path) -> None:
    lock = bucket / ".bansac/locks/0123456789abcdef"
    lock.parent.mkdir(parents=True)
    lock.write_text("")
    refused = versions.old.run("publish", "cloud")
    assert refused.code == 1
    assert "Another publish holds the lock" in refused.err
    assert objects(bucket) == {}
    assert [path.name for path in lock.parent.iterdir()] == [lock.name], "the refused one leaves no lock"
    old = time.time() - 600
    os.utime(lock, (old, old))
    publish(versions.old)
    assert not lock.exists(), "a lock that nobody renews belongs to a publish that died"


def test_missing_bucket_is_told(versions: Versions, base: Path, cloud: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in cloud.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY", "wrong-secret")
    refused = versions.old.run("publish", "cloud")
    assert refused.code == 1
    assert "SignatureDoesNotMatch" in refused.err
    assert base.is_dir()


@pytest.mark.slow
def test_killed_publish_leaves_pages_with_their_assets(versions: Versions, bucket: Path) -> None:
    """Whenever a publish dies, every page that the store has finds all that it asks for, of its own version."""
    publish(versions.old)
    known = versions.hashes
    moments = random.Random(20251122)  # noqa: S311  # the same moments each time
    begun = time.perf_counter()
    start(versions.new, *AGAIN).communicate(timeout=60)
    longest = time.perf_counter() - begun
    killed = 0
    for number in range(KILLS):
        process = start(versions.old if number % 2 else versions.new, *AGAIN)
        time.sleep(moments.uniform(0.3, 1.0) * longest)
        process.kill()
        process.communicate(timeout=60)
        killed += process.returncode == -signal.SIGKILL
        time.sleep(0.2)  # an upload under way ends by itself
        found = objects(bucket)
        assert all(digest in known[path] for path, digest in found.items() if path in known), f"kill {number}"
        for path in found:
            if path.endswith("index.html"):
                for target in asked_for((bucket / path).read_bytes(), f"http://{HOST}/{path}"):
                    assert found.get(target.removeprefix("/")) in known[target.removeprefix("/")], f"kill {number}: {path}: {target}"
    publish(versions.new, "--break-lock")
    assert is_whole(versions.new, {**objects(bucket), **hosts(versions.new)})
    assert killed > KILLS / 3
    assert sorted(path.name for path in (bucket / ".bansac").rglob("*") if path.is_file()) == ["CARRIED", "SHA256SUMS"]
