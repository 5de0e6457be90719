"""Kits as part of the site: what the configuration names is published, and pages link to nothing else."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from bansac.config import KitChoice, load_project
from bansac.errors import ConfigError
from bansac.kit.contents import sector_file_names
from bansac.kit.published import OFFICE_CONTENTS
from bansac.kit.source import load_brand
from small import PROJECT, Site, sources
from test_kit_making import LAO, NETWORK, THAI

OFFICE = "    name: {local: {lang: lo, text: ສະຖານ|ເອກອັກຄະລັດຖະທູດ, status: proposed}}\n"
KITS = "sector, emb-la"
PAGES = {
    "content/vi/identity/index.md": "---\ntitle: Bộ nhận diện\ndescription: Bộ nhận diện.\nlayout: wide\n---\n\n"
    "{{ brand-lockups }}\n\n{{ brand-files }}\n\n{{ brand-kit }}\n\n## Cơ quan {#offices}\n\n{{ brand-offices }}\n",
    "content/vi/network/index.md": "---\ntitle: Mạng lưới\ndescription: Mạng lưới.\nlayout: section\n---\n\n{{ missions }}\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small project with two offices that publishes the sector's kit and one office's; nobody changes it."""
    site = sources(tmp_path_factory.mktemp("publishing"))
    first = next(line.split(":")[1].strip() for line in site.read("content/data/sources.yml").splitlines() if "id:" in line)
    lao = LAO.replace("    type:", OFFICE + "    type:")
    site.write("content/data/network.yml", (NETWORK + lao + THAI).replace("s1", first))
    for path, text in PAGES.items():
        site.write(path, text)
    proposal = "    proposal: about/this-is-a-proposal.md\n"
    site.replace("mkdocs.yml", proposal, f"{proposal}    kits: !ENV [BANSAC_KITS, none]\n")
    site.build(env={"BANSAC_KITS": KITS})
    return site


@pytest.fixture
def project(built: Site, tmp_path: Path) -> Site:
    """A copy to change."""
    return built.copy(tmp_path / "site")


def listing(site: Site) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = json.loads(site.read("site/kits/kits.json"))
    return found


def links(site: Site) -> set[str]:
    """What the page about the identity leads to."""
    return {link.attributes["href"] or "" for link in site.page("identity/").css("main a[href]")}


def test_what_the_configuration_names_is_published_and_nothing_else(built: Site) -> None:
    folder = built.site / "kits"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.zip")} == {"sector.zip", "offices/emb-la.zip"}
    found = listing(built)
    assert list(found["offices"]) == ["emb-la"]
    for entry in (found["sector"], found["offices"]["emb-la"]):
        data = (folder / str(entry["file"])).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_the_page_leads_to_what_is_there_and_says_how_to_get_the_rest(built: Site) -> None:
    targets = links(built)
    assert {target for target in targets if target.endswith(".zip")} == {"../kits/sector.zip", "../kits/offices/emb-la.zip"}
    below = {target.removeprefix("../") for target in targets if target.startswith("../kits/")}
    assert [target for target in sorted(below) if not (built.site / target).is_file()] == []
    page = built.page("identity/")
    text = page.body.text() if page.body else ""
    assert "bansac brand kit emb-th" in text
    assert "bansac brand kit emb-la" not in text
    assert "đề xuất, cơ quan chưa xem" in text
    pictures = {image.attributes["src"] or "" for image in page.css(".office img")}
    assert pictures == {"../kits/lockups/emb-la.svg", "../kits/lockups/emb-th.svg"}
    assert all((built.site / "identity" / picture).is_file() for picture in pictures)


def test_without_a_script_the_whole_list_stands_there(built: Site) -> None:
    page = built.page("identity/")
    assert len(page.css("details.office")) == 2
    assert page.css_first("details.office [id=emb-la]") is not None
    assert "hidden" in page.css_first(".finder__field").attributes
    assert [part.attributes for part in page.css("details.office, .finder__region") if "hidden" in part.attributes] == []


def test_they_are_the_bytes_of_the_command_from_the_same_cache(project: Site) -> None:
    done = project.run("brand", "kit", "emb-la", "--sector")
    assert "0 parts made anew" in done.out
    for name in ("sector.zip", "offices/emb-la.zip"):
        assert (project.root / "build" / "kits" / name).read_bytes() == (project.site / "kits" / name).read_bytes()


def test_a_second_build_makes_nothing_and_none_publishes_no_archive(project: Site) -> None:
    before = project.manifest()
    again = project.build(env={"BANSAC_KITS": KITS})
    assert " 0 made anew" in again.out
    assert project.manifest() == before
    project.build()
    after = project.manifest()
    kits = {name for name in before if name.startswith("kits/")}
    assert before.keys() - after.keys() == {"kits/sector.zip", "kits/offices/emb-la.zip", "kits/kits.json"}
    assert {name: after[name] for name in kits & after.keys()} == {name: before[name] for name in kits & after.keys()}
    assert [link for link in links(project) if link.endswith(".zip")] == []
    text = project.read("site/identity/index.html")
    assert "bansac brand kit --sector" in text
    assert "bansac brand kit emb-la" in text
    assert "lockups/vi/</code>" in text
    project.build(env={"BANSAC_KITS": KITS})
    assert project.manifest() == before


def test_a_kit_that_can_not_be_made_leaves_the_site_as_it_was(project: Site) -> None:
    before = project.manifest()
    project.replace("content/data/network.yml", "ສະຖານ|ເອກອັກຄະລັດຖະທູດ", "ᚠᚢᚦ")
    done = project.command("build", env={"BANSAC_KITS": KITS})
    assert done.code == 1
    assert "U+16A0" in done.err
    assert project.manifest() == before


def test_words_of_the_kit_that_are_wrong_are_told_once(project: Site) -> None:
    before = project.manifest()
    (project.root / "brand").unlink()
    shutil.copytree(PROJECT / "brand", project.root / "brand")
    project.replace("brand/readme.yml", "checksums:", "checksum:")
    done = project.command("build", env={"BANSAC_KITS": KITS})
    assert done.code == 1
    assert done.err.count("readme.yml") == 1
    assert "1 lỗi · 1 error" in done.err
    assert project.manifest() == before


def test_a_site_that_neither_shows_nor_names_kits_has_none(project: Site) -> None:
    project.delete("content/vi/identity")
    project.build()
    assert not (project.site / "kits").exists()


def test_what_is_told_of_an_archive_is_what_is_in_it(built: Site) -> None:
    found = listing(built)
    inside = {str(name) for name in found["sector"]["files"]}  # type: ignore[attr-defined]
    told = {name for code in ("vi", "en", "sv", "ar") for _, name in sector_file_names(load_brand(PROJECT / "brand"), code)}
    assert told == inside
    office = {str(name) for name in found["offices"]["emb-la"]["files"]}  # type: ignore[attr-defined]
    parts: dict[str, set[str]] = {}
    for name in office - {"README.txt", "LICENCE.txt", "SHA256SUMS"}:
        part = name.split("/")[0] if "/" in name else name.split("-")[0]
        parts.setdefault(part, set()).add(name.rpartition(".")[2])
    assert parts == {part: set(endings) for part, endings in OFFICE_CONTENTS.items()}


def test_single_files_are_those_of_the_archive(built: Site) -> None:
    with zipfile.ZipFile(io.BytesIO((built.site / "kits" / "sector.zip").read_bytes())) as packed:
        inside = {info.filename.partition("/")[2]: packed.read(info) for info in packed.infolist()}
    folder = built.site / "kits" / "files"
    single = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in single if inside.get(name) != single[name]} == set()
    assert {
        "lockups/ar/horizontal-reversed.svg",
        "mark/mark-colour-1600.png",
        "mark/mark-colour.ico",
        "palette/palette.ase",
    } <= single.keys()


@pytest.mark.parametrize(
    ("written", "choice"),
    [
        ("", KitChoice()),
        ("kits: none", KitChoice()),
        ("kits: sector", KitChoice(sector=True)),
        ("kits: all", KitChoice(sector=True, every=True)),
        ("kits: sector, emb-la emb-th", KitChoice(sector=True, offices=("emb-la", "emb-th"))),
        ("kits: [sector, emb-la]", KitChoice(sector=True, offices=("emb-la",))),
    ],
)
def test_choice_of_kits(written: str, choice: KitChoice, tmp_path: Path) -> None:
    assert choice_of(tmp_path, written) == choice


@pytest.mark.parametrize(
    "written", ["kits: true", "kits: emb-la", "kits: all, emb-la", "kits: none sector", "kits: []", "kits: [sector, 7]"]
)
def test_choice_that_is_none(written: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        choice_of(tmp_path, written)
    assert (caught.value.code, caught.value.field) == ("bad_kits", "extra.bansac.kits")
    assert caught.value.expected == "none; sector; all; sector, <id>, …"


def choice_of(folder: Path, written: str) -> KitChoice:
    text = (PROJECT / "tests" / "sites" / "small" / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"{text}    {written}\n", encoding="utf-8")
    return load_project(folder).kits
