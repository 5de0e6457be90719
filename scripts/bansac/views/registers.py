"""Registers shown whole: slogans, sources, glossary."""

from __future__ import annotations

from bansac.formats import direction, language_name
from bansac.markdown import Shortcode
from bansac.scene import Scene, View
from bansac.schema.common import SOURCE_LOCALE


def slogans(scene: Scene, code: Shortcode) -> View:
    """``{{ slogans kind=id }}``: who said what, and when."""
    kind = code.option("kind")
    found = [record for record in scene.dataset.slogans.values() if not kind or record.kind == kind]
    return {
        "items": [
            {
                "id": record.id,
                "text": scene.tr(record.text),
                "vi": record.text[SOURCE_LOCALE] if scene.text.code != SOURCE_LOCALE and scene.text.code in record.text else None,
                "proposed": scene.text.code in record.proposed,
                "attributed_to": scene.tr(record.attributed_to),
                "date": scene.date(record.date) if record.date else None,
                "kind_text": scene.t(f"slogan-kind.{record.kind}"),
                "cite": scene.cite(record.sources),
                "note": scene.tr(record.note),
            }
            for record in found
        ]
    }


def all_sources(scene: Scene, code: Shortcode) -> View:
    """``{{ all-sources }}``: every source that the site rests on, by publisher."""
    ordered = sorted(scene.dataset.sources, key=lambda source: (scene.publisher(source).casefold(), source))
    return {"sources": [scene.source(source) for source in ordered]}


def glossary(scene: Scene, code: Shortcode) -> View:
    """``{{ glossary }}``: each term in all languages that have it."""
    return {
        "terms": [
            {
                "id": term.id,
                "vi": term.forms[SOURCE_LOCALE].text,
                "forms": [
                    {
                        "lang": lang,
                        "dir": direction(lang),
                        "text": form.text,
                        "status": form.status,
                        "lang_name": language_name(lang, scene.text.code),
                    }
                    for lang, form in term.forms.items()
                ],
                "note": scene.tr(term.note),
                "cite": None,
            }
            for term in scene.dataset.glossary.values()
            if SOURCE_LOCALE in term.forms
        ]
    }
