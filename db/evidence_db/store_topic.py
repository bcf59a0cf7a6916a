"""Saves what the topic says: trials, questions, policy facts; and loads trials with everything seen of them."""

from collections.abc import Callable, Iterable, Iterator
from sqlite3 import Connection

from evidence.records.question import Topic
from evidence.records.trial import Trial
from evidence_db.tables import Row, Tables, by_key, read_rows, save_set, upsert
from evidence_db.topic_rows import (
    DATE_COLUMNS,
    SNAPSHOT_COLUMNS,
    TRIAL_COLUMNS,
    date_rows,
    policy_row,
    question_row,
    snapshot_rows,
    trial_from,
    trial_id_rows,
    trial_row,
)

_SNAPSHOT_KEY = ("trial", "register", "date_seen")


def save_trials(tables: Tables, topic: Topic) -> int:
    """Make the topic's trials the trials; return the number of rows changed.

    Snapshots are observations and are never removed: a registry forgets what it said last year, this table does not.
    """
    trials = topic.trials
    changed = save_set(tables, "trial", ["key"], map(trial_row, trials, range(len(trials))))
    changed += save_set(tables, "trial_id", ["register", "id"], _rows_of_all(trial_id_rows, trials))
    changed += save_set(tables, "trial_date", ["trial", "position"], _rows_of_all(date_rows, trials))
    wanted = by_key(_SNAPSHOT_KEY, _rows_of_all(snapshot_rows, trials))
    held = by_key(_SNAPSHOT_KEY, read_rows(tables.connection, "trial_snapshot", SNAPSHOT_COLUMNS, ""))
    moved = [row for name, row in wanted.items() if held.get(name) != row]
    return changed + upsert(tables, "trial_snapshot", _SNAPSHOT_KEY, moved)


def _rows_of_all(rows_of: Callable[[Trial], list[Row]], trials: Iterable[Trial]) -> Iterator[Row]:
    for trial in trials:
        yield from rows_of(trial)


def save_questions(tables: Tables, topic: Topic) -> int:
    """Make the topic's questions and policy facts the stored ones; return the number of rows changed."""
    questions, policy = topic.questions, topic.policy
    changed = save_set(tables, "question", ["code"], map(question_row, questions, range(len(questions))))
    return changed + save_set(tables, "policy", ["position"], map(policy_row, policy, range(len(policy))))


def load_trials(connection: Connection) -> Iterator[Trial]:
    """Return the trials in the order of the topic, with every snapshot ever stored, oldest first."""
    ids = _by_trial(read_rows(connection, "trial_id", ("trial", "register", "id"), "ORDER BY trial, position"))
    dates = _by_trial(read_rows(connection, "trial_date", DATE_COLUMNS, "ORDER BY trial, position"))
    order = "ORDER BY trial, date_seen, register"
    snapshots = _by_trial(read_rows(connection, "trial_snapshot", SNAPSHOT_COLUMNS, order))
    for row in read_rows(connection, "trial", TRIAL_COLUMNS, "ORDER BY position"):
        key = str(row["key"])
        yield trial_from(row, ids.get(key, []), snapshots.get(key, []), dates.get(key, []))


def _by_trial(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["trial"]), []).append(row)
    return found
