"""What tests share: the small site, built once, and the golden cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from small import Site, sources


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="Write what the command says now into the cases of tests/cases/errors.")
    words = "How many random contents each test of tests/security/test_fuzz.py tries, from a new seed every time."
    parser.addoption("--fuzz-examples", type=int, default=0, help=words)
    parser.addoption(
        "--write-pictures", action="store_true", help="Keep the pages as they look now in tests/sites/pictures/kept, where they differ."
    )
    parser.addoption("--write-screenshots", action="store_true", help="Take the handbook's screenshots of the editor again: docs/images.")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than a second or two; leave out with -m 'not slow'")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site, built once by the real command. Nobody changes it."""
    site = sources(tmp_path_factory.mktemp("small"))
    site.build()
    return site


@pytest.fixture
def site(built: Site, tmp_path: Path) -> Site:
    """A copy of the built small site to change."""
    return built.copy(tmp_path / "site")
