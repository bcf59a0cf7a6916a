"""Kills nights and prints what became of them: python -m tests.kills [NUMBER]"""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.kills.killing import POINTS, Tally, at_points, at_random, grounds


def main() -> int:
    """Kill at every named point, then at random up to the number; return 1 where anything was wrong."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    began, tally = time.monotonic(), Tally()
    with tempfile.TemporaryDirectory() as folder, grounds(Path(folder)) as made:
        at_points(made, tally, list(POINTS))
        at_random(made, tally, max(0, number - tally.kills))
    print(f"Killed nights, {datetime.now(UTC):%Y-%m-%d}, {time.monotonic() - began:.0f} s")
    print(f"kill -9: {tally.kills} ({2 * len(POINTS)} at {len(POINTS)} named points, the others at random)")
    print(f"at random, by the tenth of a usual night's work, and later: {' '.join(map(str, tally.tenths))}")
    print(f"nights that were over before they were killed, not counted: {tally.survived}")
    print("left behind: " + ", ".join(f"{name} {count}" for name, count in sorted(tally.found.items())))
    print(f"partial nights, damaged files, nights that the next run did not complete: {len(tally.wrong)}")
    print("\n".join(tally.wrong))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
