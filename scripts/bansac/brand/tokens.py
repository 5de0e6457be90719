"""Design tokens: load ``brand/tokens.json``, follow its aliases, refuse what is wrong.

The file follows the Design Tokens Community Group's format, version 2025.10.
Its layers are ``palette`` (raw values), ``role`` and ``role-dark`` (the same
roles in two schemes) and ``component`` (applied tokens, which refer to roles).
Values here are frozen and carry the path they came from, so that every other
module can name the token it speaks of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from bansac.brand.colour import parse_hex
from bansac.brand.places import line_at
from bansac.errors import BrandError

Scheme: TypeAlias = Literal["light", "dark"]
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
PATH: Final = Path("brand/tokens.json")
VALUES: Final = ("loyalty", "solidarity", "courage", "intelligence", "creativity")
"""The ids of the five values, in the Plan's order, clockwise from the top of the mark."""

_TYPES: Final = frozenset({"color", "dimension", "fontFamily", "fontWeight", "number", "duration", "cubicBezier"})
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ALIAS = re.compile(r"\{([a-z0-9.-]+)\}")
_LAYERS: Final[dict[str, tuple[str, ...]]] = {
    "palette": (),
    "role": ("palette.",),
    "role-dark": ("palette.",),
    "component": ("role.",),
}


class TokenError(BrandError):
    """The token file breaks the format or the rules of its layers; the reason names the token."""

    @classmethod
    def because(cls, token: str, what: str) -> TokenError:
        """The error of a token, by its dotted path; a line that is not known yet is found by whoever read the file."""
        return cls("bad_brand", path=PATH, field=token, reason=f"{token}: {what}")


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        path: Dotted path in the file, such as ``role.text``.
        type: The DTCG type, own or inherited.
        value: The value as written, or the alias in braces.
        alias: The path that the value refers to, if it is an alias.
        extensions: The token's ``$extensions``.
        description: The token's ``$description``.
    """

    path: str
    type: str
    value: Any
    alias: str | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)
    description: str = ""


class Tokens(Mapping[str, Token]):
    """All tokens by dotted path, in the order of the file."""

    def __init__(self, tokens: Mapping[str, Token]) -> None:
        self._tokens = MappingProxyType(dict(tokens))

    def __getitem__(self, path: str) -> Token:
        return self._tokens[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    def group(self, prefix: str) -> dict[str, Token]:
        """The tokens below a group, by the rest of their path."""
        start = prefix + "."
        return {path[len(start) :]: token for path, token in self._tokens.items() if path.startswith(start)}

    def resolve(self, path: str, scheme: Scheme = "light") -> Token:
        """Follow aliases to the token that holds a value.

        Args:
            path: Dotted path of the token to start from.
            scheme: Which scheme's roles to read; a path in ``role.`` is read from ``role-dark.`` in the dark one.

        Raises:
            TokenError: The token or one it refers to does not exist, or the aliases form a loop.
        """
        seen: list[str] = []
        while True:
            if scheme == "dark" and path.startswith("role."):
                path = "role-dark." + path.removeprefix("role.")
            if path in seen:
                raise TokenError.because(seen[0], f"aliases form a loop: {' → '.join([*seen, path])}")
            seen.append(path)
            token = self._tokens.get(path)
            if token is None:
                raise TokenError.because(seen[0], f"no token {path!r}")
            if token.alias is None:
                return token
            path = token.alias

    def colour(self, name: str, scheme: Scheme = "light") -> str:
        """The colour of a role as ``#rrggbb``."""
        return str(self.resolve(f"role.{name}", scheme).value["hex"])


def load_tokens(brand_dir: Path) -> Tokens:
    """Read and validate ``tokens.json`` of a brand folder.

    Raises:
        TokenError: The file is no valid token file.
    """
    path = brand_dir / "tokens.json"
    try:
        tokens = Tokens({token.path: token for token in _walk(json.loads(path.read_text(encoding="utf-8")), (), None)})
        _validate(tokens)
    except json.JSONDecodeError as error:
        raise TokenError("bad_brand", path=PATH, line=error.lineno, reason=error.msg) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise TokenError("bad_brand", path=PATH, reason=reason) from error
    except TokenError as error:
        error.line = error.line or token_line(brand_dir, error.field or "")
        raise
    return tokens


def token_line(brand_dir: Path, path: str) -> int | None:
    """The line of a token in ``tokens.json``, or of the nearest group around it."""
    return line_at(brand_dir / "tokens.json", tuple(path.split(".")))


def _walk(node: Mapping[str, Any], path: tuple[str, ...], inherited: str | None) -> Iterator[Token]:
    """Yield the tokens of a group, depth first; ``$type`` is handed down."""
    kind = node.get("$type", inherited)
    if "$value" in node:
        value = node["$value"]
        match = _ALIAS.fullmatch(value) if isinstance(value, str) else None
        yield Token(
            path=".".join(path),
            type=kind or "",
            value=value,
            alias=match[1] if match else None,
            extensions=MappingProxyType(node.get("$extensions", {})),
            description=node.get("$description", ""),
        )
        return
    for name, child in node.items():
        if name.startswith("$"):
            continue
        if not _NAME.fullmatch(name) or not isinstance(child, dict):
            raise TokenError.because(".".join([*path, name]), "a name has lower-case letters, digits and hyphens")
        yield from _walk(child, (*path, name), kind)


def _validate(tokens: Tokens) -> None:
    for path, token in tokens.items():
        layer = path.partition(".")[0]
        if token.type not in _TYPES:
            raise TokenError.because(path, f"unknown type {token.type!r}")
        if layer in _LAYERS:
            allowed = _LAYERS[layer]
            if bool(allowed) != bool(token.alias) or (token.alias and not token.alias.startswith(allowed)):
                raise TokenError.because(path, f"a token of {layer!r} refers to {' or '.join(allowed) or 'nothing'}")
        target = tokens.resolve(path)
        if target.type != token.type:
            raise TokenError.because(path, f"{token.type} refers to {target.path}, a {target.type}")
        if token.alias is None:
            _validate_value(token)
    light, dark = tokens.group("role"), tokens.group("role-dark")
    if light.keys() != dark.keys():
        raise TokenError.because("role-dark", f"differs from role in {', '.join(sorted(light.keys() ^ dark.keys()))}")


def _validate_value(token: Token) -> None:
    """Refuse a value that its type does not allow."""
    value = token.value
    match token.type:
        case "color":
            good = isinstance(value, dict) and value.get("colorSpace") == "srgb" and len(value["components"]) == 3
            if good and any(abs(a - b) > 0.001 for a, b in zip(parse_hex(value["hex"]), value["components"], strict=True)):
                raise TokenError.because(token.path, "components and hex are different colours")
        case "dimension":
            good = isinstance(value, dict) and value.get("unit") in {"px", "rem"}
        case "duration":
            good = isinstance(value, dict) and value.get("unit") in {"ms", "s"}
        case "fontFamily":
            good = isinstance(value, str) or (isinstance(value, list) and all(isinstance(item, str) for item in value))
        case "cubicBezier":
            good = isinstance(value, list) and len(value) == 4
        case _:
            good = isinstance(value, int | float) and not isinstance(value, bool)
    if not good:
        raise TokenError.because(token.path, f"{value!r} is no {token.type}")
