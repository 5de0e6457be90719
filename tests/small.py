"""The small site of the tests: copied, changed, built by the real command, and read again."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

import bansac
from bansac.cli import main
from bansac.editions import is_text

HERE = Path(__file__).parent
PROJECT = HERE.parent
SOURCE = HERE / "sites" / "small"
SITE_URL = "https://bansac.example/"
COMMAND = (sys.executable, "-c", "from bansac.cli import main; main(prog_name='bansac')")
PLAIN = {
    "BANSAC_COMMIT": "",
    "BANSAC_KITS": "",
    "BANSAC_SITE_URL": "",
    "CI": "1",
    "FORCE_COLOR": "",
    "PYTHONPATH": str(Path(bansac.__file__).parents[1]),
}


@dataclass(frozen=True)
class Run:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Site:
    """A project folder and the site that is built from it."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def run(self, *args: str, env: Mapping[str, str] | None = None) -> Run:
        """Run the command in this process: quick, for what ends before pages are rendered side by side."""
        runner = CliRunner(env={**PLAIN, **(env or {})})
        result = runner.invoke(main, ["--project", str(self.root), *args], prog_name="bansac")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Run(result.exit_code, result.stdout, result.stderr)

    def command(self, *args: str, env: Mapping[str, str] | None = None) -> Run:
        """Run the command as people do: in its own process, in the folder of the project."""
        done = subprocess.run(  # noqa: S603  # our own command
            [*COMMAND, *args], cwd=self.root, env={**os.environ, **PLAIN, **(env or {})}, capture_output=True, encoding="utf-8", check=False
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def build(self, *args: str, env: Mapping[str, str] | None = None) -> Run:
        """Build, and insist that it went well."""
        done = self.command("build", *args, env=env)
        assert done.code == 0, done.err
        return done

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        self.write_bytes(path, text.encode())

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write a file anew: the old one may be shared with other copies of the site."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.write_bytes(data)

    def replace(self, path: str, old: str, new: str) -> None:
        """Change one place of a file."""
        text = self.read(path)
        assert text.count(old) == 1, f"{path}: {old!r} stands there {text.count(old)} times"
        self.write(path, text.replace(old, new))

    def delete(self, path: str) -> None:
        target = self.root / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()

    def copy(self, root: Path) -> Site:
        """A copy with its own files; what nobody writes into (theme, brand, what was made) is shared."""
        root.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.root / "content", root / "content", symlinks=True)
        shutil.copy2(self.root / "mkdocs.yml", root)
        for name in ("brand", "overrides"):
            (root / name).symlink_to(PROJECT / name)
        for name in ("build", "site"):
            if (self.root / name).is_dir():
                shutil.copytree(self.root / name, root / name)
        return Site(root)

    def manifest(self) -> dict[str, str]:
        """Hash of every file of the site by its path."""
        return manifest(self.site)

    def pages(self) -> Iterator[str]:
        """The addresses of all pages, ``en/plan/`` or ``404.html``; text editions are no pages of their own."""
        for path in sorted(self.site.rglob("*.html")):
            if is_text(path.name):
                continue
            yield path.relative_to(self.site).as_posix().removesuffix("index.html")

    def page(self, url: str) -> LexborHTMLParser:
        """A page of the site, parsed."""
        path = self.site / url
        return LexborHTMLParser((path / "index.html" if path.is_dir() else path).read_text(encoding="utf-8"))


def manifest(folder: Path) -> dict[str, str]:
    """Hash of every file below a folder by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def sources(root: Path) -> Site:
    """The small site as it is written, not built: the project's own theme, brand and interface texts."""
    site = Site(SOURCE).copy(root)
    strings = root / "content" / "strings"
    strings.mkdir(exist_ok=True)
    for code in ("vi", "en", "sv"):
        shutil.copyfile(PROJECT / "content" / "strings" / f"{code}.yml", strings / f"{code}.yml")
    arabic = yaml.safe_load((SOURCE / "arabic.yml").read_text(encoding="utf-8"))
    texts = {**yaml.safe_load((strings / "vi.yml").read_text(encoding="utf-8")), **arabic}
    (strings / "ar.yml").write_text(yaml.safe_dump(texts, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return site
