"""What ``bansac check`` asks of the kit: that its fonts have every letter of the offices' names, and that its words and sizes are whole."""

from __future__ import annotations

import re
from pathlib import Path

from bansac.brand.fontbook import FontBook, MissingGlyphError
from bansac.errors import BrandError, Report
from bansac.files import line_of
from bansac.kit.documents.studio import load_studio
from bansac.kit.names import office_names
from bansac.model import Model
from bansac.schema.data import Mission

NETWORK = Path("content/data/network.yml")


def check_offices(model: Model, report: Report) -> None:
    """Report the first character of each name that no font of the kit has in all its weights, with the font to add."""
    network = model.dataset.network
    if network is None or not network.missions:
        return
    try:
        book = load_studio(model.project.brand, {}).brand.book
        for mission in network.missions:
            _check(model, mission, book, report)
    except BrandError as error:
        if str(error) not in map(str, report.errors):  # tokens are read for the site as well
            report.add(error)


def _check(model: Model, mission: Mission, book: FontBook, report: Report) -> None:
    for name in office_names(model.project, mission):
        for character in dict.fromkeys(name.text):
            try:
                book.family_for(character, drawn=True, lang=name.lang)
            except MissingGlyphError:
                line = line_of(model.project.root / NETWORK, rf"(?<![\w-]){re.escape(mission.id)}(?![\w-])")
                report.add(MissingGlyphError.of_kit(character, name.lang, path=NETWORK, line=line, field=f"name ({name.lang})"))
                break
