"""The search index: the same bytes from the same pages, and found by what readers type."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bansac.errors import OutputError
from bansac.finish import cbor
from bansac.finish.model import SearchRecord
from bansac.finish.pagefind_bundle import canonical_bundle
from bansac.finish.pagefind_service import index_files
from bansac.finish.search import Bundle, build_index, build_indexes, document, fingerprint, write_bundle

PAGES = (
    SearchRecord(
        url="/history/",
        title="Lịch sử ngành Ngoại giao",
        html='<h1>Lịch sử</h1><p>Bộ Ngoại giao được thành lập năm 1945.</p><h2 id="renewal">Đổi mới</h2>'
        "<p>Đa phương hóa quan hệ đối ngoại.</p>",
        filters=(("section", "history"),),
        meta=(("section", "Lịch sử"),),
    ),
    SearchRecord(
        url="/network/",
        title="Mạng lưới",
        html="<h1>Mạng lưới</h1><p>Cơ quan đại diện ở nước ngoài: 115 cơ quan.</p>",
        filters=(("section", "network"),),
        meta=(("section", "Mạng lưới"),),
    ),
    *(
        SearchRecord(
            url=f"/news/2025/item-{number}/",
            title=f"Tin {number}",
            html=f"<h1>Tin {number}</h1><p>Hội nghị ngành {number}, đoàn kết & hòa bình.</p>",
            filters=(("section", "news"), ("year", str(2000 + number)), ("topic", "policy"), ("topic", "sector")),
            meta=(("date", f"{number}/9/2025"), ("section", "Tin tức")),
            sort=(("date", f"2025-09-{number:02}"), ("title", f"Tin {number}")),
        )
        for number in range(1, 25)
    ),
)

SEARCH = """
import {readFile} from "node:fs/promises";
const {folder, queries} = JSON.parse(process.argv[1]);
globalThis.fetch = async (url) =>
  new Response(await readFile(folder + new URL(url, "http://localhost/").pathname));
const script = (await readFile(folder + "/pagefind.js")).toString("base64");
const pagefind = await import("data:text/javascript;base64," + script);
await pagefind.options({basePath: "/", baseUrl: "/", noWorker: true});
await pagefind.init();
const answers = [];
for (const [term, options] of queries) {
  const {results} = await pagefind.search(term, options);
  answers.push(await Promise.all(results.map((result) => result.data())));
}
console.log(JSON.stringify(answers));
"""


def ask(folder: Path, queries: Sequence[tuple[str | None, dict[str, object]]]) -> list[list[dict[str, Any]]]:
    """Search as a browser does, with Pagefind's own script."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node")
    argument = json.dumps({"folder": folder.as_posix(), "queries": queries})
    done = subprocess.run(  # noqa: S603  # a fixed script
        [node, "--input-type=module", "-e", SEARCH, argument], capture_output=True, text=True, check=True, timeout=60
    )
    answers: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return answers


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return build_index(PAGES, locale="vi")


@pytest.fixture(scope="module")
def folder(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "vi"
    write_bundle(bundle, folder=folder)
    return folder


def test_the_same_pages_give_the_same_bytes_in_any_order_and_folder(bundle: Bundle, tmp_path: Path) -> None:
    for name, pages in (("a", PAGES), ("b", PAGES[::-1])):
        write_bundle(build_index(pages, locale="vi"), folder=tmp_path / name)
    first, second = (
        {path.relative_to(tmp_path / name).as_posix(): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("a", "b")
    )
    assert first == second == bundle


def test_pagefind_alone_does_not_keep_its_order() -> None:
    """Should this fail, Pagefind has mended its maps, and the sorting here may go."""
    messages = [
        {"type": "AddFile", "url": page.url, "file_path": None, "file_contents": document(page, locale="vi")}
        for page in PAGES
    ]
    names = {tuple(sorted(index_files(messages, config={"force_language": "vi"}))) for _ in range(3)}
    assert len(names) > 1


def test_only_what_visitors_load_is_published(bundle: Bundle) -> None:
    kinds = {path.split("/")[0] if "/" in path else path for path in bundle if not path.endswith(".pf_meta")}
    assert kinds == {
        "filter",
        "fragment",
        "index",
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.js",
        "wasm.unknown.pagefind",
    }
    assert len(bundle) == len({path.lower() for path in bundle})


def test_names_and_entry_agree_with_the_files(bundle: Bundle) -> None:
    entry = json.loads(bundle["pagefind-entry.json"])
    facts = entry["languages"]["vi"]
    assert facts["page_count"] == len(PAGES)
    meta: Any = cbor.decode(gzip.decompress(bundle[f"pagefind.{facts['hash']}.pf_meta"]).removeprefix(b"pagefind_dcd"))
    _, _, chunks, filters, sorts, *_ = meta
    assert {f"index/{name}.pf_index" for _, _, name in chunks} < set(bundle)
    assert [title for title, _ in filters] == ["section", "topic", "year"]
    assert {f"filter/{name}.pf_filter" for _, name in filters} < set(bundle)
    assert [key for key, _ in sorts] == ["date", "title"]


def test_packed_files_tell_no_time_or_system(bundle: Bundle) -> None:
    packed = [data for path, data in bundle.items() if path.endswith((".pf_meta", ".pf_filter"))]
    assert {data[:10] for data in packed} == {b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"}


@pytest.mark.parametrize(
    ("term", "url"),
    [
        ("lịch sử", "/history/"),
        ("LỊCH SỬ", "/history/"),
        ("lich su", "/history/"),
        ("ngoại giao", "/history/"),
        ("ngoai giao", "/history/"),
        ("đối ngoại", "/history/"),
        ("mang luoi", "/network/"),
        ("115", "/network/"),
    ],
)
def test_vietnamese_is_found_with_and_without_marks(folder: Path, term: str, url: str) -> None:
    ((first, *_),) = ask(folder, [(term, {})])
    assert first["url"] == url


def test_results_lead_to_headings_and_carry_what_is_known(folder: Path) -> None:
    headings, filtered, ordered = ask(
        folder,
        [
            ("đa phương", {}),
            ("hòa bình", {"filters": {"year": "2007", "topic": "policy"}}),
            (None, {"sort": {"date": "desc"}}),
        ],
    )
    assert [part["url"] for part in headings[0]["sub_results"]] == ["/history/#renewal"]
    (only,) = filtered
    assert only["url"] == "/news/2025/item-7/"
    assert only["meta"] == {"title": "Tin 7", "date": "7/9/2025", "section": "Tin tức"}
    assert only["filters"] == {"section": ["news"], "topic": ["policy", "sector"], "year": ["2007"]}
    assert [page["url"] for page in ordered][:2] == ["/news/2025/item-24/", "/news/2025/item-23/"]


def test_chinese_is_found_inside_a_sentence(tmp_path: Path) -> None:
    page = SearchRecord(url="/zh/", title="外交", html="<p>越南外交部成立于1945年。</p>")
    write_bundle(build_index([page], locale="zh"), folder=tmp_path / "zh")
    ((first,),) = ask(tmp_path / "zh", [("外交部", {})])
    assert first["url"] == "/zh/"


def test_a_stemmed_language_keeps_its_own_wasm() -> None:
    page = SearchRecord(url="/sv/", title="Om", html="<p>Utlandsmyndigheterna</p>")
    assert [path for path in build_index([page], locale="sv") if path.startswith("wasm")] == ["wasm.sv.pagefind"]


def test_the_worker_may_be_left_out() -> None:
    assert "pagefind-worker.js" not in build_index(PAGES[:1], locale="vi", worker=False)


def test_languages_are_built_side_by_side_in_the_order_of_their_codes() -> None:
    built = dict(build_indexes({"vi": PAGES, "en": PAGES[:1], "sv": ()}))
    assert list(built) == ["en", "sv", "vi"]
    assert built["sv"] == {}
    assert built["vi"] == build_index(PAGES, locale="vi")


def test_text_cannot_break_out_of_its_attribute(tmp_path: Path) -> None:
    page = SearchRecord(url="/a/", title='A "b" <c> & d', html="<p>Nội dung</p>", meta=(("x", '"><p>lạ</p>'),))
    write_bundle(build_index([page], locale="vi"), folder=tmp_path / "vi")
    found, nothing = ask(tmp_path / "vi", [("nội dung", {}), ("zzz", {})])
    assert found[0]["meta"] == {"title": 'A "b" <c> & d', "x": '"><p>lạ</p>'}
    assert nothing == []


def test_fingerprint_follows_every_part_of_a_record() -> None:
    base = fingerprint(PAGES, locale="vi")
    assert fingerprint(PAGES[::-1], locale="vi") == base
    page = PAGES[0]
    changed = [
        replace(page, url="/x/"),
        replace(page, title="x"),
        replace(page, html="x"),
        replace(page, filters=()),
        replace(page, meta=()),
        replace(page, sort=(("date", "1"),)),
    ]
    others = {fingerprint((other, *PAGES[1:]), locale="vi") for other in changed}
    others |= {fingerprint(PAGES, locale="en"), fingerprint(PAGES, locale="vi", worker=False)}
    others |= {fingerprint(PAGES[1:], locale="vi")}
    assert len(others - {base}) == len(changed) + 3


def test_writing_again_touches_only_what_changed(tmp_path: Path) -> None:
    write_bundle({"a": b"1", "b/c": b"2", "d": b"3"}, folder=tmp_path)
    before = (tmp_path / "a").stat().st_mtime_ns
    write_bundle({"a": b"1", "b/c": b"4"}, folder=tmp_path)
    assert (tmp_path / "a").stat().st_mtime_ns == before
    assert (tmp_path / "b" / "c").read_bytes() == b"4"
    assert not (tmp_path / "d").exists()


def test_a_missing_indexer_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        index_files([], config={}, binary=tmp_path / "none")
    assert caught.value.code == "search_engine"


def test_an_indexer_that_stops_is_an_error_not_a_hang() -> None:
    with pytest.raises(OutputError) as caught:
        index_files([], config={}, binary=Path(sys.executable))  # knows no --service
    assert caught.value.code == "search_engine"


def test_a_refused_message_is_an_error() -> None:
    with pytest.raises(OutputError) as caught:
        index_files([{"type": "AddFile", "url": None, "file_path": None, "file_contents": ""}], config={})
    assert "source_path" in (caught.value.found or "")


def test_an_unknown_version_is_an_error() -> None:
    entry = {"version": "2.0.0", "languages": {"vi": {"hash": "x", "wasm": None, "page_count": 1}}}
    with pytest.raises(OutputError) as caught:
        canonical_bundle({"pagefind-entry.json": json.dumps(entry).encode()})
    assert caught.value.code == "search_engine"


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (255, "18ff"),
        (256, "190100"),
        (65536, "1a00010000"),
        (1 << 32, "1b0000000100000000"),
        (-1, "20"),
        (-500, "3901f3"),
        ("", "60"),
        ("đ", "62c491"),
        ([], "80"),
        ([1, ["a", -2]], "82018261" + "6121"),
        (list(range(24)), "9818" + "".join(f"{number:02x}" for number in range(24))),
    ],
)
def test_cbor_there_and_back(value: cbor.Value, data: str) -> None:
    assert cbor.encode(value).hex() == data
    assert cbor.decode(bytes.fromhex(data)) == value


@pytest.mark.parametrize("data", ["", "18", "6261", "8201", "0000", "a0", "f5", "1f"])
def test_cbor_refuses_what_it_does_not_know(data: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        cbor.decode(bytes.fromhex(data))
