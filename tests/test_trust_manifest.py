"""The manifest tells every file, the signature who made it; minisign itself reads and writes both."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import minisign
import pytest

from bansac.built import hashes_of
from bansac.trust.keys import check_signature, new_pair, public_key, secret_key, sign
from bansac.trust.manifest import MANIFEST, SIGNATURE, ManifestError, read_manifest, write_manifest
from small import Site

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {"index.html": b"<h1>a</h1>", "en/index.html": b"<h1>b</h1>", "en/ấ.txt": b"", ".well-known/security.txt": b"x"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name, data in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


def minisign_says(*args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    program = shutil.which("minisign")
    assert program, "minisign is missing: make servers"
    return subprocess.run([program, *args], input=given, capture_output=True, encoding="utf-8", check=False)  # noqa: S603  # our own call


def test_every_file_is_listed_with_size_and_hash(folder: Path) -> None:
    (folder / "index.html.gz").write_bytes(gzip.compress(FILES["index.html"], mtime=0))
    write_manifest(
        folder,
        hashes_of(folder),
        site_url="https://bansac.example/",
        commit=COMMIT,
        redirects={"en/index.html": "https://bansac.example/vi/"},
    )
    raw = (folder / MANIFEST).read_bytes()
    data = json.loads(raw)
    assert [entry["path"] for entry in data["files"]] == sorted([*FILES, "index.html.gz"])
    assert {entry["path"]: (entry["size"], entry["sha256"]) for entry in data["files"] if entry["path"] in FILES} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in FILES.items()
    }
    manifest = read_manifest(raw)
    assert manifest.commit == COMMIT
    assert manifest.files["en/index.html"].to == "vi/"
    assert manifest.is_variant("index.html.gz")
    assert list(manifest.variants("index.html")) == ["gzip"]


def test_the_same_files_give_the_same_bytes_and_it_never_lists_itself(folder: Path) -> None:
    write_manifest(folder, hashes_of(folder), site_url="https://bansac.example/")
    before = (folder / MANIFEST).read_bytes()
    (folder / SIGNATURE).write_bytes(b"x")
    write_manifest(folder, hashes_of(folder), site_url="https://bansac.example/")
    assert (folder / MANIFEST).read_bytes() == before
    assert b"commit" not in before


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "Invalid JSON"),
        (b'{"version": 2, "site": "", "files": []}', "Input should be 1"),
        (b'{"version": 1, "site": "", "files": [{"path": "../x", "size": 0, "sha256": "%b"}]}' % (b"0" * 64), "not a path below the site"),
        (b'{"version": 1, "site": "", "files": [{"path": "/x", "size": 0, "sha256": "%b"}]}' % (b"0" * 64), "not a path below the site"),
        (b'{"version": 1, "site": "", "files": [{"path": "x", "size": -1, "sha256": "%b"}]}' % (b"0" * 64), "greater than or equal to 0"),
        (b'{"version": 1, "site": "", "files": [{"path": "x", "size": 1, "sha256": "00"}]}', "match pattern"),
    ],
)
def test_what_is_no_manifest_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ManifestError, match=r"(?s).*" + reason):
        read_manifest(raw)


def test_builds_of_one_commit_are_equal_and_the_commit_is_told_only_when_given(site: Site) -> None:
    plain = (site.site / MANIFEST).read_bytes()
    assert read_manifest(plain).commit is None
    site.build("--commit", COMMIT)
    told = (site.site / MANIFEST).read_bytes()
    assert read_manifest(told).commit == COMMIT
    site.build(env={"BANSAC_COMMIT": COMMIT.upper()})
    assert (site.site / MANIFEST).read_bytes() == told
    site.build()
    assert (site.site / MANIFEST).read_bytes() == plain
    listed = {path: entry.sha256 for path, entry in read_manifest(plain).files.items()}
    assert listed == {path: digest for path, digest in site.manifest().items() if path != MANIFEST}
    done = site.run("build", "--commit", "main")
    assert done.code == 1
    assert "This is no name of a commit." in done.err


def test_former_addresses_say_where_they_lead(built: Site) -> None:
    manifest = read_manifest((built.site / MANIFEST).read_bytes())
    leading = {path: entry.to for path, entry in manifest.files.items() if entry.to is not None}
    assert leading
    for path, to in leading.items():
        assert to is not None
        assert f'url={manifest.site}{to}"' in (built.site / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("password", [None, "mật khẩu"])
def test_minisign_reads_our_signature_and_our_keys(folder: Path, tmp_path: Path, password: str | None) -> None:
    write_manifest(folder, hashes_of(folder), site_url="https://bansac.example/", commit=COMMIT)
    public = new_pair(tmp_path / "keys" / "site.key", password)
    assert (tmp_path / "keys" / "site.key").stat().st_mode & 0o077 == 0
    manifest = read_manifest((folder / MANIFEST).read_bytes())
    key = secret_key((tmp_path / "keys" / "site.key").read_text(encoding="utf-8"), password, path="x")
    (folder / SIGNATURE).write_bytes(sign(manifest, key))
    assert sign(manifest, key) == (folder / SIGNATURE).read_bytes()
    done = minisign_says("-Vm", str(folder / MANIFEST), "-P", public.to_base64().decode())
    assert done.returncode == 0, done.stderr
    assert f"Trusted comment: bansac commit:{COMMIT} files:4" in done.stdout
    assert minisign_says("-Vm", str(folder / MANIFEST), "-p", str(tmp_path / "keys" / "site.key.pub")).returncode == 0
    with (folder / MANIFEST).open("ab") as file:
        file.write(b" ")
    assert minisign_says("-Vm", str(folder / MANIFEST), "-P", public.to_base64().decode()).returncode != 0


@pytest.mark.parametrize("flags", [(), ("-l",)], ids=["hashed", "legacy"])
def test_we_read_what_minisign_signs(folder: Path, tmp_path: Path, flags: tuple[str, ...]) -> None:
    write_manifest(folder, hashes_of(folder), site_url="https://bansac.example/")
    made = minisign_says("-G", "-W", "-p", str(tmp_path / "k.pub"), "-s", str(tmp_path / "k.key"))
    assert made.returncode == 0, made.stderr
    done = minisign_says("-S", "-W", *flags, "-s", str(tmp_path / "k.key"), "-m", str(folder / MANIFEST), "-t", "commit 1")
    assert done.returncode == 0, done.stderr
    raw, signature = (folder / MANIFEST).read_bytes(), (folder / SIGNATURE).read_bytes()
    public = public_key((tmp_path / "k.pub").read_text(encoding="utf-8"))
    assert check_signature(raw, signature, public) == "commit 1"
    own = secret_key((tmp_path / "k.key").read_text(encoding="utf-8"), None, path="x")
    assert own.get_public_key() == public
    with pytest.raises(ManifestError, match="signature verification failed"):
        check_signature(raw + b" ", signature, public)
    with pytest.raises(ManifestError, match="signature verification failed"):
        check_signature(raw, signature.replace(b"commit 1", b"commit 2"), public)
    with pytest.raises(ManifestError, match="incompatible key"):
        check_signature(raw, signature, minisign.KeyPair.generate().public_key)
    with pytest.raises(ManifestError):
        check_signature(raw, b"nothing", public)
