"""The ready files for CI in ``deploy/``: they parse, call what exists, hold no secret and ask for no right too many."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from servers import HOST
from versions import Versions

from bansac.cli import main
from small import COMMAND, PLAIN, PROJECT, Site

DEPLOY = PROJECT / "deploy"
GITHUB = sorted((DEPLOY / "github").glob("*.yml"))
YAML = [*GITHUB, DEPLOY / "gitlab" / "gitlab-ci.yml"]
TOML = sorted(DEPLOY.glob("*.toml"))
FILES = [*YAML, *TOML, DEPLOY / "ci.sh"]
RIGHTS = {"contents": "read", "pages": "write", "id-token": "write"}
"""All that any job may ask for."""
_CALL = re.compile(r"(?:\.venv/bin/bansac|\$bansac) ([a-z]+)((?: (?!>)[^\s;|&)]+)*)")
_SECRET = re.compile(
    r"-----BEGIN|\b(?:ghp|gho|glpat|AKIA)[-_A-Za-z0-9]{8,}|(?:password|secret|token|key)[\"']?\s*[:=]\s*[\"']?[A-Za-z0-9+/]{12,}",
    re.IGNORECASE,
)


def name(path: Path) -> str:
    return path.relative_to(DEPLOY).as_posix()


def read(path: Path) -> dict[str, Any]:
    """A YAML file; the key ``on`` is no boolean here."""
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # texts only
    return found


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read(path)["jobs"]
    return found


@pytest.mark.parametrize("path", FILES, ids=name)
def test_commands_exist(path: Path) -> None:
    calls = _CALL.findall(path.read_text(encoding="utf-8"))
    for verb, rest in calls:
        command = main.commands.get(verb)
        assert command is not None, f"bansac {verb}"
        assert isinstance(command, click.Command)
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"bansac {verb}{rest}"
    assert calls or path.suffix == ".toml"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_scripts_that_are_called_are_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert all((PROJECT / script).is_file() for script in re.findall(r"\bdeploy/[\w./-]+\.sh", text))
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)) | {".venv/.site"}
    assert {found for found in re.findall(r"\bmake ([a-z./]+)", text) if found != "git"} <= targets


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_secret_stands_there(path: Path) -> None:
    text = re.sub(r"\$\{\{ (?:secrets|vars|github|steps)\.[\w.]+ \}\}", "", path.read_text(encoding="utf-8"))
    assert not _SECRET.search(text)
    assert "${{ secrets" not in text


@pytest.mark.parametrize("path", GITHUB, ids=name)
def test_jobs_ask_for_least_rights(path: Path) -> None:
    assert read(path)["permissions"] == {}, "nothing but what a job asks for itself"
    for job, found in jobs(path).items():
        assert found["permissions"], job
        assert found["permissions"].items() <= RIGHTS.items(), job
        assert int(found["timeout-minutes"]) <= 60
    if path.name == "preview.yml":
        assert "secrets." not in path.read_text(encoding="utf-8"), "pull requests come from anywhere"
        assert "pull_request_target" not in read(path)["on"]


@pytest.mark.parametrize("path", GITHUB, ids=name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used
    assert [line for line in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []
    for job in jobs(path).values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "a value from outside must come as a variable, not as shell"
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("path", [path for path in YAML if path.name != "preview.yml"], ids=name)
def test_steps_come_in_their_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    verify = text.rindex("bansac verify")
    publish = max(text.rfind(mark) for mark in ("actions/deploy-pages@", 'bansac publish "$BANSAC_TARGET"', "wrangler-action@"))
    assert text.index("deploy/ci.sh") < publish < verify


@pytest.mark.parametrize("path", [path for path in GITHUB if path.name != "preview.yml"], ids=name)
def test_scheduled_news_comes_out_hourly(path: Path) -> None:
    assert [entry["cron"].split()[1:] for entry in read(path)["on"]["schedule"]] == [["*"] * 4]
    assert read(path)["concurrency"]["cancel-in-progress"] == "false", "a publish is not broken off by the next"


def test_gitlab_stages_and_rules() -> None:
    found = read(YAML[-1])
    stages = found["stages"]
    for job in ("preview", "pages", "target", "verify"):
        assert found[job]["stage"] in stages
        assert found[job]["rules"]
    assert stages == ["build", "publish", "verify"]


@pytest.mark.parametrize("path", TOML, ids=name)
def test_toml_names_the_site(path: Path) -> None:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    assert found.get("pages_build_output_dir") == "./site" or found["build"]["publish"] == "site"


@pytest.fixture
def project(versions: Versions, tmp_path: Path) -> Site:
    """A project with the script, whose command is ours."""
    site = versions.old.copy(tmp_path / "project")
    shutil.copytree(DEPLOY, site.root / "deploy")
    command = site.root / "bansac"
    command.write_text("#!/bin/sh\nexec " + " ".join(f"'{word}'" if "'" not in word else f'"{word}"' for word in COMMAND) + ' "$@"\n')
    command.chmod(0o755)
    return site


@contextmanager
def answering(folder: Path) -> Iterator[str]:
    """An HTTP server of a folder; gives its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer((HOST, 0), lambda *args: Quiet(*args, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


def run(project: Site, address: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **PLAIN, "BANSAC": "./bansac", "BANSAC_SITE_URL": address, "BANSAC_COMMIT": "0" * 40, **more}
    return subprocess.run(  # noqa: S603  # our own script
        [str(project.root / "deploy" / "ci.sh")], cwd=project.root, env=env, capture_output=True, encoding="utf-8", check=False, timeout=120
    )


def test_script_builds_checks_and_refuses(project: Site, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    with answering(tmp_path / "www") as address:
        done = run(project, address)
        assert done.returncode == 0, done.stderr
        assert "Nothing is served yet" in done.stdout
        assert "The site may be published" in done.stdout
        assert address in project.read("site/index.html")
        served = tmp_path / "www" / ".well-known" / "bansac-manifest.json"
        served.parent.mkdir()
        served.write_text(
            json.dumps({"version": 1, "site": address, "files": [{"path": "gone/index.html", "size": 0, "sha256": "0" * 64}]})
        )
        refused = run(project, address)
        assert refused.returncode == 1
        assert "Found: /gone/" in refused.stderr
    assert "cannot be read" in run(project, address).stderr, "whoever does not answer may serve addresses"
    assert run(project, address, BANSAC_FIRST_PUBLISH="1").returncode == 0


def test_script_stops_where_nothing_is_refused(project: Site) -> None:
    """With a command whose gate always opens."""
    project.write(
        "bansac",
        '#!/bin/sh\nif [ "$1" = publish ]; then exit 0; fi\nmkdir -p site build/built\n: >site/index.html\n: >build/built/site.json\n',
    )
    (project.root / "bansac").chmod(0o755)
    done = run(project, "http://127.0.0.1:9/", BANSAC_FIRST_PUBLISH="1")
    assert done.returncode == 1
    assert "was not refused" in done.stderr
