"""The browser editor without a browser: the formatter, the fence around the files, the configuration, the server's door."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from bansac.config import load_project
from bansac.dataset import LISTS
from bansac.editing import records
from bansac.editing.bundle import make_bundle
from bansac.editing.codes import codes_to_copy
from bansac.editing.config import RECORDS, editor_setup
from bansac.editing.desk import Desk
from bansac.editing.files import Content
from bansac.editing.formatter import ORDER, format_data, format_page
from bansac.editing.room import Room
from bansac.editing.server import EditorServer
from bansac.editing.words import words
from bansac.errors import ConfigError, ContentError, Report
from bansac.located import read_yaml
from bansac.media import MAX_BYTES
from bansac.model import Model, load_model
from bansac.schema.page import NewsFront, PageFront, StyleException
from bansac.shortcodes import SPECS
from small import HERE, PROJECT, Site, sources

CASES = yaml.safe_load((HERE / "cases" / "format.yml").read_text(encoding="utf-8"))
PAGES = sorted((PROJECT / "content").glob("??/**/*.md"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site as sources. Nobody changes it."""
    return sources(tmp_path_factory.mktemp("editing"))


@pytest.fixture
def loose(plain: Site, tmp_path: Path) -> Site:
    """A copy to change."""
    return plain.copy(tmp_path / "site")


@pytest.fixture
def content(loose: Site) -> Content:
    return Content(load_project(loose.root))


@pytest.fixture(scope="module")
def model(plain: Site) -> Model:
    report = Report()
    found = load_model(plain.root, report)
    assert report.errors == []
    return found


# The formatter


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_saved_page_in_our_order(case: dict[str, str]) -> None:
    after = format_page(case["saved"], case["before"])
    assert after == case["after"]
    assert format_page(after, after) == after
    assert format_page(after, case["before"]) == after


def test_every_page_of_the_project_is_in_order() -> None:
    assert len(PAGES) > 400
    assert [path for path in PAGES if format_page(path.read_text("utf-8"), path.read_text("utf-8")) != path.read_text("utf-8")] == []


def test_a_page_written_anew_by_an_editor_comes_back_as_it_was() -> None:
    for path in PAGES[::7]:
        text = path.read_text(encoding="utf-8")
        front, body = text.split("---\n", 2)[1:]
        values = dict(reversed(read_yaml(front, path=path).data.items()))
        written = yaml.safe_dump({**values, "reviewed": ""}, allow_unicode=True, sort_keys=False, width=60)
        assert format_page(f"---\n{written}---\n{body}", text) == text, path


@pytest.mark.parametrize("name", RECORDS)
def test_a_register_goes_through_the_editor_unchanged(name: str) -> None:
    text = (PROJECT / "content" / "data" / f"{name}.yml").read_text(encoding="utf-8")
    shown = records.shown(name, text)
    assert format_data(records.saved(name, shown), text) == text


def test_a_changed_record_changes_its_lines_alone() -> None:
    before = (
        "# Nguồn.\n- id: a  # đầu\n  publisher: Báo A\n  kind: newspaper\n  lang: vi\n"
        "- id: b\n  publisher: {vi: Báo B, en: Paper B}\n  kind: x\n  lang: vi\n"
    )
    values = yaml.safe_load(records.shown("sources", before))
    assert values[0]["publisher"] == {"vi": "Báo A"}
    values[1]["publisher"]["en"] = "The B"
    values[0] |= {"title": "", "note": {"vi": "", "en": ""}}
    saved = records.saved("sources", yaml.safe_dump(values, allow_unicode=True))
    assert format_data(saved, before) == before.replace("Paper B", "The B")


# The fence


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/../mkdocs.yml", "outside"),
        ("content/vi/../../brand/tokens.json", "outside"),
        ("/etc/passwd", "outside"),
        ("content/vi//index.md", "outside"),
        ("mkdocs.yml", "outside"),
        ("brand/fonts/x.md", "outside"),
        ("content/addresses.txt", "outside"),
        ("content/vi/index.html", "not_editable"),
        ("content/vi/picture.svg", "not_editable"),
        ("content/media/evil.html", "not_editable"),
        ("content/media/page.md", "not_editable"),
        ("content/data/plan.yml", "not_editable"),
        ("content/strings/vi.yml", "not_editable"),
        ("content/de/index.md", "not_editable"),
        ("content/vi/.hidden.md", "bad_name"),
        ("content/vi/Hoa.md", "bad_name"),
        ("content/vi/a b.md", "bad_name"),
        ("content/vi/a\\b.md", "bad_name"),
        ("content/vi/" + "a" * 81 + ".md", "bad_name"),
        ("content/vi/a/b/c/d/e/f/g/h.md", "bad_name"),
    ],
)
def test_only_the_editors_files_are_touched(path: str, code: str, content: Content) -> None:
    for act in (lambda: content.read(path), lambda: content.write(path, b"x"), lambda: content.delete(path)):
        with pytest.raises(ContentError) as caught:
            act()
        assert caught.value.code == code


def test_links_lead_nowhere(loose: Site, content: Content, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "page.md").write_text("secret", encoding="utf-8")
    (loose.root / "content" / "vi" / "linked").symlink_to(secret, target_is_directory=True)
    (loose.root / "content" / "vi" / "link.md").symlink_to(secret / "page.md")
    for path in ("content/vi/linked/page.md", "content/vi/link.md"):
        for act in (content.read, content.delete, lambda name: content.write(name, b"---\ntitle: x\n---\n")):
            with pytest.raises(ContentError) as caught:
                act(path)
            assert caught.value.code == "outside"
        assert path not in {entry.path for entry in content.listed()}
    assert (secret / "page.md").read_text(encoding="utf-8") == "secret"


def test_sizes_and_kinds_are_limited(content: Content) -> None:
    for path, data, code in (
        ("content/vi/big.md", b"a" * 1_000_001, "too_large"),
        ("content/vi/latin.md", "---\ntitle: \xe9\n---\n".encode("latin-1"), "not_utf8"),
        ("content/vi/null.md", b"---\ntitle: \x00\n---\n", "control_character"),
        ("content/media/big.png", b"\x89PNG\r\n\x1a\n" + b"0" * MAX_BYTES, "too_large"),
        ("content/media/script.png", b"<svg onload=alert(1)>", "bad_image"),
        ("content/media/script.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "svg_unsafe"),
        ("content/media/animation.jpg", b"GIF89a" + b"\0" * 40, "bad_image"),
    ):
        with pytest.raises(ContentError) as caught:
            content.write(path, data)
        assert caught.value.code == code
        with pytest.raises(FileNotFoundError):
            content.read(path)


def test_a_page_is_written_read_and_deleted(loose: Site, content: Content) -> None:
    path = "content/vi/moi/trang.md"
    assert content.write(path, b"---\ndescription: D\ntitle: T\n---\nx")
    assert content.read(path) == b"---\ntitle: T\ndescription: D\n---\n\nx\n"
    assert not content.write(path, b"---\ndescription: D\ntitle: T\n---\nx\n\n")
    assert path in {entry.path for entry in content.listed()}
    content.delete(path)
    assert not (loose.root / "content" / "vi" / "moi").exists()
    with pytest.raises(ContentError) as caught:
        content.delete("content/data/sources.yml")
    assert caught.value.code == "not_editable"


# The configuration


def test_every_field_of_the_schema_is_in_the_editor(model: Model) -> None:
    collections = {entry["name"]: entry for entry in editor_setup(model).config["collections"] if "name" in entry}
    for schema, fields in ((NewsFront, collections["news"]["fields"]), (PageFront, collections["history"]["fields"])):
        assert {field["name"] for field in fields} == {*schema.model_fields, "body"}
        needed = {field["name"] for field in fields if field.get("required")}
        assert {name for name, field in schema.model_fields.items() if field.is_required()} <= needed
    assert collections["news"]["folder"] == "content/{{locale}}/news"
    assert editor_setup(model).config["i18n"]["locales"] == list(model.project.codes)


def test_limits_and_choices_are_those_of_the_check(model: Model) -> None:
    collections = {entry["name"]: entry for entry in editor_setup(model).config["collections"] if "name" in entry}
    fields = {field["name"]: field for field in collections["news"]["fields"]}
    assert fields["title"]["maxlength"] == 110
    assert fields["description"]["maxlength"] == 240
    assert [choice["value"] for choice in fields["topics"]["options"]] == list(model.dataset.topics)
    assert [choice["value"] for choice in fields["sources"]["options"]] == list(model.dataset.sources)
    assert fields["layout"] == {"name": "layout", "widget": "hidden", "default": "news", "i18n": "duplicate"}
    assert fields["image"]["accept"] == ".jpeg,.jpg,.png,.svg,.webp"
    assert re.fullmatch(fields["redirect_from"]["pattern"][0], "history/old-name/")
    assert fields["date"]["i18n"] == "duplicate"
    assert fields["title"]["i18n"] is True


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_field_and_shortcode_has_words(language: str, model: Model) -> None:
    said = words()
    assert set(said["fields"]) == {*ORDER, *StyleException.model_fields, "body"}
    assert all(len(texts[language]) == 2 and texts[language][0] for texts in said["fields"].values())
    assert set(said["shortcodes"]) == set(SPECS)
    assert {name for record in RECORDS for name in LISTS[record].model_fields} <= set(said["records"])
    codes = codes_to_copy(model, language)  # type: ignore[arg-type]  # one of the two
    assert all(code["says"] for code in codes)
    assert [code["name"] for code in codes if code["name"]] == list(SPECS)


# The door


@dataclass(frozen=True)
class Visitor:
    """Who knocks at a running server, with its key."""

    port: int
    key: str

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> http.client.HTTPResponse:
        """Ask as the editor's own page would, with some headers otherwise; None leaves one out."""
        own = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"bansac-{self.port}={self.key}",
            "Origin": f"http://127.0.0.1:{self.port}",
            "Sec-Fetch-Site": "same-origin",
            **(headers or {}),
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True)
        for name, value in own.items():
            if value:
                connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        answer.read_all = answer.read()  # type: ignore[attr-defined]  # kept before the connection goes
        connection.close()
        return answer


@pytest.fixture
def door(loose: Site, tmp_path: Path) -> Iterator[Visitor]:
    project = load_project(loose.root)
    desk = Desk(project, project.build / "preview", lambda: None)
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "editor.js").write_text("0", encoding="utf-8")
    (tmp_path / "secret.js").write_text("secret", encoding="utf-8")
    server = EditorServer(Room(desk, Content(project), bundle, "http://127.0.0.1:9/"), 0)
    with server.running():
        yield Visitor(server.door.port, server.door.key)


def test_the_door_opens_to_the_key_alone(door: Visitor) -> None:
    assert door.ask("GET", "/files").status == 200
    assert door.ask("GET", "/files", {"Cookie": ""}).status == 403
    assert door.ask("GET", "/files", {"Cookie": f"bansac-{door.port}=guess"}).status == 403
    assert door.ask("GET", "/?key=guess", {"Cookie": ""}).status == 403
    let_in = door.ask("GET", f"/?key={door.key}", {"Cookie": "", "Sec-Fetch-Site": "none"})
    assert let_in.status == 303
    cookie = let_in.getheader("Set-Cookie") or ""
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "127.0.0.1", ""])
def test_a_rebound_host_name_gets_nothing(host: str, door: Visitor) -> None:
    assert door.ask("GET", "/files", {"Host": host.format(port=door.port)}).status == 421
    assert door.ask("PUT", "/files/content/vi/x.md", {"Host": host.format(port=door.port)}, b"x").status == 421


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_gets_nothing(site: str, door: Visitor) -> None:
    assert door.ask("GET", "/files/content/vi/index.md", {"Sec-Fetch-Site": site}).status == 403
    assert door.ask("PUT", "/files/content/vi/x.md", {"Sec-Fetch-Site": site}, b"x").status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null", ""])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
def test_nothing_changes_for_another_origin(method: str, origin: str, door: Visitor, loose: Site) -> None:
    before = loose.read("content/vi/index.md")
    assert door.ask(method, "/files/content/vi/index.md", {"Origin": origin, "Sec-Fetch-Site": ""}, b"x").status == 403
    assert loose.read("content/vi/index.md") == before


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/files/content/vi/..%2F..%2Fmkdocs.yml", 403),
        ("/files/..%2F..%2Fetc%2Fpasswd", 403),
        ("/files/content/vi/none.md", 404),
        ("/static/../server.py", 404),
        ("/editor/..%2Fsecret.js", 404),
        ("/editor/editor.js", 200),
        ("/nowhere", 404),
    ],
)
def test_no_path_leads_out(path: str, status: int, door: Visitor) -> None:
    assert door.ask("GET", path).status == status


def test_too_much_is_refused_before_it_is_read(door: Visitor) -> None:
    assert door.ask("PUT", "/files/content/vi/x.md", {"Content-Length": str(MAX_BYTES + 1)}).status == 413


def test_the_policy_lets_nothing_out(door: Visitor) -> None:
    for path in ("/", "/editor/"):
        policy = door.ask("GET", path).getheader("Content-Security-Policy") or ""
        parts = dict(part.split(" ", 1) for part in policy.split("; "))
        assert parts["default-src"] == "'none'"
        assert parts["script-src"] == "'self'"
        sources_ = {source for value in parts.values() for source in value.split()}
        assert {source for source in sources_ if "//" in source or source == "*"} == {"http://127.0.0.1:9"}


def test_setup_is_made_from_what_there_is_now(door: Visitor, loose: Site) -> None:
    topics = loose.read("content/data/topics.yml")
    loose.write("content/data/topics.yml", topics + "- id: moi\n  title: {vi: Mới}\n  description: {vi: Chủ đề mới.}\n")
    setup = json.loads(door.ask("GET", "/setup.json").read_all)  # type: ignore[attr-defined]  # see Visitor.ask
    news = next(entry for entry in setup["config"]["collections"] if entry.get("name") == "news")
    assert {"value": "moi", "label": "Mới"} in next(field for field in news["fields"] if field["name"] == "topics")["options"]


def test_without_the_packages_the_command_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    with pytest.raises(ConfigError) as caught:
        make_bundle(tmp_path / "build")
    assert "make edit" in caught.value.message.remedy_vi


def test_format_puts_pages_in_order_and_can_only_look(loose: Site) -> None:
    assert loose.run("format").code == 0
    assert loose.run("format", "--check").code == 0
    loose.write("content/vi/plan/new.md", "---\ndescription: D\ntitle: T\n---\nThân.\n")
    looked = loose.run("format", "--check")
    assert looked.code == 1
    assert "content/vi/plan/new.md" in looked.out
    assert loose.run("format").code == 0
    assert loose.read("content/vi/plan/new.md") == "---\ntitle: T\ndescription: D\n---\n\nThân.\n"
