"""Pictures drawn from the facts: in pages, to download, to frame elsewhere and to share.

A chart is laid out once, by words measured in the fonts of ``brand/fonts/``
(:mod:`bansac.charts.sheet`), and written in two ways: as SVG that follows the page's
colours and fonts (:mod:`bansac.charts.inline`), and as outlines that need neither
(:mod:`bansac.charts.outlines`).
"""

from typing import Final

NAMES: Final = ("network-growth", "history-timeline", "five-values", "task-groups", "mission-map")
"""The charts in the order in which the site lists them, as shortcodes and files name them."""
MAIN_EVENTS: Final = "main_events"
"""Where ``extra.bansac`` of ``mkdocs.yml`` names the events that get a number in the chart of the history."""
