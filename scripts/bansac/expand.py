"""From a page's Markdown to composed Markdown: links resolved, shortcodes replaced by HTML.

The templates in ``overrides/components/`` are filled here, before the engine runs, so
that the engine needs no plugin and no hook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2

from bansac.foreign import foreign_words
from bansac.markdown import Shortcode
from bansac.sanitizer import Made
from bansac.scene import Scene, View
from bansac.shortcodes import SPECS
from bansac.templates import template_error, theme_environment
from bansac.views import VIEWS

_TARGET = re.compile(r"(\]\(\s*<?|^\s{0,3}\[[^\]]+\]:\s*<?)(/[^)\s>]*)", re.MULTILINE)
_CLINGING = {"cite"}
"""Shortcodes that keep to the word before them, so that no line starts with a note mark."""
_TAG = re.compile(r"(<[^>]*>)")
_MARKDOWN_MARKS = {ord(mark): f"&#{ord(mark)};" for mark in "*_[]`\\{}"}


class Components:
    """The component templates of a theme folder."""

    def __init__(self, overrides: Path) -> None:
        self._overrides = overrides
        self._environment = theme_environment(overrides)

    def render(self, name: str, scene: Scene, view: View) -> str:
        """Fill ``components/<name>.html`` with a view; the result has no blank line."""
        try:
            template = self._environment.get_template(f"components/{name}.html")
            html = template.render(**view, t=scene.template_texts, root=scene.here.root, lang=scene.text.code)
        except jinja2.TemplateError as error:
            raise template_error(error, self._overrides) from error
        html = foreign_words(scene.text, scene.project.locales).marked_html(html)
        return "\n".join(line for line in html.replace("\t", " ").splitlines() if line.strip())  # engines widen tabs, each in its way

    def inline(self, name: str, scene: Scene, view: View) -> str:
        """As :meth:`render`, on one line and safe inside a Markdown paragraph."""
        html = " ".join(self.render(name, scene, view).split())
        return "".join(part if part.startswith("<") else part.translate(_MARKDOWN_MARKS) for part in _TAG.split(html))


def expand(body: str, codes: Sequence[Shortcode], scene: Scene, components: Components) -> tuple[str, list[Made]]:
    """Replace shortcodes and resolve links of a page.

    Args:
        body: The Markdown as staff wrote it.
        codes: Its shortcodes, in order, with their offsets in the body.
        scene: The page being composed; its notes are numbered on the way.
        components: The templates.

    Returns:
        The Markdown, and the pieces in it that templates made.
    """
    parts: list[str] = []
    made: list[Made] = []
    position = 0
    for code in codes:
        text = _written(body[position : code.start], scene)
        parts.append(text.rstrip(" ") if code.name in _CLINGING else text)
        made.append(Made(_shortcode(code, scene, components), code.line))
        parts.append(made[-1].html)
        position = code.end
    parts.append(_written(body[position:], scene))
    return "".join(parts).strip() + "\n", made


def _written(text: str, scene: Scene) -> str:
    return _resolve(foreign_words(scene.text, scene.project.locales).marked(text), scene)


def _resolve(text: str, scene: Scene) -> str:
    return _TARGET.sub(lambda match: match[1] + scene.routes.resolve(match[2], scene.locale, scene.here), text)


def _shortcode(code: Shortcode, scene: Scene, components: Components) -> str:
    view: Mapping[str, object] = VIEWS[code.name](scene, code)
    if "html" in view:
        return str(view["html"])
    if SPECS[code.name].inline:
        return components.inline(code.name, scene, dict(view))
    return f"\n{components.render(code.name, scene, dict(view))}\n"
