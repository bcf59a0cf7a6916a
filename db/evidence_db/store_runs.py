"""Settings, runs and the files that a run read."""

from collections.abc import Sequence
from sqlite3 import Connection

from evidence_db.json_forms import to_json
from evidence_db.tables import row_number


def load_setting(connection: Connection, name: str) -> str | None:
    """Return a setting, None where it was never saved."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def save_setting(connection: Connection, name: str, value: str) -> int:
    """Save a setting; return 1 if it differs from the one held, else 0."""
    if load_setting(connection, name) == value:
        return 0
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
    return 1


def begin_run(
    connection: Connection, kind: str, started: str, arguments: Sequence[str], program_version: str, rule_version: str
) -> int:
    """Open a run row; return its number, one more than the last."""
    row = (kind, started, to_json(tuple(_storable(argument) for argument in arguments)), program_version, rule_version)
    added = connection.execute(
        "INSERT INTO run (kind, started, arguments, program_version, rule_version) VALUES (?, ?, ?, ?, ?)", row
    )
    return row_number(added)


def finish_run(
    connection: Connection, run: int, finished: str, exit_code: int, counts: dict[str, int], message: str
) -> None:
    """Close the run row."""
    row = (finished, exit_code, to_json(counts), _storable(message), run)
    connection.execute("UPDATE run SET finished = ?, exit_code = ?, counts = ?, message = ? WHERE id = ?", row)


def save_run_file(
    connection: Connection, run: int, position: int, name: str, file_hash: str, size: int, records: int, deletions: int
) -> None:
    """Note a file that the run read; size in bytes."""
    connection.execute(
        "INSERT INTO run_file (run, position, name, sha256, size, records, deletions) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (run, position, _storable(name), file_hash, size, records, deletions),
    )


def _storable(text: str) -> str:
    r"""Return the text with what is no UTF-8 (a byte of a name) written as an escape, such as \udcff."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
