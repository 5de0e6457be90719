"""Names and kinds of files: what would lead elsewhere, or differ between machines, is refused before anything is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bansac import intake
from bansac.config import load_project
from bansac.errors import BansacError, Report, ReportedErrors
from bansac.intake import check_folder
from small import Site, sources


@pytest.fixture
def written(tmp_path: Path) -> Site:
    return sources(tmp_path / "site")


def complaints(site: Site) -> list[tuple[str, str]]:
    report = Report()
    errors: list[BansacError] = []
    try:
        check_folder(load_project(site.root), report)
    except ReportedErrors as error:
        errors += error.errors
    errors += report.errors
    for error in errors:
        str(error).encode()  # what is shown can be written to any terminal
        assert str(error).replace("\n", "").isprintable()
    return [(error.code, error.place) for error in errors]


def test_small_site_is_sound(written: Site) -> None:
    assert complaints(written) == []


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("content/vi/about/a.md", "/etc/passwd"),
        ("content/vi/about/b.md", "index.md"),
        ("content/vi/x", "/etc"),
        ("content/media/x.png", "/dev/zero"),
        ("content/data/x.yml", "../../mkdocs.yml"),
        ("content/.git", "/etc"),
        ("content/loop", "."),
    ],
)
def test_links_are_refused(name: str, target: str, written: Site) -> None:
    (written.root / name).symlink_to(target)
    assert complaints(written) == [("unsound_entry", name)]
    done = written.run("check")
    assert done.code == 1
    assert name in done.err


def test_pipe_is_refused_and_not_waited_for(written: Site) -> None:
    os.mkfifo(written.root / "content/vi/about/pipe.md")
    assert complaints(written) == [("unsound_entry", "content/vi/about/pipe.md")]


def test_content_must_be_a_folder_of_its_own(written: Site, tmp_path: Path) -> None:
    (written.root / "content").rename(tmp_path / "elsewhere")
    (written.root / "content").symlink_to(tmp_path / "elsewhere")
    assert complaints(written) == [("unsound_entry", "content")]


@pytest.mark.parametrize(
    "name",
    [
        "a\nb.md", "a\x1b[2Jb.md", "a.md\n", "a\u202egnp.md", "a\u200b.md", "a\\b.md", "con.md", "AUX", "a:b.md", " a.md", "a.md.",
        "a?.md", "x" * 130 + ".md", b"a\xff.md",
    ],
)  # fmt: skip
def test_odd_names_are_refused(name: str | bytes, written: Site) -> None:
    folder = os.fsencode(written.root / "content/vi/about")
    (Path(os.fsdecode(folder)) / os.fsdecode(name)).write_text("x", encoding="utf-8")
    assert ("unsound_name",) in [(code,) for code, _ in complaints(written)]
    assert written.run("check").code == 1


@pytest.mark.parametrize(("one", "other"), [("contact.md", "Contact.md"), ("a-\u00e9.md", "a-e\u0301.md"), ("straße.md", "strasse.md")])
def test_names_that_other_systems_take_for_one(one: str, other: str, written: Site) -> None:
    for name in (one, other):
        written.write(f"content/vi/about/{name}", "x")
    assert "same_name" in [code for code, _ in complaints(written)]


@pytest.mark.parametrize(
    "name",
    [
        "vi/about/x.html",
        "vi/x.svg",
        "media/x.html",
        "media/x.js",
        "media/x.gif",
        "vi/about/x.md.exe",
        "x.php",
        ".hidden/../y.css",
        "media/notes.md",
    ],
)
def test_file_that_nothing_reads_is_told(name: str, written: Site) -> None:
    written.write(f"content/{name}", "x")
    assert [code for code, _ in complaints(written)] == ["unread_file"]


@pytest.mark.parametrize(
    "name", ["Hình.jpg", "IMG_1234.JPG", "a b.png", "a,b.png", "a.b.png", "Folder/a.png", 'a"onerror=x.png', "%2e%2e.png"]
)
def test_picture_needs_a_plain_name(name: str, written: Site) -> None:
    written.write_bytes(f"content/media/{name}", b"x")
    assert {code for code, _ in complaints(written)} & {"bad_name", "unsound_name"}


def test_hidden_files_are_no_content(written: Site) -> None:
    written.write("content/.DS_Store", "x")
    written.write("content/vi/.draft/a.html", "x")
    assert complaints(written) == []


def test_counts_are_bounded(written: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_FILES", 10)
    assert [code for code, _ in complaints(written)] == ["too_many_files"]
    monkeypatch.setattr(intake, "MAX_FILES", 10_000)
    monkeypatch.setattr(intake, "MAX_BYTES", 1_000)
    assert [code for code, _ in complaints(written)] == ["too_many_files"]


def test_depth_is_bounded(written: Site) -> None:
    deep = written.root / "content/vi/a/b/c/d/e/f/g/h/i"
    deep.mkdir(parents=True)
    assert [code for code, _ in complaints(written)] == ["too_many_files"]


@pytest.mark.parametrize(
    "former", ["../../etc/x/", "/etc/", "a/../../b/", "//e.example/", "a\\b/", "https://e.example/", "a%2f..%2fb/", "A/", "a\n/"]
)
def test_redirect_stays_in_the_site(former: str, written: Site) -> None:
    head = "title: A\ndescription: B\n"
    text = f"---\n{head}redirect_from: [{former!r}]\n---\nChữ.\n"
    written.write("content/vi/about/privacy.md", text)
    done = written.run("check")
    assert done.code == 1
    assert "content/vi/about/privacy.md:4" in done.err
