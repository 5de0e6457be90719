"""``bansac sign``: sign the manifest of a finished site, apart from its build."""

from __future__ import annotations

import os
from pathlib import Path

import click
import minisign

from bansac.config import load_project
from bansac.errors import ConfigError
from bansac.terminal import Terminal
from bansac.trust.believed import Expected
from bansac.trust.configured import configured_key
from bansac.trust.folder import check_folder
from bansac.trust.keys import KEY_VARIABLE, PASSWORD_VARIABLE, new_pair, secret_key, sign
from bansac.trust.manifest import MANIFEST, SIGNATURE, read_manifest


@click.command("sign")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--key-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Tệp khóa bí mật · The secret key.")
@click.option("--new-key", type=click.Path(path_type=Path), help="Tạo cặp khóa mới · Make a new pair of keys.")
@click.pass_context
def command(ctx: click.Context, *, folder: Path | None, key_file: Path | None, new_key: Path | None) -> None:
    """Ký bản kê của trang · Sign the manifest of the site (default: site/)."""
    terminal: Terminal = ctx.obj
    password = os.environ.get(PASSWORD_VARIABLE)
    if new_key:
        key = new_pair(new_key, password)
        terminal.line(f"✓ {new_key}: giữ kín · keep it secret")
        terminal.line(f"✓ {new_key}.pub: extra.bansac.public_key: {key.to_base64().decode()}")
        return
    root: Path = ctx.meta["root"]
    configured = configured_key(load_project(root)) if (root / "mkdocs.yml").is_file() else None
    site = folder or root / "site"
    if not (site / MANIFEST).is_file():
        raise ConfigError("no_manifest", path=site / MANIFEST)
    manifest = read_manifest((site / MANIFEST).read_bytes(), str(site / MANIFEST))
    with _secret(key_file, password) as secret:
        if configured and configured != secret.get_public_key():
            raise ConfigError("other_key", path="mkdocs.yml", field="extra.bansac.public_key")
        if found := check_folder(site, Expected(manifest=manifest)).found:
            raise ConfigError("not_as_built", path=site, found=", ".join(f"{item.kind}: {item.path}" for item in found[:5]))
        signature = sign(manifest, secret)
    (site / SIGNATURE).write_bytes(signature)
    commit = manifest.commit or "không có commit · no commit"
    terminal.line(f"✓ {len(manifest.files)} tệp đã ký · {len(manifest.files)} files signed, {commit}: {site / SIGNATURE}")


def _secret(key_file: Path | None, password: str | None) -> minisign.SecretKey:
    if key_file:
        return secret_key(key_file.read_text(encoding="utf-8", errors="replace"), password, path=key_file)
    text = os.environ.get(KEY_VARIABLE)
    if not text:
        raise ConfigError("bad_signing_key", path=f"${KEY_VARIABLE}", reason="không có · missing")
    return secret_key(text, password, path=f"${KEY_VARIABLE}")
