"""Representative missions abroad and the published totals of them."""

from __future__ import annotations

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
        "type": mission.type,
        "name": mission_name(scene, mission),
        "city": scene.tr(mission.city),
        "country": country_name(mission.country, scene.text.code) if mission.country else None,
        "as_of": scene.date(mission.as_of)["text"],
        "note": scene.tr(mission.note),
        "cite": scene.cite(mission.sources),
    }


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
