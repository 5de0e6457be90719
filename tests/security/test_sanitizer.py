"""The second wall: it finds what the first might miss, and leaves every real page alone."""

from __future__ import annotations

import pytest

from bansac import markdown, render, sanitizer
from bansac.finish.model import Inspection
from bansac.sanitizer import Made, look_at_page, look_at_written
from trial import Bench

PAGE = "content/vi/about/privacy.md"

NOTHING = Inspection(ids=frozenset(), links=(), resources=(), problems=())

WRITTEN = [
    "<p>Chữ <em>a</em> <strong>b</strong> <code>&lt;c&gt;</code><br>d</p>",
    '<h2 id="a-b">A</h2><h3 id="c">C</h3><h4 id="d">D</h4><hr><blockquote><p>Lời</p></blockquote>',
    '<ul><li><p>a</p><ol start="3"><li>b</li></ol></li></ul><pre><code>x\n</code></pre>',
    "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
    '<p><a href="../plan/#x" title="&quot;">a</a> <a href="https://e.example/?a=1&amp;b=2">b</a> <a href="mailto:a@b.vn">c</a></p>',
    '<p><a href="&#109;&#97;&#105;&#108;&#116;&#111;&#58;&#49;&#64;&#98;">d</a> <a href="tel:+84243000000">e</a></p>',
    '<p><span lang="zh" dir="ltr">外交</span></p><section class="band band--five-values"><p>a</p></section>',
    "<p>a &amp; b &lt;script&gt; &#60;img&#62; “ ” </p>",
]
NOT_WRITTEN = [
    "<script>alert(1)</script>",
    "<p onclick=alert(1)>a</p>",
    '<p class="notice">a</p>',
    '<p style="position:fixed">a</p>',
    '<img src="https://e.example/x.png">',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="java&#9;script:alert(1)">a</a>',
    '<a href="data:text/html,a">a</a>',
    '<a href="//e.example/">a</a>',
    '<a href="/\\e.example/">a</a>',
    '<a href="\t//e.example/">a</a>',
    '<a href="https://e.example/" target="_blank">a</a>',
    '<a id="content">a</a>',
    '<h2 id="A b">a</h2>',
    '<h1 id="a">a</h1>',
    '<span lang="vi&quot;onclick" dir="ltr">a</span>',
    '<section class="hero">a</section>',
    "<svg><rect/></svg>",
    "<math><mtext></mtext></math>",
    "<form><input></form>",
    "<!-- a -->",
    "<p>a</p><style>p{}</style>",
    '<table><tr><td style="text-align: center;">a</td></tr></table>',
    '<b data-made="">a</b>',
    "<b>a</b><b data-made></b>",
]
NOT_ON_PAGES = [
    "<script>alert(1)</script>",
    '<script src="https://e.example/x.js"></script>',
    "<iframe src=https://e.example></iframe>",
    "<object data=x></object>",
    "<embed src=x>",
    "<base href=https://e.example/>",
    "<link rel=stylesheet href=https://e.example/x.css>",
    '<meta http-equiv="refresh" content="0">',
    "<style>@import url(x)</style>",
    '<p style="background:url(x)">a</p>',
    "<p onmouseover=alert(1)>a</p>",
    "<svg onload=alert(1)></svg>",
    '<svg><use href="data:image/svg+xml,x"/></svg>',
    '<svg><use href="/x.svg#y"/></svg>',
    '<svg><use href="https://e.example/x.svg#y"/></svg>',
    '<svg><use xlink:href="#y"/></svg>',
    "<svg><foreignObject><b>a</b></foreignObject></svg>",
    "<svg><animate attributeName=href to=javascript:x /></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>',
    "<math href=javascript:alert(1)>a</math>",
    '<a href="javascript:alert(1)">a</a>',
    '<a href="https:/\\e.example" ping="https://e.example/">a</a>',
    '<form action="javascript:alert(1)"></form>',
    '<button formaction="javascript:alert(1)">a</button>',
    '<img src="//e.example/x.png">',
    "<img src=x onerror=alert(1)>",
    "<video src=x></video>",
    "<template shadowrootmode=open><p>a</p></template>",
    "<noscript><p>a</p></noscript>",
    "<portal src=x></portal>",
    "<p><table><svg><mtext></table></p>",
    "<x-y>a</x-y>",
    "<!--><script>alert(1)</script>-->",
    '<p is="x-y">a</p>',
    '<p slot="a">a</p>',
    '<iframe srcdoc="a"></iframe>',
]  # fmt: skip


@pytest.mark.parametrize("html", WRITTEN)
def test_what_markdown_makes_passes(html: str) -> None:
    assert look_at_written(html, ()) is None
    assert look_at_page(f"<body>{html}</body>") is None


@pytest.mark.parametrize("html", NOT_WRITTEN)
def test_what_nobody_may_write_is_found(html: str) -> None:
    found = look_at_written(f"<p>Trước</p>{html}<p>Sau</p>", ())
    assert found is not None
    assert found.problem.code == "not_on_list"
    assert found.problem.found


@pytest.mark.parametrize("html", NOT_ON_PAGES)
def test_what_no_page_may_have_is_found(html: str) -> None:
    found = look_at_page(f"<html><head></head><body><main><p>Trước</p>{html}<p>Sau</p></main></body></html>")
    assert found is not None
    assert found.problem.code == "not_on_list"


def test_shape_of_the_same_page_may_be_repeated() -> None:
    assert look_at_page('<body><svg viewBox="0 0 9 9"><symbol id="a"><path d="M0 0"/></symbol><use href="#a"/></svg></body>') is None


def test_pieces_of_ours_are_known_by_their_place() -> None:
    chart = '<svg class="chart" viewBox="0 0 9 9" role="img"><path fill="var(--a)" d="M0 0h9"/></svg>'
    assert look_at_written(f"<p>a</p>\n{chart}\n<p>b</p>", [Made(f"\n{chart}\n", 7)]) is None
    assert look_at_written(f"<p>a</p>\n{chart}\n<p>b</p>", ()) is not None


@pytest.mark.parametrize(
    "body",
    [
        "<p>a</p>",
        '<p><a title="&lt;time&gt;2025&lt;/time&gt;">a</a></p>',
        "<code>&lt;time&gt;2025&lt;/time&gt;</code>",
        "<time>2025</time >",
    ],
)
def test_piece_that_changed_is_told_with_its_line(body: str) -> None:
    found = look_at_written(body, [Made("<time>2025</time>", 12)])
    assert found is not None
    assert (found.problem.code, found.line) == ("piece_changed", 12)


@pytest.mark.parametrize(
    "body",
    [
        '<p title="<i>2025</i>">a</p>',
        "<style><i>2025</i></style>",
        "<!-- <i>2025</i> -->",
        "<textarea><i>2025</i></textarea>",
    ],
)
def test_piece_counts_only_where_elements_are(body: str) -> None:
    """A piece that stands in an attribute or a raw text is there byte for byte, and yet is no element."""
    assert look_at_written(body, [Made("<i>2025</i>")]) is not None


def test_pieces_are_looked_for_in_order() -> None:
    assert look_at_written("<p>x<i>1</i>y<i>2</i></p>", [Made("<i>1</i>"), Made("<i>2</i>")]) is None
    assert look_at_written("<p>x<i>1</i>y<i>2</i></p>", [Made("<i>2</i>"), Made("<i>1</i>")]) is not None
    assert look_at_written("<p>x<i>1</i></p>", [Made("<i>1</i>"), Made("<i>1</i>")]) is not None


def test_build_ends_when_the_second_wall_would_act(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first wall and the last look taken down: the second names file and line, and nothing is rendered."""
    monkeypatch.setattr(markdown, "_refuse", lambda *_: None)
    monkeypatch.setattr(render, "inspect_page", lambda *_, **__: NOTHING)
    text = f'---\n{bench.site.read(PAGE).split("---")[1].strip()}\n---\n\nĐầu.\n\nGiữa câu <b onclick="alert(1)">đây</b>.\n'
    line = text.split("onclick", maxsplit=1)[0].count("\n") + 1
    outcome = bench.attempt({PAGE: text}, only="about/privacy")
    assert [(error.code, error.place) for error in outcome.errors] == [("not_on_list", f"{PAGE}:{line}")]
    assert "onclick" in (outcome.errors[0].found or "")


def test_slip_in_a_template_is_found(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Escaping forgotten in a template: the whole page is looked at, not only what staff wrote."""
    real = render.engine.Renderer.render

    def careless(self: object, **names: str) -> render.engine.Rendered:
        page = real(self, **names)  # type: ignore[arg-type]  # a renderer
        return render.engine.Rendered(
            page.html.replace("<main ", '<img src="x" onerror="alert(1)"><main '), page.body, page.plain, page.texts
        )

    monkeypatch.setattr(render, "inspect_page", lambda *_, **__: NOTHING)
    monkeypatch.setattr(render.engine.Renderer, "render", careless)
    outcome = bench.attempt({PAGE: bench.site.read(PAGE) + "\nThêm.\n"}, only="vi/about/privacy")
    assert {(error.code, error.path and error.path.as_posix()) for error in outcome.errors} == {("not_on_list", PAGE)}


def test_newer_walls_look_again() -> None:
    assert len(sanitizer.fingerprint()) == 32
