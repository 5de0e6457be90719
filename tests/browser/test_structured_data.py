"""The structured data of every page against the vocabulary of schema.org, and what search engines ask of each type.

The vocabulary is the one of `schema-dts`: every type with its properties and their types, as declarations of
TypeScript. A property that a type has not got, or a value of a wrong type, does not compile.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web import LOCALES

from small import Site

NODE = Path(sys.prefix) / "bin/node"
MODULES = Path(sys.prefix) / "node/node_modules"
OPTIONS = ("--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", "--target", "es2022", "--pretty", "false")
HEAD = 'import type { Graph } from "schema-dts";\n'
WRONG = [
    {"@type": "WebSite", "nam": "no such property"},
    {"@type": "NewsArticle", "datePublished": {"@type": "Event"}},
    {"@type": "Ministry", "name": "no such type"},
]

NEEDED = {
    "WebSite": {"@id", "url", "name", "inLanguage", "publisher", "about", "license", "potentialAction"},
    "GovernmentOrganization": {"@id", "name"},
    "NewsArticle": {"@id", "headline", "datePublished", "dateModified", "image", "author", "publisher", "about", "inLanguage", "license"},
    "BreadcrumbList": {"itemListElement"},
    "ItemList": {"name", "numberOfItems", "itemListElement"},
    "Event": {"name", "startDate", "url", "inLanguage"},
    "Dataset": {"@id", "url", "name", "description", "license", "creator", "about", "distribution", "inLanguage"},
    "DataDownload": {"name", "encodingFormat", "contentUrl"},
}
"""What each type must have here: what search engines ask for, and the language, licence and subject."""


def test_vocabulary_is_that_of_schema_org(project: Site, tmp_path: Path) -> None:
    """Every graph of the site, and three wrong ones that have to be found."""
    graphs = [*_graphs(project), *({"@context": "https://schema.org", "@graph": [thing]} for thing in WRONG)]
    (tmp_path / "graphs.ts").write_text(HEAD + "".join(f"void ({_typed(graph)} satisfies Graph);\n" for graph in graphs), encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(MODULES)
    done = subprocess.run(  # noqa: S603  # a fixed program on a file of our own
        [NODE, MODULES / "typescript/bin/tsc", *OPTIONS, "graphs.ts"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    errors = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    expected = [f"graphs.ts({len(graphs) - len(WRONG) + place}," for place in range(2, 2 + len(WRONG))]
    assert [line[: len(start)] for line, start in zip(errors, expected, strict=False)] == expected, errors[:5] or done.stderr
    assert len(errors) == len(WRONG)


def _graphs(project: Site) -> Iterator[dict[str, Any]]:
    for url in project.pages():
        for node in project.page(url).css('script[type="application/ld+json"]'):
            yield json.loads(node.text())


def _typed(graph: dict[str, Any]) -> str:
    """The graph as a literal, without `query-input`: schema.org lets any action have it, outside of its own list of properties."""
    return json.dumps(graph, ensure_ascii=False).replace(', "query-input": "required name=search_term_string"', "")


def test_every_thing_has_what_its_type_needs(project: Site) -> None:
    kinds = set()
    for graph in _graphs(project):
        for thing in _things(graph["@graph"]):
            kind = thing["@type"]
            kinds.add(kind)
            missing = NEEDED.get(kind, set()) - thing.keys()
            assert not missing, f"{kind} {thing.get('@id')}: {missing}"
    assert kinds >= NEEDED.keys()


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """Everything with a type, however deep."""
    if isinstance(data, dict):
        if "@type" in data:
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from _things(part)


ROLES = ("publisher", "author", "creator", "provider", "sourceOrganization", "maintainer")


def test_ministry_is_what_pages_are_about_and_nothing_else(project: Site) -> None:
    """It publishes, writes and makes nothing here."""
    things = [thing for graph in _graphs(project) for thing in _things(graph["@graph"])]
    ministry = {thing["@id"] for thing in things if thing["@type"] == "GovernmentOrganization"}
    assert len(ministry) == 1
    assert {thing[role]["@id"] for thing in things for role in ROLES if role in thing}.isdisjoint(ministry)


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.code)
def test_home_page_names_site_search_and_ministry(locale: Any, project: Site) -> None:
    (script,) = project.page(locale.prefix).css('script[type="application/ld+json"]')
    site, ministry = json.loads(script.text())["@graph"]
    assert (site["@type"], ministry["@type"]) == ("WebSite", "GovernmentOrganization")
    assert site["about"] == {"@id": ministry["@id"]}
    assert site["publisher"]["@type"] == "Organization"
    search = site["potentialAction"]
    assert search["@type"] == "SearchAction"
    assert search["query-input"] == "required name=search_term_string"
    assert search["target"]["urlTemplate"].endswith(f"/{locale.prefix}search/?q={{search_term_string}}")
