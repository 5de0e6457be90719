"""``bansac brand kit``: whole archives, the same bytes every time, and only what changed made anew."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from bansac.kit import making
from bansac.kit.archive import About, archive, load_readme
from bansac.kit.lockup_files import PNG_WIDTHS
from bansac.kit.names import name_of
from small import PROJECT, Site, sources

MISSION = """
  - id: {id}
    type: embassy
    country: {country}
    city: {{vi: {city}, en: {city}, sv: {city}, ar: {city}}}
    region: asia
    lat: 17.97
    lon: 102.6
    as_of: '2026-03'
    grade: A
    sources: [s1]
"""
NETWORK = """as_of: '2026-03'
regions:
  - id: asia
    title: {vi: Châu Á, en: Asia, sv: Asien, ar: آسيا}
why_counts_differ: []
totals: []
missions:
"""
LAO, THAI = MISSION.format(id="emb-la", country="LA", city="Vientiane"), MISSION.format(id="emb-th", country="TH", city="Bangkok")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small project with two offices and their kits; nobody changes it."""
    site = sources(tmp_path_factory.mktemp("kits"))
    first = next(line.split(":")[1].strip() for line in site.read("content/data/sources.yml").splitlines() if "id:" in line)
    site.write("content/data/network.yml", (NETWORK + LAO + THAI).replace("s1", first))
    done = site.run("brand", "kit", "--all", "--jobs", "1")
    assert done.code == 0, done.err
    return site


@pytest.fixture
def project(made: Site, tmp_path: Path) -> Site:
    """A copy to change."""
    return made.copy(tmp_path / "site")


def archives(site: Site) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((site.root / "build" / "kits").rglob("*.zip"))}


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {info.filename.partition("/")[2]: packed.read(info) for info in packed.infolist()}


def test_an_archive_proves_its_files_and_says_that_it_is_a_proposal(made: Site) -> None:
    data = archives(made)["emb-la.zip"]
    assert len(data) <= 2_000_000
    found = files(data)
    sums = dict(reversed(line.split("  ", 1)) for line in found.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}
    readme = found["README.txt"].decode()
    assert "Đại sứ quán Việt Nam tại Lào" in readme
    assert "approved by no authority" in readme
    assert "64 px" in readme
    assert "CC BY 4.0" in found["LICENCE.txt"].decode()


def test_archives_have_no_dates_and_are_sorted(made: Site) -> None:
    with zipfile.ZipFile(io.BytesIO(archives(made)["emb-la.zip"])) as packed:
        names = packed.namelist()
        assert names == sorted(names)
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name.split("/")[0] for name in names} == {"ban-sac-emb-la"}


def test_made_in_processes_from_nothing_they_are_the_same(made: Site, project: Site) -> None:
    before = archives(made)
    done = project.run("brand", "kit", "--all", "--jobs", "2", "--no-cache")
    assert done.code == 0, done.err
    assert archives(project) == before


def test_one_office_changed_is_one_kit_made_anew(project: Site) -> None:
    before = archives(project)
    project.replace("content/data/network.yml", "country: TH", "country: KH")
    done = project.run("brand", "kit", "--all")
    assert "1 parts made anew" in done.out
    after = archives(project)
    assert [name for name in after if after[name] != before[name]] == ["emb-th.zip"]
    assert "0 parts made anew" in project.run("brand", "kit", "--all").out


def test_an_office_that_is_gone_leaves_no_archive(project: Site) -> None:
    text = project.read("content/data/network.yml")
    project.write("content/data/network.yml", text[: text.index("  - id: emb-th")])
    assert project.run("brand", "kit", "emb-la").code == 0
    assert list(archives(project)) == ["emb-la.zip"]
    listing = json.loads(project.read("build/kits/kits.json"))
    entry = listing["offices"]["emb-la"]
    data = archives(project)["emb-la.zip"]
    assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert set(entry["files"]) == set(files(data))


def test_an_archive_that_is_too_large_is_made_with_a_warning(made: Site, project: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "LARGEST", 1000)
    done = project.run("brand", "kit", "emb-la")
    assert done.code == 0
    assert "offices/emb-la.zip" in done.err
    assert archives(project)["emb-la.zip"] == archives(made)["emb-la.zip"]


def test_an_office_that_is_not_known_is_named_with_its_nearest(made: Site) -> None:
    done = made.run("brand", "kit", "emb-lao")
    assert done.code == 1
    assert "emb-la?" in done.err


def test_a_kit_that_can_not_be_made_does_not_stop_the_others(project: Site) -> None:
    text = project.read("content/data/network.yml")
    strange = "  - id: emb-th\n    name: {local: {lang: is, text: ᚠᚢᚦ, status: proposed}}"
    project.write("content/data/network.yml", text.replace("  - id: emb-th", strange).replace("country: LA", "country: MM"))
    done = project.run("brand", "kit", "--all")
    assert done.code == 1
    assert "U+16A0" in done.err
    assert "Myanmar" in files(archives(project)["emb-la.zip"])["README.txt"].decode()


def test_a_local_name_that_is_proposed_is_said_to_be() -> None:
    words = load_readme(PROJECT / "brand")
    names = (name_of("Tên", "vi"), name_of("Name", "en"))
    texts = []
    for proposed in (True, False):
        drawing = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
        data = archive("x", [("a/b.svg", drawing)], About(words, names, {"px": 1, "mm": 2}, local_proposed=proposed))
        texts.append(files(data)["README.txt"].decode())
    assert [words.local_proposed["en"] in text for text in texts] == [True, False]
    assert ".svg  " in texts[0]
    with pytest.raises(ValueError, match="twice"):
        archive("x", [("a", b"1"), ("a", b"2")], About(words, names, {"px": 1, "mm": 2}))


@pytest.mark.slow
def test_the_sector_has_every_lockup_in_every_language(project: Site) -> None:
    done = project.run("brand", "kit", "--sector", "--jobs", "2")
    assert done.code == 0, done.err
    found = set(files(archives(project)["sector.zip"]))
    for code in ("vi", "en", "sv", "ar"):
        for kind in ("horizontal", "stacked"):
            for scheme in ("colour", "one-colour", "reversed"):
                stem = f"lockups/{code}/{kind}-{scheme}"
                wanted = {f"{stem}.svg", f"{stem}.pdf", f"{stem}-1600.webp", *(f"{stem}-{width}.png" for width in PNG_WIDTHS)}
                assert wanted <= found
    assert {"mark/mark-colour.ico", "palette/palette.ase", "palette/palette.gpl", "pattern/tile-bronze.svg"} <= found
    assert making.LISTING in {path.name for path in (project.root / "build" / "kits").iterdir()}
