"""A whole database looked at, one check after another: damage that ends one of them does not hide the next."""

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from evidence.errors import DatabaseDamaged
from evidence_db import checks
from evidence_db.failures import primary_code, short
from evidence_db.opening import connect, open_reader
from evidence_db.soundness import faults_of_sqlite

Look = Callable[[sqlite3.Connection], Iterator[str]]

# What a page that was written over can make of a row: not readable, not text, not JSON, or JSON of another shape. Told
# as damage here and nowhere else, because every row was whole when it was stored.
_UNREADABLE = (sqlite3.Error, ValueError, KeyError, TypeError, zlib.error)
_NOT_FREE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


class Examined(NamedTuple):
    """One check. number: how many were looked at, None where they could not be counted; faults: one line each.

    skipped: why it was not made, None where it was.
    """

    name: str
    number: int | None
    faults: tuple[str, ...]
    skipped: str | None = None


_LOOKS: tuple[tuple[str, str, Look], ...] = (
    ("pages, constraints and references", "SELECT page_count FROM pragma_page_count", faults_of_sqlite),
    ("raw replies against their hashes", "SELECT count(*) FROM raw_record", checks.altered_bytes),
    ("texts against their hashes", "SELECT count(*) FROM article_version", checks.altered_texts),
    ("current versions", "SELECT count(*) FROM article", checks.lost_versions),
    ("figures against their names", "SELECT count(*) FROM finding", checks.altered_figures),
    ("sentences at their places", "SELECT count(*) FROM finding WHERE sentence IS NOT NULL", checks.lost_places),
    (
        "figures in their sentences",
        "SELECT count(*) FROM finding WHERE origin = 'machine' AND sentence IS NOT NULL",
        checks.unprinted_figures,
    ),
    ("decisions against their names", "SELECT count(*) FROM judgement", checks.altered_judgements),
    ("views", "SELECT count(*) FROM sqlite_schema WHERE type = 'view'", checks.unreadable_views),
)


def faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield one line for each fault of the rows, nothing where all is well; reads every page and every record."""
    for *_, look in _LOOKS:
        yield from look(connection)


def examine(path: Path) -> Iterator[Examined]:
    """Yield every check of the database, done; reads every page and every record.

    Raises what open_reader raises but DatabaseDamaged: a file that cannot be opened is damage too.
    """
    try:
        connection = open_reader(path)
    except DatabaseDamaged as problem:
        yield Examined("the file", 1, (str(problem),))
        return
    with closing(connection):
        for name, counting, look in _LOOKS:
            yield Examined(name, _count(connection, counting), tuple(_faults(connection, look)))
        count = _count(connection, "SELECT count(*) FROM article_search_docsize")
    yield _search_index(path, count)


def _count(connection: sqlite3.Connection, counting: str) -> int | None:
    try:
        count: int = connection.execute(counting).fetchone()[0]
    except sqlite3.Error:
        return None
    return count


def _faults(connection: sqlite3.Connection, look: Look) -> Iterator[str]:
    try:
        yield from look(connection)
    except _UNREADABLE as problem:
        yield f"cannot be read to the end ({type(problem).__name__}: {_line(problem)})"


def _search_index(path: Path, count: int | None) -> Examined:
    """Compare the search index with the texts it was made of; nothing is written, but a writer would be in the way."""
    name = "search index against its texts"
    with closing(connect(path)) as connection:
        try:
            connection.execute("INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)")
        except sqlite3.Error as problem:
            if primary_code(problem) in _NOT_FREE:
                return Examined(name, None, (), _line(problem))
            return Examined(name, count, (f"the index does not fit the texts ({_line(problem)})",))
    return Examined(name, count, ())


def _line(problem: BaseException) -> str:
    return short(problem)[:200]
