"""Makes a database anew from the replies that it keeps, and compares the two.

Made anew: what can be worked out (MADE). Brought over as it stands: the accounts of what was done, seen and said on
which day (runs, searches, ledgers, decisions, absences, and whatever else is no reply).
"""

import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from evidence.errors import DatabaseDamaged
from evidence.remaking import KeptReply
from evidence_db.dump import all_tables, dumped_tables, table_lines
from evidence_db.tables import column_names

MADE = (
    "raw_record", "article", "article_version", "notice", "reading", "report", "finding", "study", "study_report",
    "trial", "trial_id", "trial_date", "question", "policy", "registry_study", "registry_version", "registry_change",
)  # fmt: skip
_LATER = ("trial_snapshot",)  # made anew from replies and topic; what neither tells any more is brought over afterwards
_KEPT_BY_OTHERS = ("_sqlite_migrations",)


class KeptReplies:
    """The replies in an old database, each compared with its hash."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def articles(self) -> Iterator[KeptReply]:
        """Yield every reply of PubMed."""
        current = {raw_hash for (raw_hash,) in self._connection.execute("SELECT raw_hash FROM article")}
        query = "SELECT hash, form, body FROM raw_record WHERE form <> 'ctgov' ORDER BY hash"
        for raw_hash, form, body in self._connection.execute(query):
            yield KeptReply(form, raw_hash, _unpacked(raw_hash, body), raw_hash in current)

    def studies(self) -> Iterator[tuple[bytes, date]]:
        """Yield every reply of the registry with the day on which it was seen first to say so."""
        query = (
            "SELECT hash, body, date_seen FROM registry_version JOIN raw_record ON hash = raw_hash"
            " ORDER BY nct, position"
        )
        for raw_hash, body, seen in self._connection.execute(query):
            yield _unpacked(raw_hash, body), date.fromisoformat(seen)


def _unpacked(raw_hash: str, body: bytes) -> bytes:
    try:
        raw = zlib.decompress(body)
    except zlib.error as problem:
        raise _damaged(raw_hash) from problem
    if sha256(raw).hexdigest() != raw_hash:
        raise _damaged(raw_hash)
    return raw


def _damaged(raw_hash: str) -> DatabaseDamaged:
    return DatabaseDamaged(f"reply {raw_hash} is not the bytes that were stored, and nothing can take its place; "
                           "restore a copy")  # fmt: skip


def bring_over(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[str, ...]:
    """Copy the accounts into the new database, which has none yet; return the names of their tables."""
    new.execute("PRAGMA defer_foreign_keys = ON")  # until the commit: an account may name what is made anew later
    names = [name for name in all_tables(new) if name not in (*MADE, *_LATER, *_KEPT_BY_OTHERS)]
    for name in names:
        _copy_rows(old, new, name)
    return tuple(names)


def bring_over_later(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """Copy what was seen on a day and neither a reply nor the topic tells any more."""
    for name in _LATER:
        _copy_rows(old, new, name, missing_only=True)


def _copy_rows(old: sqlite3.Connection, new: sqlite3.Connection, table: str, *, missing_only: bool = False) -> None:
    columns = column_names(new, table)
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" for _ in columns)
    rest = " ON CONFLICT DO NOTHING" if missing_only else ""
    rows = old.execute(f'SELECT {names} FROM "{table}"').fetchall()  # noqa: S608 - names of our own schema
    new.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks}){rest}', rows)  # noqa: S608


class Difference(NamedTuple):
    """Rows of a table that only one of two databases has; readable: the old table could be read to its end."""

    table: str
    only_old: int
    only_new: int
    readable: bool


def differences(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[tuple[Difference, ...], int]:
    """Return where the logical dumps of two databases differ, and how many rows the new one has in all."""
    found, count = [], 0
    for table in dumped_tables(new):
        after = Counter(table_lines(new, table))
        count += after.total()
        try:
            before = Counter(table_lines(old, table))
        except (sqlite3.DatabaseError, ValueError):  # what is damaged has no rows to compare
            found.append(Difference(table, 0, after.total(), False))
            continue
        gone, come = before - after, after - before
        if gone or come:
            found.append(Difference(table, gone.total(), come.total(), True))
    return tuple(found), count


def last_day(connection: sqlite3.Connection) -> str | None:
    """Return the day of the last run that worked out answers, None without one."""
    query = "SELECT max(started) FROM run WHERE exit_code IN (0, 3) AND kind NOT IN ('rebuild', 'bulk')"
    started: str | None = connection.execute(query).fetchone()[0]
    return None if started is None else started[:10]
