"""The site through a real nginx with the files that the build wrote for it: nothing that pages do breaks the policy.

The folder's rule holds here as well: an error in the console, where a browser tells what a
policy forbids, or an answer of 400 or more fails the test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from test_embeds import hosting
from web import BASE, LOCALES, SITE_URL, Look, Web, codes

from bansac.serving.inline import style_hashes
from nginx import nginx
from small import Site

SOURCE = LOCALES[0].code
VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
"""


@pytest.fixture(scope="module")
def served(project: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The real site below its base path."""
    folder = tmp_path_factory.mktemp("nginx")
    place = folder / "root" / BASE.strip("/")
    place.parent.mkdir(parents=True)
    place.symlink_to(project.site)
    (folder / "root" / "favicon.ico").symlink_to(project.site / "favicon.ico")  # text editions name no icon: browsers ask the host for one
    with nginx(folder, folder / "root", project.root / "build" / "server" / "nginx") as server:
        yield Web(project.site, server.origin)


def _violations(page: Page) -> list[str]:
    return [str(found) for found in page.evaluate("violations")]


@pytest.mark.slow
@pytest.mark.parametrize("code", codes())
def test_no_page_breaks_the_policy(code: str, look: Look, served: Web) -> None:
    """Every layout and component of a language, the other forms of its front page, its frames and its former addresses."""
    tab = look(web=served)
    tab.context.add_init_script(VIOLATIONS)
    home = "" if code == SOURCE else f"{code}/"
    frames = [path.relative_to(served.folder).as_posix() for path in sorted((served.folder / "embed" / code).iterdir())]
    assert len(frames) >= 5
    for path in (*(seen.path for seen in served.kinds(code)), f"{home}text.html", f"{home}404.html", *(f"{frame}/" for frame in frames)):
        page = tab.go(path)
        for detail in page.locator("details:not([open]) > summary").all():
            if detail.is_visible():
                detail.click()
        assert _violations(page) == [], path


@pytest.mark.parametrize(
    "path", ["brand/mark/mark-adaptive.svg", "pictures/vi/five-values.svg", "en/news/atom.xml", "news/rss.xml", "sitemap.xml"]
)
def test_drawings_and_feeds_may_be_opened_by_themselves(path: str, look: Look, served: Web) -> None:
    tab = look(web=served)
    tab.context.add_init_script(VIOLATIONS)
    page = tab.go(path)
    assert _violations(page) == []


def test_a_drawing_keeps_its_own_style(look: Look, served: Web) -> None:
    """It stands in the policy by its hash: without it, the mark would not follow the reader's colours."""
    inks = set()
    for scheme in ("light", "dark"):
        page = look(web=served, scheme=scheme).go("brand/mark/mark-adaptive.svg")
        inks.add(
            page.evaluate(
                "[...document.querySelectorAll('*')].map((node) => getComputedStyle(node).fill + getComputedStyle(node).stroke).join()"
            )
        )
    assert len(inks) == 2


def test_every_inline_style_of_a_drawing_stands_in_the_policy(project: Site) -> None:
    hashes = style_hashes({path.as_posix(): path.read_bytes() for path in project.site.rglob("*.svg")})
    written = (project.root / "build" / "server" / "nginx" / "site.conf").read_text(encoding="utf-8")
    assert hashes
    assert [source for source in hashes if source not in written] == []


@pytest.mark.parametrize(("code", "query"), [("vi", "ngoai giao"), ("zh", "外交"), ("ar", "الدبلوماسية")])
def test_search_works(code: str, query: str, look: Look, served: Web) -> None:
    tab = look(web=served)
    page = tab.go("" if code == SOURCE else f"{code}/")
    page.locator("[data-search-open]").click()
    page.locator("#search-field").fill(query)
    expect(page.locator("[data-search] .search__results li > a").first).to_be_visible()
    assert any("/assets/search/" in url for url in tab.requests)


def test_menus_and_the_choice_of_colours_work(look: Look, served: Web) -> None:
    tab = look(web=served, width=390)
    page = tab.go("en/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".tool--menu").click()
    expect(page.locator("#menu a").first).to_be_visible()
    toggle = page.locator("[data-scheme-toggle]")
    toggle.click()
    toggle.click()
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    tab.go("en/plan/")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"


@pytest.mark.parametrize("sandbox", ["", ' sandbox="allow-scripts"'])
@pytest.mark.parametrize("code", ["vi", "ar"])
def test_another_site_may_frame_charts(code: str, sandbox: str, browser: Browser, served: Web) -> None:
    """In a sandbox too, where the frame counts as of no origin."""
    frame = f'<iframe src="{served.address(f"embed/{code}/five-values/")}" title="Chart" width="400" height="50"{sandbox}></iframe>'
    page, problems = _host(browser, served, f'{frame}<script src="{served.address("embed/resize.js")}"></script>')
    inner = page.frames[1]
    expect(inner.locator("figcaption h1")).to_be_visible()
    assert inner.evaluate("document.fonts.ready.then(() => [...document.fonts].some((font) => font.status === 'loaded'))")
    assert inner.evaluate("getComputedStyle(document.querySelector('figcaption')).borderBlockStartStyle") == "solid"
    if not sandbox:  # the script finds a frame by its origin
        page.wait_for_function("document.querySelector('iframe').height > 100")
    assert problems == []
    page.context.close()


@pytest.mark.parametrize("path", ["", "en/plan/", "ar/404.html", "pictures/vi/five-values.svg"])
def test_nothing_else_can_be_framed(path: str, browser: Browser, served: Web) -> None:
    page, problems = _host(browser, served, f'<iframe src="{served.address(path)}" title="Page"></iframe>')
    page.wait_for_timeout(300)
    assert len(problems) == 1
    assert "frame-ancestors" in problems[0]
    page.context.close()


def test_another_site_may_show_pictures_and_read_data(browser: Browser, served: Web) -> None:
    """Feed readers show pictures; programs in browsers read data, feeds and Markdown. Pages stay closed to them."""
    page, problems = _host(browser, served, f'<img src="{served.address("pictures/vi/five-values.png")}" alt="">')
    page.wait_for_function("document.images[0].naturalWidth > 100")
    read = "(url) => fetch(url).then((answer) => answer.status, () => 0)"
    open_to_all = ("data/index.json", "data/vi/facts.csv", "en/news/rss.xml", "calendar/vi.ics", "plan/index.md", "llms.txt")
    assert {path: page.evaluate(read, served.address(path)) for path in open_to_all} == dict.fromkeys(open_to_all, 200)
    assert problems == []
    assert page.evaluate(read, served.address("plan/")) == 0
    page.context.close()


def test_documents_and_data_are_delivered(look: Look, served: Web) -> None:
    """Every file that the pages about pictures and open data offer arrives whole and as what it is."""
    tab = look(web=served)
    for path in ("about/pictures/", "about/open-data/"):
        page = tab.go(path)
        links = page.locator("main a[href]").evaluate_all("links => links.map((link) => link.href)")
        files = sorted({link for link in links if re.search(r"\.(pdf|png|svg|json|csv|ics)$", link) and link.startswith(served.origin)})
        assert files
        for link in files:
            answer = tab.context.request.get(link)
            assert answer.status == 200, link
            assert answer.body() == (served.folder / link.removeprefix(served.address(""))).read_bytes()
            assert answer.headers["content-type"].split(";")[0] in TYPES[Path(link).suffix], link
    offered = tab.go("about/pictures/").locator("a[download]")
    if offered.count():
        with tab.page.expect_download() as found:
            offered.first.click()
        assert found.value.failure() is None
    pdf = tab.context.request.get(served.address("pictures/vi/plan-at-a-glance.pdf"))
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF-")


TYPES = {
    ".pdf": ("application/pdf",),
    ".png": ("image/png",),
    ".svg": ("image/svg+xml",),
    ".json": ("application/json",),
    ".csv": ("text/csv",),
    ".ics": ("text/calendar",),
}


def test_what_is_not_there_is_said_in_the_language_of_the_address(browser: Browser, served: Web) -> None:
    context = browser.new_context()
    page = context.new_page()
    for locale in LOCALES:
        answer = page.goto(served.address(f"{locale.prefix}no/such/page/"))
        assert answer is not None
        assert answer.status == 404
        assert page.locator("html").get_attribute("lang") == locale.code
        expect(page.locator(f".lost[lang={locale.code}] a")).to_have_attribute("href", f"{BASE}{locale.prefix}")
        assert page.evaluate("getComputedStyle(document.querySelector('.lost')).display !== '' && document.styleSheets.length") == 1
    context.close()


def _host(browser: Browser, served: Web, body: str) -> tuple[Page, list[str]]:
    """A page of another site, and what the console says there."""
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    with hosting(f'<!doctype html><link rel="icon" href="data:,"><title>Host</title><body style="width:400px">{body}') as host:
        page.goto(host, wait_until="load")
    assert served.origin not in host
    assert SITE_URL not in body
    return page, problems
