"""Papers to print: what they say, and that everybody can read them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from bansac.charts.gallery import words_of
from bansac.charts.sheet import Measure
from bansac.errors import Report
from bansac.model import Model, load_model
from bansac.papers.plan import plan_data, set_plan
from small import Site

ROOT = Path(__file__).parent.parent
URL = "https://bansac.example/plan/"


@cache
def model() -> Model:
    return load_model(ROOT, Report())


@pytest.mark.parametrize("code", ["vi", "ar", "zh"])
def test_the_same_facts_give_the_same_paper(code: str) -> None:
    """The press refuses a paper that breaks PDF/UA-1: one without language, title or the meaning of a picture."""
    paper = set_plan(words_of(model(), code), URL)
    assert paper.startswith(b"%PDF-1.7")
    assert all(key in paper for key in (b"/StructTreeRoot", b"/Outlines", b"/Lang"))
    assert paper == set_plan(words_of(model(), code), URL)
    assert not re.search(rb"CreationDate|ModDate", paper)


def test_every_task_stands_with_its_strength_and_its_sources() -> None:
    data = plan_data(words_of(model(), "en"), Measure(ROOT / "brand"), URL)
    plan = model().dataset.plan
    assert plan
    tasks = [task for group in data["groups"] for task in group["tasks"]]
    assert len(tasks) == len(plan.commitments)
    listed = {source["n"] for source in data["sources"]}
    assert listed == set(range(1, len(listed) + 1))
    for task in tasks:
        assert task["strength_text"]
        assert task["notes"]
        assert set(task["notes"]) <= listed


def test_a_paper_says_what_it_is_not() -> None:
    for code in model().project.codes:
        data = plan_data(words_of(model(), code), Measure(ROOT / "brand"), URL)
        assert data["notice"] == model().strings[code]["proposal"]
        assert URL in data["note"]
        assert json.dumps(data)


def test_a_site_that_links_no_paper_makes_none(built: Site) -> None:
    assert list(built.site.rglob("*.pdf")) == []
