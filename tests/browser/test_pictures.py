"""Four layouts in Vietnamese, Arabic and Chinese look as they did: light on a desk, dark on a phone.

A change that is meant is accepted with ``make pictures``, which writes the pictures that no longer hold.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from frozen import SOURCE, lay_out
from pictures import BLOCK, DIFFERENT, SCALE, SHARE, compare, difference, keep, share, small
from PIL import Image
from playwright.sync_api import Browser, Page, Playwright
from web import PREFERS_NO_LANGUAGE, PROJECT, SITE_URL, Chromium, Tab, Web, serving

KEPT = SOURCE / "kept"
REPORTS = PROJECT / "build" / "test" / "pictures"
LAYOUTS = {"home": "", "article": "history/geneva-and-paris/", "timeline": "history/timeline/", "plan": "plan/people/"}
LOCALES = {"vi": "", "ar": "ar/", "zh": "zh/"}
VIEWS = {"light": 1280, "dark": 390}
NAMES = [f"{layout}-{code}-{view}" for code in LOCALES for layout in LAYOUTS for view in VIEWS]

Tabs = Mapping[str, Tab]
"""A tab for each view."""

CHINESE = "WenQuanYi Zen Hei"
"""The site has no Chinese font and shows the reader's; the pictures show this one."""

_SETTLED = """() => {
  for (const image of document.images) image.loading = 'eager';
  return Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())])
    .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}"""

_ADD = "(rule) => { const sheet = document.styleSheets[0]; sheet.insertRule(rule, sheet.cssRules.length); }"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The frozen site, built and served, in place of the real one."""
    site = lay_out(tmp_path_factory.mktemp("pictures"))
    site.build("--no-cards", "--no-search", env={"BANSAC_SITE_URL": SITE_URL})
    with serving(site.site) as served:
        yield served


@pytest.fixture(scope="module")
def tabs(browser: Browser, web: Web) -> Iterator[Tabs]:
    """A tab for each view, used for one page after the other: a new one for each takes twice the time."""
    opened = {view: open_tab(browser, web, view) for view in VIEWS}
    yield opened
    problems = [problem for tab in opened.values() for problem in tab.problems]
    for tab in opened.values():
        tab.context.close()
    assert problems == []


def open_tab(browser: Browser, web: Web, view: Any) -> Tab:
    context = browser.new_context(
        viewport={"width": VIEWS[view], "height": 900 if view == "light" else 844},
        color_scheme=view,
        reduced_motion="reduce",
        service_workers="block",
    )
    context.add_init_script(PREFERS_NO_LANGUAGE)
    return Tab(context.new_page(), web)


def opened(tabs: Tabs, name: str) -> Page:
    """The page of a picture, without the names of languages in its foot: they are shown in the reader's fonts."""
    layout, code, view = name.split("-")
    page = tabs[view].go(LOCALES[code] + LAYOUTS[layout])
    page.evaluate(_ADD, ".site-footer__langs { visibility: hidden }")
    if code == "zh" and (font := _font(page)) != CHINESE:
        pytest.skip(f"Chinese is shown in {font} here, in the pictures in {CHINESE}. Debian and Ubuntu: apt-get install fonts-wqy-zenhei")
    return page


def _font(page: Page) -> str:
    """The font of the machine that most of the page's heading is shown in."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    heading = session.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
    session.detach()
    counts = {font["familyName"]: font["glyphCount"] for font in fonts if not font["isCustomFont"]}
    return str(max(counts, key=lambda family: counts[family], default="no font"))


def shot(page: Page) -> bytes:
    """A screenshot of the whole page, once its fonts and images have come."""
    page.evaluate(_SETTLED)
    return page.screenshot(full_page=True)


def kept(name: str) -> Image.Image:
    return Image.open(KEPT / f"{name}.webp").convert("RGB")


@pytest.mark.parametrize("name", NAMES)
def test_page_looks_as_it_did(name: str, tabs: Tabs, request: pytest.FixtureRequest) -> None:
    screenshot = shot(opened(tabs, name))
    actual, path = small(screenshot), KEPT / f"{name}.webp"
    blocks = compare(kept(name), actual) if path.is_file() else Image.new("L", (1, 1), 255)
    reports = {kind: REPORTS / f"{name}.{kind}.png" for kind in ("actual", "expected", "difference")}
    for report in reports.values():
        report.unlink(missing_ok=True)
    if (differ := share(blocks)) <= SHARE:
        return
    if request.config.getoption("--write-pictures"):
        keep(actual, path)
        return
    REPORTS.mkdir(parents=True, exist_ok=True)
    reports["actual"].write_bytes(screenshot)
    if path.is_file():
        kept(name).save(reports["expected"])
        difference(actual, blocks).save(reports["difference"])
    shown = "\n".join(f"  {report.relative_to(PROJECT)}" for report in reports.values() if report.is_file())
    pytest.fail(
        f"{name}: {differ:.2%} of the picture differs, and {SHARE:.2%} may. See:\n{shown}\nIf this is meant: make pictures", pytrace=False
    )


def test_every_kept_picture_is_compared() -> None:
    assert sorted(path.name for path in KEPT.iterdir()) == sorted(f"{name}.webp" for name in NAMES)


_LOSE_FONT = """(family) => {
  for (const sheet of document.styleSheets)
    for (let n = sheet.cssRules.length; n--;)
      if (sheet.cssRules[n] instanceof CSSFontFaceRule && sheet.cssRules[n].style.fontFamily.includes(family)) sheet.deleteRule(n);
}"""
_SET_DIR = "(dir) => { document.documentElement.dir = dir; }"

DEFECTS = {
    "font missing": ("article-vi-light", _LOSE_FONT, "Be Vietnam Pro"),
    "Arabic font missing": ("plan-ar-dark", _LOSE_FONT, "Noto Sans Arabic"),
    "not mirrored": ("timeline-ar-light", _SET_DIR, "ltr"),
    "other accent": ("plan-vi-light", _ADD, ":root { --bs-accent: #1b5e9a !important; --bs-link: #1b5e9a !important }"),
    "darker ground": ("article-vi-light", _ADD, ":root { --bs-surface: #f3eee4 !important }"),
    "margin above": ("article-vi-light", _ADD, "main { margin-block-start: 16px !important }"),
    "heading shifted": ("home-vi-dark", _ADD, "h1 { margin-inline-start: 16px !important }"),
    "footer higher": ("timeline-ar-light", _ADD, ".site-footer__in { margin-block-start: 16px !important }"),
    "ring missing": ("home-vi-dark", _ADD, ".hero__ring { visibility: hidden }"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_defect_is_noticed(defect: str, tabs: Tabs) -> None:
    name, script, argument = DEFECTS[defect]
    page = opened(tabs, name)
    page.evaluate(script, argument)
    assert share(compare(kept(name), small(shot(page)))) > SHARE


def test_other_rendering_of_letters_passes(tabs: Tabs, playwright: Playwright, chromium: Chromium, web: Web) -> None:
    """Smoothing and hinting differ between machines and between versions of Chromium."""
    name = "article-vi-light"
    expected = small(shot(opened(tabs, name)))
    flags = [*chromium.flags, "--disable-lcd-text", "--font-render-hinting=none", "--text-contrast=0.9"]
    browser = playwright.chromium.launch(executable_path=chromium.path, args=flags, chromium_sandbox=chromium.sandbox)
    actual = small(shot(opened({"light": open_tab(browser, web, "light")}, name)))
    browser.close()
    assert share(compare(expected, actual)) <= SHARE


def test_little_noise_passes_and_a_moved_block_does_not() -> None:
    expected = Image.effect_noise((420, 900), 40).convert("RGB")
    noisy = Image.blend(expected, Image.effect_noise(expected.size, 40).convert("RGB"), 0.1)
    assert share(compare(expected, expected)) == 0
    assert 0 < max(compare(expected, noisy).getextrema()) <= DIFFERENT
    for side in (3 * BLOCK, 10 * BLOCK):
        patched = expected.copy()
        patched.paste("black", (60, 60, 60 + side, 60 + side))
        blocks = compare(expected, patched)
        assert sum(blocks.histogram()[DIFFERENT + 1 :]) == (side // BLOCK) ** 2
        assert (share(blocks) > SHARE) is (side == 10 * BLOCK)


def test_length_counts() -> None:
    page = Image.new("RGB", (420, 900), "gray")
    for size in ((420, 888), (420, 912)):
        assert share(compare(page, page.resize(size))) > SHARE


def test_picture_is_kept_as_it_is_compared(tmp_path: Path) -> None:
    screenshot = io.BytesIO()
    Image.effect_noise((300 * SCALE, 200 * SCALE), 90).convert("RGB").save(screenshot, "PNG")
    picture = small(screenshot.getvalue())
    keep(picture, tmp_path / "picture.webp")
    assert picture.size == (300, 200)
    assert Image.open(tmp_path / "picture.webp").convert("RGB").tobytes() == picture.tobytes()
