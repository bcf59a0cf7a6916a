"""Start-up, whole process, in pairs: our commands against the bare floor on the same machine in the same minute.

    python tests/benchmarks/start.py [REPETITIONS]

Prints the medians and their ratio. Bars: report <= 1.5 times a script that imports sqlite3 and click and prints the
same rows (goal 1.3); --help <= 1.3 times ``python -c "import click"``. The package must be installed beside it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EVIDENCE = str(Path(sys.executable).parent / "evidence")
BARE_REPORT = """
import sqlite3, sys
import click
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
newest = "SELECT max(id) FROM answer GROUP BY question"
rows = db.execute(
    "SELECT q.code, q.group_code, q.text_en, a.status, a.direction, a.certainty, a.body FROM question q"
    f" JOIN answer a ON a.question = q.code WHERE a.id IN ({newest}) ORDER BY q.position"
)
for row in rows:
    click.echo(" | ".join(str(cell) for cell in row))
"""


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def compare(name: str, ours: list[str], floor: list[str], repetitions: int) -> float:
    """Run both in turn and print medians in milliseconds; return the ratio of the medians."""
    pairs = [(seconds(ours), seconds(floor)) for _ in range(repetitions)][1:]  # the first pair warms the caches
    mine, bare = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    print(f"{name}: {mine:.1f} ms against {bare:.1f} ms, ratio {mine / bare:.2f} (median of {len(pairs)} pairs)")
    return mine / bare


def main(repetitions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "evidence.db")
        os.environ["EVIDENCE_DB"] = db
        subprocess.run([EVIDENCE, "report"], check=True, stdout=subprocess.DEVNULL)  # fills it from the pack
        compare("report", [EVIDENCE, "report"], [sys.executable, "-c", BARE_REPORT, db], repetitions)
        compare("--help", [EVIDENCE, "--help"], [sys.executable, "-c", "import click"], repetitions)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 31)
