"""The one configuration, ``mkdocs.yml``: address, locales, navigation.

The engine reads the same file; this module reads only what the model and the
composer need, so that nothing of ours hangs on the engine.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from babel import Locale as CldrLocale
from babel import UnknownLocaleError

from bansac.errors import ConfigError
from bansac.schema.common import SOURCE_LOCALE

SITE_URL_VARIABLE = "BANSAC_SITE_URL"
KITS = "extra.bansac.kits"
"""Where the configuration says which archives of the identity kit are published."""
_OFFICE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
"""An id of a mission always has a hyphen, so that a misspelt word is no id."""


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _ConfigLoader(_Base):  # type: ignore[misc]  # the C loader has no typed base
    """Reads ``mkdocs.yml``, whose ``!ENV`` tags the engine knows as well."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        values = loader.construct_sequence(node)
        names, default = values[:-1], values[-1]
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]  # a tag on a scalar
    return next((os.environ[str(name)] for name in names if os.environ.get(str(name))), default)


_ConfigLoader.add_constructor("!ENV", _environment)


@dataclass(frozen=True)
class Locale:
    """A language of the site.

    Attributes:
        code: As in ``mkdocs.yml`` and the folder names: ``vi``, ``ar``.
        name: The language's name in itself.
        dir: ``ltr`` or ``rtl``, from CLDR.
        prefix: Start of its addresses: empty for the source locale, else ``code/``.
    """

    code: str
    name: str
    dir: str
    prefix: str

    @property
    def is_source(self) -> bool:
        """Whether this is the language that the others are translated from."""
        return self.code == SOURCE_LOCALE

    @property
    def cldr(self) -> CldrLocale:
        """The CLDR data of the locale."""
        return CldrLocale.parse(self.code, sep="-")


@dataclass(frozen=True)
class KitChoice:
    """Which archives of the identity kit are published with the site.

    Attributes:
        sector: Whether the sector's is.
        every: Whether every office's is.
        offices: Ids of the offices whose archive is published; empty where every one is.
    """

    sector: bool = False
    every: bool = False
    offices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """Where a project's files are, and what ``mkdocs.yml`` says.

    Attributes:
        root: Folder of ``mkdocs.yml``.
        site_url: Absolute address of the site, ending in a slash.
        base: Path of the site on its host, ``/`` or ``/repo/``.
        locales: The source locale first, the others as configured.
        nav: Pages of the main menu, by path below the locale folder.
        features: The ``extra.bansac`` section: switches and lists of the generator.
        digest: Hash of the file and the address.
        footer: Pages that the foot of every page links to.
        start: Pages that the first screen of the home page links to.
        proposal: The page that explains what of the site is a proposal.
        kits: Which archives of the identity kit are published.
    """

    root: Path
    site_url: str
    base: str
    locales: tuple[Locale, ...]
    nav: tuple[str, ...]
    features: Mapping[str, Any]
    digest: str
    footer: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    proposal: str | None = None
    kits: KitChoice = KitChoice()

    @property
    def content(self) -> Path:
        """What staff write."""
        return self.root / "content"

    @property
    def brand(self) -> Path:
        """What designers draw."""
        return self.root / "brand"

    @property
    def overrides(self) -> Path:
        """The theme."""
        return self.root / "overrides"

    @property
    def build(self) -> Path:
        """What builds keep; never published."""
        return self.root / "build"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.root / "site"

    @property
    def source(self) -> Locale:
        """The source locale."""
        return self.locales[0]

    @property
    def codes(self) -> tuple[str, ...]:
        """The locale codes, source first."""
        return tuple(locale.code for locale in self.locales)

    def shown(self, path: Path) -> Path:
        """A path as errors name it: from the project's root."""
        return path.relative_to(self.root) if path.is_relative_to(self.root) else path


def load_project(root: Path) -> Project:
    """Read ``mkdocs.yml`` of a project folder.

    Raises:
        ConfigError: The file is missing or says something impossible.
    """
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise ConfigError("bad_config", path="mkdocs.yml", reason="không có tệp · no such file")
    raw = path.read_bytes()
    try:
        data = yaml.load(raw.decode("utf-8"), Loader=_ConfigLoader)  # noqa: S506  # a SafeLoader with one more tag
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ConfigError(
            "bad_config", path="mkdocs.yml", line=mark.line + 1 if mark else None, reason=getattr(error, "problem", None) or str(error)
        ) from error
    if not isinstance(data, dict):
        raise ConfigError("bad_config", path="mkdocs.yml", reason="khóa: giá trị · key: value")
    site_url = _site_url(data.get("site_url"))
    features = (data.get("extra") or {}).get("bansac") or {}
    return Project(
        root=root.resolve(),
        site_url=site_url,
        base=urlsplit(site_url).path or "/",
        locales=_locales(data),
        nav=tuple(path for path in _nav(data.get("nav") or ()) if path != "index.md"),
        footer=tuple(_nav(features.get("footer") or ())),
        start=tuple(_nav(features.get("start") or ())),
        proposal=str(features["proposal"]) if features.get("proposal") else None,
        kits=_kits(features.get("kits"), raw.decode("utf-8")),
        features=features,
        digest=hashlib.sha256(raw + site_url.encode()).hexdigest()[:16],
    )


def _site_url(value: object) -> str:
    text = str(os.environ.get(SITE_URL_VARIABLE) or value or "")
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment or re.search(r"[\s\"'<>\\]", text):
        raise ConfigError("bad_site_url", path="mkdocs.yml", field="site_url", found=text, expected="https://host/path/")
    return text if text.endswith("/") else text + "/"


def _kits(value: object, text: str) -> KitChoice:
    """Read ``extra.bansac.kits``: a word, several with commas between them, or a list.

    Whether an office has the id is for the model to say, which knows the network.
    """
    listed = value if isinstance(value, list) else str(value or "none").replace(",", " ").split()
    words = tuple(dict.fromkeys(word for word in listed if isinstance(word, str)))
    odd = [word for word in listed if word not in {"none", "sector", "all"} and not (isinstance(word, str) and _OFFICE.fullmatch(word))]
    alone = len(words) > 1 and {"none", "all"} & set(words)
    without = words and "sector" not in words and words[0] not in {"none", "all"}
    if odd or alone or without or not words:
        found = odd[0] if odd else value
        raise ConfigError(
            "bad_kits", path="mkdocs.yml", line=_line(text, "kits"), field=KITS, found=found, expected="none; sector; all; sector, <id>, …"
        )
    every = words == ("all",)
    return KitChoice(every or "sector" in words, every, () if every else tuple(word for word in words if word not in {"none", "sector"}))


def _line(text: str, key: str) -> int | None:
    """The line of a key, where it is written once."""
    found = [number for number, line in enumerate(text.splitlines(), start=1) if re.match(rf"\s+{key}:", line)]
    return found[0] if len(found) == 1 else None


def _locales(data: dict[str, Any]) -> tuple[Locale, ...]:
    plugins = data.get("plugins")
    found = plugins if isinstance(plugins, list) else []
    section = next((item["i18n"] for item in found if isinstance(item, dict) and "i18n" in item), None)
    entries = section.get("languages") if isinstance(section, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError("bad_config", path="mkdocs.yml", field="plugins.i18n.languages", reason="- locale: …")
    locales = [_locale(entry) for entry in entries if entry.get("build", True)]
    codes = [locale.code for locale in locales]
    if SOURCE_LOCALE not in codes:
        raise ConfigError("bad_config", path="mkdocs.yml", field="plugins.i18n.languages", reason=f"locale: {SOURCE_LOCALE}")
    if len(set(codes)) != len(codes):
        raise ConfigError("bad_config", path="mkdocs.yml", field="plugins.i18n.languages", reason="hai lần · twice: " + ", ".join(codes))
    return tuple(sorted(locales, key=lambda locale: not locale.is_source))


def _locale(entry: dict[str, Any]) -> Locale:
    code = str(entry.get("locale", ""))
    try:
        cldr = CldrLocale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ConfigError("bad_config", path="mkdocs.yml", field="plugins.i18n.languages", found=code, reason=str(error)) from error
    direction = "rtl" if cldr.text_direction == "rtl" else "ltr"
    name = str(entry.get("name") or cldr.get_display_name())
    return Locale(code, name, direction, "" if code == SOURCE_LOCALE else f"{code}/")


def _nav(items: Any) -> list[str]:
    paths: list[str] = []
    for item in items:
        if isinstance(item, str):
            paths.append(item)
        elif isinstance(item, dict):
            paths.extend(_nav([value for value in item.values() if isinstance(value, str)]))
    return paths
