"""The map of the missions: where places lie, what is drawn, what is named."""

from __future__ import annotations

from itertools import combinations
from math import dist
from pathlib import Path

import pytest
import yaml

from bansac.brand.world import CENTRE, HEIGHT, SPACING, WIDTH, World, apart, load_world
from bansac.errors import BrandError
from bansac.views.network import CAPITAL, ISLANDS, LABELS, MARK, POINT
from small import PROJECT, Site

BRAND = PROJECT / "brand"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(BRAND)


def test_projection_is_robinsons(world: World) -> None:
    middle, equator = world.place(0, CENTRE)
    assert middle == WIDTH / 2
    assert world.place(0, CENTRE + 179.999)[0] == pytest.approx(WIDTH, abs=0.01)
    assert world.place(0, CENTRE + 180)[0] == pytest.approx(0, abs=0.01)
    assert world.place(60, CENTRE - 90)[0] == pytest.approx(WIDTH / 2 - WIDTH / 4 * 0.7986)
    north = equator - world.place(45, CENTRE)[1]
    assert north / WIDTH == pytest.approx(0.5571 * 1.3523 / (2 * 3.14159265 * 0.8487))
    assert world.place(-45, CENTRE)[1] - equator == pytest.approx(north)


def test_east_is_at_the_right(world: World) -> None:
    order = [(50, 0), (39, 116), (35, 139), (38, -122), (40, -74)]
    places = [world.place(*place)[0] for place in order]
    assert places == sorted(places)


def test_land_is_drawn_as_dots(world: World) -> None:
    path = world.dots()
    lines = path.removeprefix("M").split("M")
    dots = sum(round((float(line.split("h")[1]) - 0.1) / SPACING) + 1 for line in lines)
    assert dots == "".join(world.land).count("#") > 1500
    assert len(path) < 12_000


@pytest.mark.parametrize(
    ("lat", "lon", "land"),
    [(15, 20, True), (40, 100, True), (-25, 135, True), (-10, -55, True), (0, -150, False), (-40, 90, False), (12, 115, False)],
)
def test_land_is_where_it_is(world: World, *, lat: float, lon: float, land: bool) -> None:
    x, y = world.place(lat, lon)
    row = int(y / SPACING)
    assert (world.land[row][round(x / SPACING - 0.5 - row % 2 / 2)] == "#") is land


def test_points_are_moved_apart_and_not_far(world: World) -> None:
    missions = yaml.safe_load((PROJECT / "content" / "data" / "network.yml").read_text(encoding="utf-8"))["missions"]
    places = [world.place(mission["lat"], mission["lon"]) for mission in missions]
    capital = world.place(*CAPITAL)
    found = apart(places, POINT, capital, MARK)
    assert found == apart(places, POINT, capital, MARK)
    assert min(dist(one, other) for one, other in combinations(found, 2)) > POINT - 0.1
    assert min(dist(capital, place) for place in found) > MARK - 0.1
    assert max(dist(place, moved) for place, moved in zip(places, found, strict=True)) < 12
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in found)


def test_names_stand_apart_in_the_sea(world: World) -> None:
    rows = [world.place(*place)[1] for place in ISLANDS.values()]
    assert rows[1] - rows[0] > 16
    assert world.place(*LABELS)[0] > max(world.place(*place)[0] for place in ISLANDS.values())


def test_map_that_is_no_map_is_refused(tmp_path: Path) -> None:
    for text in ("", "# head\n\n#..#\n", (BRAND / "world.txt").read_text(encoding="utf-8").replace(".#", ".x", 1)):
        (tmp_path / "world.txt").write_text(text, encoding="utf-8")
        with pytest.raises(BrandError):
            load_world(tmp_path)


def test_islands_are_named_in_every_language() -> None:
    for path in (PROJECT / "content" / "strings").glob("*.yml"):
        texts = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = {texts[f"map.{name}"] for name in ISLANDS}
        assert len(names) == 2
        for name in names:
            assert texts["site.country"] in name, path.name


NETWORK = """\
as_of: "2025"
regions:
  - id: asia
    title: {vi: Châu Á, en: Asia, sv: Asien}
why_counts_differ: []
totals: []
missions:
  - {id: emb-jp-tokyo, type: embassy, country: JP, city: {vi: Tô-ki-ô, en: Tokyo}, region: asia, lat: 35.68, lon: 139.69,
     as_of: "2025", grade: A, sources: [vns-cyber]}
  - {id: cg-cn-nanning, type: consulate-general, country: CN, city: {vi: Nam Ninh}, region: asia, lat: 22.82, lon: 108.32,
     as_of: "2025", grade: A, sources: [vns-cyber]}
"""

PAGE = """\
---
title: Mạng lưới
description: Các cơ quan đại diện của Việt Nam ở nước ngoài.
layout: section
---

{{ mission-map }}

{{ missions }}
"""


def test_page_shows_the_map(site: Site) -> None:
    site.write("content/data/network.yml", NETWORK)
    site.write("content/vi/network/index.md", PAGE)
    site.build("--no-cards", "--no-search")
    for url in ("network/", "ar/network/"):
        page = site.page(url)
        view = page.css_first(".mission-map__view")
        assert view is not None
        assert view.attributes["dir"] == "ltr"
        image = view.css_first("svg")
        assert image is not None
        named = (image.attributes["aria-labelledby"] or "").split()
        assert [page.css_first(f"#{name}") is not None for name in named] == [True, True]
        assert {node.attributes["class"].split("--")[1] for node in view.css(".mission-map__point")} == {"embassy", "consulate-general"}  # type: ignore[union-attr]
        texts = [node.text() for node in view.css("text")]
        assert "Quần đảo Hoàng Sa (Việt Nam)" in texts
        assert "Quần đảo Trường Sa (Việt Nam)" in texts
        narrow = [[line.text() for line in node.css("tspan")] for node in view.css(".mission-map__near text")]
        assert narrow == [["Hà Nội"], ["Quần đảo Hoàng Sa", "(Việt Nam)"], ["Quần đảo Trường Sa", "(Việt Nam)"]]
        assert not view.css("[style]")
