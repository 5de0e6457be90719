"""What stands in ``llms.txt``, ``humans.txt`` and ``security.txt``."""

from __future__ import annotations

from collections.abc import Iterator

from bansac.compose import Composer
from bansac.config import Locale
from bansac.editions import MARKDOWN
from bansac.finish.llms import render_llms
from bansac.finish.model import LinkGroup
from bansac.finish.wellknown import SECURITY_PATH, render_humans, render_security
from bansac.opendata.tables import CATALOGUE
from bansac.scene import NewsRef, PageRef, Shelf
from bansac.structured import PROJECT
from bansac.trust.configured import configured_key
from bansac.trust.keys import PUBLISHED, key_file
from bansac.views.lists import calendar_path, feed_files


def notice_files(composer: Composer) -> dict[str, bytes]:
    """The files by their path below the site; ``security.txt`` only where there is somebody to write to, a public key where there is one.

    Raises:
        ConfigError: The configuration is wrong.
    """
    files = {f"{locale.prefix}llms.txt": _llms(composer, locale) for locale in composer.model.project.locales}
    files["humans.txt"] = _humans(composer)
    features = composer.model.project.features
    contact = features.get("security_contact")
    if contact:
        files[SECURITY_PATH] = render_security(
            contacts=[str(item) for item in (contact if isinstance(contact, list) else [contact])],
            expires=features.get("security_expires"),
            languages=composer.model.project.codes,
            site_url=composer.model.project.site_url,
        )
    key = configured_key(composer.model.project)
    if key:
        files[PUBLISHED] = key_file(key).decode()
    return {name: text.encode() for name, text in files.items()}


def _llms(composer: Composer, locale: Locale) -> str:
    model, shelf = composer.model, composer.shelves[locale.code]
    strings = shelf.strings
    home = shelf.pages["index.md"]
    others = [other for other in model.project.locales if other != locale]
    elsewhere = [(other.name, model.routes.absolute(f"{other.prefix}llms.txt"), "") for other in others]
    return render_llms(
        title=strings["site.name"],
        summary=home.description if home.text_locale == locale.code else strings["site.tagline"],
        notes=(*_message(composer, locale), strings["proposal"], strings["licence"], strings["llms.text"]),
        groups=[
            *_sections(composer, locale, shelf),
            LinkGroup(title=strings["data.title"], links=tuple(_downloads(composer, locale, shelf))),
            LinkGroup(title=strings["llms.languages"], links=tuple(elsewhere)),
        ],
    )


def _message(composer: Composer, locale: Locale) -> Iterator[str]:
    """What stands on every page now."""
    found = composer.model.banner
    if found and found.shown:
        code = found.language(locale.code)
        yield ". ".join(texts[code].rstrip(".") for texts in (found.banner.heading, found.banner.text) if texts) + "."


def _sections(composer: Composer, locale: Locale, shelf: Shelf) -> Iterator[LinkGroup]:
    """The pages of each section in the order of the menu, then of sections outside it; only texts in the locale."""

    def link(ref: PageRef | NewsRef) -> tuple[str, str, str]:
        url = composer.model.routes.url(locale, ref.path)
        return ref.title, composer.model.routes.absolute(url + MARKDOWN), ref.description

    ordered = dict.fromkeys([path.split("/")[0] for path in composer.model.project.nav if "/" in path] + sorted(shelf.sections))
    for section in ordered:
        refs: list[PageRef | NewsRef] = [*shelf.sections.get(section, ()), *(shelf.news if section == "news" else ())]
        index = shelf.pages.get(f"{section}/index.md")
        title = index.nav_title if index and index.text_locale == locale.code else section
        yield LinkGroup(title=title, links=tuple(link(ref) for ref in refs if ref.text_locale == locale.code))


def _downloads(composer: Composer, locale: Locale, shelf: Shelf) -> Iterator[tuple[str, str, str]]:
    absolute, strings = composer.model.routes.absolute, shelf.strings
    yield strings["data.all"], absolute(CATALOGUE), ""
    calendar = calendar_path(locale.code)
    if calendar in composer.downloads:
        yield strings["calendar.title"], absolute(calendar), strings["calendar.description"]
    _, atom = feed_files(locale.prefix, None)
    yield "Atom", absolute(atom), strings["feed.description"]


def _humans(composer: Composer) -> str:
    project, strings = composer.model.project, composer.model.strings
    own = strings[project.source.code]
    return render_humans(
        {
            "TEAM": [f"The {PROJECT} authors", *(strings[code]["proposal"] for code in project.codes)],
            "SITE": [
                f"Name: {own['site.name']}",
                f"Address: {project.site_url}",
                f"Language: {', '.join(locale.name for locale in project.locales)}",
                "Licence: CC BY 4.0 (content), MIT (code), SIL OFL 1.1 (fonts)",
                "Standards: HTML, CSS, WCAG 2.2 AA, RSS, Atom, iCalendar, JSON-LD",
                "Software: Python, Markdown, MkDocs, Jinja",
            ],
        }
    )
