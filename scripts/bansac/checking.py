"""What ``bansac check`` asks: everything that can be wrong without building."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bansac.addresses import addresses, check_addresses, check_places
from bansac.brandcheck import check_brand
from bansac.errors import Report
from bansac.glyphs import check_glyphs
from bansac.instants import UNTOLD, Moment
from bansac.kit.check import check_kit
from bansac.model import Model, load_model
from bansac.style.checking import check_style
from bansac.style.sheet import StyleSheet


@dataclass(frozen=True)
class Checked:
    """A project that has been looked at.

    Attributes:
        model: The project; not complete where there are errors.
        urls: Addresses of its pages.
        style: The rules of style; None where the project has none.
    """

    model: Model
    urls: frozenset[str]
    style: StyleSheet | None


def check_project(root: Path, report: Report, *, moment: Moment = UNTOLD) -> Checked:
    """Find every error and warning of a project.

    Args:
        root: Folder of ``mkdocs.yml``.
        report: Where they go.
        moment: When a build would take place.

    Raises:
        ConfigError: ``mkdocs.yml`` cannot be used at all.
    """
    model = load_model(root, report, moment=moment)
    check_brand(model.project, report)
    check_glyphs(model, report)
    check_kit(model, report)
    style = check_style(model, report)
    urls = set(addresses(model))
    if not report.errors:
        check_places(model, urls, report)
        check_addresses(model, urls, report)
    return Checked(model, frozenset(urls), style)
