"""What each shortcode shows: one function a shortcode, from a scene to a template's data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bansac.markdown import Shortcode
from bansac.scene import Scene, View
from bansac.views import brand, charts, facts, history, kits, lists, network, opendata, plan, registers

VIEWS: Mapping[str, Callable[[Scene, Shortcode], View]] = {
    "fact": facts.fact,
    "cite": facts.cite,
    "date": facts.date,
    "value": facts.value,
    "values": facts.values,
    "milestones": facts.milestones,
    "timeline": history.timeline,
    "figure": lists.figure,
    "latest-news": lists.latest_news,
    "pages": lists.pages,
    "feeds": lists.feeds,
    "open-data": opendata.open_data,
    "open-data-fields": opendata.open_data_fields,
    "groups": plan.groups,
    "commitments": plan.commitments,
    "disagreements": plan.disagreements,
    "legal-bases": plan.legal_bases,
    "missions": network.missions,
    "mission-map": network.mission_map,
    "totals": network.totals,
    "chart": charts.chart,
    "pictures": charts.pictures,
    "plan-paper": charts.plan_paper,
    "why-counts-differ": network.why_counts_differ,
    "slogans": registers.slogans,
    "all-sources": registers.all_sources,
    "glossary": registers.glossary,
    "brand-mark": brand.component,
    "brand-ring": brand.component,
    "brand-palette": brand.component,
    "brand-type": brand.component,
    "brand-rules": brand.rules,
    "brand-lockups": kits.lockups,
    "brand-files": kits.files,
    "brand-kit": kits.sector,
    "brand-offices": kits.offices,
}
"""The view of every shortcode in :data:`bansac.shortcodes.SPECS`."""
