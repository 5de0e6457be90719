"""What must not be published is refused with the complete list, and the target serves what it served."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from versions import Versions, note

from bansac.trust.manifest import MANIFEST, SIGNATURE
from small import Run, Site, manifest

LIMITS = """\
    translation_limits:
      outdated: {strong: 1 %, reason: A test.}
"""


@pytest.fixture
def changed(versions: Versions, tmp_path: Path) -> Site:
    """A copy of the new version to change; what it was built from is known."""
    site = versions.new.copy(tmp_path / "changed")
    (site.root / "overrides").unlink()
    (site.root / "overrides").symlink_to(versions.new.root / "overrides")
    note(site)
    return site


@pytest.fixture
def share(base: Path, versions: Versions) -> Path:
    """The folder target, which serves the old version."""
    done = versions.old.run("publish", "share")
    assert done.code == 0, done.err
    return base / "share"


def refused(site: Site, share: Path) -> str:
    """Publish, insist that it is refused and that nothing changed; what was said."""
    before = manifest(share)
    done = site.run("publish", "share")
    assert done.code == 1, done.out
    assert manifest(share) == before
    return done.err


def test_right_site_is_not_refused(changed: Site, share: Path) -> None:
    said = changed.run("publish", "share")
    assert said.code == 0, said.err
    assert (share / "current/index.html").read_bytes() == (changed.site / "index.html").read_bytes()
    check: Run = changed.run("publish", "--check")
    assert check.code == 0, check.err


def test_content_with_errors(changed: Site, share: Path) -> None:
    changed.replace("content/vi/values/loyalty.md", "title: ", "titel: ")
    said = refused(changed, share)
    assert "content/vi/values/loyalty.md:2: " in said
    assert "changed after this build" in said, "the site was built before the error"


def test_content_that_changed_after_the_build(changed: Site, share: Path) -> None:
    changed.replace("content/en/index.md", "description: ", "description: Once more, ")
    assert "Content, brand, theme or configuration changed after this build" in refused(changed, share)


def test_recorded_addresses_change_no_site(changed: Site, share: Path) -> None:
    assert changed.run("check", "--record").code == 0
    done = changed.run("publish", "share")
    assert done.code == 0, done.err
    assert (share / "current").is_symlink()


def test_site_that_was_edited(changed: Site, share: Path) -> None:
    changed.write("site/index.html", "<p>By hand</p>")
    assert "The files of the site are not as the build left them" in refused(changed, share)


def test_site_of_unknown_origin(changed: Site, share: Path) -> None:
    changed.delete("build/built/site.json")
    assert "Nothing says what this site was built from" in refused(changed, share)


def test_no_site(changed: Site, share: Path) -> None:
    changed.delete("site")
    assert "No site has been built here" in refused(changed, share)


def test_preview(changed: Site, share: Path) -> None:
    changed.build("--preview", "A test")
    assert "This is a preview" in refused(changed, share)


def test_site_without_a_good_signature_where_readers_know_a_key(changed: Site, share: Path) -> None:
    keys = [changed.root / "build" / name for name in ("key", "other")]
    for key in keys:
        assert changed.run("sign", "--new-key", str(key)).code == 0
    public = [key.with_name(f"{key.name}.pub").read_text().splitlines()[-1] for key in keys]
    config = changed.read("mkdocs.yml")
    changed.write("mkdocs.yml", f"{config}    public_key: {public[1]}\n")
    changed.build()
    assert "The manifest of the site is not signed" in refused(changed, share)
    assert changed.run("sign", "--key-file", str(keys[1])).code == 0
    signature = changed.read(f"site/{SIGNATURE}")
    changed.write(f"site/{SIGNATURE}", signature.replace("commit", "COMMIT", 1))
    assert SIGNATURE in refused(changed, share)
    changed.write(f"site/{SIGNATURE}", signature)
    done = changed.run("publish", "share")
    assert done.code == 0, done.err
    assert (share / "current" / SIGNATURE).read_text() == signature


def test_addresses_that_another_host_serves_now(changed: Site) -> None:
    """Where the host itself publishes, its own manifest is asked."""
    manifest = json.loads(changed.read(f"site/{MANIFEST}"))
    manifest["files"].append({"path": "gone/index.html", "size": 0, "sha256": "0" * 64})
    changed.write("build/served.json", json.dumps(manifest))
    served = str(changed.root / "build/served.json")
    done = changed.run("publish", "--check", "--served", served)
    assert done.code == 1
    assert "Found: /gone/" in done.err
    assert changed.run("publish", "--check", "--served", served, "--give-up", "/gone/").code == 0
    changed.write("build/served.json", "<html>")
    assert "build/served.json" in changed.run("publish", "--check", "--served", served).err


def test_outdated_translations(changed: Site, share: Path) -> None:
    changed.write("mkdocs.yml", changed.read("mkdocs.yml") + LIMITS)
    changed.replace("content/vi/values/loyalty.md", "title: ", "title: Lại sửa, ")
    changed.build()
    said = refused(changed, share)
    assert "extra.bansac.translation_limits" in said
    assert "en, outdated: " in said


def test_address_of_the_list_that_no_file_serves(changed: Site, share: Path) -> None:
    changed.write("content/addresses.txt", changed.read("content/addresses.txt") + "/never/there/\n")
    said = refused(changed, share)
    assert "content/addresses.txt:" in said
    assert "/never/there/" in said


def test_addresses_that_are_served_now_and_would_be_lost(changed: Site, share: Path) -> None:
    """Not in the list of published addresses, but served: the target itself is asked."""
    for name in ("about/index.html", "en/about/index.html", "news/rss.xml"):
        changed.delete(f"site/{name}")
    listed = changed.read("content/addresses.txt").splitlines()
    changed.write("content/addresses.txt", "\n".join(line for line in listed if line not in {"/about/", "/en/about/"}) + "\n")
    note(changed)
    said = refused(changed, share)
    assert [line.split(": ")[1] for line in said.splitlines() if "Found" in line] == ["/about/", "/en/about/", "/news/rss.xml"]
    assert "--give-up /en/about/" in said
    done = changed.run("publish", "share", "--give-up", "/about/", "--give-up", "/en/about/", "--give-up", "/news/rss.xml")
    assert done.code == 0, done.err


def test_every_reason_is_told_at_once(changed: Site, share: Path) -> None:
    changed.write("site/preview.json", "{}")
    changed.delete("site/about/index.html")
    changed.replace("content/vi/values/loyalty.md", "title: ", "titel: ")
    changed.write("content/addresses.txt", changed.read("content/addresses.txt") + "/never/there/\n")
    said = refused(changed, share)
    for reason in ("titel", "/never/there/", "/about/", "not as the build left them", "changed after this build", "This is a preview"):
        assert reason in said
    assert changed.run("publish", "--check").code == 1


def test_reasons_are_told_even_if_the_target_is_out_of_reach(changed: Site, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (base / "nothing").write_text("Host *\n  HostName 127.0.0.1\n  Port 1\n")
    monkeypatch.setenv("BANSAC_SSH_CONFIG", str(base / "nothing"))
    changed.write("site/preview.json", "{}")
    done = changed.run("publish", "server")
    assert done.code == 1
    assert "This is a preview" in done.err
    assert "Connection refused" in done.err
