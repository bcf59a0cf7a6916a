"""What it costs to store 3,000 records, from XML to figures, against plain executemany of the same rows.

    python -m tests.benchmarks.storing [FILE.xml.gz] [ROUNDS] [RECORDS]

Without a file the records are made up, two in three about the topic. Seconds of processor time of this process, so that
a busy machine does not count; everybody stores the same rows of five tables, makes them of the same records and has the
search index in the end. Bar: the store <= 1.3 times plain executemany.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from isal import isal_zlib
from sqlite_utils import Database

import evidence.topics
from evidence.intake import Intake
from evidence.reading import Reader, compile_reader, read_article
from evidence.records.article import Article, article_text, text_hash
from evidence.records.finding import Finding
from evidence.records.study import Report
from evidence.sources.bulk import SourceRecord, read_records
from evidence.topics.vocabulary import load_vocabulary
from evidence_db.article_rows import article_row, notice_rows
from evidence_db.json_forms import to_json
from evidence_db.opening import writing
from evidence_db.store import Store
from evidence_db.tables import Row, insert_or_update
from tests.benchmarks.grown import records as made_up
from tests.benchmarks.measured import machine
from tests.made_records import write_set

BAR = 1.3
KEYS = {"raw_record": ("hash",), "article": ("pmid",), "article_version": ("pmid", "raw_hash"),
        "notice": ("pmid", "position"), "reading": ("pmid",)}  # fmt: skip
REBUILD = "INSERT INTO article_search (article_search) VALUES ('rebuild')"
Read = Mapping[str, tuple[Report, tuple[Finding, ...]]]  # by PMID: what the reader reads


class Given(NamedTuple):
    """What is stored: records as they came, one a PMID, and what was read in each."""

    records: list[SourceRecord]
    read: Read
    reader: Reader


def taken(path: Path, number: int) -> list[SourceRecord]:
    """Return the first records of so many PMIDs."""
    told = (record for record in read_records(path) if record.article is not None)
    found: dict[str, SourceRecord] = {}
    for record in islice(told, number):
        found.setdefault(_article(record).pmid, record)
    return list(found.values())


def _article(record: SourceRecord) -> Article:
    assert record.article is not None
    return record.article


def store_them(store: Store, given: Given) -> None:
    """As a run does it: record by record, compared with what is held."""
    import evidence.intake

    reading = evidence.intake.read_article
    evidence.intake.read_article = lambda article, _: given.read[article.pmid]  # reading is measured apart
    try:
        intake = Intake(store, given.reader, live=False)
        for record in given.records:
            intake.take(record)
    finally:
        evidence.intake.read_article = reading


def rows(given: Given) -> dict[str, list[Row]]:
    """Every row that storing the records makes."""
    told = [(_article(record), record.raw, sha256(record.raw).hexdigest()) for record in given.records]
    return {
        "raw_record": [{"hash": name, "form": "pubmed-xml", "size": len(raw), "body": isal_zlib.compress(raw, 1)}
                       for _, raw, name in told],
        "article": [article_row(article, name) for article, _, name in told],
        "article_version": [version_row(article, name) for article, _, name in told],
        "notice": [row for article, _, _ in told for row in notice_rows(article)],
        "reading": [_reading_row(given, article, name) for article, _, name in told],
    }  # fmt: skip


def version_row(article: Article, name: str) -> Row:
    text = article_text(article)
    return {"pmid": article.pmid, "raw_hash": name, "version": article.version, "revised": article.revised,
            "text_hash": text_hash(text), "text": text}  # fmt: skip


def _reading_row(given: Given, article: Article, name: str) -> Row:
    report, findings = given.read[article.pmid]
    return {"pmid": article.pmid, "raw_hash": name, "reader": given.reader.fingerprint, "report": to_json(report),
            "findings": to_json(findings)}  # fmt: skip


def store_plainly(store: Store, given: Given) -> None:
    for table, made in rows(given).items():
        if made:
            statement = insert_or_update(table, list(made[0]), KEYS[table])
            store.connection.executemany(statement, [tuple(row.values()) for row in made])
    store.connection.execute(REBUILD)


def store_by_sqlite_utils(store: Store, given: Given) -> None:
    database = Database(store.connection, execute_plugins=False)
    for table, made in rows(given).items():
        database.table(table).upsert_all(made, pk=KEYS[table])
    store.connection.execute(REBUILD)


def seconds(db: Path, given: Given, work: Callable[[Store, Given], None]) -> tuple[float, int]:
    """Return processor seconds from the first row to the commit, and the number of rows changed."""
    with writing(db, create=True) as store:
        before, start = store.connection.total_changes, time.process_time()
        work(store, given)
        changed = store.connection.total_changes - before
    return time.process_time() - start, changed


WAYS: dict[str, Callable[[Store, Given], None]] = {
    "plain executemany, index at the end": store_plainly,
    "the store": store_them,
    "sqlite-utils upsert_all, index at the end": store_by_sqlite_utils,
}


def compared(given: Given, rounds: int, folder: Path) -> float:
    """Print the table; return the store's seconds over plain executemany's."""
    spent: dict[str, list[float]] = {name: [] for name in (*WAYS, "the store, the same again")}
    for turn in range(rounds + 1):
        for name, work in WAYS.items():
            db = folder / "turn.db"
            db.unlink(missing_ok=True)
            spent[name].append(seconds(db, given, work)[0])
            if work is store_them:
                again, changed = seconds(db, given, work)
                spent["the store, the same again"].append(again)
                assert changed == 0, f"{changed} rows written again"
        if turn == 0:
            spent = {name: [] for name in spent}  # the first round warms the caches
    medians = {name: statistics.median(told) for name, told in spent.items()}
    base = medians["plain executemany, index at the end"]
    for name, median in medians.items():
        print(f"| {name} | {median:.2f} | {median / base:.2f} |")
    return medians["the store"] / base


def reader() -> Reader:
    return compile_reader(load_vocabulary(Path(evidence.topics.__file__).parent / "hsct_ms"))


def made(number: int, folder: Path) -> Given:
    """So many made-up records, read."""
    rules, records = reader(), taken(write_set(folder / "made.xml", made_up(number, 97_000_000)), number)
    return Given(records, {_article(record).pmid: read_article(_article(record), rules) for record in records}, rules)


def main(source: Path | None, rounds: int, number: int) -> int:
    rules = reader()
    with tempfile.TemporaryDirectory() as folder:
        path = source or write_set(Path(folder) / "made.xml", made_up(number, 97_000_000))
        times = [time.process_time()]
        records = taken(path, number)
        times.append(time.process_time())
        read = {_article(record).pmid: read_article(_article(record), rules) for record in records}
        times.append(time.process_time())
        size = sum(len(record.raw) for record in records) / 1e6
        print(f"### {len(records):,} {'records of ' + source.name if source else 'made-up records'}, {size:.0f} MB\n")
        print(f"Parsed in {times[1] - times[0]:.2f} s, read in {times[2] - times[1]:.2f} s "
              f"({sum(len(found) for _, found in read.values()):,} figures).\n")  # fmt: skip
        print("| stored | processor s | over plain |\n|---|---:|---:|")
        ratio = compared(Given(records, read, rules), rounds, Path(folder))
    print(f"\n{machine()}\n")
    return int(ratio > BAR)


if __name__ == "__main__":
    file = next((Path(word) for word in sys.argv[1:] if not word.isdecimal()), None)
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    sys.exit(main(file, *[*numbers, *(5, 3_000)[len(numbers) :]]))
