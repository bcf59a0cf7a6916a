"""What a report, an earlier day and a search cost as the database grows.

    python -m tests.benchmarks.scale [ROUNDS] [ARTICLES...]

Databases of tests/benchmarks/grown.py, one after the other, each deleted when it was measured: a million articles need
4 GB for some minutes. Whole processes on one core. Bars: a report of the largest takes at most a tenth more than one of
the smallest, a search 50 ms more than a start, an earlier day a second.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from evidence_db.opening import open_reader
from evidence_db.views_search import search
from tests.benchmarks.grown import COMMON, EVERYWHERE, PHRASE, RARE, program
from tests.benchmarks.measured import Costs, machine, measure, run, table

SIZES = (2_000, 100_000, 1_000_000)
START, REPORT, EARLIER, FINDS = "start (--version)", "report", "report of an earlier day", "search of "
SEARCHES = {
    "a word of all": EVERYWHERE,
    "a word of two in three": COMMON,
    "a rare word": RARE,
    "a rare word and a common one": f"{RARE} {COMMON}",
    "a phrase": PHRASE,
    "beginnings": "trans*",
}
GROWTH, BEYOND, DAY = 0.1, 0.05, 1.0


def commands(db: Path) -> dict[str, list[str]]:
    return {
        START: program(db, "--version"),
        REPORT: program(db, "report"),
        EARLIER: program(db, "report", "--as-of", "2020-01-01"),
        "show": program(db, "show", "RAM-MS"),
        "question": program(db, "question", "Q1"),
        "trials": program(db, "trials"),
        "status": program(db, "status"),
        **{f"{FINDS}{what}": program(db, "search", words) for what, words in SEARCHES.items()},
    }


def asked(db: Path, rounds: int) -> list[str]:
    """Return a line for each search: milliseconds of the question alone, in this process, and how it was ordered."""
    told = []
    for what, words in SEARCHES.items():
        spent = []
        for _ in range(rounds + 1):
            with closing(open_reader(db)) as connection:
                started = time.process_time()
                found = search(connection, words, 20)
                spent.append(time.process_time() - started)
        told.append(f"| {what} | {statistics.median(spent[1:]) * 1000:.1f} | {len(found.rows)} | {found.order} |")
    return told


def measured(articles: int, rounds: int, folder: Path) -> dict[str, Costs]:
    db = folder / f"{articles}.db"
    made = run([sys.executable, "-m", "tests.benchmarks.grown", str(articles), str(db)], 1)
    if made is None:  # by a process of its own: what a large one starts costs more
        raise RuntimeError(f"no database of {articles:,} articles could be made")
    with closing(sqlite3.connect(db)) as connection:
        (held,) = connection.execute("SELECT count(*) FROM article").fetchone()
    took = f"made in {made[0]:.0f} s of a core, {made[1]:.0f} on the clock"
    costs = measure(commands(db), rounds)
    print(table(f"{held:,} articles, {db.stat().st_size / 1e6:,.0f} MB, {took}", costs, START, "start"))
    print("| question to the index alone | ms | found | order |\n|---|---:|---:|---|")
    print("\n".join(asked(db, rounds)), flush=True)
    print()
    db.unlink()
    return costs


def goals(costs: Sequence[dict[str, Costs]]) -> list[tuple[str, float, float]]:
    """Return (what, measured, bar): growth of a report, the slowest search beyond a start, the slowest earlier day."""
    first, last = costs[0][REPORT].median, costs[-1][REPORT].median
    beyond = [
        cost.median - each[START].median for each in costs for name, cost in each.items() if name.startswith(FINDS)
    ]
    return [
        ("a report grows by a share of", last / first - 1, GROWTH),
        ("the slowest search takes beyond a start, s", max(beyond), BEYOND),
        ("the slowest earlier day takes, s", max(each[EARLIER].median for each in costs), DAY),
    ]


def main(rounds: int, sizes: Sequence[int]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        costs = [measured(articles, rounds, Path(folder)) for articles in sizes]
    told = goals(costs)
    for what, value, bar in told:
        print(f"- {what} {value:.3f} (bar {bar})")
    print(f"\n{machine()}\n")
    return int(any(value > bar for _, value, bar in told))


if __name__ == "__main__":
    told = [int(word) for word in sys.argv[1:]]
    sys.exit(main(told[0] if told else 5, told[1:] or SIZES))
