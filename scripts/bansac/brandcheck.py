"""What ``bansac check`` asks of the brand."""

from __future__ import annotations

from bansac.brand.contrast import confusable_values, failures, load_pairs
from bansac.brand.examples import load_examples
from bansac.brand.rules import load_rules
from bansac.brand.tokens import load_tokens
from bansac.config import Project
from bansac.errors import BrandError, Report


def check_brand(project: Project, report: Report) -> None:
    """Report pairs of colours below WCAG 2.2 AA, values that some readers cannot tell apart, and rules whose examples there are not."""
    try:
        tokens = load_tokens(project.brand)
        load_examples(project.brand)
        load_rules(project.brand)
    except BrandError as error:
        report.add(error)
        return
    for measured in failures(tokens, load_pairs(project.brand)):
        report.add(BrandError("contrast", path="brand/contrast.yml", found=str(measured), expected=f"≥ {measured.minimum}"))
    for pair in confusable_values(tokens):
        report.add(BrandError("contrast", path="brand/tokens.json", found=str(pair)))
