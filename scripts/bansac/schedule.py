"""News that waits for its instant: which items do, and what must not lead to them.

An item with ``publish_at`` is published from that instant on. It is also published once its
address stands in ``content/addresses.txt``: what was promised stays, whatever instant a later
build is told. The instant of the Vietnamese item holds for its translations.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bansac.config import Project
from bansac.errors import ContentError, Report
from bansac.files import line_of
from bansac.instants import Moment, iso
from bansac.pages import Page, Pages, slug_path
from bansac.promises import promised
from bansac.routes import Routes


@dataclass(frozen=True)
class Schedule:
    """What waits at the moment of a build.

    Attributes:
        waiting: Instant of every item that is not published yet, by page path.
    """

    waiting: Mapping[str, dt.datetime] = field(default_factory=dict)

    def published(self, pages: Pages) -> dict[str, dict[str, Page]]:
        """The pages that do not wait."""
        return {code: {path: page for path, page in found.items() if path not in self.waiting} for code, found in pages.items()}

    def held_back(self, pages: Pages) -> dict[str, dict[str, Page]]:
        """The pages that wait, translations among them."""
        return {code: {path: page for path, page in found.items() if path in self.waiting} for code, found in pages.items()}

    def check(self, project: Project, pages: Pages, report: Report) -> None:
        """Report links to items that appear later than the page with the link, and translations with an instant of their own."""
        for found in pages.values():
            for path, page in found.items():
                if self.waiting:
                    self._check_links(page, self.waiting.get(path), report)
                self._check_instant(project, page, pages[project.source.code].get(path), report)

    def _check_links(self, page: Page, own: dt.datetime | None, report: Report) -> None:
        for link in page.analysis.links:
            if link.target.startswith("/"):
                self.check_target(link.target, own, shown=page.shown, line=link.line, report=report)

    def check_target(self, target: str, own: dt.datetime | None, *, shown: Path, line: int, report: Report) -> None:
        """Report a link to an item that appears later than what has the link.

        Args:
            target: The link from the locale's folder.
            own: From when the link is seen; None from now on.
            shown: File of the link.
            line: Its line.
            report: Where the error goes.
        """
        later = self.waiting.get(Routes.page_path(target.partition("#")[0]))
        if later is not None and (own is None or own < later):
            report.add(ContentError("link_to_scheduled", path=shown, line=line, found=target, instant=iso(later)))

    @staticmethod
    def _check_instant(project: Project, page: Page, source: Page | None, report: Report) -> None:
        own = page.news.publish_at if page.news else None
        wanted = source.news.publish_at if source and source.news else None
        if own is not None and source is not None and own != wanted:
            expected = iso(wanted) if wanted else "–"
            line = line_of(project.root / page.shown, "^publish_at:")
            report.add(
                ContentError("publish_at_differs", path=page.shown, line=line, field="publish_at", found=iso(own), expected=expected)
            )


def make_schedule(project: Project, pages: Pages, moment: Moment) -> Schedule:
    """Find the items that wait, the first to come first."""
    known = promised(project)
    instants = {
        path: page.news.publish_at
        for path, page in pages[project.source.code].items()
        if page.news and page.news.publish_at and not moment.has_reached(page.news.publish_at) and slug_path(path) not in known
    }
    return Schedule(dict(sorted(instants.items(), key=lambda item: (item[1], item[0]))))
