"""The database as text: its schema, and its rows apart from the accounts of runs."""

from collections.abc import Iterator
from sqlite3 import Connection

from evidence_db.json_forms import to_json
from evidence_db.tables import column_names

# What says when and how often something was done, not what is known.
_RUN_TABLES = ("run", "run_file", "run_article", "search", "_sqlite_migrations")
_RUN_COLUMNS = {
    "answer": ("id", "run"), "headline": ("id", "run"), "correction_told": ("run",), "judgement": ("id", "run"),
}  # fmt: skip
_DERIVED = ("derived_by", "derived_days")  # settings: by what program and for which days all was worked out
_PACKED = {"raw_record": ("body",)}  # the hash stands for the bytes; their packing may differ between machines


def logical_dump(connection: Connection) -> Iterator[str]:
    """Return every row as a line of JSON (table, then its columns), in an order that no history can change.

    The order in which a run reads files and records makes no difference. How many runs brought the evidence does: the
    ledger of answers keeps what was said in between. Left out: runs, what they asked and did, their numbers in the
    ledgers, and the search index, which is made of article and its versions.
    """
    for table in dumped_tables(connection):
        yield from sorted(table_lines(connection, table))


def table_lines(connection: Connection, table: str) -> list[str]:
    """Return the rows of a table as the dump has them, in any order."""
    left_out = (*_RUN_COLUMNS.get(table, ()), *_PACKED.get(table, ()))
    columns = [name for name in column_names(connection, table) if name not in left_out]
    names = ", ".join(f'"{name}"' for name in columns)
    rest = "WHERE name NOT IN (?, ?)" if table == "setting" else ""
    found = connection.execute(f'SELECT {names} FROM "{table}" {rest}', _DERIVED if rest else ())  # noqa: S608
    return [to_json([table, *row]) for row in found]


def schema_text(connection: Connection) -> str:
    """Return the schema as SQL, tables before the indexes and views that need them; the text of db/schema.sql."""
    kinds = "CASE type WHEN 'table' THEN 0 WHEN 'view' THEN 1 ELSE 2 END"
    found = connection.execute(
        f"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'article_search_%'"  # noqa: S608
        f" ORDER BY {kinds}, name"
    )
    return "".join(f"{sql};\n\n" for (sql,) in found)


def dumped_tables(connection: Connection) -> list[str]:
    """Return the tables that the dump has, by name."""
    return [name for name in all_tables(connection) if name not in _RUN_TABLES]


def all_tables(connection: Connection) -> list[str]:
    """Return our tables by name: without SQLite's own, and without the search index, which is made of others."""
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article_search%'"
        " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
    )
    return [name for (name,) in found]
