"""What ``mkdocs.yml`` says about trust: the public key that the project's sites are signed with."""

from __future__ import annotations

import minisign

from bansac.config import Project
from bansac.files import line_of
from bansac.trust.keys import SETTING, public_key


def configured_key(project: Project) -> minisign.PublicKey | None:
    """The key of ``extra.bansac.public_key``, or None where none is configured.

    Raises:
        ConfigError: It is no key.
    """
    text = project.features.get(SETTING)
    if not text:
        return None
    return public_key(str(text), path="mkdocs.yml", line=line_of(project.root / "mkdocs.yml", rf"^\s*{SETTING}\s*:"))
