"""Texts for translators' tools: out as XLIFF and PO, back into pages, interface texts and registers, and nothing lost."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bansac.config import load_project
from bansac.errors import Report
from bansac.exchange import po, xliff
from bansac.exchange.blocks import joined, split
from bansac.exchange.exporting import exported
from bansac.exchange.importing import import_files
from bansac.exchange.marks import marks_of, numbered_like, parts_of, raw_text, told
from bansac.exchange.pagetext import PageText, Segment
from bansac.exchange.tags import bcp47, gettext_code, locale_for, tagged, untagged
from bansac.exchange.units import Bundle, register_unit
from bansac.exchange.yamltext import replaced, scalars
from bansac.model import Model, load_model
from small import PROJECT, Site
from test_status import git

CASES = Path(__file__).parent / "cases" / "exchange"
LOCALES = [locale.code for locale in load_project(PROJECT).locales[1:]]
FORMATS = ("xliff", "po")
SUFFIX = {"xliff": "xlf", "po": "po"}

PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufffe\uffff"))
SIGNS = [
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "# ",
    "## ",
    " {#a}",
    " {#b-2}",
    "- ",
    "* ",
    "1. ",
    "> ",
    "|",
    "| a | b |",
    "|---|",
    "---",
    "===",
    "```",
    "~~~",
    "`",
    "``",
    "{{ date 2025 }}",
    "{{ cite a b }}",
    '{{ figure x.png alt="Hình" caption="Một" }}',
    "{{",
    "}}",
    "{name}",
    "[",
    "]",
    "(/a.md)",
    "](/a.md)",
    "[a](/b.md)",
    "[a][b]",
    "[b]: /c",
    "<https://a.example/>",
    "<1>",
    "</1>",
    "<2/>",
    "<",
    ">",
    "\\",
    "*",
    "**",
    "_",
    "từ",
    "字",
    "كلمة",
    "a b",
    "1945",
    ".",
]
MARKDOWN = st.lists(st.sampled_from(SIGNS)).map("".join)
"""Texts of the signs that mean something in content, in any order."""


@pytest.fixture(scope="module")
def real() -> Model:
    report = Report()
    model = load_model(PROJECT, report, cache=False)
    report.raise_if_any()
    return model


@given(MARKDOWN)
@settings(max_examples=400, deadline=None)
def test_blocks_lose_nothing(body: str) -> None:
    pieces = split(body)
    assert joined(pieces, {}) == body
    texts = {piece.key: piece.text for piece in pieces if piece.kind}
    assert len(texts) == sum(bool(piece.kind) for piece in pieces)
    assert joined(pieces, texts) == body


@given(MARKDOWN)
@settings(max_examples=400, deadline=None)
def test_marks_lose_nothing(text: str) -> None:
    parts = parts_of(text)
    assert raw_text(parts) == text
    assert untagged(tagged(parts)) == told(parts)
    assert told(numbered_like(parts, text)) == told(parts)


@given(st.lists(st.tuples(MARKDOWN, MARKDOWN), min_size=1, max_size=4), st.sampled_from(FORMATS))
@settings(max_examples=60, deadline=None)
def test_files_lose_nothing(real: Model, texts: list[tuple[str, str]], form: str) -> None:
    carried(real, texts, form)


@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=4), st.sampled_from(FORMATS))
@settings(max_examples=60, deadline=None)
def test_files_carry_every_letter(real: Model, texts: list[tuple[str, str]], form: str) -> None:
    carried(real, texts, form)


def carried(model: Model, texts: list[tuple[str, str]], form: str) -> None:
    writer = {"xliff": xliff, "po": po}[form]
    locale, source = model.project.locales[2], model.project.source
    units = tuple(
        register_unit(Segment(f"start/{place}", "paragraph", before, 1), after)
        for place, (before, after) in enumerate(texts)
        if before.strip() and after.strip()
    )
    bundle = Bundle("content/vi/x.md", "x", "0" * 16, locale, source, units, "X")
    back = writer.read(writer.written(model, bundle), Path("x"))[0]
    assert (back.file, back.hash, back.tag) == (bundle.file, bundle.hash, "fr")
    assert [(one.key, one.source, one.target) for one in back.units] == [(unit.key, told(unit.source), told(unit.target)) for unit in units]


@given(st.dictionaries(st.sampled_from("abcdef"), PLAIN, min_size=1), PLAIN)
@settings(max_examples=100, deadline=None)
def test_yaml_keeps_what_is_not_meant(values: dict[str, str], new: str) -> None:
    text = "# đầu\nx:\n" + "".join(f"  {key}: '{value.replace(chr(39), chr(39) * 2)}'  # ghi chú\n" for key, value in values.items())
    found = {place[-1]: scalar.value for place, scalar in scalars(text).items()}
    if found != values:
        return  # YAML folds white space of this kind
    first = next(iter(values))
    changed = replaced(text, {("x", first): new, ("x", "thêm"): new})
    assert {str(place[-1]): scalar.value for place, scalar in scalars(changed).items()} == {**values, first: new, "thêm": new}
    assert changed.count("# ghi chú") == len(values)
    assert replaced(text, {("x", key): value for key, value in values.items()}) == text


@pytest.mark.slow
@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("form", FORMATS)
def test_real_content_comes_back_byte_for_byte(real: Model, code: str, form: str, tmp_path: Path) -> None:
    """All pages, interface texts and registers: unchanged; and each page made anew from the source and the texts alone."""
    locale = next(one for one in real.project.locales if one.code == code)
    names = []
    for path, data, _ in exported(real, locale, "po" if form == "po" else "xliff", (), (), strings=True):
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        names.append(target)
    report = Report()
    unchanged = import_files(real, names, report, settled=False)
    assert [str(error) for error in report.errors] == []
    assert [(one.path, one.unfinished) for one in unchanged if one.data is not None] == []
    assert len(unchanged) >= len(real.pages["vi"]) + 2
    without = replace(real, pages={**real.pages, code: {}})
    made = import_files(
        without, [name for name in names if not name.relative_to(tmp_path / code).as_posix().startswith("_")], report, settled=False
    )
    assert [str(error) for error in report.errors] == []
    assert len(made) == len(real.pages[code])
    for one in made:
        present = (PROJECT / one.path).read_bytes()
        page, wanted = PageText.read(one.data or b""), PageText.read(present)
        assert page is not None
        assert wanted is not None
        assert page.body == wanted.body, one.path
        own = {segment.key: segment.text for segment in page.segments}
        texts = {segment.key: segment.text for segment in wanted.segments}
        assert own == {key: text for key, text in texts.items() if key in own}
        assert texts.keys() - own.keys() <= {"nav_title"}, "a field that the source has not"


@pytest.mark.parametrize("form", FORMATS)
def test_files_are_as_tools_expect(site: Site, form: str, request: pytest.FixtureRequest) -> None:
    """Two files as they are written today; a change here is one that translators see."""
    assert site.run("translate", "export", "en", "plan/index.md", "--format", form, "-o", "out").code == 0
    assert site.run("translate", "export", "ar", "plan/milestones", "--format", form, "-o", "out").code == 0
    for name in (f"en/plan/index.{SUFFIX[form]}", f"ar/plan/milestones.{SUFFIX[form]}"):
        case = CASES / name.replace("/", "-")
        if request.config.getoption("--write-golden"):
            case.write_text(site.read(f"out/{name}"), encoding="utf-8")
        assert site.read(f"out/{name}") == case.read_text(encoding="utf-8")


def test_gettext_accepts_the_files(site: Site) -> None:
    program = shutil.which("msgfmt")
    if program is None:
        pytest.skip("no gettext on this machine")
    assert site.run("translate", "export", "en", "--strings", "--format", "po", "-o", "out").code == 0
    for path in (site.root / "out").rglob("*.po"):
        done = subprocess.run([program, "--check-format", "--check-domain", "-o", "-", path], capture_output=True, check=False)  # noqa: S603
        assert done.returncode == 0, done.stderr


def test_two_exports_are_equal(site: Site) -> None:
    for form in FORMATS:
        for folder in ("one", "two"):
            assert site.run("translate", "export", "en", "--strings", "--format", form, "-o", folder).code == 0
    one = {path.relative_to(site.root / "one"): path.read_bytes() for path in (site.root / "one").rglob("*.*")}
    two = {path.relative_to(site.root / "two"): path.read_bytes() for path in (site.root / "two").rglob("*.*")}
    assert one == two
    assert len(one) > 20


def test_names_of_languages() -> None:
    project = load_project(PROJECT)
    assert [bcp47(locale) for locale in project.locales] == ["vi", "en", "fr", "es", "zh-Hans", "ru", "ar", "sv"]
    assert [gettext_code(locale) for locale in project.locales][4] == "zh_Hans"
    for locale in project.locales[1:]:
        assert {locale_for(project, tag) for tag in (locale.code, bcp47(locale), gettext_code(locale))} == {locale}
    assert locale_for(project, "vi") is None


def export(site: Site, code: str, *names: str, form: str = "xliff") -> str:
    """Export into ``out/`` and give the file of the first page."""
    done = site.run("translate", "export", code, *names, "--format", form, "-o", "out")
    assert done.code == 0, done.err
    return f"out/{code}/{names[0].removesuffix('.md')}.{SUFFIX[form]}"


def differing(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came."""
    one, two = before.splitlines(), after.splitlines()
    return [line for line in one if line not in two], [line for line in two if line not in one]


@pytest.mark.parametrize("form", FORMATS)
def test_an_edit_arrives_and_nothing_else(site: Site, form: str) -> None:
    path = "content/en/plan/index.md"
    before = site.read(path)
    others = {one: one.read_bytes() for one in (site.root / "content").rglob("*.*") if one.is_file()}
    file = export(site, "en", "plan/index.md", form=form)
    site.replace(file, "A level to be worked towards", "A level to work towards")
    done = site.run("translate", "import", str(site.root / file))
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{path}: 1\n✓ 1 tệp đã ghi, 0 không đổi · 1 files written, 0 unchanged\n"
    gone, come = differing(before, site.read(path))
    assert gone == ["reviewed: 2025-11-20", "| Strive | A level to be worked towards |"]
    assert come == ["| Strive | A level to work towards |"]
    changed = [one for one, data in others.items() if one.read_bytes() != data]
    assert changed == [site.root / path]
    assert site.run("check").code == 0


def test_marks_may_move_and_fields_change(site: Site) -> None:
    path = "content/en/plan/index.md"
    before = site.read(path)
    file = export(site, "en", "plan/index.md", form="po")
    text = site.read(file)
    text = text.replace(
        "The Government issued Resolution 292/NQ-CP on <1/>. <2/>", "On <1/>, the Government issued Resolution 292/NQ-CP. <2/>"
    )
    text = text.replace('msgstr "The Plan"', 'msgstr "Plan: the text"').replace('msgstr "The proposed identity"', 'msgstr "An identity"')
    site.write(file, text)
    assert site.run("translate", "import", str(site.root / file)).out.startswith("content/en/plan/index.md: 3\n")
    gone, come = differing(before, site.read(path))
    assert "nav_title: 'Plan: the text'" in come
    assert any(line.startswith("On {{ date 2025-09-23 }}, the Government issued") for line in come)
    assert '{{ figure flower.png alt="A flower of five petals" caption="An identity" }}' in come
    assert len(gone) == len(come) + 1
    assert site.run("check").code == 0


def test_a_missing_page_is_made(site: Site) -> None:
    """From an empty export: the page of the source with the texts of the translator."""
    file = export(site, "ar", "plan/milestones.md", form="po")
    empty = site.run("translate", "import", str(site.root / file))
    assert empty.out == "✓ 0 tệp đã ghi, 0 không đổi · 0 files written, 0 unchanged\n"
    assert not (site.root / "content/ar/plan/milestones.md").exists()
    messages = site.read(file).split("\n\n")
    for place, message in enumerate(messages[1:], start=1):
        source = re.search(r'^msgid "(.*)"$', message, re.MULTILINE)
        assert source is not None
        messages[place] = message.replace('msgstr ""', f'msgstr "ترجمة {source[1]}"')
    site.write(file, "\n\n".join(messages))
    assert site.run("translate", "import", str(site.root / file)).code == 0
    made = site.read("content/ar/plan/milestones.md")
    assert "title: ترجمة Các mốc 2030 và 2045\n" in made
    assert "## ترجمة Mạng lưới {#network}\n" in made
    assert "sources: [seed-001, seed-003, vns-292]\n" in made
    assert re.search(r'^source_hash: "[0-9a-f]{16}"$', made, re.MULTILINE)
    assert site.run("check").code == 0
    status = site.run("status", "--locale", "ar", "--state", "unreviewed").out
    assert "plan/milestones.md" in status


def test_what_is_said_of_the_source_alone_stays_there(site: Site) -> None:
    """An item that waits for its instant can be translated before; the instant and the exceptions are those of the source."""
    path = "content/vi/news/2025/human-rights-council.md"
    alone = "style_exceptions:\n- rule: long-title\n  reason: A title of the Government.\npublish_at: 2999-01-01T08:00+07:00\n"
    site.replace(path, "\ndate: ", f"\n{alone}date: ")
    file = export(site, "ar", "news/2025/human-rights-council.md", form="po")
    site.write(file, re.sub(r'(msgctxt .*\nmsgid "(.*)"\nmsgstr) ""', r'\1 "\2"', site.read(file)))
    done = site.run("translate", "import", str(site.root / file))
    assert (done.code, done.err) == (0, "")
    source, made = site.read(path), site.read("content/ar/news/2025/human-rights-council.md")
    assert re.sub('source_hash: ".*"\n', "", made) == source.replace(alone, "")
    assert site.run("review", "news/2025/human-rights-council", "ar", "--date", "2026-01-05").code == 0


def test_a_page_is_taken_whole(site: Site) -> None:
    file = export(site, "ar", "plan/milestones.md", form="po")
    site.write(file, site.read(file).replace('msgstr ""\n\n', 'msgstr "ترجمة"\n\n', 2))
    done = site.run("translate", "import", str(site.root / file))
    assert done.code == 1
    assert "Đoạn “start/1” chưa có bản dịch: Kế hoạch có hai mốc" in done.err
    assert not (site.root / "content/ar/plan/milestones.md").exists()


def history(site: Site) -> None:
    """The source changes after a translation was made from it, and both are in the history."""
    git(site, "init", "-q")
    git(site, "add", "content")
    git(site, "commit", "-qm", "one")
    site.replace("content/vi/plan/index.md", "| Tầm nhìn |", "| Viễn cảnh |")
    site.replace("content/vi/plan/index.md", "### ", "Một đoạn mới.\n\n### ")
    git(site, "commit", "-qam", "two")


@pytest.mark.parametrize("form", FORMATS)
def test_an_outdated_page_shows_what_is_still_right(site: Site, form: str) -> None:
    history(site)
    file = export(site, "en", "plan/index.md", form=form)
    text = site.read(file)
    fuzzy = text.count("#, fuzzy") if form == "po" else text.count('state="needs-translation"')
    assert fuzzy == 1
    assert "Tầm nhìn" in text
    unchanged = site.run("translate", "import", str(site.root / file))
    assert unchanged.out.startswith("! content/en/plan/index.md: 2 đoạn chưa xong")
    mended = text.replace('state="needs-translation"', 'state="translated"').replace("#, fuzzy\n", "")
    new = ("<target>A new paragraph.</target>", 'msgstr "A new paragraph."')
    if form == "po":
        mended = re.sub(r'(msgid "Một đoạn mới."\n)msgstr ""', rf"\1{new[1]}", mended)
    else:
        mended = mended.replace("<source>Một đoạn mới.</source>", f"<source>Một đoạn mới.</source>{new[0]}")
    site.write(file, mended)
    done = site.run("translate", "import", str(site.root / file))
    assert (done.code, done.err) == (0, "")
    page = site.read("content/en/plan/index.md")
    assert "| Vision | A long-term direction, to 2045 |\n\nA new paragraph.\n\n### Tasks of the network {#commitments}\n" in page
    assert "reviewed:" not in page
    assert "plan/index.md" in site.run("status", "--locale", "en", "--state", "unreviewed").out
    assert "content/en" not in site.run("check").err


def test_marks_of_a_tool_can_be_settled_at_once(site: Site) -> None:
    file = export(site, "sv", "plan/index.md", form="po")
    assert "#, fuzzy" in site.read(file)
    assert site.run("translate", "import", str(site.root / file)).out.startswith("! content/sv/plan/index.md: ")
    assert site.run("translate", "import", "--settled", str(site.root / file)).code == 0
    assert "plan/index.md" in site.run("status", "--locale", "sv", "--state", "unreviewed").out


def test_work_on_an_older_source_is_not_lost(site: Site) -> None:
    """The source changes while the translator works: the translation follows what it was made from, and is outdated."""
    git(site, "init", "-q")
    git(site, "add", "content")
    git(site, "commit", "-qm", "one")
    file = export(site, "en", "plan/index.md")
    site.replace("content/vi/plan/index.md", "### ", "Một đoạn mới.\n\n### ")
    site.replace(file, "A level to be worked towards", "A level to work towards")
    done = site.run("translate", "import", str(site.root / file))
    assert (done.code, done.err) == (0, "")
    assert "A level to work towards" in site.read("content/en/plan/index.md")
    assert "plan/index.md" in site.run("status", "--locale", "en", "--state", "outdated").out


def test_without_the_older_source_it_is_told(site: Site) -> None:
    file = export(site, "en", "plan/index.md")
    site.replace("content/vi/plan/index.md", "Chính phủ ban hành", "Chính phủ đã ban hành")
    done = site.run("translate", "import", str(site.root / file))
    assert done.code == 1
    assert "The source has changed since the export, and the history here lacks the exported one." in done.err


WRONG = [
    ("A level to be worked towards", "A level | towards", "unit_blocks", "strength/4"),
    ("A level to be worked towards", "A &lt;b&gt;level&lt;/b&gt;", "unit_html", "strength/4"),
    ("A level to be worked towards", "A level {{ date 2030 }}", "unit_typed", "strength/4"),
    ("A level to be worked towards", "A [level](/plan/milestones.md)", "unit_typed", "strength/4"),
    ("A level to be worked towards", "A level\ntowards", "unit_lines", "strength/4"),
    ("A level to be worked towards", "", "unit_empty", "strength/4"),
    ("The proposed identity</target>", 'The "proposed" identity</target>', "unit_quotes", "pages/2"),
    ("The Government issued Resolution 292/NQ-CP on ", "1. The Government issued Resolution 292/NQ-CP on ", "unit_blocks", "start/1"),
    ("The Government issued Resolution 292/NQ-CP on ", "The Government\n\nissued Resolution 292/NQ-CP on ", "unit_blocks", "start/1"),
    ("A long-term direction, to 2045", "A long-term direction, to 2054", "parity_numbers", "strength/6"),
    ("The Government issued Resolution 292/NQ-CP on ", "The Government {issued} Resolution 292/NQ-CP on ", "unit_typed", "start/1"),
    ("The Plan</target>", "The Plan for the diplomatic sector, in full length</target>", "too_long", "nav_title"),
    ('id="strength/4"', 'id="strength/44"', "unit_unknown", "strength/44"),
    ("<source>Mức độ</source>", "<source>Mức</source>", "unit_source", "strength/1"),
    ('target-language="en"', 'target-language="de"', "exchange_language", None),
    ('original="content/vi/plan/index.md"', 'original="content/vi/plan/indx.md"', "exchange_unknown_file", None),
    ('original="content/vi/plan/index.md"', 'original="content/../mkdocs.yml"', "exchange_unknown_file", None),
    ("</xliff>", "", "exchange_unreadable", None),
    ("<xliff", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><xliff", "exchange_unreadable", None),
]


@pytest.mark.parametrize(("old", "new", "code", "key"), WRONG, ids=[f"{code}-{place}" for place, (_, _, code, _) in enumerate(WRONG)])
def test_what_comes_back_is_judged(site: Site, old: str, new: str, code: str, key: str | None) -> None:
    file = export(site, "en", "plan/index.md")
    text = site.read(file)
    assert old in text
    site.write(file, text.replace(old, new, 1))
    before = {one: one.read_bytes() for one in (site.root / "content").rglob("*.md")}
    report = Report()
    model = load_model(site.root, Report())
    import_files(model, [site.root / file], report, settled=False)
    assert code in {error.code for error in report.errors}, [str(error) for error in report.errors]
    error = next(one for one in report.errors if one.code == code)
    assert (str(error.path), error.field) == (file, key)
    if key is not None and code != "unit_unknown":
        unit = site.read(file).splitlines()[(error.line or 1) - 1]
        assert f'id="{key}"' in unit
    done = site.run("translate", "import", str(site.root / file))
    assert done.code == 1
    assert "Cách sửa: " in done.err
    assert f"✗ {file}" in done.err
    assert {one: one.read_bytes() for one in (site.root / "content").rglob("*.md")} == before


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ('<x id="1"', '<x id="7"', "<7/> <2/> <3/>"),
        ('<x id="2" ctype="x-shortcode" equiv-text="{{ cite nhansu-292 cantho-292 }}"/> The', "The", "<1/> <3/>"),
    ],
)
def test_tags_must_come_back(site: Site, old: str, new: str, shown: str) -> None:
    file = export(site, "en", "plan/index.md")
    head, _, tail = site.read(file).partition('<target state="translated">The Government')
    site.write(file, head + '<target state="translated">The Government' + tail.replace(old, new, 1))
    done = site.run("translate", "import", str(site.root / file))
    assert done.code == 1
    assert f"Thấy · Found: {shown}\n" in done.err
    assert "Cho phép · Allowed: <1/> ({{ date 2025-09-23 }}) <2/> ({{ cite nhansu-292 cantho-292 }}) <3/> ({{ value loyalty }})" in done.err


@given(st.data(), st.sampled_from(FORMATS))
@settings(max_examples=150, deadline=None)
def test_a_broken_file_is_an_error_and_never_a_crash(real: Model, data: st.DataObject, form: str) -> None:
    """Whatever a tool, a mail program or a hand did to a file, somebody is told what is wrong with it."""
    locale = real.project.locales[2]
    _, whole, _ = next(exported(real, locale, "po" if form == "po" else "xliff", ["values/loyalty.md"], (), strings=False))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 60)))
    put = data.draw(
        st.one_of(st.binary(max_size=8), st.sampled_from([b"<g id='1'>", b"</g>", b"&a;", b"msgstr[0]", b"#~ ", b'"', b"<!--", b"\r"]))
    )
    with TemporaryDirectory() as folder:
        path = Path(folder, f"x.{SUFFIX[form]}")
        path.write_bytes(whole[:start] + put + whole[end:])
        report = Report()
        import_files(real, [path], report, settled=data.draw(st.booleans()))
    assert all(error.path is not None and error.message.remedy_vi for error in report.errors)


def test_unknown_elements_are_told(site: Site) -> None:
    file = export(site, "en", "plan/index.md")
    site.replace(file, ">A level to be worked towards<", '>A level <ph id="1">x</ph>towards<')
    done = site.run("translate", "import", str(site.root / file))
    assert "<ph>" in done.err
    site.replace(file, '<ph id="1">x</ph>towards', '<mrk mtype="seg" mid="0">to be worked towards</mrk>')
    assert site.run("translate", "import", str(site.root / file)).out.startswith("✓ 0 ")


def test_all_files_are_tried_and_none_is_written(site: Site) -> None:
    first = export(site, "en", "plan/index.md", "plan/milestones.md", "history/*", form="po")
    second = "out/en/plan/milestones.po"
    site.replace(first, "A level to be worked towards", "A <b>level")
    site.replace(second, 'msgstr "The network"', 'msgstr "The network | of missions"')
    third = "out/en/history/timeline.po"
    site.write(third, "msgid")
    site.write("out/en/notes.txt", "x")
    before = site.read("content/en/plan/milestones.md")
    done = site.run("translate", "import", str(site.root / "out"), str(site.root / "out/en/notes.txt"))
    assert done.code == 1
    assert {line.split(":")[0] for line in done.err.splitlines() if line.startswith("✗")} == {
        f"✗ {first}",
        f"✗ {third}",
        "✗ out/en/notes.txt",
    }
    assert site.read("content/en/plan/milestones.md") == before
    site.replace(first, "A <b>level", "A level")
    (site.root / third).unlink()
    assert site.run("translate", "import", str(site.root / "out")).code == 0
    assert "## The network | of missions {#network}" in site.read("content/en/plan/milestones.md")


@pytest.mark.parametrize("form", FORMATS)
def test_interface_texts_and_registers(site: Site, form: str) -> None:
    assert site.run("translate", "export", "en", "--strings", "--format", form, "-o", "out").code == 0
    assert site.run("translate", "export", "ar", "--strings", "--format", form, "-o", "out").code == 0
    folder = site.root / "out"
    strings, values = f"out/en/_strings.{SUFFIX[form]}", f"out/en/_data/values.{SUFFIX[form]}"
    before = {name: site.read(name) for name in ("content/strings/en.yml", "content/data/values.yml")}
    assert site.run("translate", "import", str(folder)).out.startswith("✓ 0 ")
    end, start = ("</target>", ">") if form == "xliff" else ('"', 'msgstr "')
    site.replace(strings, f"{start}Skip to content{end}", f"{start}Go to the text{end}")
    site.replace(values, f"{start}Loyalty{end}", f"{start}Loyalty: first{end}")
    done = site.run("translate", "import", str(site.root / strings), str(site.root / values))
    assert (done.code, done.err) == (0, "")
    assert differing(before["content/strings/en.yml"], site.read("content/strings/en.yml"))[1] == ["skip-to-content: Go to the text"]
    assert [line.strip() for line in differing(before["content/data/values.yml"], site.read("content/data/values.yml"))[1]] == [
        "en: 'Loyalty: first'"
    ]
    assert site.run("check").code == 0
    text = site.read(strings)
    site.write(strings, text.replace(f"{start}Go to the text{end}", f"{start}Go to {{page}}{end}"))
    assert "typed" in site.run("translate", "import", str(site.root / strings)).err


def test_a_text_of_a_register_is_added(site: Site) -> None:
    """Two languages into one file: both arrive."""
    text = site.read("content/data/topics.yml")
    site.write("content/data/topics.yml", re.sub(r"\n +(?:en|sv): [^\n]*", "", text))
    files = []
    for code, word in (("en", "A word"), ("sv", "Ett ord")):
        assert site.run("translate", "export", code, "--strings", "--format", "po", "-o", "out").code == 0
        file = f"out/{code}/_data/topics.po"
        head, _, rest = site.read(file).partition('msgctxt "')
        site.write(file, head + 'msgctxt "' + rest.replace('msgstr ""', f'msgstr "{word}"', 1))
        files.append(str(site.root / file))
    done = site.run("translate", "import", *files)
    assert (done.code, done.err) == (0, "")
    come = [line.strip() for line in differing(site.read("content/data/topics.yml"), "")[0]]
    assert come.count("en: A word") == come.count("sv: Ett ord") == 1


def test_export_chooses(site: Site) -> None:
    done = site.run("translate", "export", "sv", "--state", "outdated,missing")
    assert done.code == 0
    *files, last = done.out.splitlines()
    assert "build/translate/sv/plan/index.xlf" in files
    assert len(files) == 12
    assert last.startswith("✓ 12 tệp: ")
    assert not (site.root / "build/translate/sv/about").exists() or all("about/index" not in file for file in files)


@pytest.mark.parametrize("words", ["vi", "xx", "fr", "en nothing", "en --output content/en", "en -o site/x"])
def test_export_used_wrongly(site: Site, words: str) -> None:
    assert site.run("translate", "export", *words.split()).code == 1


def test_notes_tell_what_a_translator_must_know(real: Model) -> None:
    locale = real.project.locales[2]
    files = {path.as_posix(): data.decode() for path, data, _ in exported(real, locale, "po", ["plan/index.md"], (), strings=False)}
    text = files["fr/plan/index.po"]
    assert "#. Thuật ngữ · Terms: Chính phủ → gouvernement; " in text
    assert "#. Giữ nguyên · Keep as it is: 292/NQ-CP" in text
    assert "#. <1/> = {{ date 2025-09-23 }}" in text
    assert "#. Dưới đề mục · Below the heading: Nghị quyết" in text
    assert "#. Nhiều nhất 40 ký tự · At most 40 characters" in text


def test_windows_files_stay_windows_files(site: Site) -> None:
    path = "content/en/plan/index.md"
    site.write_bytes(path, (site.root / path).read_bytes().replace(b"\n", b"\r\n"))
    file = export(site, "en", "plan/index.md", form="po")
    site.replace(file, "A level to be worked towards", "A level to work towards")
    assert site.run("translate", "import", str(site.root / file)).code == 0
    data = (site.root / path).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 20


def test_marks_are_numbered_like_the_source() -> None:
    source = parts_of("Xem [trang một](/a.md) và [trang hai](/b.md), {{ cite x y }}.")
    target = numbered_like(source, "{{ cite  y x }} [Page two](/b.md), then [page `one`](/a.md).")
    assert tagged(source) == "Xem <1>trang một</1> và <2>trang hai</2>, <3/>."
    assert tagged(target) == "<3/> <2>Page two</2>, then <1>page <4/></1>."
    assert next(mark.raw for mark in marks_of(target)) == "{{ cite  y x }}"
