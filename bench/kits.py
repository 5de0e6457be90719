"""``python -m bench.kits``: how long identity kits take, how large they are, and whether memory grows with the offices."""

from __future__ import annotations

import argparse
import itertools
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bansac.config import load_project
from bansac.dataset import load_dataset
from bansac.errors import Report
from bansac.kit.documents.studio import load_studio
from bansac.kit.office import office_files
from bench.measure import Sample, run

START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from bansac.cli import main; main(prog_name='bansac')"
SIZES = (10, 100)
SAMPLED = 8
"""Offices whose files are made one by one, for the table of formats; from all parts of the list."""
_MIB = 1 << 20


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.kits", description="Measure the identity kits.")
    parser.add_argument("--offices", type=int, action="append", help=f"how many; may be given more than once (default: {SIZES})")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    parser.add_argument("--folder", type=Path, help="where to work (default: build/bench/kits)")
    options = parser.parse_args()
    root = Path(__file__).resolve().parent.parent
    folder: Path = options.folder or root / "build" / "bench" / "kits"
    print("| Offices | Run | Seconds | CPU s | Peak MiB | MiB in all | Largest KiB |\n|---:|---|---:|---:|---:|---:|---:|")
    for size in options.offices or SIZES:
        for label, sample, sizes in _runs(root, folder / str(size), size, options.jobs):
            measured = f"{sample.seconds:.1f} | {sample.cpu:.1f} | {sample.peak / _MIB:.0f}"
            print(f"| {size} | {label} | {measured} | {sum(sizes) / _MIB:.1f} | {max(sizes) / 1024:.0f} |", flush=True)
    print("\n| Format | Files | CPU s an office | KiB an office |\n|---|---:|---:|---:|")
    for ending, (count, seconds, size) in sorted(_formats(root).items()):
        print(f"| {ending} | {count:.1f} | {seconds:.3f} | {size / 1024:.0f} |")
    return 0


def _runs(root: Path, folder: Path, size: int, jobs: int) -> Iterator[tuple[str, Sample, list[int]]]:
    """From nothing, again, and after one office changed."""
    project = _project(root, folder, size)
    command = [sys.executable, "-c", START, str(root / "scripts"), "brand", "kit", "--all", "--jobs", str(jobs)]
    network = project / "content" / "data" / "network.yml"
    for label in ("from nothing", "nothing changed", "one office changed"):
        if label == "one office changed":
            data = yaml.load(network.read_text(encoding="utf-8"), yaml.CSafeLoader)  # a safe loader
            data["missions"][0]["city"]["vi"] += " X"
            data["missions"][0]["name"] = {"vi": "Đại sứ quán Việt Nam X"}
            _write(network, data)
        sample = run([command], folder=project)
        yield label, sample, [path.stat().st_size for path in (project / "build" / "kits" / "offices").glob("*.zip")]


def _project(root: Path, folder: Path, size: int) -> Path:
    """A project of this one's brand and facts with as many offices as wanted: the real ones, over again."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root / "content" / "data", folder / "content" / "data")
    shutil.copytree(root / "content" / "strings", folder / "content" / "strings")
    shutil.copy2(root / "mkdocs.yml", folder)
    for name in ("brand", "overrides"):
        (folder / name).symlink_to(root / name)
    network = folder / "content" / "data" / "network.yml"
    data = yaml.load(network.read_text(encoding="utf-8"), yaml.CSafeLoader)  # a safe loader
    endless = itertools.cycle(data["missions"])
    data["missions"] = [{**next(endless), "id": f"office-{number}"} for number in range(size)]
    _write(network, data)
    return folder


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _formats(root: Path) -> dict[str, tuple[float, float, float]]:
    """Files, processor seconds and bytes of each format, an office on average; what they share is made before."""
    project = load_project(root)
    dataset = load_dataset(project, Report())
    missions = dataset.network.missions if dataset.network else ()
    names = {value.id: value.name for value in dataset.values.values()}
    studio = load_studio(project.brand, names)
    chosen = missions[:: max(1, len(missions) // SAMPLED)][:SAMPLED]
    for _ in office_files(studio, project, chosen[0]):
        pass
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for mission in chosen:
        before = time.process_time()
        for name, data in office_files(studio, project, mission):
            now = time.process_time()
            entry = found[name.rpartition(".")[2]]
            for place, value in enumerate((1, now - before, len(data))):
                entry[place] += value
            before = now
    return {ending: (count / len(chosen), seconds / len(chosen), size / len(chosen)) for ending, (count, seconds, size) in found.items()}


if __name__ == "__main__":
    sys.exit(main())
