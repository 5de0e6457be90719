"""The editor as files to serve: Sveltia CMS bundled once from its package, with everything it loads beside it.

The package's ``npm/`` entry carries its fonts, icons and texts; its ``dist/`` build would fetch them from
elsewhere. The bundle lies in ``build/editor/``, named by what it was made from, and is never published.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

from bansac.errors import ConfigError
from bansac.store import digest_of

PACKAGE = "@sveltia/cms"
FOLDERS = ("editor", "node")
"""Where ``make edit`` and ``make test`` install packages, below the folder of the Python environment."""
_LOADERS = ("--loader:.woff2=file", "--loader:.wasm=file", "--loader:.png=file")
_ELSEWHERE = re.compile(r"https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)(?::vf)?@[\d.]+/([a-z0-9-]+)\.woff2")
"""The package names its fonts twice: beside itself, and elsewhere. Only the first may be asked for."""
_UNGUARDED = re.compile(r"Object\.values\((\w+\(\w+\)\[\w+\])\)\.some\(\(\{valid:")
"""The list of languages fails on a language that is switched off, once another was found faulty."""
_SAID_OTHERWISE = {
    "kho mã nguồn thử nghiệm": "thư mục content/ trên máy này",
    "Test Repository": "the content/ folder of this machine",
}
"""The package calls a folder that it did not pick itself a test; here it is the real one."""


def make_bundle(build: Path, modules: Path | None = None) -> Path:
    """Bundle the editor, unless it is there already.

    Args:
        build: The project's ``build/`` folder.
        modules: Folder ``node_modules`` with the package and esbuild; where ``make edit`` puts it, when None.

    Returns:
        Folder of the bundle; its start is ``editor.js``.

    Raises:
        ConfigError: The packages are not installed, or cannot be bundled.
    """
    modules = modules or _installed()
    package = modules / PACKAGE
    entry = (resources.files("bansac.editing") / "web" / "entry.js").read_text(encoding="utf-8")
    manifest = json.loads((package / "package.json").read_text(encoding="utf-8"))
    key = digest_of(manifest["version"], entry, _SAID_OTHERWISE, _ELSEWHERE.pattern, _UNGUARDED.pattern, _LOADERS)
    target = build / "editor" / key
    if (target / "editor.js").is_file():
        return target
    shutil.rmtree(build / "editor", ignore_errors=True)
    staged = target.with_name(f".{key}.new")
    staged.mkdir(parents=True)
    (staged / "entry.js").write_text(entry, encoding="utf-8")
    _bundle(modules, staged)
    shutil.copytree(package / "npm" / "assets", staged / "assets")
    shutil.copy2(package / "LICENSE.txt", staged / "LICENSE.txt")
    _mend(staged)
    staged.rename(target)
    return target


def _installed() -> Path:
    for name in FOLDERS:
        modules = Path(sys.prefix) / name / "node_modules"
        if (modules / PACKAGE / "package.json").is_file() and list(modules.glob("@esbuild/*")):
            return modules
    raise ConfigError("no_editor", found=PACKAGE, expected="make edit")


def _bundle(modules: Path, staged: Path) -> None:
    """Run esbuild's own program: it needs no Node.js, and its package no script at installation."""
    programs = [path for name in ("bin/esbuild", "esbuild.exe") for path in sorted(modules.glob(f"@esbuild/*/{name}"))]
    if not programs:
        raise ConfigError("no_editor", found="esbuild", expected="make edit")
    command = [
        str(programs[0].resolve()),
        "entry.js",
        "--bundle",
        "--splitting",
        "--format=esm",
        "--minify",
        "--charset=utf8",
        "--legal-comments=none",
        "--entry-names=editor",
        "--chunk-names=part-[hash]",
        "--asset-names=assets/[name]-[hash]",
        "--outdir=.",
        "--allow-overwrite",
        "--log-level=error",
        *_LOADERS,
    ]
    # the package is found from the folder of the bundle, not from a place that every file of it names
    (staged / "node_modules").symlink_to(modules.resolve(), target_is_directory=True)
    done = subprocess.run(command, cwd=staged, capture_output=True, encoding="utf-8", check=False)  # noqa: S603  # the locked program
    (staged / "node_modules").unlink()
    (staged / "entry.js").unlink()
    if done.returncode != 0:
        raise ConfigError("no_editor", found=done.stderr or "esbuild", expected="make edit")


def _mend(folder: Path) -> None:
    """Let every font come from beside the bundle, guard a lookup, and say what the folder is."""
    fonts = {path.name.rsplit("-", 1)[0]: path.name for path in (folder / "assets").glob("*.woff2")}
    for path in folder.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        mended = _ELSEWHERE.sub(lambda match: f"assets/{fonts[f'{match[1]}-{match[2]}']}", text)
        mended = _UNGUARDED.sub(r"Object.values(\1??{}).some(({valid:", mended)
        for words, others in _SAID_OTHERWISE.items():
            mended = mended.replace(words, others)
        if mended != text:
            path.write_text(mended, encoding="utf-8")
