"""The command ``bansac``: one verb a task. Only this module and the verbs print."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import bansac
from bansac.commands import brand, build, check, edit, new, publish, review, serve, sign, status, translate, verify
from bansac.commands import format as format_
from bansac.errors import BansacError, ReportedErrors
from bansac.terminal import Terminal


class _Group(click.Group):
    """Turns errors of the project into their texts and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb."""
        try:
            return super().invoke(ctx)
        except BansacError as error:
            terminal = ctx.obj if isinstance(ctx.obj, Terminal) else Terminal()
            terminal.errors(error.errors if isinstance(error, ReportedErrors) else (error,))
            sys.exit(1)
        except KeyboardInterrupt:
            terminal = ctx.obj if isinstance(ctx.obj, Terminal) else Terminal()
            terminal.errors((BansacError("interrupted"),))
            sys.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(bansac.__version__, prog_name="bansac")
@click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="Thư mục dự án · Folder of mkdocs.yml (default: here).",
)
@click.pass_context
def main(ctx: click.Context, project: Path) -> None:
    """Bản Sắc: from content and brand to a public-information site."""
    ctx.obj = Terminal()
    ctx.meta["root"] = project.resolve()


main.add_command(build.command)
main.add_command(serve.command)
main.add_command(edit.command)
main.add_command(format_.command)
main.add_command(check.command)
main.add_command(status.command)
main.add_command(review.command)
main.add_command(translate.command)
main.add_command(new.command)
main.add_command(brand.command)
main.add_command(publish.command)
main.add_command(sign.command)
main.add_command(verify.command)
