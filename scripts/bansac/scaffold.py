"""New files that are valid from the start and say what to fill in."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import yaml
from babel import Locale as CldrLocale
from babel import UnknownLocaleError

from bansac.config import Project, load_project
from bansac.errors import ConfigError, Report, suggestion
from bansac.model import load_model
from bansac.store import write_aside

_PATH = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*$")

PAGE = """\
---
title: {title}
description: Một hoặc hai câu nói trang này cho biết điều gì, nhiều nhất 240 ký tự.
---

Mở đầu bằng điều người đọc cần biết trước. Câu ngắn, chính xác, có nguồn.

## Đề mục thứ nhất {{#first}}

Viết nội dung ở đây. Dẫn nguồn bằng mã chèn cite, số liệu bằng mã chèn fact.
"""

NEWS = """\
---
title: {title}
description: Một hoặc hai câu tóm tắt tin, nhiều nhất 240 ký tự.
sources: [{sources}]
date: {date}
topics: [{topics}]
---

Nêu việc gì, ở đâu, ngày nào: {{{{ date {date} }}}}. {{{{ cite {cites} }}}}

## Bối cảnh {{#background}}

Viết thêm điều người đọc cần để hiểu tin. Câu ngắn, có nguồn.
"""


def new_page(root: Path, path: str, *, title: str | None) -> list[str]:
    """Start a page; returns what to tell.

    Raises:
        ConfigError: The path is not allowed or taken.
    """
    project = load_project(root)
    slug = path.removeprefix("/").removesuffix(".md")
    target = _free(project, f"{slug}.md")
    heading = title or "Tên trang, nhiều nhất 110 ký tự"
    write_aside(target, PAGE.format(title=_quoted(heading)).encode())
    return _next_steps(project, target)


def new_news(root: Path, slug: str, *, date: dt.date, topics: tuple[str, ...], sources: tuple[str, ...], title: str | None) -> list[str]:
    """Start a news item; returns what to tell.

    Raises:
        ConfigError: The name is not allowed or taken, a topic or source is unknown.
    """
    project = load_project(root)
    dataset = load_model(root, Report()).dataset
    for found, known, name in ((topics, dataset.topics, "topics"), (sources, dataset.sources, "sources")):
        for entry in found:
            if entry not in known:
                raise ConfigError("unknown_id", found=entry, register=f"content/data/{name}.yml", expected=suggestion(entry, known))
    target = _free(project, f"news/{date.year}/{slug.removesuffix('.md')}.md")
    heading = title or "Tên tin, nhiều nhất 110 ký tự"
    text = NEWS.format(
        title=_quoted(heading), date=date.isoformat(), topics=", ".join(topics), sources=", ".join(sources), cites=" ".join(sources)
    )
    write_aside(target, text.encode())
    return _next_steps(project, target)


def new_locale(root: Path, code: str, *, name: str | None) -> list[str]:
    """Start a locale: its entry in ``mkdocs.yml``, its texts and its folder.

    The texts are copies of the Vietnamese ones, to be translated in place; pages that
    are not there yet are stood in for by the Vietnamese ones, with a notice.

    Raises:
        ConfigError: The code is unknown to CLDR or in use.
    """
    project = load_project(root)
    if code in project.codes:
        raise ConfigError("exists", path="mkdocs.yml", found=code)
    try:
        own = CldrLocale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError) as error:
        raise ConfigError("bad_config", path="mkdocs.yml", found=code, reason=str(error)) from error
    label = name or own[:1].upper() + own[1:]
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    match = list(re.finditer(r"^(\s*)- locale: .*\n(?:\1  .*\n)*", text, re.MULTILINE))
    if not match:
        raise ConfigError("bad_config", path="mkdocs.yml", field="plugins.i18n.languages", reason="- locale: …")
    last = match[-1]
    entry = f"{last[1]}- locale: {code}\n{last[1]}  name: {_quoted(label)}\n"
    strings = project.content / "strings" / f"{code}.yml"
    if not strings.exists():
        source = (project.content / "strings" / f"{project.source.code}.yml").read_text(encoding="utf-8")
        note = f"# {label}: dịch từng dòng dưới đây từ tiếng Việt · translate each line below from Vietnamese.\n"
        write_aside(strings, (note + source).encode())
    folder = project.content / code
    folder.mkdir(exist_ok=True)
    (folder / ".gitkeep").touch()
    write_aside(config, (text[: last.end()] + entry + text[last.end() :]).encode())
    return [
        f"✓ mkdocs.yml, {project.shown(strings).as_posix()}, {project.shown(folder).as_posix()}/",
        f"Dịch tệp trên, rồi từng trang vào content/{code}/, cùng đường dẫn như trong content/{project.source.code}/.",
        f"Translate that file, then each page into content/{code}/, at the same path as in content/{project.source.code}/.",
    ]


def _free(project: Project, path: str) -> Path:
    if not _PATH.match(path.removesuffix(".md")):
        raise ConfigError("bad_name", found=path, expected="a–z 0–9 - /")
    target = project.content / project.source.code / path
    if target.exists():
        raise ConfigError("exists", path=project.shown(target))
    return target


def _quoted(text: str) -> str:
    """A text as a YAML scalar on one line, quoted only when needed."""
    dumped: str = yaml.safe_dump(text, allow_unicode=True, width=10_000)
    return dumped.removesuffix("\n").removesuffix("\n...")


def _next_steps(project: Project, target: Path) -> list[str]:
    shown = project.shown(target).as_posix()
    others = ", ".join(f"content/{code}/" for code in project.codes[1:])
    return [
        f"✓ {shown}",
        f"Điền nội dung, rồi chạy: bansac check. Bản dịch: cùng đường dẫn trong {others}.",
        f"Fill it in, then run: bansac check. Translations: the same path in {others}.",
    ]
