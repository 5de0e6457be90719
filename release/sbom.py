"""The bill of materials: CycloneDX 1.6, the same bytes for the same lock files and fonts."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import yaml
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from release.lock import Pinned, read_lock

NAME = "bansac"
PYTHON = "requirements/site.txt"
NODE = "requirements/package-lock.json"
FONTS = ("brand/fonts/fonts.yml", "brand/fonts/kit.yml")


class SbomError(ValueError):
    """A bill of materials that the standard's schema refuses."""


def bill_of_materials(root: Path, version: str) -> bytes:
    """What the tool is made of: Python packages with their dependencies, packages for Node, fonts.

    Args:
        root: The project's folder.
        version: The tool's version.

    Returns:
        JSON. No date and no random number is in it: its serial number comes from what it lists.
    """
    project = Component(name=NAME, version=version, type=ComponentType.APPLICATION, bom_ref=NAME)
    project.licenses.update([LicenseFactory().make_from_string("MIT AND CC-BY-4.0 AND OFL-1.1")])
    pinned = read_lock(root / PYTHON)
    parts = {package.name: _python(package) for package in pinned}
    others = [*_node(root / NODE), *_fonts(root)]
    bom = Bom(components=[*parts.values(), *others], serial_number=_serial(root))
    bom.metadata.component = project
    bom.metadata.timestamp = None  # type: ignore[assignment]  # the standard lets it be absent; a build has no clock
    for owner, wanted in {project: _of(NAME, pinned, parts), **{parts[name]: _of(name, pinned, parts) for name in parts}}.items():
        bom.register_dependency(owner, wanted)
    bom.register_dependency(project, others)
    data = json.loads(JsonV1Dot6(bom).output_as_string())
    data["metadata"].pop("timestamp", None)
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def check(bill: bytes) -> None:
    """Hold a bill of materials against the schema of the standard.

    Raises:
        SbomError: It does not follow it.
    """
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill.decode("utf-8"))
    if wrong:
        raise SbomError(str(wrong))


def _of(owner: str, pinned: Iterable[Pinned], parts: dict[str, Component]) -> list[Component]:
    return [parts[package.name] for package in pinned if owner in package.via]


def _python(package: Pinned) -> Component:
    url = PackageURL("pypi", None, package.name, package.version)
    component = Component(name=package.name, version=package.version, purl=url, bom_ref=url.to_string(), type=ComponentType.LIBRARY)
    # a lock file lists every file of a package; a component's own hashes would say that they are all of one file
    component.properties.update(Property(name="bansac:file:sha256", value=value) for value in package.hashes)
    licence = _licence(package.name)
    if licence:
        component.licenses.update([licence])
    return component


def _licence(name: str) -> License | None:
    """What the installed package says of its licence, where it does so in a form that programs read."""
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return None
    text = found.get("License-Expression") or found.get("License") or ""
    line = text.strip().splitlines()[0] if text.strip() else ""
    if not line:
        classes = [item.rsplit(" :: ", 1)[-1] for item in found.get_all("Classifier") or () if item.startswith("License ::")]
        line = classes[0] if classes else ""
    return LicenseFactory().make_from_string(line) if line else None  # type: ignore[return-value]  # an expression is one too


def _node(path: Path) -> Iterator[Component]:
    """Packages for Node: the checkers and what is bundled for the editor; none of them runs on the published site."""
    for place, entry in sorted(json.loads(path.read_text(encoding="utf-8"))["packages"].items()):
        if not place or entry.get("link"):
            continue
        name = place.rpartition("node_modules/")[2]
        group, _, short = name.rpartition("/")
        url = PackageURL("npm", group or None, short, entry["version"])
        component = Component(
            name=short, group=group or None, version=entry["version"], purl=url, bom_ref=f"{url.to_string()}#{place}",
            type=ComponentType.LIBRARY, scope=ComponentScope.OPTIONAL,
        )  # fmt: skip
        if entry.get("integrity"):
            component.properties.add(Property(name="bansac:file:integrity", value=entry["integrity"]))
        if entry.get("license"):
            component.licenses.update([LicenseFactory().make_from_string(entry["license"])])
        yield component


def _fonts(root: Path) -> Iterator[Component]:
    names = {path.name for path in (root / "brand/fonts").glob("*.ttf")}
    listed = {name for book in FONTS for name in _files(yaml.safe_load((root / book).read_text(encoding="utf-8")))}
    for name in sorted(names & listed):
        digest = hashlib.sha256((root / "brand/fonts" / name).read_bytes()).hexdigest()
        component = Component(
            name=name,
            type=ComponentType.FILE,
            bom_ref=f"font:{name}",
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        )
        component.licenses.update([LicenseFactory().make_from_string("OFL-1.1")])
        yield component


def _files(data: object) -> Iterator[str]:
    """Names of font files anywhere in a font book."""
    if isinstance(data, dict):
        for value in data.values():
            yield from _files(value)
    elif isinstance(data, list):
        for value in data:
            yield from _files(value)
    elif isinstance(data, str) and data.endswith(".ttf"):
        yield data


def _serial(root: Path) -> uuid.UUID:
    digest = hashlib.sha256(b"".join((root / name).read_bytes() for name in (PYTHON, NODE, *FONTS))).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{NAME}:{digest}")
