"""Trials, questions and policy facts as rows, and trials back."""

from evidence.records.declared import PolicyFact
from evidence.records.question import Question
from evidence.records.trial import DateSeen, Snapshot, Trial
from evidence_db.json_forms import from_json, to_json
from evidence_db.tables import Row

_TRIAL = (
    "key", "acronym", "title", "sponsor", "design", "n_planned", "n_actual", "primary_outcome", "eligibility", "status",
    "protocol", "expected_report", "expected_basis",
)  # fmt: skip
_TRIAL_JSON = ("countries", "arms", "answers", "reports", "sources", "uncertain")
TRIAL_COLUMNS = (*_TRIAL, *_TRIAL_JSON, "position")
_SNAPSHOT = (
    "register", "date_seen", "status", "start", "primary_completion", "completion", "last_update_posted", "enrollment",
    "enrollment_type", "has_results", "results_first_posted", "primary_outcome",
)  # fmt: skip
SNAPSHOT_COLUMNS = ("trial", *_SNAPSHOT)
_DATE = ("date_seen", "field", "value", "note")
DATE_COLUMNS = ("trial", "position", *_DATE)


def trial_row(trial: Trial, position: int) -> Row:
    """Return the row of one trial; position: its place in the topic."""
    row: Row = {name: getattr(trial, name) for name in _TRIAL}
    row |= {name: to_json(getattr(trial, name)) for name in _TRIAL_JSON}
    row["position"] = position
    return row


def trial_id_rows(trial: Trial) -> list[Row]:
    """Return one row for each register id, in order."""
    return [
        {"register": register, "id": number, "trial": trial.key, "position": position}
        for position, (register, number) in enumerate(trial.ids)
    ]


def snapshot_rows(trial: Trial) -> list[Row]:
    """Return one row for each day on which a register was looked at."""
    return [snapshot_row(trial.key, snapshot) for snapshot in trial.snapshots]


def snapshot_row(trial: str, snapshot: Snapshot) -> Row:
    """Return the row of what a register said of the trial on a day."""
    row: Row = {name: getattr(snapshot, name) for name in _SNAPSHOT}
    row["trial"] = trial
    return row


def date_rows(trial: Trial) -> list[Row]:
    """Return one row for each observation of the trial's history, in order."""
    return [_date_row(trial.key, position, seen) for position, seen in enumerate(trial.history)]


def _date_row(trial: str, position: int, seen: DateSeen) -> Row:
    row: Row = {name: getattr(seen, name) for name in _DATE}
    row["trial"], row["position"] = trial, position
    return row


def trial_from(row: Row, ids: list[Row], snapshots: list[Row], dates: list[Row]) -> Trial:
    """Return the trial that these rows were made of; its snapshots are in order of date and register."""
    told: dict[str, object] = {name: row[name] for name in _TRIAL}
    told |= {name: from_json(tuple[str, ...], str(row[name])) for name in _TRIAL_JSON}
    told["ids"] = tuple((entry["register"], entry["id"]) for entry in ids)
    told["snapshots"] = tuple(snapshot_from(entry) for entry in snapshots)
    told["history"] = tuple(DateSeen(**{name: entry[name] for name in _DATE}) for entry in dates)  # type: ignore[arg-type]
    return Trial(**told)  # type: ignore[arg-type]


def snapshot_from(row: Row) -> Snapshot:
    """Return the snapshot that the row was made of."""
    told: dict[str, object] = {name: row[name] for name in _SNAPSHOT}
    told["has_results"] = None if row["has_results"] is None else bool(row["has_results"])
    return Snapshot(**told)  # type: ignore[arg-type]


def question_row(question: Question, position: int) -> Row:
    """Return the row of one question; body holds the whole of it."""
    row: Row = {
        "code": question.code,
        "position": position,
        "group_code": question.group,
        "kind": question.kind,
        "body": to_json(question),
    }
    for name in ("text", "short", "population"):
        words = getattr(question, name)
        row[f"{name}_en"], row[f"{name}_nl"] = words.en, words.nl
    return row


def policy_row(fact: PolicyFact, position: int) -> Row:
    """Return the row of one dated fact of policy."""
    return {
        "position": position,
        "date": fact.date,
        "country": fact.country,
        "text_en": fact.text.en,
        "text_nl": fact.text.nl,
        "source": fact.source,
        "questions": to_json(fact.questions),
    }
