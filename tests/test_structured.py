"""Structured data: what search engines read of the small site, as golden expectations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bansac.structured import script_text
from small import SITE_URL, Site

PUBLISHER = {
    "@type": "Organization",
    "@id": f"{SITE_URL}#publisher",
    "name": "Bản Sắc",
    "url": SITE_URL,
    "description": "This is not an official website of the Ministry of Foreign Affairs. The visual identity shown here is a proposal "
    "and has not been approved by any authority.",
}
SUBJECT = {"@type": "GovernmentOrganization", "@id": f"{SITE_URL}#ministry", "name": "Ministry of Foreign Affairs of Viet Nam"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def graph(site: Site, url: str) -> list[dict[str, Any]]:
    """The things that a page tells of, or none."""
    nodes = site.page(url).css('head script[type="application/ld+json"]')
    if not nodes:
        return []
    assert len(nodes) == 1
    data = json.loads(nodes[0].text())
    assert data["@context"] == "https://schema.org"
    things: list[dict[str, Any]] = data["@graph"]
    return things


def crumbs(*pairs: tuple[str, str]) -> dict[str, Any]:
    items = [{"@type": "ListItem", "position": n, "name": name, "item": SITE_URL + url} for n, (name, url) in enumerate(pairs, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def test_home_page_is_the_web_site_with_its_search(built: Site) -> None:
    assert graph(built, "en/") == [
        {
            "@type": "WebSite",
            "@id": f"{SITE_URL}en/#website",
            "url": f"{SITE_URL}en/",
            "name": "The Identity of Viet Nam’s Diplomacy",
            "alternateName": "Identity of Diplomacy",
            "description": "Loyalty – Solidarity – Courage – Intelligence – Creativity",
            "inLanguage": "en",
            "publisher": PUBLISHER,
            "about": {"@id": SUBJECT["@id"]},
            "license": LICENCE,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{SITE_URL}en/search/?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        },
        SUBJECT,
    ]


def test_news_item(built: Site) -> None:
    url = f"{SITE_URL}en/news/2025/hanoi-convention/"
    title = "The Hanoi Convention against cybercrime opens for signature"
    path, article = graph(built, "en/news/2025/hanoi-convention/")
    assert path == crumbs(("Home", "en/"), ("News", "en/news/"), (title, "en/news/2025/hanoi-convention/"))
    card = built.page("en/news/2025/hanoi-convention/").css_first("meta[property='og:image']")
    assert card is not None
    citation = article.pop("citation")
    assert len(citation) == 3
    assert article == {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "mainEntityOfPage": url,
        "headline": title,
        "description": "On 25 October 2025 the United Nations Convention against Cybercrime opened for signature in Hà Nội; "
        "72 countries signed over two days.",
        "datePublished": "2025-10-25",
        "dateModified": "2025-10-27",
        "inLanguage": "en",
        "image": [card.attributes["content"]],
        "publisher": PUBLISHER,
        "author": {"@id": PUBLISHER["@id"]},
        "about": SUBJECT,
        "isAccessibleForFree": True,
        "license": LICENCE,
    }


def test_timeline_lists_events_with_a_day(built: Site) -> None:
    path, events = graph(built, "sv/history/timeline/")
    url = f"{SITE_URL}sv/history/timeline/"
    named = [
        ("Utrikesförvaltningen bildas", "1945-08-28", "founding-1945"),
        ("Genèveavtalet", "1954-07-21", "geneva-1954"),
        ("Vietnam blir medlem i FN", "1977-09-20", "un-1977"),
    ]
    assert path["@type"] == "BreadcrumbList"
    assert events == {
        "@type": "ItemList",
        "name": "Tidslinje",
        "numberOfItems": 3,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "item": {"@type": "Event", "name": name, "startDate": day, "url": f"{url}#event-{slug}", "inLanguage": "sv"},
            }
            for place, (name, day, slug) in enumerate(named, start=1)
        ],
    }


def test_text_of_another_language_is_marked_in_a_list_of_events(built: Site) -> None:
    """The Arabic site has no timeline of its own: its fallback page only says where it stands."""
    assert [thing["@type"] for thing in graph(built, "ar/history/timeline/")] == ["BreadcrumbList"]


def test_every_page_but_the_first_and_404_has_breadcrumbs(built: Site) -> None:
    for url in built.pages():
        page = built.page(url)
        if page.css_first("main") is None:  # a former address
            continue
        kinds = [thing["@type"] for thing in graph(built, url)]
        homes = {"", "en/", "sv/", "ar/"}
        assert ("BreadcrumbList" in kinds) == (url not in homes and not url.endswith("404.html")), url
        assert ("WebSite" in kinds) == (url in homes), url


@pytest.mark.parametrize("text", ["</script><script>", "<!--", "&lt;", "\u2028\u2029"])
def test_no_text_ends_the_element(text: str) -> None:
    written = script_text({"name": text})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == {"name": text}
