"""Signatures in the format of minisign: Ed25519, one file beside the manifest.

The secret key belongs to whoever publishes and never to a build. What is signed says which commit it is, in the
trusted comment, and no time: signing the same manifest again gives the same signature.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import minisign

from bansac.errors import ConfigError
from bansac.trust.manifest import SIGNATURE, Manifest, ManifestError

KEY_VARIABLE: Final = "BANSAC_SIGNING_KEY"
PASSWORD_VARIABLE: Final = "BANSAC_SIGNING_PASSWORD"  # noqa: S105  # the name of a variable
PUBLISHED: Final = ".well-known/bansac-minisign.pub"
SETTING: Final = "public_key"
LARGEST_SIGNATURE: Final = 20_000
_PRIVATE: Final = 0o600


def public_key(text: str, *, path: Path | str | None = None, line: int | None = None) -> minisign.PublicKey:
    """Read a public key: the line of Base64, or a whole key file.

    Args:
        text: The key.
        path: Where it comes from, for errors.
        line: The line there.

    Raises:
        ConfigError: It is no public key of minisign.
    """
    body = [found for found in text.splitlines() if found.strip() and not found.startswith("untrusted comment:")]
    try:
        return minisign.PublicKey.from_base64(body[0].strip() if len(body) == 1 else "")
    except (minisign.Error, ValueError) as error:
        raise ConfigError("bad_public_key", path=path, line=line, field=f"extra.bansac.{SETTING}" if line else None, found=text) from error


def key_file(key: minisign.PublicKey) -> bytes:
    """A public key as the file that minisign reads."""
    return bytes(key) + b"\n"


def secret_key(text: str, password: str | None, *, path: Path | str) -> minisign.SecretKey:
    """Read a secret key: a whole key file, or its line of Base64, as it fits into a variable of CI.

    Raises:
        ConfigError: It is none, or the password is wrong or missing.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    try:
        key = minisign.SecretKey.from_base64(lines[-1] if lines else "")
        if key.is_encrypted():
            key.decrypt(password or "")
    except (minisign.Error, ValueError) as error:
        raise ConfigError("bad_signing_key", path=path, reason=str(error)) from error
    return key


def sign(manifest: Manifest, key: minisign.SecretKey) -> bytes:
    """Sign a manifest; returns the signature file."""
    said = f"bansac {'commit:' + manifest.commit if manifest.commit else 'no commit'} files:{len(manifest.files)}"
    return bytes(key.sign(manifest.raw, trusted_comment=said, untrusted_comment=f"signature of {manifest.site}")) + b"\n"


def check_signature(raw: bytes, signature: bytes, key: minisign.PublicKey) -> str:
    """Prove that bytes were signed with a key.

    Returns:
        The trusted comment.

    Raises:
        ManifestError: They were not.
    """
    try:
        found = minisign.Signature.from_bytes(signature)
        key.verify(raw, found)
    except (minisign.Error, ValueError) as error:
        raise ManifestError("bad_signature", path=SIGNATURE, reason=str(error)) from error
    return str(found.trusted_comment)


def new_pair(target: Path, password: str | None) -> minisign.PublicKey:
    """Make a pair of keys: the secret one in a file that its owner alone may read, the public one beside it (``.pub``).

    Raises:
        ConfigError: A file is there already.
    """
    public = target.with_name(f"{target.name}.pub")
    for path in (target, public):
        if path.exists():
            raise ConfigError("exists", path=path)
    pair = minisign.KeyPair.generate()
    if password:
        pair.secret_key.encrypt(password)
    target.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as file:
        file.write(bytes(pair.secret_key) + b"\n")
    public.write_bytes(key_file(pair.public_key))
    return pair.public_key
