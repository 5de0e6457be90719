"""Open data: the same facts as JSON and CSV in every language, and a catalogue that tells the truth."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from bansac.config import load_project
from bansac.dataset import Dataset, load_dataset
from bansac.errors import Report
from bansac.opendata.tables import FALLBACK, TABLES, Table, fields_of, texts_of
from small import SITE_URL, Site

ROOT = Path(__file__).parent.parent
IDS = [table.name for table in TABLES]


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    report = Report()
    found = load_dataset(load_project(ROOT), report)
    assert report.errors == []
    return found


def read_json(site: Site, path: str) -> Any:
    return json.loads((site.site / path).read_text(encoding="utf-8"))


def rows(site: Site, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((site.site / path).read_bytes().decode("utf-8"), newline="")))


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_rows_have_the_fields_that_the_register_promises(table: Table, dataset: Dataset) -> None:
    for row in table.rows(dataset, "en"):
        assert list(row) == list(table.fields)


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_every_field_is_described_and_nothing_else(table: Table, dataset: Dataset) -> None:
    register, meanings = texts_of(dataset.registers, table)
    assert register is not None
    assert list(meanings) == list(fields_of(table))
    assert {field.id for field in register.fields} <= set(table.fields)


def test_every_description_belongs_to_a_register(dataset: Dataset) -> None:
    assert dataset.registers is not None
    assert [register.id for register in dataset.registers.registers] == IDS


@pytest.mark.parametrize("code", ["vi", "en", "sv", "ar"])
@pytest.mark.parametrize("name", ["plan", "plan-groups", "history", "values", "facts", "sources"])
def test_json_and_csv_hold_the_same_records(built: Site, code: str, name: str) -> None:
    records = read_json(built, f"data/{code}/{name}.json")["records"]
    table = next(table for table in TABLES if table.name == name)
    found = rows(built, f"data/{code}/{name}.csv")
    assert [record["id"] for record in records] == [row["id"] for row in found]
    for record, row in zip(records, found, strict=True):
        assert list(record) == list(row) == list(fields_of(table))
        for key, value in record.items():
            shown = " ".join(value) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value or "")
            assert row[key] == shown


def test_registers_without_records_have_no_files(built: Site) -> None:
    assert not (built.site / "data/vi/network.json").exists()
    assert not (built.site / "data/vi/slogans.csv").exists()


def test_texts_are_in_the_language_or_named_as_fallback(built: Site) -> None:
    english, arabic = (read_json(built, f"data/{code}/history.json")["records"][0] for code in ("en", "ar"))
    assert (english["title"], english[FALLBACK]) == ("The diplomatic sector is founded", [])
    assert arabic["title"] == "Thành lập ngành Ngoại giao"
    assert arabic[FALLBACK] == ["theme_title", "title", "summary"]
    assert rows(built, "data/ar/history.csv")[0][FALLBACK] == "theme_title title summary"
    value = read_json(built, "data/ar/values.json")["records"][0]
    assert (value["name"], value["proposed"], value[FALLBACK]) == ("الولاء", True, ["gloss"])


def test_files_say_what_they_are(built: Site) -> None:
    data = read_json(built, "data/sv/facts.json")
    assert data["register"] == "facts"
    assert data["language"] == "sv"
    assert data["licence"] == {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert "utrikesministeriets officiella" in data["notice"]
    assert data["website"] == f"{SITE_URL}sv/"


def test_csv_has_one_header_and_the_line_ends_of_its_standard(built: Site) -> None:
    raw = (built.site / "data/vi/values.csv").read_bytes()
    assert raw.startswith(b"id,order,name,gloss,proposed,grade,sources,note,fallback\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 2


def test_catalogue_lists_every_file_with_its_size_and_hash(built: Site) -> None:
    catalogue = read_json(built, "data/index.json")
    listed = {file["url"].removeprefix(SITE_URL): file for register in catalogue["registers"] for file in register["files"]}
    found = {path.relative_to(built.site).as_posix() for path in (built.site / "data").rglob("*") if path.is_file()}
    assert set(listed) == found - {"data/index.json"}
    for path, file in listed.items():
        raw = (built.site / path).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(raw), hashlib.sha256(raw).hexdigest())
    assert [language["direction"] for language in catalogue["languages"]] == ["ltr", "ltr", "ltr", "rtl"]
    counts = {register["id"]: register["records"] for register in catalogue["registers"]}
    assert counts["history"] == 3


def test_a_text_is_no_formula(site: Site) -> None:
    site.replace("content/data/values.yml", "en: Loyalty", 'en: "=1+1"')
    site.build("--no-cards", "--no-search")
    assert rows(site, "data/en/values.csv")[0]["name"] == "'=1+1"
    assert read_json(site, "data/en/values.json")["records"][0]["name"] == "=1+1"


def test_page_with_the_shortcodes(site: Site) -> None:
    text = "---\ntitle: Dữ liệu mở\ndescription: Các tệp.\n---\n\n{{ open-data }}\n\n{{ open-data-fields }}\n"
    site.write("content/vi/about/open-data.md", text)
    words = (ROOT / "content/data/registers.yml").read_text(encoding="utf-8")
    site.write("content/data/registers.yml", words)
    site.build("--no-cards", "--no-search")
    page = site.page("about/open-data/")
    for link in page.css(".downloads a"):
        path = (site.site / "about/open-data" / (link.attributes["href"] or "")).resolve()
        assert link.text() == f"{round(path.stat().st_size / 1000, 1):n} kB".replace(".", ",")
    assert len(page.css(".downloads tbody tr")) == 6
    assert len(page.css(".fields")) == 7
    script = page.css_first('script[type="application/ld+json"]')
    assert script is not None
    dataset = json.loads(script.text())["@graph"][1]
    assert dataset["@type"] == "Dataset"
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert dataset["creator"]["name"] == "Bản Sắc"
    assert dataset["distribution"][0] == {
        "@type": "DataDownload",
        "name": "Nhiệm vụ của Kế hoạch",
        "encodingFormat": "application/json",
        "contentUrl": f"{SITE_URL}data/vi/plan.json",
    }
    assert len(dataset["distribution"]) == 12
