"""The message on every page as readers meet it: no broken rule, no sideways scrolling, on paper, without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe import violations
from web import SITE_URL, Look, Web, serving

from small import Site, sources

BANNER = """\
class: {kind}
heading: {{vi: Thông báo khẩn về cơn bão mạnh, en: Urgent message on the severe storm, ar: رسالة عاجلة عن العاصفة الشديدة}}
text:
  vi: Công dân cần giúp đỡ hãy xem trang liên hệ, rồi gọi cơ quan đại diện gần nhất.
  en: Citizens who need help should see the contact page and call the nearest mission.
  ar: على المواطنين الذين يحتاجون إلى مساعدة الاطلاع على صفحة الاتصال ثم الاتصال بأقرب بعثة.
link: {{url: /about/contact.md, text: {{vi: Liên hệ, en: Contact, ar: اتصل}}}}
from: 2026-11-22T08:00+07:00
"""
KINDS = ("national-emergency", "local-emergency", "notable-death", "important", "information")


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The small site with the message of the first class, served."""
    site = sources(tmp_path_factory.mktemp("banner"))
    site.write("content/banner.yml", BANNER.format(kind=KINDS[0]))
    build(site)
    with serving(site.site) as served:
        yield served


def build(site: Site) -> None:
    site.build("--no-cards", "--no-search", "--as-of", "2026-11-23T08:00+07:00", env={"BANSAC_SITE_URL": SITE_URL})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_breaks_no_rule_in_any_class(scheme: str, width: int, look: Look, announced: Web) -> None:
    """Every class, scheme and width, from left and from right; on the front page and on the 404 page."""
    tab = look(width=width, scheme=scheme, web=announced, script=True)
    found = {}
    for path in ("", "en/plan/", "ar/plan/", "404.html"):
        page = tab.go(path)
        banner = page.locator("#site-message")
        for kind in KINDS:
            banner.evaluate("(node, kind) => { node.className = `banner banner--${kind}` }", kind)
            if broken := violations(page):
                found[path, kind] = broken
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert found == {}


def test_it_is_a_named_region_above_the_content(look: Look, announced: Web) -> None:
    page = look(web=announced, script=False).go("en/plan/")
    region = page.get_by_role("region", name="Important message")
    assert region.is_visible()
    box, main = region.bounding_box(), page.locator("main").bounding_box()
    assert box
    assert main
    assert box["y"] + box["height"] <= main["y"] + 1
    assert region.get_by_role("link", name="Contact").get_attribute("href") == "../../en/about/contact/"


def test_it_stands_at_the_right_in_arabic(look: Look, announced: Web) -> None:
    page = look(web=announced, width=1280).go("ar/plan/")
    heading = page.locator(".banner__heading")
    assert heading.evaluate("node => getComputedStyle(node).direction") == "rtl"
    box = heading.bounding_box()
    assert box
    assert box["x"] + box["width"] > 1000


def test_it_is_black_on_white_on_paper(look: Look, announced: Web) -> None:
    page = look(web=announced, scheme="dark").go("en/plan/")
    page.emulate_media(media="print")
    style = page.locator("#site-message").evaluate("node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]")
    assert style == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
