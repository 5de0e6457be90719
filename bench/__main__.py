"""``python -m bench``: measure and print; see ``--help``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.measure import CommandError
from bench.rows import WAYS, Row, measure_way
from bench.table import markdown_table

SIZES = (200, 2000)
LARGE = 2000
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "hugo", "pagefind")


def main() -> int:
    """Run the benchmarks that the command line names."""
    options = _options()
    root = Path(__file__).resolve().parent.parent
    folder = options.folder or root / "build" / "bench"
    rows: list[Row] = []
    failed = False
    for size in options.size or SIZES:
        runs = options.runs or (1 if size >= LARGE else 3)
        for way in WAYS:
            if options.only and way.name not in options.only:
                continue
            try:
                rows += measure_way(way, size, root=root, folder=folder / f"{way.name}-{size}", runs=runs, say=_say)
            except CommandError as error:
                failed = True
                print(f"{way.label}: {error}", file=sys.stderr)
    _say("")
    print(markdown_table(rows))
    if options.json:
        options.json.write_text(
            json.dumps({**_machine(), "rows": [asdict(row) for row in rows]}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 1 if failed else 0


def _options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure Bản Sắc beside plain Material and Hugo on one made-up corpus."
    )
    parser.add_argument(
        "--size", type=int, action="append", help=f"pages in all languages together; may be given more than once (default: {SIZES})"
    )
    parser.add_argument("--runs", type=int, help=f"runs of each row (default: 3, from {LARGE} pages on 1)")
    parser.add_argument(
        "--only", action="append", choices=[way.name for way in WAYS], help="measure only this; may be given more than once"
    )
    parser.add_argument("--folder", type=Path, help="where to work (default: build/bench)")
    parser.add_argument("--json", type=Path, help="also write the results to this file")
    return parser.parse_args(arguments)


def _machine() -> dict[str, object]:
    return {
        "python": platform.python_version(),
        "system": platform.machine(),
        "cores": os.cpu_count(),
        "versions": {name: _version(name) for name in PACKAGES},
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _say(text: str) -> None:
    """Tell on a terminal what is under way, on one line."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
