"""The Plan of Resolution 292/NQ-CP: groups, commitments, bases, disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from bansac.formats import number_text
from bansac.markdown import Shortcode
from bansac.scene import Scene, View
from bansac.schema.common import Strength
from bansac.schema.data import Commitment
from bansac.views.facts import is_percentage, number


def group_path(group_id: str) -> str:
    """The page of a task group: ``group-1-institutions`` is at ``plan/institutions.md``."""
    return f"plan/{group_id.split('-', 2)[-1]}.md"


def groups(scene: Scene, code: Shortcode) -> View:
    """``{{ groups }}``: the task groups as cards."""
    plan = scene.dataset.plan
    if plan is None:
        return {"groups": []}
    return {
        "groups": [
            {
                "number": group.number,
                "title": scene.tr(group.title),
                "official_title": group.official_title,
                "summary": scene.tr(group.summary),
                "href": scene.link(group_path(group.id)),
                "count": sum(commitment.group == group.id for commitment in plan.commitments),
            }
            for group in plan.groups
        ]
    }


def commitments(scene: Scene, code: Shortcode) -> View:
    """``{{ commitments group=id }}``."""
    plan = scene.dataset.plan
    group = code.option("group")
    found = [entry for entry in plan.commitments if not group or entry.group == group] if plan else []
    return {"items": [_commitment(scene, entry) for entry in found], "glance": _glance(scene, found)}


def _glance(scene: Scene, found: Sequence[Commitment]) -> View:
    """What a list of commitments says, in numbers: how many of each strength, by when, from how many sources."""
    counts = Counter(entry.strength for entry in found)
    return {
        "strengths": [
            {"id": name, "text": scene.t(f"strength.{name}"), "count": number_text(counts[name], scene.text.code)}
            for name in get_args(Strength)
            if counts[name]
        ],
        "horizons": [str(year) for year in sorted({entry.horizon for entry in found if entry.horizon})],
        "sources": number_text(len({source for entry in found for source in entry.sources}), scene.text.code),
    }


def _commitment(scene: Scene, entry: Commitment) -> View:
    record = scene.dataset.facts[entry.fact] if entry.fact else None
    figure = None
    if record is not None:
        shown = number(scene, record)
        figure = {
            "number": shown["text"] if shown else "",
            "hedge": scene.tr(record.hedge),
            "unit": None if is_percentage(record) else scene.tr(record.unit),
        }
    return {
        "id": entry.id,
        "summary": scene.tr(entry.summary),
        "strength": entry.strength,
        "strength_text": scene.t(f"strength.{entry.strength}"),
        "hedge": scene.tr(entry.hedge),
        "horizon": str(entry.horizon) if entry.horizon else None,
        "fact": figure,
        "cite": scene.cite(entry.sources),
        "note": scene.tr(entry.note),
    }


def legal_bases(scene: Scene, code: Shortcode) -> View:
    """``{{ legal-bases }}``."""
    plan = scene.dataset.plan
    return {"items": [scene.tr(basis.title) for basis in plan.legal_bases] if plan else []}


def disagreements(scene: Scene, code: Shortcode) -> View:
    """``{{ disagreements }}``: where sources differ, and the form used here."""
    plan = scene.dataset.plan
    return {
        "items": [
            {
                "id": entry.id,
                "topic": scene.tr(entry.topic),
                "what": scene.tr(entry.what),
                "use": scene.tr(entry.use),
                "cite": scene.cite(entry.sources),
            }
            for entry in (plan.disagreements if plan else ())
        ]
    }
