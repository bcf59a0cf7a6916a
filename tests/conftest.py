"""Fixtures that every test may use."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

Figure = Callable[[str], None]


def pytest_configure(config: pytest.Config) -> None:
    """The marker by which tests.fakes.scoreboard counts the rows of the fault matrix."""
    config.addinivalue_line("markers", "fault(*rows): plays these rows of the fault matrix through the whole program")


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real records; tests that ask for it are counted as skipped where it is not."""
    folder = os.environ.get("EVIDENCE_REAL")
    if not folder or not Path(folder).is_dir():
        pytest.skip("real records not here: set EVIDENCE_REAL to their folder")
    return Path(folder)


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Tells what a test measured, for tests.fakes.scoreboard to print beside the row that it plays."""
    return lambda told: record_property("figure", told)
