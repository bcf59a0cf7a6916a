"""What SQLite itself finds wrong with a file: pages, indexes, constraints and references."""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

from evidence.errors import DatabaseDamaged


def faults_of_sqlite(connection: Connection) -> Iterator[str]:
    """Yield one line for each fault; reads every page."""
    for (told,) in connection.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield f"SQLite: {told}"
    for table, number, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table}: row {number} refers to a missing {parent}"


def require_sound(connection: Connection, path: Path) -> None:
    """Raise DatabaseDamaged unless SQLite finds every page, index, constraint and reference in order."""
    problems = list(faults_of_sqlite(connection))
    if problems:
        raise DatabaseDamaged(f"{path}: {len(problems)} faults, the first: {problems[0]}; restore a backup")
