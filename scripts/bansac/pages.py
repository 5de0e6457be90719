"""The pages of ``content/``: found, read, validated, with what each contains.

Reading is cached by the bytes of a file, so that a build after an edit parses the
edited file alone.
"""

from __future__ import annotations

import hashlib
import pickle
import re
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import bansac
from bansac.config import Locale, Project
from bansac.errors import BansacError, ContentError, Report
from bansac.files import decode, files_below
from bansac.limits import MAX_PAGE
from bansac.located import Located, read_yaml
from bansac.markdown import Analysis, analyse, text_hash
from bansac.schema.page import NewsFront, PageFront
from bansac.validate import validate
from bansac.workers import leave_with_parent

_FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_NAME = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_NEWS = re.compile(r"^news/(\d{4})/[a-z0-9-]+\.md$")
PARALLEL_FROM = 400
"""Below this many unread files a second process costs more than it saves."""


@dataclass(frozen=True)
class Page:
    """One page in one locale, as staff wrote it.

    Attributes:
        locale: Code of the locale folder.
        path: Identity of the page: its path below the locale folder.
        shown: The file as errors name it.
        front: Validated front matter.
        body_line: Line of the file at which the body starts.
        analysis: What the body contains.
        hash: Hash of title, description and body.
        characters: The characters of the file, each once, for the fonts; as a text they take a fiftieth of a set.
        digest: Hash of the whole file.
    """

    locale: str
    path: str
    shown: Path
    front: PageFront | NewsFront
    body_line: int
    analysis: Analysis
    hash: str
    characters: str
    digest: str = ""

    @property
    def slug_path(self) -> str:
        """The address below the locale: ``history/founding/``, empty for the home page."""
        return slug_path(self.path)

    @property
    def news(self) -> NewsFront | None:
        """The front matter of a news item, None for other pages."""
        return self.front if isinstance(self.front, NewsFront) else None

    def body(self, project: Project) -> str:
        """Read the Markdown body again; pages keep only what they contain, so that memory stays small."""
        text = decode((project.root / self.shown).read_bytes(), shown=self.shown, report=Report()) or ""
        return self.body_of(text)

    @staticmethod
    def body_of(text: str) -> str:
        """The Markdown body of a whole file."""
        match = _FRONT.match(text)
        return text[match.end() :] if match else text


def split_front(text: str) -> tuple[str, str] | None:
    """The YAML and the body of a page; None when it has no front matter."""
    match = _FRONT.match(text)
    return (match[1] or "", text[match.end() :]) if match else None


def slug_path(path: str) -> str:
    """The address of a page path below its locale."""
    stem = path.removesuffix(".md")
    if stem == "index":
        return ""
    return stem.removesuffix("/index") + "/"


@dataclass
class Parsed:
    """The result of reading one file: a page where its front matter is right, and its errors."""

    page: Page | None
    errors: list[BansacError] = field(default_factory=list)
    warnings: list[BansacError] = field(default_factory=list)


Pages = Mapping[str, Mapping[str, Page]]
"""Pages by locale and path."""


def load_pages(project: Project, report: Report, *, cache: Path | None = None) -> dict[str, dict[str, Page]]:
    """Read all pages of all locales.

    Args:
        project: The project.
        report: Where errors and warnings go.
        cache: File that keeps what was read, by the hash of the bytes; None reads everything.
    """
    _check_folders(project, report)
    known = _load_cache(cache)
    jobs: list[tuple[str, str, Path, str]] = []
    found: dict[str, Parsed] = {}
    for locale in project.locales:
        if (project.content / locale.code).is_symlink():
            report.add(ContentError("outside", path=project.shown(project.content / locale.code)))
            continue
        for path in files_below(project.content / locale.code, ".md"):
            shown = project.shown(path)
            if not _may_read(project, path, shown, report):
                continue
            key = _key(shown, path.read_bytes())
            if key in known:
                found[key] = known[key]
            jobs.append((locale.code, path.relative_to(project.content / locale.code).as_posix(), shown, key))
    unread = [job for job in jobs if job[3] not in found]
    found.update(_parse_all(project.root, unread))
    if cache is not None and (unread or len(found) != len(known)):
        cache.parent.mkdir(parents=True, exist_ok=True)
        temporary = cache.with_suffix(".tmp")
        temporary.write_bytes(pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL))
        temporary.replace(cache)
    pages: dict[str, dict[str, Page]] = {locale.code: {} for locale in project.locales}
    for code, page_path, shown, key in jobs:
        parsed = found[key]
        report.errors.extend(parsed.errors)
        report.warnings.extend(parsed.warnings)
        if parsed.page is not None:
            _refuse_twin(pages[code], parsed.page, shown, report)
            pages[code][page_path] = replace(parsed.page, digest=key)
    return pages


def _check_folders(project: Project, report: Report) -> None:
    known = {*project.codes, "data", "strings", "media"}
    for entry in sorted(project.content.iterdir()):
        if entry.is_dir() and entry.name not in known and not entry.name.startswith("."):
            report.add(ContentError("unknown_locale", path=project.shown(entry), found=entry.name, expected=", ".join(project.codes)))


def _may_read(project: Project, path: Path, shown: Path, report: Report) -> bool:
    if path.is_symlink() and not (path.exists() and path.resolve().is_relative_to(project.content.resolve())):
        report.add(ContentError("outside", path=shown))
        return False
    size = path.stat().st_size
    if size > MAX_PAGE:
        report.add(ContentError("too_large", path=shown, found=f"{size:,} bytes", expected=f"≤ {MAX_PAGE:,} bytes"))
        return False
    parts = path.relative_to(project.content).with_suffix("").parts[1:]
    if not all(_NAME.fullmatch(part) for part in parts):
        report.add(ContentError("bad_name", path=shown, found="/".join(parts), expected="a–z 0–9 -"))
        return False
    return True


def _refuse_twin(pages: Mapping[str, Page], page: Page, shown: Path, report: Report) -> None:
    folder, _, name = page.path.rpartition("/")
    twin = f"{page.path.removesuffix('/index.md')}.md" if name == "index.md" else f"{page.path.removesuffix('.md')}/index.md"
    if twin in pages and folder != page.path:
        report.add(ContentError("duplicate_slug", path=shown, found=page.slug_path, other=pages[twin].shown.as_posix()))


def _key(shown: Path, raw: bytes) -> str:
    digest = hashlib.blake2b(raw, digest_size=16)
    digest.update(f"{shown.as_posix()}\0{bansac.FINGERPRINT}".encode())
    return digest.hexdigest()


def _load_cache(cache: Path | None) -> dict[str, Parsed]:
    if cache is None or not cache.is_file():
        return {}
    try:
        loaded = pickle.loads(cache.read_bytes())  # noqa: S301  # our own file, in build/
    except Exception:  # noqa: BLE001  # a cache of another version or a broken one is no cache
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _parse_all(root: Path, jobs: list[tuple[str, str, Path, str]]) -> dict[str, Parsed]:
    if len(jobs) < PARALLEL_FROM:
        return {job[3]: parse_page(root, *job[:3]) for job in jobs}
    middle = len(jobs) // 2
    with ProcessPoolExecutor(1, initializer=leave_with_parent) as pool:
        other = pool.submit(_parse_chunk, root, jobs[middle:])
        mine = _parse_chunk(root, jobs[:middle])
        return mine | other.result()


def _parse_chunk(root: Path, jobs: list[tuple[str, str, Path, str]]) -> dict[str, Parsed]:
    return {job[3]: parse_page(root, *job[:3]) for job in jobs}


def parse_page(root: Path, code: str, path: str, shown: Path) -> Parsed:
    """Read one file into a page, or into the errors that prevent it; a faulty text makes a page too, for further checks."""
    return parse_bytes((root / shown).read_bytes(), code, path, shown)


def parse_bytes(raw: bytes, code: str, path: str, shown: Path) -> Parsed:
    """The same for bytes that need not lie in the file yet."""
    report = Report()
    page = None
    try:
        page = _parse(raw, code, path, shown, report)
    except ContentError as error:
        report.add(error)
    return Parsed(page, report.errors, report.warnings)


def _parse(raw: bytes, code: str, path: str, shown: Path, report: Report) -> Page | None:
    text = decode(raw, shown=shown, report=report)
    if text is None:
        return None
    match = _FRONT.match(text)
    if match is None:
        raise ContentError("no_front_matter", path=shown, line=1, found=text.split("\n", 1)[0])
    located = read_yaml(match[1] or "", path=shown, first_line=2)
    if not isinstance(located.data, dict):
        raise ContentError("not_a_mapping", path=shown, line=2)
    news = _NEWS.match(path)
    front = validate(NewsFront if news else PageFront, located, path=shown, report=report)
    body = text[match.end() :]
    body_line = text.count("\n", 0, match.end()) + 1
    analysis = analyse(body, path=shown, first_line=body_line, report=report)
    if front is None:
        return None
    if news and isinstance(front, NewsFront) and str(front.date.year) != news[1]:
        folder = f"content/{code}/news/{front.date.year}/"
        report.add(ContentError("news_folder", path=shown, line=_line(located, "date"), found=front.date, expected=folder))
    return Page(code, path, shown, front, body_line, analysis, text_hash(front.title, front.description, body), "".join(sorted(set(text))))


def _line(located: Located, key: str) -> int | None:
    return located.line((key,))


def locale_of(project: Project, code: str) -> Locale:
    """The locale with a code."""
    return next(locale for locale in project.locales if locale.code == code)
