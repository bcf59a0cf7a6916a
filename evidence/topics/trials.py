"""trials.toml -> Trials: what registers say, and when they said it."""

from collections.abc import Sequence
from pathlib import Path

from evidence.records.trial import DateSeen, Snapshot, Trial
from evidence.topics.numbers import nct_number
from evidence.topics.reader import Table
from evidence.topics.toml_files import read_toml, refuse_twins

REGISTERS = ("nct", "ctis", "eudract", "isrctn", "anzctr", "iras", "dutch", "sponsor", "funder")
ENROLLMENT_TYPES = ("ESTIMATED", "ACTUAL")
STATUSES = (  # as ClinicalTrials.gov spells them
    "NOT_YET_RECRUITING", "RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING", "SUSPENDED", "TERMINATED",
    "COMPLETED", "WITHDRAWN", "UNKNOWN",
)  # fmt: skip
HISTORY_FIELDS = ("primary_completion", "completion", "status", "enrollment", "eligibility")


def read_trials(path: Path, questions: Sequence[str]) -> tuple[Trial, ...]:
    """Return the trials of a topic; questions: the codes they may answer. Raises TopicError."""
    return read_toml(path, lambda table: _read_file(table, questions))


def _read_file(table: Table, questions: Sequence[str]) -> tuple[Trial, ...]:
    trials = table.entries("trial", "key", lambda entry: _read_trial(entry, questions))
    if not trials:
        raise table.mistake("trial", "is missing: a topic needs at least one [[trial]]")
    refuse_twins(table, "trial", [trial.key for trial in trials])
    refuse_twins(table, "trial", [" ".join(pair) for trial in trials for pair in trial.ids])
    return trials


def _read_trial(table: Table, questions: Sequence[str]) -> Trial:
    ids = table.inner("ids", _read_ids)
    if not ids:
        raise table.mistake("ids", f"names no register; known are {', '.join(REGISTERS)}")
    snapshots = table.entries("snapshot", "register", _read_snapshot)
    return Trial(
        key=table.text("key"),
        acronym=table.maybe_text("acronym"),
        title=table.text("title"),
        ids=ids,
        sponsor=table.maybe_text("sponsor"),
        countries=table.maybe_texts("countries"),
        design=table.maybe_text("design"),
        arms=table.maybe_texts("arms"),
        n_planned=table.maybe_whole("n_planned"),
        n_actual=table.maybe_whole("n_actual"),
        primary_outcome=table.maybe_text("primary_outcome"),
        eligibility=table.maybe_text("eligibility"),
        status=table.choice("status", STATUSES) if table.has("status") else None,
        snapshots=snapshots,
        history=table.entries("history", "field", _read_history),
        answers=table.choices("answers", questions),
        reports=table.records("reports"),
        protocol=table.maybe_text("protocol"),
        expected_report=table.maybe_day("expected_report"),
        expected_basis=table.maybe_text("expected_basis"),
        sources=table.texts("sources"),
        uncertain=table.maybe_texts("uncertain"),
        registered=table.maybe_day("registered"),
        # what the topic expects rests on what it had seen of the trial; nights after that change nothing of it
        expected_since=max((snapshot.date_seen for snapshot in snapshots), default=None),
    )


def _read_ids(table: Table) -> tuple[tuple[str, str], ...]:
    numbers = []
    for register in REGISTERS:
        if table.has(register):
            numbers.append((register, nct_number(table, register) if register == "nct" else table.text(register)))
    return tuple(numbers)


def _read_snapshot(table: Table) -> Snapshot:
    return Snapshot(
        register=table.choice("register", REGISTERS),
        date_seen=table.day("date_seen"),
        status=table.maybe_text("status"),
        start=table.maybe_day("start"),
        primary_completion=table.maybe_day("primary_completion"),
        completion=table.maybe_day("completion"),
        last_update_posted=table.maybe_day("last_update_posted"),
        enrollment=table.maybe_whole("enrollment"),
        enrollment_type=table.choice("enrollment_type", ENROLLMENT_TYPES) if table.has("enrollment_type") else None,
        has_results=table.maybe_flag("has_results"),
        results_first_posted=table.maybe_day("results_first_posted"),
        primary_outcome=table.maybe_text("primary_outcome"),
    )


def _read_history(table: Table) -> DateSeen:
    return DateSeen(
        date_seen=table.day("date_seen"),
        field=table.choice("field", HISTORY_FIELDS),
        value=table.text("value"),
        note=table.maybe_text("note"),
    )
