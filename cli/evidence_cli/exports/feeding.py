"""Gathers the entries of the feed from the database."""

from collections.abc import Sequence
from sqlite3 import Connection

from evidence.changes import Happened
from evidence_cli.exports.feed import Change, Entry, changes_of, entry
from evidence_cli.lookup import chosen_question
from evidence_cli.render.words import catalogue
from evidence_db.views import Row
from evidence_db.views_feed import brought, ledger
from evidence_db.views_renamed import packed_records, renamed_records
from evidence_db.views_report import named_records, record_names, report_state


def entries_of(connection: Connection, code: str | None, language: str, limit: int) -> list[Entry]:
    """Return the newest entries, of one question only if a code is given; raises UsageError for an unknown one."""
    state = report_state(connection)
    if code is not None:
        state["questions"] = [chosen_question(state["questions"], code)]
    asked = {each["code"]: each for each in state["questions"]}
    found = changes_of([line for line in ledger(connection) if line["question"] in asked], limit)
    state["records"] = state["records"] | record_names(connection, _named(found))
    done, words = brought(connection), catalogue(language)
    return [
        entry(
            change,
            {**state, "questions": [asked[change.line["question"]]], "corrections": [], "signatures": {}},
            _happened(connection, done.get(change.line["run"], {})),
            words,
        )
        for change in found
    ]


def _named(found: Sequence[Change]) -> set[str]:
    bodies = [body for change in found for body in (change.line["body"], change.before) if body is not None]
    return {record for body in bodies for record in named_records({"": dict(body)}, None)}


def _happened(connection: Connection, told: Row) -> Happened:
    """Return what the run of a change brought; of an article its newest state, of a link what was said last."""
    done = {record: ("new" if "new" in kinds else kinds[-1]) for record, kinds in told.get("done", {}).items()}
    linked = {record: kinds[-1] for record, kinds in told.get("linked", {}).items()}
    came = [record for record, what in done.items() if what == "new"]
    packed, renamed = packed_records(connection, came), renamed_records(connection, came)
    return Happened(done, told.get("corrected", {}), {}, linked, renamed=renamed, packed=packed)
