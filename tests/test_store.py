"""What builds keep: whole objects, named by what they are made from."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bansac.store import Store, digest_of, write_aside


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "objects")


def test_digest_tells_parts_apart() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")
    assert digest_of("a", "") != digest_of("a")
    assert digest_of(b"a") == digest_of("a")
    assert digest_of(["a"]) != digest_of(("a",))
    assert len(digest_of()) == 32


def test_write_aside_leaves_no_half_file(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b"
    write_aside(path, b"one")
    write_aside(path, b"two")
    assert path.read_bytes() == b"two"
    assert [item.name for item in path.parent.iterdir()] == ["b"]


def test_object_is_made_once(store: Store) -> None:
    made: list[int] = []

    def make() -> dict[str, int]:
        made.append(1)
        return {"a": 1}

    assert store.object_of("kind", "00ff", make) == store.object_of("kind", "00ff", make) == {"a": 1}
    assert len(made) == 1


def test_bytes_are_made_once(store: Store) -> None:
    assert store.bytes_of("kind", "00ff", lambda: b"one") == b"one"
    assert store.bytes_of("kind", "00ff", lambda: b"two") == b"one"
    assert store.bytes_of("kind", "00aa", lambda: b"two") == b"two"


def test_unreadable_object_is_made_again(store: Store) -> None:
    store.put("kind", "00ff", b"no pickle")
    assert store.object_of("kind", "00ff", lambda: 5) == 5
    assert store.object_of("kind", "00ff", lambda: 6) == 5


def test_without_reading_every_object_is_made_anew_once(tmp_path: Path) -> None:
    Store(tmp_path).put("kind", "00ff", b"old")
    fresh = Store(tmp_path, reads=False)
    assert not fresh.has("kind", "00ff")
    assert fresh.bytes_of("kind", "00ff", lambda: b"new") == b"new"
    assert fresh.bytes_of("kind", "00ff", lambda: b"newer") == b"new"


def test_kinds_do_not_share_objects(store: Store) -> None:
    store.put("page", "00ff", b"page")
    assert not store.has("card", "00ff")


def test_threads_may_write_the_same_file(tmp_path: Path) -> None:
    """Two files of a site may be equal, and are then packed into one object by two threads at once."""
    target, data = tmp_path / "a" / "b", b"x" * 100_000
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: write_aside(target, data), range(400)))
    assert target.read_bytes() == data
    assert [path.name for path in target.parent.iterdir()] == ["b"]
