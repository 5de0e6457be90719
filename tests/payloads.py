"""Known attacks (``tests/security/payloads.yml``), each put into every place that it can go in the small site."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from selectolax.lexbor import LexborHTMLParser

from bansac.errors import BansacError
from bansac.files import UNSEEN
from bansac.pages import parse_page
from bansac.weblinks import SCHEMES, is_elsewhere
from trial import Bench, Outcome

PAYLOADS: Mapping[str, list[str]] = yaml.safe_load((Path(__file__).parent / "security" / "payloads.yml").read_text(encoding="utf-8"))
EVIL = "evil.example"

IN_TEXT = {
    "sentence": "Trước {} sau.",
    "start": "{}",
    "list": "- một\n- {}",
    "quotation": "> {}",
    "cell": "| A | B |\n|---|---|\n| c | {} |",
    "heading": "## {} {{#h-{n}}}",
    "link text": "[{}](/plan/index.md)",
    "link title": '[x](/plan/index.md "{}")',
    "code": "`{}`",
    "bold": "**{}**",
    "caption": '{{{{ figure flower.png alt="{}" caption="{}" }}}}',
}
IN_LINKS = {
    "link": "[x]({})",
    "link in brackets": "[x](<{}>)",
    "reference": "[x][r-{n}]\n\n[r-{n}]: {}",
    "reference in a list": "- a\n- [r-{n}]: {}\n\n[x][r-{n}]",
    "autolink": "<{}>",
    "link with a title": "[x]({} 't')",
}
IN_BRACES = {
    "heading id": "## x {{#h-{n} {}}}",
    "list for a heading": "## x {{#h-{n}}}{{: {} }}",
    "list for a paragraph": "x\n{{: {} }}",
    "list for a link": "[x](/plan/index.md){{: {} }}",
    "list for code": "`x`{{: {} }}",
    "tag": "<b {}>x</b>",
    "heading": "### {} {{#h-{n}}}",
}
FENCES = ("```", "~~~")
BATCH = 50
"""Texts of one page: far below the limits of a page."""


@dataclass
class Judged:
    """What became of the attacks.

    Attributes:
        refused: Attack by place: the errors.
        pages: Finished pages that hold the others, by address.
        files: Open data, calendars and drawings.
        assets: What the pages load: style sheet, script, fonts.
        accepted: How many attacks stand on pages, as text.
    """

    refused: dict[str, list[BansacError]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)
    accepted: int = 0


def armed(payload: str, number: int) -> str:
    """An attack that tells the test when it runs."""
    return payload.replace("ALERT", f"canary({number})").replace("EVIL", EVIL)


def texts(code: str) -> list[str]:
    """The attacks of a group, armed."""
    return [armed(payload, number) for number, payload in enumerate(PAYLOADS[code])]


def bodies() -> Iterator[tuple[str, str]]:
    """Attacks within Markdown: where and what, and the Markdown."""
    number = 0
    for group, places in (("html", IN_TEXT), ("url", IN_LINKS), ("attributes", IN_BRACES)):
        for place, form in places.items():
            for payload in texts(group):
                number += 1
                yield f"{place}: {payload!r}", form.replace("{}", "\0").format(n=number).replace("\0", payload)


def page(body: str, head: str = "title: Trang\ndescription: Mô tả") -> str:
    """A page of the small site."""
    return f"---\n{head}\n---\n\n{body}\n"


def judge(bench: Bench) -> Judged:
    """Put every attack everywhere; what is refused is kept with its errors, the rest is rendered."""
    judged = Judged(assets=bench.assets.files)
    good: list[tuple[str, str]] = []
    target = Path("content/vi/about/trial.md")
    for name, body in bodies():
        with bench.changed({target.as_posix(): page(body)}):
            errors = parse_page(bench.root, "vi", "about/trial.md", target).errors
        if errors:
            judged.refused[name] = errors
        else:
            good.append((name, body))
    alone = [(name, body) for name, body in good if any(fence in body for fence in FENCES)]
    together = [pair for pair in good if pair not in alone]
    judged.accepted += len(good)
    files = {
        f"content/vi/about/batch-{start // BATCH}.md": page("\n\nHết.\n\n".join(body for _, body in together[start : start + BATCH]))
        for start in range(0, len(together), BATCH)
    }
    files.update({f"content/vi/about/alone-{number}.md": page(body) for number, (_, body) in enumerate(alone)})
    _keep(judged, bench.attempt(files, only="vi/about"), "batches")
    for group in ("markdown", "shortcodes"):
        for number, payload in enumerate(texts(group)):
            _one(judged, bench, f"content/vi/about/{group}-{number}.md", page(payload), f"{group}: {payload!r}")
    for number, payload in enumerate(texts("yaml")):
        _one(judged, bench, f"content/vi/about/yaml-{number}.md", page("Chữ.", payload), f"yaml: {payload!r}")
    for payload in texts("names"):
        _one(judged, bench, f"content/vi/about/{payload}", page("Chữ."), f"name: {payload!r}")
    _fields(judged, bench)
    return judged


def _one(judged: Judged, bench: Bench, path: str, text: str, name: str) -> None:
    outcome = bench.attempt({path: text}, only=f"vi/{path.removeprefix('content/vi/')}")
    if outcome.errors:
        judged.refused[name] = list(outcome.errors)
    else:
        judged.accepted += 1
        judged.pages.update(outcome.pages)


def _keep(judged: Judged, outcome: Outcome, what: str) -> None:
    assert not outcome.errors, f"{what}: " + "\n".join(map(str, outcome.errors[:3]))
    judged.pages.update(outcome.pages)
    judged.files.update(outcome.files)


def _fields(judged: Judged, bench: Bench) -> None:
    """Attacks in front matter, data and interface texts, where they are texts like others: escaped, never obeyed."""
    seen = [text for text in texts("html") if not UNSEEN.search(text)]
    for payload in (text for text in texts("html") if UNSEEN.search(text)):
        for name in ("title", "description", "image_alt"):
            head = {"title": "A", "description": "B", "image": "flower.png", "image_alt": "C", name: payload}
            text = page("Chữ.", "\n".join(f"{key}: {json.dumps(value)}" for key, value in head.items()))
            _one(judged, bench, "content/vi/about/field.md", text, f"{name}: {payload!r}")
    files = _heads(seen) | _data(bench, seen) | _strings(bench, seen)
    _keep(judged, bench.attempt(files, only="/", downloads=True), "fields")
    judged.accepted += 9 * len(seen)


def _heads(seen: list[str]) -> dict[str, str]:
    files = {}
    short = [text.strip() for text in seen if len(text) <= 40]
    for number in range(0, len(seen), 3):
        three = [*seen[number : number + 3], "x", "x"]
        head = {
            "title": three[0][:110],
            "description": three[1][:240],
            "nav_title": short[number % len(short)],
            "image": "flower.png",
            "image_alt": three[2],
        }
        files[f"content/vi/about/head-{number}.md"] = page("Chữ.", "\n".join(f"{key}: {json.dumps(value)}" for key, value in head.items()))
    return files


def _data(bench: Bench, seen: list[str]) -> dict[str, str]:
    def load(name: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = yaml.safe_load(bench.site.read(f"content/data/{name}.yml"))
        return found

    both = [{"vi": text, "en": text} for text in seen]
    old, history = load("sources"), yaml.safe_load(bench.site.read("content/data/history.yml"))
    by = [str(old[0]["id"])]
    known = {"grade": "A", "sources": by}
    day = {"date": "2000-01-01", "theme": "sector", "tier": "core"}
    press = {"kind": "press", "lang": "en", "url": "https://source.example/"}
    history["events"] += [{"id": f"e-{n}", "title": text, "summary": text, "note": text, **day, **known} for n, text in enumerate(both)]
    facts = [
        {"id": f"f-{n}", "label": text, "text": text, "hedge": text, "strength": "strive", "note": text, **known}
        for n, text in enumerate(both)
    ]
    slogans = [{"id": f"x-{n}", "text": text, "kind": "motto", "attributed_to": text, "note": text, **known} for n, text in enumerate(both)]
    forms = [{code: {"text": text, "status": "found"} for code in ("vi", "en")} for text in seen]
    found = {
        "sources": old + [{"id": f"s-{n}", "publisher": text, "title": text, **press} for n, text in enumerate(seen)],
        "facts": load("facts") + facts,
        "history": history,
        "slogans": slogans,
        "glossary": [{"id": f"t-{n}", "category": "x", "forms": both, "sources": by} for n, both in enumerate(forms)],
    }
    files = {f"content/data/{name}.yml": json.dumps(records, ensure_ascii=False) for name, records in found.items()}
    calls = [f"{{{{ fact f-{n} unit=yes }}}}" for n in range(len(seen))]
    inline = [" ".join(calls[start : start + BATCH]) for start in range(0, len(calls), BATCH)]
    blocks = ["{{ slogans }}", "{{ glossary }}", "{{ all-sources }}", "{{ timeline tier=all }}"]
    files["content/vi/about/registers.md"] = page("\n\n".join([*blocks, *inline]))
    return files


def _strings(bench: Bench, seen: list[str]) -> dict[str, str]:
    """Every interface text of a locale that has no places to fill becomes an attack."""
    left = iter(seen * 9)

    def turned(value: object) -> object:
        if isinstance(value, dict):
            return {key: turned(inner) for key, inner in value.items()}
        return value if "{" in str(value) or len(str(value)) < 4 else next(left).replace("{", "(").replace("}", ")")

    texts_of = yaml.safe_load(bench.site.read("content/strings/sv.yml"))
    turned_texts = {key: value if key.startswith("format") else turned(value) for key, value in texts_of.items()}
    return {"content/strings/sv.yml": json.dumps(turned_texts, ensure_ascii=False)}


ACTIVE = (
    "iframe, frame, object, embed, applet, base, style, link[rel=import], math, foreignObject, animate, set, template, portal, audio, "
    "video, script:not([src]):not([type='application/ld+json'])"
)
ADDRESSED = frozenset({"href", "src", "action", "xlink:href", "poster", "data", "srcset"})
OBEYED = frozenset({"srcdoc", "style", "ping", "formaction", "background", "http-equiv"})


def harm(html: str) -> list[str]:
    """What of a page a browser would run, load from elsewhere or obey."""
    tree = LexborHTMLParser(html)
    found = [f"<{node.tag}> {node.text()[:40]}" for node in tree.css(ACTIVE)]
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            text = (value or "").strip()
            if name.startswith("on") or (name in OBEYED and text.lower() != "refresh"):
                found.append(f"<{node.tag} {name}>")
            elif name in ADDRESSED and not _is_harmless(text):
                found.append(f"<{node.tag} {name}={text[:60]}>")
    return found


def _is_harmless(address: str) -> bool:
    scheme, colon, _ = address.split("/", maxsplit=1)[0].split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].partition(":")
    return not is_elsewhere(address) and (not colon or scheme.lower() in SCHEMES)
