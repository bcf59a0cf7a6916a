"""Plays the rows of the fault matrix through the whole program and counts them.

    python -m tests.fakes.scoreboard [--slow]

A test says with @pytest.mark.fault("F01", ...) which rows it plays; a row passes where all of its tests do. --slow:
with those that take longer than a few seconds (25,000 records, 200 seeds of damaged bits).
"""

import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROWS = tuple(f"F{number:02}" for number in range(1, 81))


class Scoreboard:
    """Counts passed and other outcomes of tests by row; a plugin of pytest."""

    def __init__(self) -> None:
        self.passed: dict[str, int] = defaultdict(int)
        self.other: dict[str, int] = defaultdict(int)
        self._rows: dict[str, set[str]] = {}

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Keep the tests that play a row."""
        self._rows = {item.nodeid: {row for mark in item.iter_markers("fault") for row in mark.args} for item in items}
        config.hook.pytest_deselected(items=[item for item in items if not self._rows[item.nodeid]])
        items[:] = [item for item in items if self._rows[item.nodeid]]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count the call, and a setup or teardown that failed: the canary is looked for at the end."""
        if report.when != "call" and report.passed:
            return
        for row in self._rows[report.nodeid]:
            (self.passed if report.passed else self.other)[row] += 1

    def lines(self) -> list[str]:
        """A line a row, then the counts."""
        named = sorted({*ROWS, *self.passed, *self.other})
        told = [
            f"{row}  {self.passed[row]:4} passed" + (f"  {self.other[row]} FAILED" if self.other[row] else "")
            for row in named
            if self.passed[row] or self.other[row]
        ]
        missing = [row for row in ROWS if not self.passed[row] and not self.other[row]]
        good = sum(1 for row in ROWS if self.passed[row] and not self.other[row])
        told.append(f"rows exercised {len(ROWS) - len(missing)}/{len(ROWS)}, passed {good}/{len(ROWS)}")
        return [*told, f"not exercised: {' '.join(missing)}"] if missing else told


def main() -> int:
    """Run, print, and return pytest's exit code."""
    board = Scoreboard()
    chosen = [] if "--slow" in sys.argv[1:] else ["-m", "not slow"]
    tests = sorted(Path(__file__).parents[1].glob("test_*.py"))
    files = [str(path) for path in tests if "mark.fault(" in path.read_text(encoding="utf-8")]
    code = pytest.main(["-q", "--no-header", "--show-capture=no", *chosen, *files], plugins=[board])
    print("\n".join([f"Fault matrix, {datetime.now(UTC):%Y-%m-%d}", *board.lines()]))
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
