"""The shell on the server: a script that arrives in part is never run."""

from __future__ import annotations

import subprocess
from pathlib import Path

from servers import tool

from bansac.publishing.shell import compound

SCRIPT = "mkdir made\nln -s made .aside\ncat >made/list <<'END'\none\ntwo\nEND\nmv -T .aside current"


def test_script_that_is_cut_is_not_run(tmp_path: Path) -> None:
    whole = compound(SCRIPT)
    for length in (*range(0, len(whole), 3), len(whole)):
        folder = tmp_path / str(length)
        folder.mkdir()
        subprocess.run([tool("sh")], input=whole[:length].encode(), cwd=folder, capture_output=True, check=False)  # noqa: S603  # our script
        made = sorted(path.name for path in folder.iterdir())
        assert made in ([], ["current", "made"]), whole[:length]
    assert (tmp_path / str(len(whole)) / "current" / "list").read_text() == "one\ntwo\n"
