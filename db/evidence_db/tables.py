"""Writes rows so that only what differs is touched; the one place where SQL is put together from names.

Names of tables and columns come from this package, never from a user or a source.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from sqlite3 import Connection, Cursor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

Scalar = str | int | float | bytes | None
Row = dict[str, Scalar]
Key = tuple[Scalar, ...]


class Tables:
    """A connection inside a write transaction, and the same in the hands of sqlite-utils once there is a row to write.

    sqlite-utils joins the transaction by savepoints. A night that changes nothing never imports it (100-200 ms).
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def database(self) -> "Database":
        """The connection as sqlite-utils sees it."""
        from sqlite_utils import Database

        return Database(self.connection, execute_plugins=False, strict=True)


def insert_or_update(table: str, columns: Sequence[str], key: Sequence[str], *, where_other: bool = False) -> str:
    """Return an INSERT that updates the row in place where the key is taken (an upsert, never a replacement).

    where_other: only if a value differs; rowcount tells whether there was anything to write.
    """
    names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" for _ in columns)
    told = [column for column in columns if column not in key]
    changes = ", ".join(f'"{column}" = excluded."{column}"' for column in told)
    differs = " OR ".join(f'{table}."{column}" IS NOT excluded."{column}"' for column in told)
    rest = f" WHERE {differs}" if where_other else ""
    insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
    return f"{insert} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}{rest}"


def select(table: str, columns: Sequence[str], rest: str = "") -> str:
    """Return a SELECT of the columns in their order; rest: WHERE and ORDER BY with their own marks."""
    names = ", ".join(f'"{column}"' for column in columns)
    return f"SELECT {names} FROM {table} {rest}"  # noqa: S608


def read_rows(connection: Connection, table: str, columns: Sequence[str], rest: str, values: Key = ()) -> list[Row]:
    """Return rows as dicts of the columns."""
    found = connection.execute(select(table, columns, rest), values)
    return [dict(zip(columns, row, strict=True)) for row in found]


def save_set(tables: Tables, table: str, key: Sequence[str], rows: Iterable[Row]) -> int:
    """Make the rows the whole content of a derived table; return how many were added, changed or removed.

    Rows that are equal stay untouched. Raises ValueError where two different rows have one key.
    """
    wanted = by_key(key, rows)
    held = by_key(key, read_rows(tables.connection, table, column_names(tables.connection, table), ""))
    gone = held.keys() - wanted.keys()
    test = " AND ".join(f"{column} = ?" for column in key)
    tables.connection.executemany(f"DELETE FROM {table} WHERE {test}", sorted(gone, key=repr))  # noqa: S608
    return len(gone) + upsert(tables, table, key, [row for name, row in wanted.items() if held.get(name) != row])


def upsert(tables: Tables, table: str, key: Sequence[str], rows: Sequence[Row]) -> int:
    """Insert the rows or update them in place; return how many there are.

    One statement of ours: where SQLite undoes the transaction by itself (a write failed), savepoints of sqlite-utils'
    upsert lost the error, and what came after was stored as a part of the run.
    """
    if rows:
        columns = list(rows[0])
        values = [tuple(row[column] for column in columns) for row in rows]
        tables.connection.executemany(insert_or_update(table, columns, key), values)
    return len(rows)


def column_names(connection: Connection, table: str) -> list[str]:
    """Return the columns of a table in their order."""
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))]


def by_key(key: Sequence[str], rows: Iterable[Row]) -> dict[Key, Row]:
    """Return the rows by their key; raises ValueError where two different rows share one."""
    found: dict[Key, Row] = {}
    for row in rows:
        name = tuple(row[column] for column in key)
        if found.setdefault(name, row) != row:
            raise ValueError(f"two different rows have the key {name!r}")
    return found


def row_number(added: Cursor) -> int:
    """Return the number of the row that an INSERT added."""
    if added.lastrowid is None:  # pragma: no cover - cannot be after an INSERT; said for the type checker
        raise LookupError("the new row has no number")
    return added.lastrowid
