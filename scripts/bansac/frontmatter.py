"""The front matter of a composed page: everything that templates show around the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from babel.core import get_global

import bansac
from bansac.banner import banner_view
from bansac.cards import Card, card_view
from bansac.config import Locale
from bansac.editions import MARKDOWN, TEXT
from bansac.formats import date_text
from bansac.newslists import Listing
from bansac.pages import Page
from bansac.scene import PageRef, Scene, View
from bansac.serving.preview_mark import preview_band
from bansac.strings import fill
from bansac.structured import json_ld
from bansac.translation import State
from bansac.views.facts import value_view
from bansac.views.lists import calendar_path, feed_files, feed_title, list_head, picture_view, scheduled_text, topic

if TYPE_CHECKING:
    from bansac.compose import Composer, Job


def front_matter(composer: Composer, job: Job, scene: Scene, card: Card | None) -> View:
    """All values of ``page.meta`` for one page; see ``docs/theme.md``."""
    project, locale, strings = scene.project, scene.locale, scene.shelf.strings
    title, description, layout = page_head(job, scene)
    fallback = job.state is State.MISSING
    is_404 = scene.here.base is not None
    canonical = scene.routes.url(scene.text, job.path) if fallback else scene.here.url
    page, preview = job.page, composer.preview is not None
    crumbs = [] if is_404 else _breadcrumbs(job, scene, title)
    shown_card = card_view(scene, card) if card else None
    return {
        "title": title,
        "head_title": _head_title(title, layout, strings, preview=preview),
        "description": description,
        "layout": layout,
        "locale": locale.code,
        "lang": locale.code,
        "dir": locale.dir,
        "text_lang": scene.text.code,
        "text_dir": scene.text.dir,
        "root": scene.here.root,
        "home": scene.here.to(locale.prefix),
        "base": project.base,
        "url": scene.here.url,
        "canonical": scene.routes.absolute(canonical),
        "site_name": strings["site.name"],
        "tagline": strings["site.tagline"],
        "robots": _robots(fallback=fallback, is_404=is_404, preview=preview),
        "generator": f"Bản Sắc {bansac.__version__}",
        "alternates": [] if fallback or is_404 or preview else alternates(composer, job),
        "languages": _languages(composer, job, scene),
        "nav": _nav(job, scene),
        "footer": _links(scene, project.footer),
        "start": _links(scene, project.start),
        "proposal": next(iter(_links(scene, (project.proposal,) if project.proposal else ())), None),
        "breadcrumbs": crumbs,
        "section_title": _section_title(job, scene),
        "siblings": _siblings(job, scene),
        **_neighbours(job, scene),
        "banner": banner_view(composer.model.banner, scene),
        "preview": preview_band(composer.preview, strings),
        "notice": _notice(job, scene),
        "sources": scene.source_list(),
        "date": scene.date(page.news.date.isoformat()) if page and page.news else None,
        "updated": _updated(page, scene),
        "topics": [topic(scene, topic_id) for topic_id in page.news.topics] if page and page.news else [],
        "image": _image(page, scene),
        "card": shown_card,
        "jsonld": json_ld(job, scene, crumbs=crumbs, card=shown_card),
        "feeds": [] if preview else _feeds(job, scene),
        "editions": None if is_404 else {"text": TEXT, "markdown": MARKDOWN},
        "calendar": _calendar(layout, scene),
        "assets": composer.assets.for_locale(locale.code),
        "identity": page is not None and any(code.name.startswith("brand-") for code in page.analysis.shortcodes),
        "theme_color_light": composer.assets.theme_color_light,
        "theme_color_dark": composer.assets.theme_color_dark,
        "value": _value(page, scene),
        "group": _group(page, scene),
        "search": {"locale": locale.code, "page": scene.here.to(f"{locale.prefix}search/")},
        "og_locale": _territory_locale(locale),
        "t": composer.template_strings[locale.code],
    }


def alternates(composer: Composer, job: Job) -> list[View]:
    """The hreflang set of a page: every locale that really has it, and ``x-default``."""
    project, routes, pages = composer.model.project, composer.model.routes, composer.model.pages
    found = [
        {"hreflang": locale.code, "href": routes.absolute(routes.url(locale, job.path))}
        for locale in project.locales
        if job.page is None or job.path in pages[locale.code]
    ]
    return [*found, {"hreflang": "x-default", "href": routes.absolute(routes.url(project.source, job.path))}]


def page_head(job: Job, scene: Scene) -> tuple[str, str, str]:
    """Title, description and layout of a page."""
    if job.page is not None:
        front = job.page.front
        return front.title, front.description, front.layout
    if job.is_search:
        return scene.t("search.page-title"), scene.t("search.page-description"), "search"
    if job.listing is None:
        return scene.t("not-found.title"), scene.t("not-found.text"), "not-found"
    return *list_head(scene, job.listing), "news-list"


def _head_title(title: str, layout: str, strings: Mapping[str, str], *, preview: bool) -> str:
    """What the browser's tab says: the page and the site, on the front page the site and its line."""
    site, tagline = strings["site.name"], strings["site.tagline"]
    home = layout == "home"
    shown = (
        fill(strings["format.home-title"], site=site, tagline=tagline)
        if home
        else fill(strings["format.page-title"], title=title, site=site)
    )
    return fill(strings["preview.title"], title=shown) if preview else shown


def _robots(*, fallback: bool, is_404: bool, preview: bool) -> str | None:
    if preview:
        return "noindex, nofollow"
    return "noindex" if fallback or is_404 else None


def _languages(composer: Composer, job: Job, scene: Scene) -> list[View]:
    project, pages, strings = scene.project, composer.model.pages, composer.model.strings
    is_404 = scene.here.base is not None
    return [
        {
            "code": locale.code,
            "lang": locale.code,
            "dir": locale.dir,
            "name": locale.name,
            "href": scene.here.to(locale.prefix if is_404 else scene.routes.url(locale, job.path)),
            "current": locale == scene.locale,
            "translated": job.page is None or job.path in pages[locale.code],
            "suggestion": strings[locale.code]["language.suggestion"],
            "close": strings[locale.code]["search.close"],
        }
        for locale in project.locales
    ]


def _nav(job: Job, scene: Scene) -> list[View]:
    section = job.path.split("/")[0] if "/" in job.path else None
    entries = []
    for path in scene.project.nav:
        ref = scene.shelf.pages.get(path)
        if ref is not None:
            inside = section is not None and path.split("/")[0] == section
            entries.append({"title": ref.nav_title, "href": scene.link(path), "current": path == job.path, "section": inside})
    return entries


def _links(scene: Scene, paths: Iterable[str]) -> list[View]:
    refs = [scene.shelf.pages[path] for path in paths if path in scene.shelf.pages]
    return [{"title": ref.nav_title, "href": scene.link(ref.path)} for ref in refs]


def _breadcrumbs(job: Job, scene: Scene, title: str) -> list[View]:
    if job.path == "index.md":
        return []
    crumbs: list[View] = [{"title": scene.shelf.strings["home"], "href": scene.here.to(scene.locale.prefix)}]
    section = _section_index(job, scene)
    if section is not None and section.path != job.path:
        crumbs.append({"title": section.nav_title, "href": scene.link(section.path)})
    ref = scene.shelf.pages.get(job.path)
    return [*crumbs, {"title": ref.nav_title if ref else title, "href": None}]


def _section_index(job: Job, scene: Scene) -> PageRef | None:
    return scene.shelf.pages.get(f"{job.path.split('/')[0]}/index.md") if "/" in job.path else None


def _section(job: Job, scene: Scene) -> tuple[PageRef, ...]:
    if "/" not in job.path or job.path.startswith("news/"):
        return ()
    return scene.shelf.sections.get(job.path.split("/")[0], ())


def _section_title(job: Job, scene: Scene) -> str | None:
    section = _section_index(job, scene)
    return section.nav_title if section else None


def _siblings(job: Job, scene: Scene) -> list[View]:
    pages = _section(job, scene)
    if len(pages) < 2:  # noqa: PLR2004  # a section of one page has no neighbours
        return []
    return [{"title": page.nav_title, "href": scene.link(page.path), "current": page.path == job.path} for page in pages]


def _neighbours(job: Job, scene: Scene) -> dict[str, View | None]:
    if job.listing:
        newer, older = job.listing.neighbours(scene.shelf.news)
        strings = scene.shelf.strings

        def to(listing: Listing | None, title: str) -> View | None:
            return {"title": listing.year or strings[title], "href": scene.link(listing.path)} if listing else None

        return {"prev": to(newer, "news.newer"), "next": to(older, "news.older")}
    pages = _section(job, scene)
    index = next((index for index, page in enumerate(pages) if page.path == job.path), None)
    if index is None:
        return {"prev": None, "next": None}

    def link(place: int) -> View | None:
        return {"title": pages[place].nav_title, "href": scene.link(pages[place].path)} if 0 <= place < len(pages) else None

    return {"prev": link(index - 1), "next": link(index + 1)}


def _notice(job: Job, scene: Scene) -> View | None:
    if job.scheduled:
        return {"kind": "scheduled", "text": scheduled_text(scene, job.scheduled), "link": None}
    kinds = {State.MISSING: "fallback", State.OUTDATED: "outdated", State.UNREVIEWED: "unreviewed"}
    kind = kinds.get(job.state)
    if kind is None or job.page is None:
        return None
    strings = scene.shelf.strings
    source = scene.here.to(scene.routes.url(scene.project.source, job.path))
    return {"kind": kind, "text": strings[f"notice.{kind}"], "link": {"href": source, "text": strings[f"notice.{kind}-link"]}}


def _updated(page: Page | None, scene: Scene) -> View | None:
    if page is None or page.front.updated is None:
        return None
    iso = page.front.updated.isoformat()
    return {"iso": iso, "text": date_text(iso, scene.locale.code, scene.shelf.strings)}


def _image(page: Page | None, scene: Scene) -> View | None:
    if page is None or page.front.image is None:
        return None
    return picture_view(scene, page.front.image, page.front.image_alt or "")


def _feeds(job: Job, scene: Scene) -> list[View]:
    found = []
    for topic_id in (None, *([job.listing.topic] if job.listing and job.listing.topic else [])):
        rss, atom = feed_files(scene.locale.prefix, topic_id)
        title = feed_title(scene, topic_id)
        found.append({"title": f"{title} (RSS)", "href": scene.here.to(rss), "type": "application/rss+xml"})
        found.append({"title": f"{title} (Atom)", "href": scene.here.to(atom), "type": "application/atom+xml"})
    return found


def _calendar(layout: str, scene: Scene) -> View | None:
    path = calendar_path(scene.locale.code)
    if layout != "timeline" or path not in scene.downloads:
        return None
    return {"title": scene.shelf.strings["calendar.title"], "href": scene.here.to(path), "type": "text/calendar"}


def _value(page: Page | None, scene: Scene) -> View | None:
    return value_view(scene, scene.dataset.values[page.front.value]) if page and page.front.value else None


def _group(page: Page | None, scene: Scene) -> View | None:
    plan = scene.dataset.plan
    if page is None or page.front.group is None or plan is None:
        return None
    group = next(group for group in plan.groups if group.id == page.front.group)
    return {"number": group.number, "title": scene.plain(group.title), "official_title": group.official_title}


def _territory_locale(locale: Locale) -> str:
    """``vi_VN`` for ``vi``: language and likeliest territory, as Open Graph wants it."""
    likely = str(get_global("likely_subtags").get(locale.code, locale.code)).split("_")
    return f"{likely[0]}_{likely[-1]}" if len(likely) > 1 else locale.code
