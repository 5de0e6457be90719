"""What the tests of hostile content share: the small site on a bench; how long to look for more."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings

from trial import Bench

EXAMPLES = 60
"""Random contents of each test in CI."""


def pytest_configure(config: pytest.Config) -> None:
    """CI tries the same few contents every time; whoever looks for more says how many."""
    wanted = config.getoption("--fuzz-examples")
    common = settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    settings.register_profile("ci", common, max_examples=EXAMPLES, derandomize=True, phases=[Phase.explicit, Phase.generate])
    settings.register_profile("long", common, max_examples=wanted or 1, print_blob=True)
    settings.load_profile("long" if wanted else "ci")


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The small site, ready for trials; each puts back what it changes."""
    return Bench(tmp_path_factory.mktemp("bench") / "site")
