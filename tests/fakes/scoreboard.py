"""Plays the rows of the fault matrix through the whole program and counts them.

    python -m tests.fakes.scoreboard [--fast]

A test says with @pytest.mark.fault("F01", ...) which rows it plays, and with the fixture `figure` what it measured; a
row passes where all of its tests that ran do. --fast: without those that take longer than a few seconds (100,000
records, 10,000 damaged files, 20,000 odd records). What is not installed (Chromium, LibreOffice) is counted as not run.
"""

import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROWS = tuple(f"F{number:02}" for number in range(1, 81))


class Scoreboard:
    """Counts by row the tests that passed, failed and were not run; a plugin of pytest. figures: what they measured."""

    def __init__(self) -> None:
        self.passed: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.not_run: Counter[str] = Counter()
        self.figures: dict[str, Counter[str]] = defaultdict(Counter)
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
        counted = self.not_run if report.skipped else self.passed if report.passed else self.failed
        told = [str(what) for name, what in report.user_properties if name == "figure" and report.when == "call"]
        for row in self._rows[report.nodeid]:
            counted[row] += 1
            self.figures[row].update(told)

    def lines(self) -> list[str]:
        """A line a row with its figures, then the counts."""
        named = sorted({*ROWS, *self.passed, *self.failed, *self.not_run})
        told = []
        for row in named:
            told += [f"{row}  {self._counts(row)}", *self._told(row)] if self._counts(row) else []
        played = [row for row in ROWS if self.passed[row] or self.failed[row]]
        good = [row for row in played if not self.failed[row]]
        told.append(f"rows exercised {len(played)}/{len(ROWS)}, passed {len(good)}/{len(ROWS)}")
        missing = [row for row in ROWS if row not in played]
        return [*told, f"not exercised: {' '.join(missing)}"] if missing else told

    def _counts(self, row: str) -> str:
        counts = ((self.passed, "passed"), (self.failed, "FAILED"), (self.not_run, "not run"))
        return ", ".join(f"{count[row]:4} {word}" for count, word in counts if count[row])

    def _told(self, row: str) -> list[str]:
        figures = self.figures[row].items()
        return [f"       {told}" + (f" ({times} times)" if times > 1 else "") for told, times in figures]


def main() -> int:
    """Run, print, and return pytest's exit code."""
    board = Scoreboard()
    chosen = ["-m", "not slow"] if "--fast" in sys.argv[1:] else []
    tests = sorted(Path(__file__).parents[1].glob("test_*.py"))
    files = [str(path) for path in tests if "mark.fault(" in path.read_text(encoding="utf-8")]
    code = pytest.main(["-q", "--no-header", "--show-capture=no", *chosen, *files], plugins=[board])
    print("\n".join([f"Fault matrix, {datetime.now(UTC):%Y-%m-%d}", *board.lines()]))
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
