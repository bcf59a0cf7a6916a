"""What a report, a search and an earlier day cost as the database grows, and a refresh as more is new.

    python -m tests.benchmarks.scale [ROUNDS] [ARTICLES...]

Articles are copies of made-up ones under other numbers; the evidence pack gives the answers. Whole processes, one core.
A million articles take some 5 GB of disk and ten minutes to fill.
"""
# ruff: noqa: S608 - names of our own schema

import sqlite3
import statistics
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from tests.abstracts import abstracts
from tests.benchmarks.measured import Costs, machine, measure, run, table
from tests.made_records import UNRELATED_PAPER, Made, write_set

FIRST = 10_000_000  # PMIDs of copies begin here
NEW = (0, 5, 200, 3000)


def program(db: Path, *words: str) -> list[str]:
    told = "import sys; from evidence_cli.main import run; sys.exit(run(sys.argv[1:]))"
    return [sys.executable, "-c", told, "-q", "--db", str(db), *words]


def records(number: int, first: int) -> list[Made]:
    """Records under numbers from first on: the made-up abstracts over and over, one in three without the topic."""
    texts = [(one.article.title, tuple((s.label, s.text) for s in one.article.sections)) for one in abstracts()]
    texts += [(UNRELATED_PAPER.title, UNRELATED_PAPER.sections)] * (len(texts) // 2)
    told = islice(cycle(texts), number)
    return [Made(str(first + place), title, sections) for place, (title, sections) in enumerate(told)]


def filled(db: Path, articles: int, folder: Path) -> None:
    """Make a database: the pack, 2,000 articles by the program, the others copied row by row inside SQLite."""
    unrelated = [replace(UNRELATED_PAPER, pmid=str(97_000_000 + place)) for place in range(min(articles, 2000))]
    made = write_set(folder / "made.xml", unrelated)
    if run(program(db, "refresh", "--from", str(made)), 1) is None:
        raise RuntimeError("the database could not be made")
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        copies = articles // 2000 - 1
        for table_name, columns in (("article_version", "pmid"), ("article", "pmid")):
            _copy(connection, table_name, columns, copies)
        connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")


def _copy(connection: sqlite3.Connection, table_name: str, key: str, copies: int) -> None:
    names = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table_name,))]
    told = ", ".join(f"{FIRST} + turn * 2000 + CAST(pmid AS INTEGER) - 97000000" if name == key else name
                     for name in names)  # fmt: skip
    connection.execute(
        f"WITH RECURSIVE turns (turn) AS (SELECT 0 UNION ALL SELECT turn + 1 FROM turns WHERE turn + 1 < ?)"
        f" INSERT INTO {table_name} ({', '.join(names)})"
        f" SELECT {told} FROM turns JOIN {table_name} ON turn < ? AND CAST(pmid AS INTEGER) < 97002000"
        " AND CAST(pmid AS INTEGER) >= 97000000",
        (max(copies, 1), copies),
    )


def reading(articles: int, rounds: int, folder: Path) -> dict[str, Costs]:
    db = folder / f"{articles}.db"
    filled(db, articles, folder)
    jobs = {
        "report": program(db, "report"),
        "report of an earlier day": program(db, "report", "--as-of", "2020-01-01"),
        "search of a phrase": program(db, "search", "adolescents about sleep"),
        "status": program(db, "status"),
        "Python and sqlite3": [sys.executable, "-c", "import sqlite3"],
    }
    return measure(jobs, rounds)


def refreshing(rounds: int, folder: Path) -> list[tuple[int, float]]:
    """Return (new records, processor seconds) of a refresh over 3,000 held records and so many that are not."""
    base = records(3000, 97_100_000)
    start = folder / "start.db"
    run(program(start, "refresh", "--no-pack", "--from", str(write_set(folder / "held.xml", base))), 1)
    told = []
    for new in NEW:
        path = write_set(folder / f"new{new}.xml", [*base, *records(new, 97_200_000)])
        spent = []
        for _ in range(rounds):
            db = folder / "turn.db"
            db.write_bytes(start.read_bytes())
            ended = run(program(db, "refresh", "--no-pack", "--from", str(path)), 1)
            spent += [] if ended is None else [ended[0]]
        told.append((new, statistics.median(spent)))
    return told


def main(rounds: int, sizes: list[int]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        for articles in sizes:
            print(
                table(f"{articles:,} articles", reading(articles, rounds, Path(folder)), "Python and sqlite3", "start")
            )
            sys.stdout.flush()
        print("### A refresh over 3,000 held records and so many new ones\n\n| new | processor s |\n|---:|---:|")
        for new, spent in refreshing(rounds, Path(folder)):
            print(f"| {new} | {spent:.2f} |", flush=True)
    print(f"\n{machine()}\n")
    return 0


if __name__ == "__main__":
    told = [int(word) for word in sys.argv[1:]]
    sys.exit(main(told[0] if told else 5, told[1:] or [2_000, 100_000]))
