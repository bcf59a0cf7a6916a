"""What the feed reads: the ledger of answers, and what each run brought."""

from sqlite3 import Connection

from evidence_db.store_links import link_lines
from evidence_db.views import Row, rows

Brought = dict[int, dict[str, dict[str, list[str]]]]  # run -> what (done, corrected, linked) -> record -> kinds


def ledger(connection: Connection) -> list[Row]:
    """Return every line of the ledger of answers, oldest first: question, run, started (of the run), body."""
    return rows(
        connection,
        "select answer.id, question, run, started, body from answer join run on run.id = answer.run order by answer.id",
        decode=["body"],
    )


def brought(connection: Connection) -> Brought:
    """Return what each run did to which record, which corrections it told first, and what people linked."""
    found: Brought = {}
    for run, record, what in connection.execute(
        "select run, 'pmid:' || pmid, what from run_article order by run, pmid"
    ):
        _note(found, run, "done", record, what)
    for run, record, kind in connection.execute(
        "select run, record, kind from correction_told order by run, record, kind"
    ):
        _note(found, run, "corrected", record, kind)
    for line in reversed(link_lines(connection)):
        for record in line["records"]:
            _note(found, line["run"], "linked", record, line["kind"])
    return found


def _note(found: Brought, run: int, what: str, record: str, kind: str) -> None:
    found.setdefault(run, {}).setdefault(what, {}).setdefault(record, []).append(kind)
