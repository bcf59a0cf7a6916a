"""What an import of bulk files remembers: each file is a run of its own, so that a run that was cut off can go on."""

from sqlite3 import Connection

from evidence_db.json_forms import to_json
from evidence_db.store_search import save_run_articles

_DONE = (
    "SELECT 1 FROM run_file JOIN run ON run.id = run_file.run"
    " WHERE run.kind = 'bulk' AND run.arguments = ? AND name = ? AND size = ? AND sha256 = ?"
)


def may_be_done(connection: Connection, name: str, size: int) -> bool:
    """True if a bulk file of this name and size was stored."""
    query = "SELECT 1 FROM run_file JOIN run ON run.id = run_file.run WHERE kind = 'bulk' AND name = ? AND size = ?"
    return connection.execute(query, (name, size)).fetchone() is not None


def is_done(connection: Connection, name: str, size: int, file_hash: str, choice: str) -> bool:
    """True if this very bulk file was stored, its records chosen in the same way."""
    return connection.execute(_DONE, (to_json((choice,)), name, size, file_hash)).fetchone() is not None


def take_over_articles(connection: Connection, run: int) -> None:
    """Make what bulk files did to articles since an import was last finished the doing of the run."""
    done: dict[str, str] = {}
    bulk = "run IN (SELECT id FROM run WHERE kind = 'bulk')"
    for pmid, what in connection.execute(f"SELECT pmid, what FROM run_article WHERE {bulk} ORDER BY run, pmid"):  # noqa: S608
        if done.get(pmid) != "new":
            done[pmid] = what
    connection.execute(f"DELETE FROM run_article WHERE {bulk}")  # noqa: S608
    save_run_articles(connection, run, done)
