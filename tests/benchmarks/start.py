"""Start-up, whole process, in pairs: our commands against the bare floor, and peers' commands beside, in one run.

    python tests/benchmarks/start.py [REPETITIONS]

Medians of processor time, start-up and end included, each command in turn. Bars: report <= 1.3 times a script that
imports sqlite3 and click and prints the same rows; --help <= 1.2 times ``python -c "import click"``. The package must
be installed beside it. Peers that are not installed are left out; XTRACT may name the program of EDirect.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
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
BARS = (("report", "click and sqlite3, the same rows", 1.3), ("--help", "import click", 1.2))


def seconds(command: Sequence[str]) -> float:
    """Return processor seconds of the whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(commands: Mapping[str, Sequence[str]], repetitions: int) -> dict[str, float]:
    """Run all in turn, so often; the first round warms the caches and is not counted."""
    rounds = [{name: seconds(command) for name, command in commands.items()} for _ in range(repetitions + 1)]
    return {name: statistics.median(one[name] for one in rounds[1:]) for name in commands}


def commands(db: str) -> dict[str, Sequence[str]]:
    """Return ours, the floors, and the peers that are here."""
    beside = shutil.which("sqlite-utils", path=str(Path(sys.executable).parent))
    xtract = os.environ.get("XTRACT") or shutil.which("xtract")
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import click": [sys.executable, "-c", "import click"],
        "--help": [EVIDENCE, "--help"],
        "click and sqlite3, the same rows": [sys.executable, "-c", BARE_REPORT, db],
        "report": [EVIDENCE, "report"],
        **({"sqlite-utils --version": [beside, "--version"]} if beside else {}),
        **({"EDirect xtract -version": [xtract, "-version"]} if xtract else {}),
    }


def main(repetitions: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        db = str(Path(folder) / "evidence.db")
        os.environ["EVIDENCE_DB"] = db
        subprocess.run([EVIDENCE, "report"], check=True, stdout=subprocess.DEVNULL)  # fills it from the pack
        told = medians(commands(db), repetitions)
    print("| whole process | processor ms | over python |\n|---|---:|---:|")
    for name, spent in told.items():
        print(f"| {name} | {spent * 1000:.1f} | {spent / told['python -c pass']:.2f} |")
    print()
    over = 0
    for ours, floor, bar in BARS:
        ratio = told[ours] / told[floor]
        over += ratio > bar
        print(f"- {ours}: {ratio:.2f} times {floor} (bar {bar})")
    print(f"\nmedians of {repetitions}; load {os.getloadavg()[0]:.1f} at the end")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 31))
