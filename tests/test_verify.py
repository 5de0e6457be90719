"""`bansac verify` finds what was changed, added or lost in a folder and on a real nginx, and tells monitors."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from bansac.built import hashes_of
from bansac.serving.compress import compress_site
from bansac.store import Store
from bansac.trust.keys import new_pair, secret_key, sign
from bansac.trust.manifest import MANIFEST, SIGNATURE, read_manifest, write_manifest
from delivery import Delivery, delivery
from nginx import free_port, nginx
from small import Run, Site

OLD, NEW = "1" * 40, "2" * 40
STATIC = "gzip_static on; error_page 404 /404.html; location = /404.html { internal; }"
PAGE = '<!doctype html><html lang="vi"><head><title>x</title></head><body>{}</body></html>'
FILES = {
    "index.html": PAGE.format(
        '<a href="en/">en</a> <a href="#x">x</a> <a href="https://elsewhere.example/">e</a> <img src="a.png" alt="">'
    ),
    "en/index.html": PAGE.format("Nguyễn" * 500),
    "404.html": PAGE.format("404"),
    "old/index.html": PAGE.format("moved"),
    "assets/site.css": "a{color:red}" * 100,
    "assets/tên tệp.txt": "ấ",
    "a.png": "picture",
    "_headers": "/*\n  X: y\n",
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A secret key, and its public key."""
    target = tmp_path_factory.mktemp("keys") / "site.key"
    return target, new_pair(target, None).to_base64().decode()


@pytest.fixture
def folder(tmp_path: Path, keys: tuple[Path, str]) -> Path:
    """A small signed site, with what is packed beforehand."""
    root = tmp_path / "www"
    for name, text in FILES.items():
        put(root / name, text)
    put(root / "en" / "index.html.gz", gzip.compress(FILES["en/index.html"].encode(), mtime=0))
    put(root / "en" / "index.html.br", brotli.compress(FILES["en/index.html"].encode()))
    signed(root, keys[0], NEW)
    return root


@pytest.fixture
def server(folder: Path, tmp_path: Path) -> Iterator[Delivery]:
    with delivery(folder, tmp_path / "nginx", STATIC) as found:
        yield found


def put(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def signed(root: Path, key: Path, commit: str | None) -> None:
    (root / SIGNATURE).unlink(missing_ok=True)
    redirects = {"old/index.html": "https://bansac.example/en/"}
    if (root / MANIFEST).is_file():  # what a build has said of former addresses
        known = read_manifest((root / MANIFEST).read_bytes()).files.values()
        redirects |= {entry.path: f"https://bansac.example/{entry.to}" for entry in known if entry.to is not None}
    write_manifest(root, hashes_of(root), site_url="https://bansac.example/", commit=commit, redirects=redirects)
    manifest = read_manifest((root / MANIFEST).read_bytes())
    (root / SIGNATURE).write_bytes(sign(manifest, secret_key(key.read_text(encoding="utf-8"), None, path="x")))


def verify(tmp_path: Path, *args: str, env: dict[str, str] | None = None) -> Run:
    """Run the command away from any project."""
    empty = tmp_path / "empty"
    empty.mkdir(exist_ok=True)
    return Site(empty).run("verify", *args, env=env)


def report(tmp_path: Path, *args: str) -> dict[str, object]:
    done = verify(tmp_path, *args, "--json")
    found: dict[str, object] = json.loads(done.out)
    assert found["code"] == done.code
    return {key: value for key, value in found.items() if value not in ([], None)}


def paths(found: dict[str, object], kind: str) -> list[str]:
    return [item["path"] for item in found.get(kind, [])]  # type: ignore[attr-defined]  # a list of records


@pytest.fixture(params=["folder", "server"])
def target(request: pytest.FixtureRequest, folder: Path) -> str:
    """The same site as a folder and from a server."""
    return str(folder) if request.param == "folder" else request.getfixturevalue("server").url


def test_what_is_as_it_was_signed_is_fine(target: str, tmp_path: Path, keys: tuple[Path, str]) -> None:
    done = verify(tmp_path, target, "--key", keys[1])
    assert done.code == 0, done.out
    assert done.out.startswith("✓ ĐÚNG · FINE: ")
    assert done.out.count("\n") == 1
    assert f"commit {NEW[:12]} – {target}" in done.out
    found = report(tmp_path, target, "--key", f"{keys[0]}.pub")
    assert found["status"] == "fine"
    assert found["signed"] == f"bansac commit:{NEW} files:11"
    assert found["commit"] == NEW


def test_a_changed_file_is_named(target: str, folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    text = FILES["index.html"]
    put(folder / "index.html", text.replace("elsewhere.example", "elsewhere.exampel"))  # as long as before
    put(folder / "a.png", "another picture")
    done = verify(tmp_path, target, "--key", keys[1])
    assert done.code == 2
    assert done.out.startswith("✗ ĐÃ BỊ SỬA · TAMPERED: ")
    assert "bị sửa · changed: index.html" in done.out
    assert set(paths(report(tmp_path, target, "--key", keys[1]), "changed")) == {"index.html", "a.png"}


def test_a_lost_file_is_named(target: str, folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    (folder / "assets" / "tên tệp.txt").unlink()
    (folder / "en" / "index.html").unlink()
    found = report(tmp_path, target, "--key", keys[1])
    assert found["code"] == 2
    assert paths(found, "lost") == ["assets/tên tệp.txt", "en/index.html"]


def test_a_wrong_or_missing_signature_is_believed_by_nobody(target: str, folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    other = new_pair(tmp_path / "other.key", None)
    assert paths(report(tmp_path, target, "--key", other.to_base64().decode()), "unsigned") == [MANIFEST]
    put(folder / ".well-known" / "bansac-minisign.pub", bytes(other))  # the key that a server delivers is never used
    signed(folder, tmp_path / "other.key", NEW)
    found = report(tmp_path, target, "--key", keys[1])
    assert (found["code"], paths(found, "unsigned")) == (2, [MANIFEST])
    assert "files" not in found
    (folder / SIGNATURE).unlink()
    assert paths(report(tmp_path, target, "--key", keys[1]), "unsigned") == [SIGNATURE]
    (folder / MANIFEST).unlink()
    found = report(tmp_path, target, "--key", keys[1])
    assert (found["code"], paths(found, "lost")) == (2, [MANIFEST])


def test_a_manifest_that_was_edited_is_not_believed(target: str, folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    put(folder / MANIFEST, (folder / MANIFEST).read_bytes().replace(NEW.encode(), OLD.encode()))
    assert paths(report(tmp_path, target, "--key", keys[1], "--commit", OLD), "unsigned") == [MANIFEST]


def test_an_old_build_with_its_old_signature_is_found(target: str, folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    signed(folder, keys[0], OLD)
    assert report(tmp_path, target, "--key", keys[1])["code"] == 0  # rightly signed
    for expected in (("--commit", NEW), ("--commit", NEW[:12]), ("--manifest", str(kept)), ("--manifest", str(kept / MANIFEST))):
        found = report(tmp_path, target, "--key", keys[1], *expected)
        assert (found["code"], paths(found, "other_build")) == (2, [MANIFEST]), expected
    assert f"commit {OLD} ≠ commit {NEW}" in verify(tmp_path, target, "--key", keys[1], "--commit", NEW).out
    assert report(tmp_path, target, "--key", keys[1], "--commit", OLD[:7])["code"] == 0


def test_a_known_manifest_needs_no_key_and_names_what_differs(target: str, folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "manifest.json"
    shutil.copyfile(folder / MANIFEST, kept)
    assert report(tmp_path, target, "--manifest", str(kept))["code"] == 0
    (folder / MANIFEST).unlink()
    put(folder / "index.html", "defaced")
    found = report(tmp_path, target, "--manifest", str(kept))
    assert (paths(found, "lost"), set(paths(found, "changed"))) == ([MANIFEST], {"index.html"})


def test_added_files_and_links_in_a_folder_are_named(folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    put(folder / "en" / "shell.php", "<?php")
    put(folder / ".hidden" / "x", "x")
    (folder / "etc").symlink_to("/etc")
    (folder / "a.png").unlink()
    put(tmp_path / "a.png", FILES["a.png"])
    (folder / "a.png").symlink_to(tmp_path / "a.png")
    found = report(tmp_path, str(folder), "--key", keys[1])
    assert paths(found, "added") == [".hidden/x", "en/shell.php", "etc"]
    assert paths(found, "changed") == ["a.png"]


def test_what_pages_of_a_server_link_to_and_the_manifest_lacks_is_named(
    server: Delivery, folder: Path, tmp_path: Path, keys: tuple[Path, str]
) -> None:
    link = (
        '<a href="casino/">x</a><a href="not-there/">x</a><script src="/evil.js?1"></script><a href="https://bansac.example/far.html">x</a>'
    )
    put(folder / "index.html", FILES["index.html"].replace("<body>", f"<body>{link}"))
    put(folder / "casino" / "index.html", '<a href="deeper.html#x">x</a>')
    put(folder / "casino" / "deeper.html", "x")
    put(folder / "evil.js", "x")
    put(folder / "far.html", "x")
    put(folder / "wp-login.php", "x")
    put(folder / "unlinked.html", "x")
    found = report(tmp_path, server.url, "--key", keys[1])
    assert paths(found, "added") == ["casino/", "casino/deeper.html", "evil.js", "far.html", "wp-login.php"]


@pytest.mark.parametrize("name", ["index.html", "a.png"])
def test_a_page_that_is_defaced_only_for_browsers_that_unpack_is_found(
    server: Delivery, folder: Path, tmp_path: Path, keys: tuple[Path, str], name: str
) -> None:
    put(folder / f"{name}.gz", gzip.compress(b"defaced"))
    found = report(tmp_path, server.url, "--key", keys[1])
    assert paths(found, "changed") == [name]
    assert "(gzip)" in verify(tmp_path, server.url, "--key", keys[1]).out
    assert paths(report(tmp_path, str(folder), "--key", keys[1]), "added") == [f"{name}.gz"]


def test_a_packed_variant_that_was_changed_is_found(server: Delivery, folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    put(folder / "en" / "index.html.gz", gzip.compress(b"defaced"))
    found = report(tmp_path, server.url, "--key", keys[1])
    assert found["changed"] == [{"path": "en/index.html", "why": f"7 ≠ {len(FILES['en/index.html'].encode()):,} bytes (gzip)"}]
    put(folder / "en" / "index.html.gz", b"no gzip at all")
    assert "cannot be unpacked" in verify(tmp_path, server.url, "--key", keys[1]).out


def test_a_small_answer_that_unpacks_to_a_huge_one_is_not_read_to_its_end(
    server: Delivery, folder: Path, tmp_path: Path, keys: tuple[Path, str]
) -> None:
    put(folder / "assets" / "site.css.gz", gzip.compress(b"\0" * 300_000_000, 1))
    found = report(tmp_path, server.url, "--key", keys[1])
    assert found["changed"] == [{"path": "assets/site.css", "why": "> 1,200 bytes (gzip)"}]


def test_redirects_stay_on_the_host_and_former_addresses_may_be_rules(server: Delivery, tmp_path: Path, keys: tuple[Path, str]) -> None:
    server.start(f"{STATIC} location /old/ {{ return 301 /en/; }}")
    assert report(tmp_path, server.url, "--key", keys[1])["code"] == 0
    server.start(f"{STATIC} location /old/ {{ return 301 https://evil.example/; }} location = /en/ {{ return 302 /; }}")
    found = report(tmp_path, server.url, "--key", keys[1])
    assert paths(found, "changed") == [
        "en/index.html",
        "en/index.html",
        "en/index.html",
        "old/index.html",
        "old/index.html",
        "old/index.html",
    ]
    assert "→ https://evil.example/" in json.dumps(found, ensure_ascii=False)
    server.start(f"{STATIC} location = /en/ {{ return 302 https://evil.example/en/; }}")
    assert "→ https://evil.example/en/" in verify(tmp_path, server.url, "--key", keys[1]).out
    server.start(f"{STATIC} location = /en/ {{ return 302 /en/; }}")
    assert report(tmp_path, server.url, "--key", keys[1])["code"] == 2  # a circle ends
    server.start(f"{STATIC} location /en/ {{ add_header Refresh '0; url=https://evil.example/'; }}")
    assert "Refresh: 0; url=https://evil.example/" in verify(tmp_path, server.url, "--key", keys[1]).out
    server.start(f"{STATIC} location /en/ {{ types {{}} default_type text/plain; }}")
    assert "Content-Type: text/plain" in verify(tmp_path, server.url, "--key", keys[1]).out


def test_a_server_that_answers_everything_is_named(server: Delivery, tmp_path: Path, keys: tuple[Path, str]) -> None:
    server.start("gzip_static on; location / { try_files $uri $uri/index.html /index.html; }")
    found = report(tmp_path, server.url, "--key", keys[1])
    assert found["code"] == 2
    assert "every address is answered as if it were there" in json.dumps(found, ensure_ascii=False)


def test_a_server_that_is_down_is_not_taken_for_a_tampered_one(server: Delivery, tmp_path: Path, keys: tuple[Path, str]) -> None:
    server.stop()
    done = verify(tmp_path, server.url, "--key", keys[1], "--timeout", "2")
    assert done.code == 3
    assert done.out.startswith("✗ KHÔNG KẾT NỐI ĐƯỢC · UNREACHABLE: ")
    server.start("location / { return 503; }")
    assert report(tmp_path, server.url, "--key", keys[1])["code"] == 3
    server.start(f"{STATIC} location /assets/ {{ return 500; }}")
    found = report(tmp_path, server.url, "--key", keys[1])
    assert (found["code"], paths(found, "unreachable")) == (3, ["assets/site.css", "assets/tên tệp.txt"])


def test_a_server_that_hangs_or_breaks_off_is_left_in_time(tmp_path: Path, keys: tuple[Path, str]) -> None:
    """A socket that accepts and says nothing, and one that closes in the middle of its answer."""
    for behaviour in ("hang", "break"):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", free_port()))
            listener.listen()
            listener.settimeout(10)
            thread = threading.Thread(target=_answer, args=(listener, behaviour), daemon=True)
            thread.start()
            found = report(tmp_path, f"http://127.0.0.1:{listener.getsockname()[1]}/", "--key", keys[1], "--timeout", "0.3")
            assert found["code"] == 3, behaviour
            thread.join(10)


def _answer(listener: socket.socket, behaviour: str) -> None:
    held = []
    for _ in range(2):  # each address is asked for twice
        try:
            caller, _ = listener.accept()
        except OSError:
            break
        if behaviour == "hang":
            held.append(caller)
            continue
        caller.recv(4096)
        caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        caller.close()
    for caller in held:
        caller.recv(4096)
        caller.recv(1)
        caller.close()


def test_a_site_that_is_published_during_the_check_is_looked_at_again(
    server: Delivery, folder: Path, tmp_path: Path, keys: tuple[Path, str]
) -> None:
    put(folder / "index.html", "half way")

    def publish() -> None:
        put(folder / "index.html", FILES["index.html"])

    timer = threading.Timer(0.8, publish)
    timer.start()
    done = verify(tmp_path, server.url, "--key", keys[1], "--patience", "2")
    timer.join()
    assert done.code == 0, done.out


def test_a_sample_holds_the_first_pages(server: Delivery, folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    found = report(tmp_path, server.url, "--key", keys[1], "--sample", "1")
    assert (found["code"], found["files"], found["checked"]) == (
        0,
        11,
        6,
    )  # three first pages, one of them in two packed copies, and one other
    put(folder / "en" / "index.html", "defaced")
    assert report(tmp_path, server.url, "--key", keys[1], "--sample", "1")["code"] == 2


def test_wrong_calls_give_1_and_never_2(folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    for args, said in [
        ((), "Missing argument"),
        ((str(folder), "--no-such-option"), "No such option"),
        ((str(folder),), "There is no key and no manifest to believe."),
        ((str(folder), "--key", "RWnonsense"), "This is no public key of minisign."),
        ((str(tmp_path / "nowhere"), "--key", keys[1]), "There is no such folder."),
        (("https://user:secret@bansac.example/", "--key", keys[1]), "This is no address of a site."),
        (("https://bansac.example/?x", "--key", keys[1]), "This is no address of a site."),
        ((str(folder), "--manifest", str(tmp_path)), "This folder has no manifest."),
    ]:
        done = verify(tmp_path, *args)
        assert (done.code, said in done.err) == (1, True), (args, done.err)
    assert json.loads(verify(tmp_path, str(folder), "--json").out)["status"] == "error"


def test_the_project_knows_its_key_signs_what_it_built_and_publishes_the_key(site: Site, keys: tuple[Path, str]) -> None:
    secret = keys[0].read_text(encoding="utf-8")
    config = site.read("mkdocs.yml")
    site.write("mkdocs.yml", config.replace("  bansac:\n", f"  bansac:\n    public_key: {keys[1]}\n", 1))
    site.build("--commit", NEW)
    published = (site.site / ".well-known" / "bansac-minisign.pub").read_text(encoding="utf-8")
    assert published.splitlines()[1] == keys[1]
    assert site.run("verify", str(site.site)).code == 2  # not signed yet
    assert "missing" in site.run("sign").err
    done = site.run("sign", env={"BANSAC_SIGNING_KEY": secret})
    assert done.code == 0, done.err
    assert NEW in done.out
    before = (site.site / SIGNATURE).read_bytes()
    assert site.run("sign", "--key-file", str(keys[0])).code == 0
    assert (site.site / SIGNATURE).read_bytes() == before
    done = site.run("verify", str(site.site), "--commit", NEW)
    assert done.code == 0, done.out
    (site.site / "index.html").unlink()
    put(site.site / "index.html", "defaced before it was signed")
    done = site.run("sign", "--key-file", str(keys[0]))
    assert done.code == 1
    assert "changed: index.html" in done.err


def test_keys_that_do_not_fit_are_named(site: Site, tmp_path: Path, keys: tuple[Path, str]) -> None:
    other = tmp_path / "other.key"
    assert site.run("sign", "--new-key", str(other)).code == 0
    assert site.run("sign", "--new-key", str(other)).code == 1  # never written over
    config = site.read("mkdocs.yml")
    site.write("mkdocs.yml", config.replace("  bansac:\n", f"  bansac:\n    public_key: {keys[1]}\n", 1))
    assert "does not belong to the public key" in site.run("sign", "--key-file", str(other)).err
    locked = tmp_path / "locked.key"
    assert site.run("sign", "--new-key", str(locked), env={"BANSAC_SIGNING_PASSWORD": "đúng"}).code == 0
    assert "wrong password" in site.run("sign", "--key-file", str(locked), env={"BANSAC_SIGNING_PASSWORD": "sai"}).err
    site.write("mkdocs.yml", config.replace("  bansac:\n", "  bansac:\n    public_key: RWwrong\n", 1))
    line = next(number for number, text in enumerate(site.read("mkdocs.yml").splitlines(), 1) if "RWwrong" in text)
    done = site.run("verify", str(site.site))
    assert done.code == 1
    assert f"✗ mkdocs.yml:{line}: Đây không phải khóa công khai của minisign." in done.err


def test_a_certificate_that_nobody_vouches_for_is_no_connection(folder: Path, tmp_path: Path, keys: tuple[Path, str]) -> None:
    where = tmp_path / "tls"
    where.mkdir()
    with nginx(where, folder, None, tls=True) as running:
        done = verify(tmp_path, f"https://127.0.0.1:{running.secure}/", "--key", keys[1])
        assert done.code == 3
        assert "CERTIFICATE_VERIFY_FAILED" in done.out


@pytest.mark.slow
def test_a_whole_site_as_the_build_says_it_should_be_delivered(built: Site, tmp_path: Path, keys: tuple[Path, str]) -> None:
    """The nginx of the build's own files, with packed copies and redirects: fine as built; one page of eighty defaced is found."""
    root = tmp_path / "www"
    shutil.copytree(built.site, root)
    compress_site(root, Store(tmp_path / "store"), lambda _done, _total: None)
    signed(root, keys[0], NEW)
    with nginx(tmp_path, root, built.root / "build" / "server" / "nginx") as running:
        url = f"{running.origin}/"
        found = report(tmp_path, url, "--key", keys[1])
        assert found["code"] == 0, json.dumps(found, ensure_ascii=False)
        assert found["files"] > 400  # type: ignore[operator]  # a number
        page = root / "en" / "plan" / "index.html"
        put(page, page.read_bytes().replace(b"</h1>", b" hacked</h1>", 1))
        found = report(tmp_path, url, "--key", keys[1])
        assert (found["code"], set(paths(found, "changed"))) == (2, {"en/plan/index.html"})
        assert {item["why"].partition("(")[2] for item in found["changed"]} == {""}  # type: ignore[attr-defined]  # packed copies are whole
