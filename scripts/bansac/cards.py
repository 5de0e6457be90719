"""The social card of each page: what it says, where it lies, and drawing those that are new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bansac.brand.cards import CardPainter, CardText
from bansac.config import Project
from bansac.errors import BansacError, ReportedErrors
from bansac.scene import Scene, View
from bansac.store import Store, digest_of
from bansac.workers import leave_with_parent

if TYPE_CHECKING:
    from bansac.assets import Assets
    from bansac.compose import Job

WIDTH, HEIGHT = 1200, 630
PARALLEL_FROM = 60
"""Below this many cards a second process costs more than it saves."""


@dataclass(frozen=True)
class Card:
    """A card to draw.

    Attributes:
        key: Hash of all that it shows.
        path: Where it lies below the site.
        text: What it says.
    """

    key: str
    path: str
    text: CardText


def card_of(scene: Scene, job: Job, title: str, assets: Assets) -> Card:
    """The card of a page."""
    section = scene.shelf.pages.get(f"{job.path.split('/')[0]}/index.md") if "/" in job.path else None
    label = section.nav_title if section and section.path != job.path and section.text_locale == scene.text.code else ""
    accent = job.page.front.value if job.page else None
    text = CardText(
        title=title,
        section=label or scene.t("card.section"),
        site_name=scene.t("site.name"),
        lang=scene.text.code,
        dir="rtl" if scene.text.dir == "rtl" else "ltr",
        accent=accent,
    )
    key = digest_of("card", assets.card_base, astuple(text))
    stem = (job.listing.front.path if job.listing else job.path).removesuffix(".md").removesuffix("/index").replace("index", "home")
    return Card(key, f"cards/{scene.locale.code}/{stem}.{key[:10]}.jpg", text)


def card_view(scene: Scene, card: Card) -> View:
    """The card as the head of a page names it."""
    return {
        "url": scene.routes.absolute(card.path),
        "width": WIDTH,
        "height": HEIGHT,
        "alt": scene.t("format.label").join((card.text.site_name, card.text.title)),
        "type": "image/jpeg",
    }


def paint_cards(project: Project, cards: Iterable[Card], store: Store, progress: Callable[[int, int], None]) -> None:
    """Draw the cards that are not there from before.

    Raises:
        ReportedErrors: A card needs a character that no font has.
    """
    missing = {card.key: card for card in cards if not store.has("card", card.key)}
    todo = sorted(missing.values(), key=lambda card: (card.text.dir, card.text.accent or "", card.key))
    if not todo:
        return
    if len(todo) < PARALLEL_FROM:
        found = _paint(project.brand, todo)
    else:
        middle = len(todo) // 2
        with ProcessPoolExecutor(1, initializer=leave_with_parent) as pool:
            other = pool.submit(_paint, project.brand, todo[middle:])
            found = [*_paint(project.brand, todo[:middle]), *other.result()]
    errors = [item for item in found if isinstance(item, BansacError)]
    if errors:
        raise ReportedErrors(errors)
    for done, (card, data) in enumerate(zip(todo, found, strict=True), start=1):
        store.put("card", card.key, data)
        progress(done, len(todo))


def _paint(brand: Path, cards: list[Card]) -> list[Any]:
    painter = CardPainter(brand)
    found: list[Any] = []
    for card in cards:
        try:
            found.append(painter.paint(card.text))
        except BansacError as error:
            found.append(error)
    return found
