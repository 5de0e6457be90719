"""The last look at a page: each way to smuggle something in has its case."""

from __future__ import annotations

import pytest

from bansac.finish.inspect import inspect_page

PAGE = '<!doctype html><html lang="vi"><head><title>T</title></head><body>{}</body></html>'
SCRIPTS = frozenset({"../assets/site.js"})


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # scripts
        ("<script>alert(1)</script>", [("inline_script", "alert(1)")]),
        ("<svg><script>x</script></svg>", [("inline_script", "x")]),
        ('<script type="module">x</script>', [("inline_script", "x")]),
        ('<SCRIPT SRC="evil.js"></SCRIPT>', [("unknown_script", "evil.js")]),
        ('<script src="../assets/site.js" defer></script>', []),
        ('<script type="application/ld+json">{}</script>', []),
        # handlers
        ('<p onclick="x">', [("event_handler", "<p onclick>")]),
        ("<a/onmouseover=x>", [("event_handler", "<a onmouseover>")]),
        ("<svg ONLOAD\n=\nx>", [("event_handler", "<svg onload>")]),
        ("<p>Tình hình on = off</p>", []),
        # schemes
        ('<a href="javascript:x">', [("active_url", "javascript:x")]),
        ('<a href=" java&#10;script:x">', [("active_url", " java\nscript:x")]),
        ('<a href="&#106;avascript:x">', [("active_url", "javascript:x")]),
        ('<svg><a xlink:href="javascript:x">t</a></svg>', [("active_url", "javascript:x")]),
        ('<form action="javascript:x">', [("active_url", "javascript:x")]),
        ('<img src="data:image/png;base64,AA">', [("active_url", "data:image/png;base64,AA")]),
        ('<a href="vbscript:x">', [("active_url", "vbscript:x")]),
        ('<a href="mailto:a@b.vn">', []),
        ('<a href="tel:+84243">', []),
        # what loads from elsewhere
        ('<img src="https://e.com/a.png">', [("foreign_resource", "https://e.com/a.png")]),
        ('<img src="//e.com/a.png">', [("foreign_resource", "//e.com/a.png")]),
        (r'<img src="\\e.com/a.png">', [("foreign_resource", r"\\e.com/a.png")]),
        ('<img srcset="a.jpg 1x, https://e.com/b.jpg 2x">', [("foreign_resource", "https://e.com/b.jpg")]),
        ('<link rel="stylesheet" href="https://e.com/a.css">', [("foreign_resource", "https://e.com/a.css")]),
        ('<link rel="preconnect" href="https://e.com">', [("foreign_resource", "https://e.com")]),
        ("<style>@import 'https://e.com/a.css';</style>", [("foreign_resource", "https://e.com/a.css")]),
        ('<p style="background:url(//e.com/b)">', [("foreign_resource", "//e.com/b")]),
        ('<video poster="http://e.com/a.jpg"></video>', [("foreign_resource", "http://e.com/a.jpg")]),
        ('<svg><use href="https://e.com/#a"/></svg>', [("foreign_resource", "https://e.com/#a")]),
        ('<form action="https://e.com/">', [("foreign_resource", "https://e.com/")]),
        ('<img src="https://example.vn/a.png">', []),
        ('<a href="https://e.com/">', []),
        ('<link rel="canonical" href="https://example.vn/">', []),
        # elements that change what a page is
        ('<iframe src="/a/"></iframe>', [("embedded_page", "<iframe>")]),
        ('<object data="a.svg"></object>', [("embedded_page", "<object>")]),
        ('<template shadowrootmode="open"><p></p></template>', [("embedded_page", "<template>")]),
        ('<base href="/x/">', [("base_element", "/x/")]),
        ('<meta http-equiv="Refresh" content="0">', [("meta_refresh", "0")]),
        # ids
        ('<p id="a"></p><p id="b"></p><p id="a"></p>', [("duplicate_id", "a")]),
    ],
)
def test_problems(html: str, expected: list[tuple[str, str]]) -> None:
    found = inspect_page(PAGE.format(html), scripts=SCRIPTS, hosts={"example.vn"})
    assert [(problem.code, problem.found) for problem in found.problems] == expected


def test_collects_what_links_may_lead_to() -> None:
    found = inspect_page(
        PAGE.format(
            '<link rel="stylesheet" href="a.css"><link rel="alternate" href="/en/">'
            '<h2 id="milestones">A</h2><a href="#milestones">1</a><a href="../b/#c">2</a><a href="#milestones">3</a>'
            '<map><area href="/d/"></map><img src="i.jpg" srcset="i.jpg 1x, j.jpg 2x">'
        ),
        scripts=SCRIPTS,
    )
    assert found.ids == {"milestones"}
    assert found.links == ("#milestones", "../b/#c", "/d/")
    assert found.resources == ("a.css", "i.jpg", "j.jpg")
    assert found.problems == ()
