"""Charts with their data as a table, and the list of pictures to download."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bansac.charts import NAMES, fives, growth, record, tasks
from bansac.charts.embeds import RESIZER, embed_code
from bansac.charts.published import FORMATS, Inline, embed_path, picture_path
from bansac.charts.sheet import Said
from bansac.charts.words import Words
from bansac.formats import number_text
from bansac.markdown import Shortcode
from bansac.papers.published import MEDIA_TYPE, plan_path
from bansac.scene import Scene, View
from bansac.views.network import mission_name

Cell = str | View | None
Table = tuple[list[str], list[list[Cell]]]


def chart(scene: Scene, code: Shortcode) -> View:
    """``{{ chart name }}``: a chart, its data and its files."""
    name = code.args[0]
    head, rows = TABLES[name](scene, _words(scene))
    found = scene.gallery.inline[scene.text.code, name]
    return {"name": name, **_inline(found), "head": head, "rows": rows, "files": _files(scene, name)}


def pictures(scene: Scene, code: Shortcode) -> View:
    """``{{ pictures }}``: every picture of this locale with its files and their sizes."""
    return {
        "pictures": [
            {
                "name": name,
                "title": scene.gallery.inline[scene.locale.code, name].title,
                "width": scene.gallery.sizes[picture_path(scene.locale.code, name, "png")][0] // 2,
                "height": scene.gallery.sizes[picture_path(scene.locale.code, name, "png")][1] // 2,
                "files": _files(scene, name),
                "embed": scene.here.to(embed_path(scene.locale.code, name)),
                "code": embed_code(
                    scene.routes.absolute(embed_path(scene.locale.code, name)), scene.gallery.inline[scene.locale.code, name]
                ),
            }
            for name in NAMES
        ],
        "resizer": f'<script src="{scene.routes.absolute(RESIZER)}" async></script>',
    }


def plan_paper(scene: Scene, code: Shortcode) -> View:
    """``{{ plan-paper }}``: the Plan as a paper to print."""
    path = plan_path(scene.locale.code)
    return {"href": scene.here.to(path), "type": MEDIA_TYPE, "size": _size(scene, path)} if path in scene.downloads else {"href": None}


def _size(scene: Scene, path: str) -> str:
    return scene.t("data.size", n=number_text(round(scene.downloads[path] / 1000), scene.text.code))


def _inline(found: Inline) -> View:
    return {"title": found.title, "wide": found.wide, "narrow": found.narrow}


def _words(scene: Scene) -> Words:
    return Words(scene.project, scene.dataset, scene.text, scene.text_strings)


def _files(scene: Scene, name: str) -> list[View]:
    code = scene.locale.code
    files: list[View] = []
    for suffix, media_type in FORMATS.items():
        path = picture_path(code, name, suffix)
        pixels = scene.gallery.sizes.get(path)
        files.append(
            {
                "format": suffix.upper(),
                "type": media_type,
                "href": scene.here.to(path),
                "size": _size(scene, path),
                "pixels": scene.t("pictures.pixels", width=pixels[0], height=pixels[1]) if pixels else None,
            }
        )
    return files


def _growth(scene: Scene, words: Words) -> Table:
    head = [scene.t("totals.date"), scene.t("totals.value"), scene.t("totals.what")]
    rows: list[list[Cell]] = []
    for row in growth.rows(words):
        when = f"{row.when.text} · {row.who.text}" if row.is_aim else row.when.text
        rows.append([when, row.shown.text, {**_said(scene, row.what), "cite": scene.cite(row.sources)}])
    return head, rows


def _history(scene: Scene, words: Words) -> Table:
    themes = {theme.id: theme.title for theme in scene.dataset.history.themes} if scene.dataset.history else {}
    return [scene.t("totals.date"), scene.t("chart.event"), scene.t("chart.theme")], [
        [scene.date(event.date, event.end_date)["text"], scene.tr(event.title), scene.tr(themes[event.theme])]
        for event in record.core_events(words)
    ]


def _values(scene: Scene, words: Words) -> Table:
    return [scene.t("chart.value"), scene.t("chart.gloss")], [
        [scene.tr(value.name), scene.tr(value.gloss)] for value in fives.values_of(words)
    ]


def _tasks(scene: Scene, words: Words) -> Table:
    strengths = tasks.used_strengths(words)
    head = [scene.t("group.number"), *(scene.t(f"strength.{name}") for name in strengths), scene.t("commitments")]
    rows: list[list[Cell]] = []
    for group in tasks.groups_of(words):
        found = tasks.strengths_of(words, group)
        title = scene.tr(group.title) or {}
        numbers = [number_text(count, scene.text.code) for count in (*(found[name] for name in strengths), found.total())]
        rows.append([{**title, "text": f"{group.number}. {title['text']}"}, *numbers])
    return head, rows


def _missions(scene: Scene, words: Words) -> Table:
    """The missions by name, each with its sources."""
    network = scene.dataset.network
    found: Iterable[list[Cell]] = (
        [mission_name(scene, mission), scene.date(mission.as_of)["text"]] for mission in (network.missions if network else ())
    )
    return [scene.t("missions.listed"), scene.t("as-of")], list(found)


def _said(scene: Scene, said: Said) -> View:
    foreign = said.lang != scene.text.code
    return {"text": said.text, "lang": said.lang if foreign else None, "dir": said.dir if foreign else None}


TABLES: Mapping[str, Callable[[Scene, Words], Table]] = dict(zip(NAMES, (_growth, _history, _values, _tasks, _missions), strict=True))
"""The data of each chart as head and rows of a table."""
