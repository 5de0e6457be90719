"""The only module that knows the engine: composed Markdown in, HTML out.

MkDocs renders each page by itself: no navigation, no plugin, no other page is needed,
because the composed file holds everything. So any subset of pages can be rendered, and
``mkdocs build`` on the same configuration gives the same pages.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache, TemplateError
from markupsafe import escape

from bansac import editions
from bansac.config import Project
from bansac.editions import text_name
from bansac.editions.parts import Part, in_parts
from bansac.editions.plain import plain_html, to_text_editions
from bansac.errors import ContentError
from bansac.templates import template_error

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

_PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pymdown-extensions", "html-to-markdown", "selectolax")


@cache
def fingerprint(project_root: Path, config_digest: str) -> str:
    """Hash of everything but the composed file that a page's HTML depends on."""
    digest = hashlib.blake2b(config_digest.encode(), digest_size=16)
    for name in _PACKAGES:
        digest.update(f"{name}={version(name)}\n".encode())
    for module in (Path(__file__), *sorted(Path(editions.__file__).parent.glob("*.py"))):
        digest.update(module.read_bytes())
    overrides = project_root / "overrides"
    for path in sorted(overrides.rglob("*.html")):
        digest.update(path.relative_to(overrides).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Rendered:
    """A finished page.

    Attributes:
        html: The page.
        body: The HTML of its text alone.
        plain: The same without what needs a style, a script or another file.
        texts: The parts of the text edition; none where the page has none.
    """

    html: str
    body: str
    plain: str = ""
    texts: tuple[str, ...] = ()


class Renderer:
    """Renders composed pages, one at a time, in this process.

    The engine's own way makes a Markdown converter for each page, to look after links to
    other pages. Composed links are final, so one converter serves them all; a test proves
    that the pages are the same.
    """

    def __init__(self, project: Project) -> None:
        from markdown import Markdown  # noqa: PLC0415
        from mkdocs.config import load_config  # noqa: PLC0415  # half a second that a build without changes saves
        from mkdocs.structure.files import Files  # noqa: PLC0415
        from mkdocs.structure.nav import Navigation  # noqa: PLC0415

        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        (project.build / "docs").mkdir(parents=True, exist_ok=True)
        self._config = load_config(
            str(project.root / "mkdocs.yml"),
            docs_dir=str(project.build / "docs"),
            site_dir=str(project.build / "plain"),
            site_url=project.site_url,
            plugins=[],
        )
        self._files = Files([])
        self._nav = Navigation([], [])
        templates = _quick(self._config.theme.get_env(), project.build / "cache" / "templates")
        self._overrides = project.overrides
        try:
            self._template = templates.get_template("main.html")
            self._text = templates.get_template("text.html")
        except TemplateError as error:
            raise template_error(error, self._overrides) from error
        self._markdown = Markdown(extensions=self._config["markdown_extensions"], extension_configs=self._config["mdx_configs"] or {})

    def render(self, *, source: str, destination: str, text: str) -> Rendered:
        """Render one composed page.

        Args:
            source: Its path below ``build/docs``.
            destination: Its path below the site.
            text: The composed file.

        Raises:
            ContentError: The engine failed on this page.
        """
        from mkdocs.commands.build import get_context  # noqa: PLC0415
        from mkdocs.structure.files import File  # noqa: PLC0415
        from mkdocs.structure.pages import Page  # noqa: PLC0415
        from mkdocs.structure.toc import get_toc  # noqa: PLC0415

        file = File(source, self._config.docs_dir, self._config.site_dir, use_directory_urls=True, dest_uri=destination)
        page: Any = Page(None, file, self._config)
        page.meta, page.markdown = split(text)
        try:
            page.content = self._markdown.reset().convert(page.markdown)
            page.toc = get_toc(getattr(self._markdown, "toc_tokens", []))
            context = get_context(self._nav, self._files, self._config, page)
            html, body = str(self._template.render(context)), str(page.content)
            if not page.meta["editions"]:
                return Rendered(html, body)
            plain = plain_html(body)

            def write(part: Part, number: int, count: int) -> str:
                page.content = part.body
                names = [text_name(place) for place in range(1, count + 1)]
                return str(self._text.render(context, part={"n": number, "names": names, "sources": part.sources}))

            return Rendered(html, body, plain, in_parts(to_text_editions(plain), page.meta["sources"], write))
        except TemplateError as error:
            raise template_error(error, self._overrides) from error
        except Exception as error:  # the engine's own errors are of many kinds
            raise ContentError("engine_failed", path=source, reason=f"{type(error).__name__}: {error}") from error


def _quick(env: Any, compiled: Path) -> Any:
    """Let templates look into mappings first, escape each text once and be compiled once: the same pages in half the time."""
    slow = env.getattr

    def look_up(found: Any, name: str) -> Any:
        return found[name] if type(found) is dict and name in found else slow(found, name)

    env.getattr = look_up
    env.filters["e"] = env.filters["escape"] = lru_cache(maxsize=1 << 14, typed=True)(escape)
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    return env


def split(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and Markdown of a composed file."""
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    return json.loads(head), body
