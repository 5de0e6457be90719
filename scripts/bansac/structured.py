"""What a page tells search engines as data: terms of schema.org, written as JSON-LD.

The ministry appears only as what pages are about; they are published by this project.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from bansac.formats import DAY
from bansac.opendata.tables import FORMATS, TABLES, Table, file_path, texts_of
from bansac.scene import Scene, View
from bansac.schema.data import Event
from bansac.translation import State
from bansac.views.history import select

if TYPE_CHECKING:
    from bansac.compose import Job

PROJECT = "Bản Sắc"
"""Who publishes the site: this project, not a public authority."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""Nothing in the data can end the element that holds it."""


def json_ld(job: Job, scene: Scene, *, crumbs: Sequence[View], card: View | None) -> str | None:
    """The structured data of a page, ready to stand in a ``script`` element; None where there is nothing to say.

    Args:
        job: The page.
        scene: What it draws on.
        crumbs: Its breadcrumbs, as templates get them.
        card: Its social card.
    """
    things = [*_breadcrumbs(scene, crumbs)]
    if job.state is not State.MISSING:  # a text that stands in is described on its own page
        things += [*_site(job, scene), *_news(job, scene, card), *_events(job, scene), *_dataset(job, scene)]
    return script_text({"@context": "https://schema.org", "@graph": things}) if things else None


def script_text(data: Mapping[str, object]) -> str:
    """JSON that may stand in a ``script`` element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _here(scene: Scene) -> str:
    return scene.routes.absolute(scene.here.url)


def _publisher(scene: Scene) -> View:
    site = scene.project.site_url
    return {"@type": "Organization", "@id": f"{site}#publisher", "name": PROJECT, "url": site, "description": scene.t("proposal")}


def _subject(scene: Scene) -> View:
    return {"@type": "GovernmentOrganization", "@id": f"{scene.project.site_url}#ministry", "name": scene.t("ministry")}


def _breadcrumbs(scene: Scene, crumbs: Sequence[View]) -> Iterator[View]:
    if not crumbs:
        return
    here = _here(scene)
    yield {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": crumb["title"], "item": urljoin(here, crumb["href"] or "")}
            for place, crumb in enumerate(crumbs, start=1)
        ],
    }


def _site(job: Job, scene: Scene) -> Iterator[View]:
    if job.path != "index.md":
        return
    here, subject = _here(scene), _subject(scene)
    yield {
        "@type": "WebSite",
        "@id": f"{here}#website",
        "url": here,
        "name": scene.t("site.name"),
        "alternateName": scene.t("site.short"),
        "description": scene.t("site.tagline"),
        "inLanguage": scene.text.code,
        "publisher": _publisher(scene),
        "about": {"@id": subject["@id"]},
        "license": LICENCE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{here}search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    yield subject


def _news(job: Job, scene: Scene, card: View | None) -> Iterator[View]:
    front = job.page.news if job.page else None
    if front is None:
        return
    here = _here(scene)
    addresses = [str(record.url) for source in scene.notes.numbers if (record := scene.dataset.sources[source]).url]
    yield {
        "@type": "NewsArticle",
        "@id": f"{here}#article",
        "mainEntityOfPage": here,
        "headline": front.title,
        "description": front.description,
        "datePublished": front.date.isoformat(),
        "dateModified": (front.updated or front.date).isoformat(),
        "inLanguage": scene.text.code,
        **({"image": [card["url"]]} if card else {}),
        "publisher": _publisher(scene),
        "author": {"@id": _publisher(scene)["@id"]},
        "about": _subject(scene),
        "isAccessibleForFree": True,
        "license": LICENCE,
        **({"citation": addresses} if addresses else {}),
    }


def _events(job: Job, scene: Scene) -> Iterator[View]:
    """The events of a timeline whose day is known, in the order of the page."""
    history = scene.dataset.history
    if job.page is None or job.page.front.layout != "timeline" or history is None:
        return
    calls = [code for code in job.page.analysis.shortcodes if code.name == "timeline"]
    shown = {event.id: event for code in calls for event in select(history, code) if len(event.date) == DAY}
    if shown:
        yield {
            "@type": "ItemList",
            "name": job.page.front.title,
            "numberOfItems": len(shown),
            "itemListElement": [
                {"@type": "ListItem", "position": place, "item": _event(scene, event)}
                for place, event in enumerate(shown.values(), start=1)
            ],
        }


def _event(scene: Scene, event: Event) -> View:
    text = scene.tr(event.title) or {}
    return {
        "@type": "Event",
        "name": text["text"],
        "startDate": event.date,
        **({"endDate": event.end_date} if event.end_date and len(event.end_date) == DAY else {}),
        "url": f"{_here(scene)}#event-{event.id}",
        "inLanguage": text["lang"] or scene.text.code,
    }


def _dataset(job: Job, scene: Scene) -> Iterator[View]:
    """The open data, on the page that lists them."""
    words = scene.dataset.registers
    if job.page is None or words is None or not any(code.name == "open-data" for code in job.page.analysis.shortcodes):
        return
    present = [table for table in TABLES if file_path(scene.locale.code, table.name, "json") in scene.downloads]
    yield {
        "@type": "Dataset",
        "@id": f"{_here(scene)}#dataset",
        "url": _here(scene),
        "name": scene.plain(words.title),
        "description": scene.plain(words.description),
        "inLanguage": scene.text.code,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": _publisher(scene),
        "about": _subject(scene),
        "distribution": [_download(scene, table, suffix, kind) for table in present for suffix, kind in FORMATS.items()],
    }


def _download(scene: Scene, table: Table, suffix: str, kind: str) -> View:
    register, _ = texts_of(scene.dataset.registers, table)
    return {
        "@type": "DataDownload",
        "name": scene.plain(register.title) if register else table.name,
        "encodingFormat": kind,
        "contentUrl": scene.routes.absolute(file_path(scene.locale.code, table.name, suffix)),
    }
