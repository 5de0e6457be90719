"""Representative missions abroad and the published totals of them."""

from __future__ import annotations

import re
from typing import Any

from bansac.brand.world import CAPITAL, ISLANDS, LABELS, MARK, POINT, TYPES, World, apart, load_world
from bansac.formats import country_name, number_text
from bansac.markdown import Shortcode
from bansac.scene import Scene, View
from bansac.schema.data import Mission


def mission_name(scene: Scene, mission: Mission) -> str:
    """The name of a mission, from the locale's pattern for its type."""
    country = country_name(mission.country, scene.text.code) if mission.country else ""
    organisation = scene.plain(mission.organisation) if mission.organisation else ""
    return scene.t(f"mission.{mission.type}", country=country, city=scene.plain(mission.city), organisation=organisation)


def missions(scene: Scene, code: Shortcode) -> View:
    """``{{ missions }}``: by region, each with the date of its newest source."""
    network = scene.dataset.network
    if network is None:
        return {"regions": [], "count": 0, "as_of": None}
    wanted = code.option("region")
    chosen = [region for region in network.regions if not wanted or region.id == wanted]
    regions: list[View] = [
        {
            "id": region.id,
            "title": scene.tr(region.title),
            "missions": [_mission(scene, mission) for mission in network.missions if mission.region == region.id],
        }
        for region in chosen
    ]
    return {
        "regions": regions,
        "count": number_text(sum(len(region["missions"]) for region in regions), scene.text.code),
        "as_of": {"text": scene.date(network.as_of)["text"], "lang": None, "dir": None},
    }


def _mission(scene: Scene, mission: Mission) -> View:
    return {
        "id": mission.id,
        "type": mission.type,
        "name": mission_name(scene, mission),
        "city": scene.tr(mission.city),
        "country": country_name(mission.country, scene.text.code) if mission.country else None,
        "as_of": scene.date(mission.as_of)["text"],
        "note": scene.tr(mission.note),
        "cite": scene.cite(mission.sources),
    }


NEAR = {"capital": -52, "hoang-sa": -8, "truong-sa": 52}
"""How much lower than its place a name stands where the map is as narrow as a phone and letters are large."""


def mission_map(scene: Scene, code: Shortcode) -> View:
    """``{{ mission-map }}``: the missions of the list, as points on a map without borders."""
    world = load_world(scene.project.brand)
    found = scene.dataset.network.missions if scene.dataset.network else ()
    capital = world.place(*CAPITAL)
    spots = apart([world.place(mission.lat, mission.lon) for mission in found], POINT, capital, MARK)
    counts = {kind: sum(mission.type == kind for mission in found) for kind in TYPES}
    return {
        **scene.brand["mission-map"],
        "points": [
            {**_spot(spot), "type": mission.type, "name": mission_name(scene, mission)} for mission, spot in zip(found, spots, strict=True)
        ],
        "types": [
            {"id": kind, "text": scene.t(f"mission-type.{kind}"), "count": number_text(count, scene.text.code)}
            for kind, count in counts.items()
            if count
        ],
        "capital": _named(scene, world, "capital", CAPITAL),
        "islands": [_named(scene, world, name, place) for name, place in ISLANDS.items()],
        "description": scene.t("map.description", count=number_text(len(found), scene.text.code)),
    }


def _named(scene: Scene, world: World, name: str, place: tuple[float, float]) -> dict[str, Any]:
    """A place with its name, in one line and in the lines for narrow maps, and the way to it."""
    spot = world.place(*place)
    text = scene.t(f"map.{name}")
    return {
        **_spot(spot),
        "reach": f"{world.place(*LABELS)[0] - spot[0]:.1f}",
        "near": NEAR[name],
        "text": text,
        "lines": [part.strip() for part in re.split(r"(?=[(（])", text)],
    }


def _spot(place: tuple[float, float]) -> dict[str, str]:
    return {"x": f"{place[0]:.1f}", "y": f"{place[1]:.1f}"}


def totals(scene: Scene, code: Shortcode) -> View:
    """``{{ totals }}``: published totals, oldest first."""
    network = scene.dataset.network
    rows = sorted(network.totals, key=lambda total: total.date) if network else []
    return {
        "rows": [
            {
                "date": scene.date(total.date),
                "value": number_text(total.value, scene.text.code),
                "hedge": scene.tr(total.hedge),
                "what": scene.tr(total.what),
                "cite": scene.cite(total.sources),
                "note": scene.tr(total.note),
            }
            for total in rows
        ]
    }


def why_counts_differ(scene: Scene, code: Shortcode) -> View:
    """``{{ why-counts-differ }}``."""
    network = scene.dataset.network
    if network is None:
        return {"items": [], "cite": None}
    return {"items": [scene.tr(reason) for reason in network.why_counts_differ], "cite": scene.cite(network.why_sources)}
