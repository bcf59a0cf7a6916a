"""Saves what ClinicalTrials.gov says of a study: the current record, every version, what moved, the day's snapshot.

A record that says the same as before changes no row, whatever night it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from sqlite3 import Connection

from evidence.records.registry import RegistryStudy
from evidence.records.trial import DateSeen, Snapshot
from evidence.registry import REGISTER, dates_of, snapshot_of, states_of
from evidence_db.json_forms import from_json, to_json
from evidence_db.store_articles import save_raw
from evidence_db.tables import Row, insert_or_update, read_rows
from evidence_db.topic_rows import SNAPSHOT_COLUMNS, snapshot_from, snapshot_row

FORM = "ctgov"
_STUDY = (
    "nct", "raw_hash", "content_hash", "first_seen", "last_update_posted", "acronym", "title", "status", "has_results",
    "body",
)  # fmt: skip
_SAVE_STUDY = insert_or_update("registry_study", _STUDY, ["nct"])
_SAVE_SNAPSHOT = insert_or_update("trial_snapshot", SNAPSHOT_COLUMNS, ["trial", "register", "date_seen"])


def save_study(connection: Connection, study: RegistryStudy, raw: bytes, seen: date, trial: str | None) -> int:
    """Save what the registry said of a study on the day; return the number of rows changed.

    trial: its key in the topic, None where the topic does not name it. A record that is older by the registry's own
    date than the one held (an old file) is kept as a version and is not made the current one.
    """
    held = _held(connection, study.nct)
    if held is not None and _is_older(study, held):
        return _keep_old_version(connection, study, raw, seen)
    new = snapshot_of(study, seen)
    own = [] if trial is None else _snapshots(connection, trial)
    changed = 0
    if held is None or held["content_hash"] != study.content_hash:
        before = own or _last_told(held, seen)
        changed += _make_current(connection, study, raw, seen, held)
        changed += _save_changes(connection, study.nct, (*dates_of(before, new), *states_of(before, new)))
    elif held["body"] != to_json(study):  # a newer program reads more in the same record
        changed += _save_row(connection, study, str(held["raw_hash"]), str(held["first_seen"]))
    return changed if trial is None else changed + _save_snapshot(connection, trial, new, own)


def _last_told(held: Row | None, seen: date) -> list[Snapshot]:
    return [] if held is None else [snapshot_of(from_json(RegistryStudy, str(held["body"])), seen)]


def load_studies(connection: Connection) -> Iterator[RegistryStudy]:
    """Return the current record of every study that the registry was ever seen to have, by number."""
    for (body,) in connection.execute("SELECT body FROM registry_study ORDER BY nct"):
        yield from_json(RegistryStudy, body)


def _held(connection: Connection, nct: str) -> Row | None:
    found = read_rows(connection, "registry_study", _STUDY, "WHERE nct = ?", (nct,))
    return found[0] if found else None


def _is_older(study: RegistryStudy, held: Row) -> bool:
    """True if the registry changed the held record after this one; two records of one day stand as they come."""
    return study.last_update_posted is not None and study.last_update_posted < str(held["last_update_posted"] or "")


def _make_current(connection: Connection, study: RegistryStudy, raw: bytes, seen: date, held: Row | None) -> int:
    raw_hash = sha256(raw).hexdigest()
    first_seen = seen.isoformat() if held is None else str(held["first_seen"])
    changed = save_raw(connection, raw, FORM, raw_hash) + _save_row(connection, study, raw_hash, first_seen)
    return changed + _add_version(connection, study, raw_hash, seen)


def _save_row(connection: Connection, study: RegistryStudy, raw_hash: str, first_seen: str) -> int:
    row: Row = {
        "nct": study.nct,
        "raw_hash": raw_hash,
        "content_hash": study.content_hash,
        "first_seen": first_seen,
        "last_update_posted": study.last_update_posted,
        "acronym": study.acronym,
        "title": study.official_title or study.brief_title,
        "status": study.status,
        "has_results": study.has_results,
        "body": to_json(study),
    }
    connection.execute(_SAVE_STUDY, [row[name] for name in _STUDY])
    return 1


def _add_version(connection: Connection, study: RegistryStudy, raw_hash: str, seen: date) -> int:
    row = (study.nct, study.nct, seen.isoformat(), study.last_update_posted, study.content_hash, raw_hash)
    connection.execute(
        "INSERT INTO registry_version (nct, position, date_seen, last_update_posted, content_hash, raw_hash)"
        " VALUES (?, (SELECT count(*) FROM registry_version WHERE nct = ?), ?, ?, ?, ?)",
        row,
    )
    return 1


def _keep_old_version(connection: Connection, study: RegistryStudy, raw: bytes, seen: date) -> int:
    query = "SELECT 1 FROM registry_version WHERE nct = ? AND content_hash = ?"
    if connection.execute(query, (study.nct, study.content_hash)).fetchone() is not None:
        return 0
    raw_hash = sha256(raw).hexdigest()
    return save_raw(connection, raw, FORM, raw_hash) + _add_version(connection, study, raw_hash, seen)


def _save_changes(connection: Connection, nct: str, moves: Sequence[DateSeen]) -> int:
    for seen in moves:
        connection.execute(
            "INSERT INTO registry_change (nct, position, date_seen, field, value, note)"
            " VALUES (?, (SELECT count(*) FROM registry_change WHERE nct = ?), ?, ?, ?, ?)",
            (nct, nct, seen.date_seen, seen.field, seen.value, seen.note),
        )
    return len(moves)


def _snapshots(connection: Connection, trial: str) -> list[Snapshot]:
    where = "WHERE trial = ? AND register = ?"
    rows = read_rows(connection, "trial_snapshot", SNAPSHOT_COLUMNS, where, (trial, REGISTER))
    return [snapshot_from(row) for row in rows]


def _save_snapshot(connection: Connection, trial: str, new: Snapshot, before: Sequence[Snapshot]) -> int:
    """Save a snapshot that says something else than the last one; return 1 if it did."""
    earlier = [seen for seen in before if seen.date_seen <= new.date_seen]
    last = max(earlier, key=lambda seen: seen.date_seen, default=None)
    if last is not None and replace(last, date_seen=new.date_seen) == new:
        return 0
    row = snapshot_row(trial, new)
    connection.execute(_SAVE_SNAPSHOT, [row[name] for name in SNAPSHOT_COLUMNS])
    return 1
