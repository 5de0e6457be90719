"""Why a site must not be published: every reason is found, and all are told at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bansac.brandcheck import check_brand
from bansac.built import Built, digest_of_build, inputs_of, read_built
from bansac.config import Project
from bansac.errors import BansacError, ConfigError, ContentError, OutputError, Report, nearest
from bansac.glyphs import check_glyphs
from bansac.instants import Moment, parse_instant
from bansac.kit.check import check_kit
from bansac.model import Model, load_model
from bansac.promises import listing, promised
from bansac.publishing.plan import lost_addresses
from bansac.publishing.record import Record
from bansac.serving.preview_mark import is_preview
from bansac.status.limits import over_limits
from bansac.style.checking import check_style
from bansac.trust.configured import configured_key
from bansac.trust.keys import check_signature
from bansac.trust.manifest import MANIFEST, SIGNATURE


@dataclass(frozen=True)
class Candidate:
    """A site that somebody wants to publish.

    Attributes:
        project: The project that it was built from.
        site: Its folder.
        record: The hashes of its files.
        given_up: Addresses that the operator gives up on purpose.
    """

    project: Project
    site: Path
    record: Record
    given_up: tuple[str, ...] = ()


def check_candidate(candidate: Candidate, report: Report) -> None:
    """Report every reason that can be told without asking the target."""
    built = read_built(candidate.project, candidate.site)
    model = _checked(candidate.project.root, built, report)
    for reason in (
        *_not_as_built(candidate, built),
        *_lost_here(candidate),
        *_outdated(model),
        *_previews(candidate),
        *_unsigned(candidate),
    ):
        report.add(reason)


def check_served(candidate: Candidate, served: Record | None, report: Report) -> None:
    """Report addresses that the target serves now and that would lead nowhere after the publish."""
    if served is None:
        return
    addresses = sorted(f"/{path.removesuffix('index.html')}" for path in candidate.record.files)
    for address in lost_addresses(candidate.record.files, served.files, candidate.given_up):
        near = nearest(address, addresses)
        report.add(OutputError("served_address_lost", path=_shown(candidate), found=address, expected=f"{near}?" if near else None))


def _shown(candidate: Candidate) -> Path:
    return candidate.project.shown(candidate.site)


def _checked(root: Path, built: Built | None, report: Report) -> Model:
    """Read and check the content as ``bansac check`` does, at the instant of the build; its errors are reasons."""
    moment = Moment(parse_instant(built.as_of) if built and built.as_of else None)
    model = load_model(root, report, moment=moment)
    check_brand(model.project, report)
    check_glyphs(model, report)
    check_kit(model, report)
    check_style(model, report)
    return model


def _not_as_built(candidate: Candidate, built: Built | None) -> Iterator[BansacError]:
    """The site is not what a build left, or content changed since that build."""
    shown = _shown(candidate)
    if "index.html" not in candidate.record.files:
        yield OutputError("site_missing", path=shown)
        return
    if built is None:
        yield OutputError("site_unknown", path=shown)
        return
    if built.files != digest_of_build(candidate.record.files):
        yield OutputError("site_changed", path=shown)
    if built.inputs != inputs_of(candidate.project):
        yield OutputError("site_stale", path=shown)


def _lost_here(candidate: Candidate) -> Iterator[BansacError]:
    """Addresses of ``content/addresses.txt`` that no file of the site serves."""
    files = candidate.record.files
    addresses = sorted(f"/{name.removesuffix('index.html')}" for name in files)
    for name, number in promised(candidate.project).items():
        if (f"{name}index.html" if name.endswith("/") or not name else name) not in files:
            near = nearest(f"/{name}", addresses)
            path = candidate.project.shown(listing(candidate.project))
            yield ContentError("address_lost", path=path, line=number, found=f"/{name}", expected=f"{near}?" if near else None)


def _outdated(model: Model) -> Iterator[BansacError]:
    """Locales beyond a strong limit of ``extra.bansac.translation_limits``."""
    try:
        yield from (measure.error() for measure in over_limits(model))
    except ConfigError as error:
        yield error


def _previews(candidate: Candidate) -> Iterator[BansacError]:
    """The site was built as a preview."""
    if is_preview(candidate.site):
        yield OutputError("site_is_preview", path=_shown(candidate))


def _unsigned(candidate: Candidate) -> Iterator[BansacError]:
    """Readers and monitors know the project's key, and the manifest is not signed with it."""
    manifest, signature = candidate.site / MANIFEST, candidate.site / SIGNATURE
    try:
        key = configured_key(candidate.project)
        if key and manifest.is_file():
            if signature.is_file():
                check_signature(manifest.read_bytes(), signature.read_bytes(), key)
            else:
                yield OutputError("site_unsigned", path=_shown(candidate) / SIGNATURE)
    except BansacError as error:
        yield error
