"""Templates of ``overrides/`` outside of the engine: what fills them, and what is wrong with one, by file and line."""

from __future__ import annotations

import traceback
from pathlib import Path

import jinja2

from bansac.errors import BrandError


def theme_environment(overrides: Path) -> jinja2.Environment:
    """What fills the templates of a theme folder outside of the engine: text is escaped, an unknown name is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(overrides), autoescape=True, undefined=jinja2.StrictUndefined, auto_reload=False
    )


class ThemeTemplate:
    """A template that is filled outside of the engine.

    Args:
        folder: The folder that it lies in; the templates that it takes in lie there as well.
        name: Its path below the folder.
        environment: What fills it; that of themes when None.

    Raises:
        BrandError: It does not exist or cannot be read.
    """

    def __init__(self, folder: Path, name: str, environment: jinja2.Environment | None = None) -> None:
        self._folder = folder
        try:
            self._template = (environment or theme_environment(folder)).get_template(name)
        except jinja2.TemplateError as error:
            raise template_error(error, folder) from error

    def render(self, **values: object) -> str:
        """Fill it.

        Raises:
            BrandError: It asks for what it is not given.
        """
        try:
            return self._template.render(**values)
        except jinja2.TemplateError as error:
            raise template_error(error, self._folder) from error


def template_error(error: jinja2.TemplateError, overrides: Path) -> BrandError:
    """The error of a template that cannot be read or filled.

    Args:
        error: What the template engine raised.
        overrides: The theme folder; only its files are named.

    Returns:
        An error with the template's path below the project, and the line where it stands.
    """
    path: Path | None = None
    line: int | None = None
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        path, line = Path(error.filename), error.lineno
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if Path(frame.filename).is_relative_to(overrides):
                path, line = Path(frame.filename), frame.lineno
    folder = Path(overrides.parent.name, overrides.name) if overrides.name == "templates" else Path(overrides.name)
    shown = folder / path.relative_to(overrides) if path and path.is_relative_to(overrides) else folder
    reason = error.message or type(error).__name__
    if isinstance(error, jinja2.TemplateNotFound):
        reason = f"không có tệp · no such file: {error.name}"
    return BrandError("bad_template", path=shown, line=line, reason=reason)
