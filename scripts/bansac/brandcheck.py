"""What ``bansac check`` and every build ask of the brand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bansac.brand.contrast import Pair, confusable_values, failures, load_pairs
from bansac.brand.examples import load_examples
from bansac.brand.places import line_at
from bansac.brand.rules import load_rules
from bansac.brand.safety import svg_faults, template_faults
from bansac.brand.tokens import Tokens, load_tokens, token_line
from bansac.config import Project
from bansac.errors import BrandError, Report, suggestion

CONTRAST = Path("brand/contrast.yml")
TOKENS = Path("brand/tokens.json")


def check_brand(project: Project, report: Report) -> None:
    """Report faint pairs (WCAG 2.2 AA), values that some readers cannot tell apart, unsafe drawings, and rules without their examples."""
    for error in unsafe_files(project.brand):
        report.add(error)
    try:
        load_examples(project.brand)
        load_rules(project.brand)
        tokens, pairs = load_tokens(project.brand), load_pairs(project.brand)
    except BrandError as error:
        report.add(error)
        return
    known = _known_pairs(project.brand, tokens, pairs, report)
    for measured in failures(tokens, known):
        line = line_at(project.brand / "contrast.yml", (pairs.index(measured.pair),))
        report.add(BrandError("contrast", path=CONTRAST, line=line, found=str(measured), expected=f"≥ {measured.minimum:g}"))
    for pair in confusable_values(tokens):
        group = "role-dark" if pair.scheme == "dark" else "role"
        line = token_line(project.brand, f"{group}.{pair.second}")
        report.add(BrandError("confusable_colours", path=TOKENS, line=line, field=f"{group}.{pair.second}", found=str(pair)))


def unsafe_files(brand: Path) -> Iterator[BrandError]:
    """Drawings and templates of a brand folder that run something or refer to another place."""
    for path in sorted(brand.rglob("*")):
        shown = Path(brand.name, path.relative_to(brand))
        if path.suffix == ".svg" and path.is_file():
            for fault in svg_faults(path.read_bytes()):
                yield BrandError("unsafe_svg", path=shown, line=fault.line, found=fault.found)
        elif path.parent.name == "templates" and path.suffix in {".typ", ".html"}:
            for fault in template_faults(path.read_text(encoding="utf-8"), path.suffix):
                yield BrandError("unsafe_template", path=shown, line=fault.line, found=fault.found)


def _known_pairs(brand: Path, tokens: Tokens, pairs: tuple[Pair, ...], report: Report) -> tuple[Pair, ...]:
    """The pairs of roles that exist; the others are reported."""
    roles = tokens.group("role").keys()
    good = []
    for index, pair in enumerate(pairs):
        unknown = [(field, role) for field, role in (("foreground", pair.foreground), ("background", pair.background)) if role not in roles]
        for field, role in unknown:
            line = line_at(brand / "contrast.yml", (index, field))
            expected = suggestion(role, roles)
            report.add(BrandError("not_allowed", path=CONTRAST, line=line, field=field, found=role, expected=expected))
        if not unknown:
            good.append(pair)
    return tuple(good)
