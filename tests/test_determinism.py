"""Two builds of the same content are equal to the byte, wherever and whenever they are made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from small import PLAIN, Site, sources

CLOCK = """
import time
_ahead = 7 * 365 * 86_400 + 12_345
for _name, _factor in (("time", 1), ("time_ns", 10**9)):
    setattr(time, _name, (lambda real, factor: lambda: real() + _ahead * factor)(getattr(time, _name), _factor))
for _name in ("localtime", "gmtime"):
    setattr(time, _name, (lambda real: lambda seconds=None: real(time.time() if seconds is None else seconds))(getattr(time, _name)))
"""


@pytest.mark.slow
def test_place_day_language_and_order_change_nothing(built: Site, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    elsewhere = sources(tmp_path / "một nơi khác" / "deeper" / "site")
    for path in sorted((elsewhere.root / "content").rglob("*.md"), reverse=True):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
        os.utime(path, (86_400, 86_400))
    env = {
        "TZ": "Pacific/Kiritimati",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": f"{clock}{os.pathsep}{PLAIN['PYTHONPATH']}",
    }
    elsewhere.build(env=env)
    assert elsewhere.manifest() == built.manifest()
    elsewhere.build("--no-cache", env={**env, "PYTHONHASHSEED": "8", "TZ": "America/Lima"})
    assert elsewhere.manifest() == built.manifest()


def test_the_other_clock_is_another_clock(tmp_path: Path) -> None:
    """The test above would prove nothing if the clock stood still."""
    (tmp_path / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    program = "import datetime, time; print(datetime.date.today().year, time.gmtime().tm_year)"
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True)  # noqa: S603  # our own program
    years = [int(year) for year in done.stdout.split()]
    assert len(set(years)) == 1
    assert years[0] > 2030


def test_site_holds_no_trace_of_the_machine(built: Site) -> None:
    traces = [str(built.root).encode(), os.uname().nodename.encode() + b".", b"/tmp/", str(Path.home()).encode() + b"/"]
    for path in built.manifest():
        data = (built.site / path).read_bytes()
        assert not [trace for trace in traces if trace in data], path
