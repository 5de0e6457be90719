"""``bansac new``: start a news item, a page or a locale with files that say what to fill in."""

from __future__ import annotations

import datetime as dt

import click

from bansac.scaffold import new_locale, new_news, new_page
from bansac.terminal import Terminal


@click.group("new")
def command() -> None:
    """Tạo tin, trang hoặc ngôn ngữ mới · Start a news item, a page or a locale."""


@command.command("news")
@click.argument("slug")
@click.option("--date", "date", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Ngày của tin · Day of the news.")
@click.option("--topic", "topics", multiple=True, required=True, help="Chủ đề · Topic (content/data/topics.yml).")
@click.option("--source", "sources", multiple=True, required=True, help="Nguồn · Source (content/data/sources.yml).")
@click.option("--title", default=None, help="Tên tin tiếng Việt · Vietnamese title.")
@click.pass_context
def news(ctx: click.Context, *, slug: str, date: dt.datetime, topics: tuple[str, ...], sources: tuple[str, ...], title: str | None) -> None:
    """Tạo tin mới · Start a news item: content/vi/news/YYYY/SLUG.md."""
    _tell(ctx.obj, new_news(ctx.meta["root"], slug, date=date.date(), topics=topics, sources=sources, title=title))


@command.command("page")
@click.argument("path")
@click.option("--title", default=None, help="Tên trang tiếng Việt · Vietnamese title.")
@click.pass_context
def page(ctx: click.Context, *, path: str, title: str | None) -> None:
    """Tạo trang mới · Start a page: content/vi/PATH.md, such as history/founding."""
    _tell(ctx.obj, new_page(ctx.meta["root"], path, title=title))


@command.command("locale")
@click.argument("code")
@click.option("--name", default=None, help="Tên ngôn ngữ trong chính nó · Its name in itself.")
@click.pass_context
def locale(ctx: click.Context, *, code: str, name: str | None) -> None:
    """Tạo ngôn ngữ mới · Start a locale: an entry in mkdocs.yml, its texts and its folder."""
    _tell(ctx.obj, new_locale(ctx.meta["root"], code, name=name))


def _tell(terminal: Terminal, lines: list[str]) -> None:
    for line in lines:
        terminal.line(line)
