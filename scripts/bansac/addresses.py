"""Published addresses are promises: none may be lost without a redirect.

``content/addresses.txt`` lists every address that was ever published, one a line, below
the site's root. A build whose pages and redirects do not cover the list fails.
"""

from __future__ import annotations

from collections.abc import Iterable

from bansac.config import Project
from bansac.errors import ContentError, Report, nearest
from bansac.files import line_of, read_text
from bansac.finish.model import Redirect
from bansac.limits import MAX_ERRORS
from bansac.model import Model
from bansac.newslists import is_reserved
from bansac.promises import listing, promised
from bansac.views.lists import SEARCH_PATH
from bansac.weblinks import MAX_LENGTH

_HEADER = """\
# Địa chỉ đã công bố, mỗi dòng một địa chỉ. Không xóa dòng nào; trang đổi chỗ cần redirect_from.
# Published addresses, one a line. Delete none; a page that moves needs redirect_from.
# bansac check --record adds new ones.
"""


def redirects_of(model: Model) -> list[Redirect]:
    """All former addresses that pages claim; a missing translation takes those of its source."""
    sources = model.pages[model.project.source.code]
    found: list[Redirect] = []
    for locale in model.project.locales:
        for path in sorted(sources):
            page = model.pages[locale.code].get(path, sources[path])
            url = model.routes.absolute(model.routes.url(locale, path))
            found += [
                Redirect(from_path=f"{locale.prefix}{former}", to_url=url, lang=page.locale, title=page.front.title)
                for former in page.front.redirect_from
            ]
    return found


def check_places(model: Model, urls: Iterable[str], report: Report) -> None:
    """Report pages and former addresses that would take the place of another page."""
    project = model.project
    sources = {**model.pages[project.source.code], **model.waiting.get(project.source.code, {})}
    own = {*project.codes[1:], "404"}
    for path, page in sources.items():
        if path.removesuffix(".md").split("/")[0] in own or is_reserved(path) or path in {SEARCH_PATH, "search.md"}:
            report.add(ContentError("reserved_address", path=page.shown, found=path))
    pages, claimed = set(urls), set[str]()
    for locale in project.locales:
        for path in sorted(sources):
            page = model.pages[locale.code].get(path, sources[path])
            for former in page.front.redirect_from:
                url = f"{locale.prefix}{former.rstrip('/')}/"
                if url in pages or url in claimed:
                    code = "redirect_taken" if url in pages else "redirect_twice"
                    line = line_of(project.root / page.shown, "^redirect_from:")
                    report.add(ContentError(code, path=page.shown, line=line, field="redirect_from", found=url))
                claimed.add(url)


def addresses(model: Model) -> list[str]:
    """Every address that the site will have, below its root."""
    paths = [*model.pages[model.project.source.code], *(listing.path for listing in model.listings), SEARCH_PATH]
    return [model.routes.url(locale, path) for path in paths for locale in model.project.locales]


def check_addresses(model: Model, urls: set[str], report: Report) -> None:
    """Report published addresses that neither a page nor a redirect serves."""
    path = model.project.shown(listing(model.project))
    served = urls | {redirect.from_path.rstrip("/") + "/" for redirect in redirects_of(model)}
    lost = [(address, number) for address, number in promised(model.project).items() if address not in served]
    for address, number in lost[:MAX_ERRORS]:
        near = nearest(address[:MAX_LENGTH], served)
        expected = f"/{near}?" if near else None
        report.add(ContentError("address_lost", path=path, line=number, found=f"/{address}", expected=expected))


def record_addresses(project: Project, urls: Iterable[str]) -> int:
    """Add new addresses to the list; returns how many were added."""
    path = listing(project)
    report = Report()
    text = read_text(path, root=project.content, shown=project.shown(path), report=report) if path.is_file() else ""
    report.raise_if_any()
    old = (text or "").splitlines()
    known = {line.strip() for line in old if line.strip() and not line.startswith("#")}
    current = {f"/{url}" for url in urls if not url.endswith("404.html")}
    path.write_text(_HEADER + "\n".join(sorted(known | current)) + "\n", encoding="utf-8")
    return len(current - known)
