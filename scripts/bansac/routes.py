"""Addresses: of pages in each locale, and the links between them.

Links within the site are relative, so that a site works under any base path and
from any mirror.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bansac.config import Locale, Project
from bansac.errors import ContentError, Report, suggestion
from bansac.pages import Page, Pages, slug_path


@dataclass(frozen=True)
class Address:
    """A page in a locale: ``en/history/founding/``, from the site's root."""

    url: str
    base: str | None = None
    """Absolute base path, for the one page that is shown at any address: the 404 page."""

    @property
    def root(self) -> str:
        """The way from this page to the site's root: ``../../``, empty on the root page."""
        return self.base if self.base is not None else "../" * self.url.count("/")

    def to(self, url: str) -> str:
        """A relative link from this page to an address below the root."""
        return (self.root + url) or "./"


class Routes:
    """The addresses of a site's pages, real ones and those that stand in for missing translations."""

    def __init__(self, project: Project, pages: Pages, made: Mapping[str, str] | None = None, faulty: Collection[Path] = ()) -> None:
        self._project = project
        self._faulty = faulty
        self._pages = pages
        self._sources = pages[project.source.code]
        self._made = dict(made or {})

    def url(self, locale: Locale, path: str) -> str:
        """The address of a page path in a locale."""
        return locale.prefix + slug_path(path)

    def absolute(self, url: str) -> str:
        """The full address below ``site_url``."""
        return self._project.site_url + url

    def exists(self, path: str) -> bool:
        """Whether every locale has a page at this path."""
        return path in self._sources or path in self._made or self.is_faulty(self._project.source.code, path)

    def is_faulty(self, code: str, path: str) -> bool:
        """Whether a page is there but could not be read: what else would be said of it is not sure."""
        return Path("content", code, path) in self._faulty

    def resolve(self, target: str, locale: Locale, here: Address) -> str:
        """A link as written (``/plan/index.md#milestones``) as an address relative to a page."""
        if not target.startswith("/"):
            return target
        path, _, fragment = target.partition("#")
        url = self.url(locale, self.page_path(path))
        return here.to(url) + (f"#{fragment}" if fragment else "")

    @staticmethod
    def page_path(target: str) -> str:
        """The page path that a link names: ``/plan/`` and ``/plan/index.md`` are the same."""
        path = target.removeprefix("/")
        if path.endswith(".md"):
            return path
        return f"{path.rstrip('/')}/index.md" if path.rstrip("/") else "index.md"

    def check_links(self, page: Page, report: Report) -> None:
        """Report links of a page that lead nowhere."""
        for link in page.analysis.links:
            if link.target.startswith(("/", "#")):
                target = link.target if link.target.startswith("/") else f"/{page.path}{link.target}"
                self.check_target(target, locale=page.locale, shown=page.shown, line=link.line, report=report, found=link.target)

    def check_target(self, target: str, *, locale: str, shown: Path, line: int, report: Report, found: str | None = None) -> None:
        """Report a link to a page or a heading that does not exist.

        Args:
            target: The link from the locale's folder: ``/plan/index.md#milestones``.
            locale: Locale of the text with the link.
            shown: File of the link.
            line: Its line.
            report: Where the error goes.
            found: The link as written, where it is not the target.
        """
        name, _, fragment = target.partition("#")
        path = self.page_path(name)
        if not self.exists(path):
            expected = suggestion(f"/{path}", [f"/{known}" for known in self._sources])
            report.add(ContentError("dangling_link", path=shown, line=line, found=found or target, expected=expected))
        elif fragment:
            self._check_fragment(locale, shown, line, path, fragment, report)

    def check_pages(self, page: Page, line: int, paths: Iterable[str], report: Report) -> None:
        """Report pages that a shortcode links to by itself and that do not exist."""
        for path in paths:
            if not self.exists(path):
                report.add(ContentError("dangling_link", path=page.shown, line=line, found=f"/{path}", expected=f"content/vi/{path}"))

    def _check_fragment(self, locale: str, shown: Path, line: int, path: str, fragment: str, report: Report) -> None:
        target = self._pages[locale].get(path) or self._sources.get(path)
        if target is None or Path(target.shown) in self._faulty:
            return
        known = {heading.id for heading in target.analysis.headings}
        if fragment not in known:
            found = f"#{fragment}"
            report.add(ContentError("dangling_fragment", path=shown, line=line, found=found, expected=suggestion(fragment, known) or "–"))


def check_nav(project: Project, routes: Routes, report: Report) -> None:
    """Report entries of the main menu, and links of the theme, that name no page."""
    menus = {
        "nav": project.nav,
        "extra.bansac.footer": project.footer,
        "extra.bansac.start": project.start,
        "extra.bansac.proposal": (project.proposal,) if project.proposal else (),
    }
    for field, paths in menus.items():
        for path in paths:
            if not routes.exists(path):
                report.add(ContentError("nav_missing", path=Path("mkdocs.yml"), field=field, found=path))
