"""The results as a Markdown table: the same on a terminal, in a log and in the handbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.rows import Row

HEAD = ("Pages", "Built with", "Build", "Seconds", "CPU s", "Peak MiB", "Files changed")
_MIB = 1 << 20


def markdown_table(rows: Iterable[Row]) -> str:
    """Lay rows out in columns."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEAD))]
    head, *body = [_line(cells, widths) for cells in lines]
    rule = (
        "|"
        + "|".join(("-" * (width + 1) + ":") if place > 2 or place == 0 else "-" * (width + 2) for place, width in enumerate(widths))
        + "|"
    )
    return "\n".join([head, rule, *body])


def _cells(row: Row) -> tuple[str, ...]:
    seconds = f"{row.sample.seconds:.2f}"
    if row.runs > 1:
        seconds += f" ({row.spread[0]:.2f}–{row.spread[1]:.2f})"
    changed = f"{row.change.files} of {row.change.total}" if row.change else ""
    return (str(row.size), row.label, row.action, seconds, f"{row.sample.cpu:.2f}", f"{row.sample.peak / _MIB:.0f}", changed)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.rjust(width) if place > 2 or place == 0 else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "| " + " | ".join(padded) + " |"
