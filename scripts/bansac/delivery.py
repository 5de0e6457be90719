"""How the site of a model is delivered: its policy, and the files for servers that follow from it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bansac.addresses import redirects_of
from bansac.config import Project
from bansac.errors import ConfigError, OutputError, Report
from bansac.finish.redirects import moved_paths
from bansac.model import Model
from bansac.serving.apache import apache_files
from bansac.serving.caddy import caddy_files
from bansac.serving.hosts import host_files, netlify, too_much
from bansac.serving.inline import style_hashes
from bansac.serving.nginx import nginx_files
from bansac.serving.policy import HSTS, Policy, make_policy
from bansac.store import write_aside

SERVER: Final = "server"
"""Folder below ``build/`` of the files for servers."""
_HSTS = re.compile(r"max-age=\d+(; includeSubDomains)?(; preload)?")


def policy_of(model: Model, files: Mapping[str, bytes], *, preview: bool = False) -> Policy:
    """The policy of a site.

    Args:
        model: The site.
        files: Its shared files and downloads by path; the drawings among them may have a style of their own.
        preview: Whether it is a preview.

    Raises:
        ConfigError: ``extra.bansac.hsts`` is no value of Strict-Transport-Security.
    """
    project = model.project
    return make_policy(
        project.site_url,
        prefixes=[locale.prefix for locale in project.locales],
        moved=moved_paths(redirects_of(model), site_url=project.site_url),
        styles=style_hashes(files),
        hsts=_hsts(project),
        preview=preview,
    )


def _hsts(project: Project) -> str | None:
    value = project.features.get("hsts", HSTS)
    if value is False:
        return None
    if not _HSTS.fullmatch(str(value)):
        expected = "max-age=31536000[; includeSubDomains][; preload], false"
        raise ConfigError("bad_config", path="mkdocs.yml", field="extra.bansac.hsts", found=value, reason=expected)
    return str(value)


def published(policy: Policy, report: Report) -> dict[str, bytes]:
    """The files for hosting services, which are published with the site; warns of more than such a service takes."""
    files = host_files(policy)
    for found in too_much(files):
        report.warn(OutputError("host_limit", found=found))
    return {name: text.encode() for name, text in files.items()}


def server_files(policy: Policy) -> dict[str, str]:
    """The files for one's own server and for Netlify, by path below ``build/server/``."""
    files = {f"nginx/{name}": text for name, text in nginx_files(policy).items()}
    files |= {f"caddy/{name}": text for name, text in caddy_files(policy).items()}
    files |= {f"apache/{name}": text for name, text in apache_files(policy).items()}
    return {**files, "netlify.toml": netlify(policy)}


def write_server_files(policy: Policy, build: Path) -> None:
    """Put the files for servers into ``build/server/``, in the place of those of the build before."""
    folder, aside = build / SERVER, build / f".{SERVER}.new"
    shutil.rmtree(aside, ignore_errors=True)
    for name, text in server_files(policy).items():
        write_aside(aside / name, text.encode())
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
