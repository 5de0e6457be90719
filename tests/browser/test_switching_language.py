"""The language switcher keeps the page; the 404 page works wherever it is shown."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from web import BASE, LOCALES, Look, Web, codes, locale_of

LANGUAGE = "(({ lang, dir }) => [lang, dir, getComputedStyle(document.body).direction])(document.documentElement)"


@pytest.mark.parametrize("code", codes())
def test_page_says_its_language_and_names_itself_in_the_others(code: str, look: Look, web: Web) -> None:
    tab = look()
    known = {seen.path for seen in web.pages}
    for seen in web.kinds(code):
        page = tab.go(seen.path)
        assert page.evaluate(LANGUAGE) == [code, locale_of(code).dir, locale_of(code).dir]
        rest = seen.path.removeprefix(locale_of(code).prefix)
        found = page.locator(".langs__list a").evaluate_all("links => links.map((link) => [link.hreflang, link.pathname])")
        assert found == [[locale.code, f"{BASE}{locale.prefix}{rest}"] for locale in LOCALES]
        assert known.issuperset(path.removeprefix(BASE) for _, path in found)
        expect(page.locator(".langs__list [aria-current=true]")).to_have_attribute("hreflang", code)
        expect(page.locator(".langs__now")).to_have_text(locale_of(code).name)


def test_switching_goes_round(look: Look, web: Web) -> None:
    seen = web.one(codes()[0], "layout-timeline")
    page = look().go(seen.path)
    for locale in (*LOCALES[1:], LOCALES[0]):
        page.locator(".langs summary").click()
        page.locator(f".langs__list a[hreflang={locale.code}]").click()
        page.wait_for_url(f"**{BASE}{locale.prefix}{seen.path}")
        expect(page.locator("html")).to_have_attribute("lang", locale.code)
        expect(page.locator("body")).to_have_class("layout-timeline")


@pytest.mark.parametrize("path", ["nowhere", "sv/plan/nothing/here.html", "a/b/c/d/e/"])
def test_404_page_works_at_any_depth(path: str, look: Look, web: Web) -> None:
    tab = look()
    page = tab.go(path)
    assert [response.status for response in tab.responses if response.url == page.url] == [404]
    tab.problems[:] = [problem for problem in tab.problems if path not in problem.split(": ", 1)[1] and "status of 404" not in problem]
    assert tab.problems == []
    assert page.evaluate("document.styleSheets.length && document.styleSheets[0].cssRules.length") > 0
    assert page.locator(".mark").first.bounding_box() is not None
    hrefs = page.locator("a[href]").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    targets = {url.split("#")[0] for href in hrefs if (url := urljoin(page.url, href)).startswith(web.origin) and url != page.url}
    homes = {web.address(locale.prefix) for locale in LOCALES}
    assert targets >= homes
    for target in sorted(targets - {page.url}):
        if not target.startswith(page.url):
            assert tab.context.request.get(target).status == 200, target
    for locale in LOCALES:
        expect(page.locator(f"main a[href='{BASE}{locale.prefix}']").first).to_be_visible()
