"""How long a file of PubMed records takes to store, against plain executemany and sqlite-utils of the same rows.

    python tests/benchmarks/storing.py FILE.xml.gz

Seconds of processor time, so that a busy machine does not count; the search index is part of each.
"""
# ruff: noqa: E402 - the rooms are put on the path first

import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

for room in ("", "db"):
    sys.path.insert(0, str(Path(__file__).parents[2] / room))

from isal import isal_zlib
from sqlite_utils import Database

from evidence.records.article import Article, article_text, text_hash
from evidence.sources.bulk import read_records
from evidence_db.article_rows import article_row, notice_rows
from evidence_db.opening import open_reader, writing
from evidence_db.store import Store
from evidence_db.tables import Row, insert_or_update

Record = tuple[Article, bytes, str]
KEYS = {"raw_record": ("hash",), "article": ("pmid",), "article_version": ("pmid", "raw_hash"),
        "notice": ("pmid", "position")}  # fmt: skip
REBUILD = "INSERT INTO article_search (article_search) VALUES ('rebuild')"


def records(path: Path) -> list[Record]:
    """The newest version of each article in the file."""
    newest: dict[str, Record] = {}
    for record in read_records(path):
        article = record.article
        if article is None or (article.pmid in newest and newest[article.pmid][0].version > article.version):
            continue
        newest[article.pmid] = (article, record.raw, sha256(record.raw).hexdigest())
    return list(newest.values())


def save(store: Store, found: list[Record]) -> int:
    return sum(store.save_article(article, raw, "pubmed-xml", name) for article, raw, name in found)


def rows(found: list[Record]) -> dict[str, list[Row]]:
    """Every row that storing the records makes."""
    return {
        "raw_record": [{"hash": name, "form": "pubmed-xml", "size": len(raw), "body": isal_zlib.compress(raw, 1)}
                       for _, raw, name in found],
        "article": [article_row(article, name) for article, _, name in found],
        "article_version": [version_row(article, name) for article, _, name in found],
        "notice": [row for article, _, _ in found for row in notice_rows(article)],
    }  # fmt: skip


def version_row(article: Article, name: str) -> Row:
    text = article_text(article)
    return {"pmid": article.pmid, "raw_hash": name, "version": article.version, "revised": article.revised,
            "text_hash": text_hash(text), "text": text}  # fmt: skip


def save_plainly(store: Store, found: list[Record]) -> int:
    for table, made in rows(found).items():
        columns = list(made[0])
        store.connection.executemany(
            insert_or_update(table, columns, KEYS[table]), [tuple(row.values()) for row in made]
        )
    store.connection.execute(REBUILD)
    return 0


def save_by_sqlite_utils(store: Store, found: list[Record]) -> int:
    database = Database(store.connection, execute_plugins=False)
    for table, made in rows(found).items():
        database.table(table).upsert_all(made, pk=KEYS[table])
    store.connection.execute(REBUILD)
    return 0


def known(store: Store, found: list[Record]) -> int:
    return sum(not store.has_raw(name) for _, _, name in found)


def measure(name: str, path: Path, found: list[Record], work: Callable[[Store, list[Record]], int]) -> None:
    start = time.process_time()
    with writing(path, create=True) as store:
        changed = work(store, found)
    print(f"{name:44} {time.process_time() - start:6.2f} s   {changed:6} rows changed")


def main(source: Path) -> None:
    found = records(source)
    print(f"{len(found)} articles of {source.name}")
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder) / "ours.db"
        measure("plain executemany, index at the end", Path(folder) / "plain.db", found, save_plainly)
        measure("sqlite-utils upsert_all, index at the end", Path(folder) / "utils.db", found, save_by_sqlite_utils)
        measure("the store", ours, found, save)
        measure("the store, the same again, compared", ours, found, save)
        measure("the store, the same again, by hash", ours, found, known)
        start = time.process_time()
        open_reader(ours).close()
        print(f"{'opening to read':44} {time.process_time() - start:6.4f} s   {ours.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
