"""The trials that will inform a question, and when, as far as a register had told by the day."""

from collections.abc import Iterable

from evidence.answering.body import Body
from evidence.answering.certainty import newest_snapshot
from evidence.answering.dates import last_day
from evidence.records.answer import Awaited
from evidence.records.question import Question, Topic
from evidence.records.trial import Trial


def awaited(question: Question, topic: Topic, body: Body, records: Iterable[str]) -> tuple[Awaited, ...]:
    """Return the trials of the question that were known on the day and have not told of it yet, soonest first.

    records: what the answer rests on. A trial that has reported is still awaited where its report says nothing on the
    question: RAM-MS will tell costs and late harms after its first paper.
    """
    known = {trial.key: trial for trial in topic.trials}
    told = {body.trial_of[record].key for record in records if record in body.trial_of}
    waiting = [
        _awaited(known[key], body.as_of)
        for key in question.awaited
        if key in known and key not in told and not known[key].reports and was_known(known[key], body.as_of)
    ]
    return tuple(sorted(waiting, key=lambda one: (one.when is None, one.when or "", one.trial)))


def was_known(trial: Trial, as_of: str) -> bool:
    """Return True if the trial was registered, or else had been seen in a register or had begun, by the day.

    Undated trials are known. A date may be partial: "2018" is known from the last day of 2018, for nobody can say that
    it was earlier.
    """
    if trial.registered is not None:
        return last_day(trial.registered) <= as_of
    days = [snapshot.date_seen for snapshot in trial.snapshots] + [seen.date_seen for seen in trial.history]
    days += [snapshot.start for snapshot in trial.snapshots if snapshot.start is not None]
    return not days or min(last_day(day) for day in days) <= as_of


def last_posting(trial: Trial, as_of: str) -> str | None:
    """Return the day on which the register first posted results, or was first seen to have some; None without."""
    snapshot = newest_snapshot(trial, as_of)
    if snapshot is None or snapshot.has_results is not True:
        return None
    return snapshot.results_first_posted or snapshot.date_seen


def told_by(trial: Trial, field: str, as_of: str) -> str | None:
    """Return the last value of a field that a register is known to have shown by the day, None if there is none."""
    seen = [told for told in trial.history if told.field == field and last_day(told.date_seen) <= as_of]
    return max(seen, key=lambda told: last_day(told.date_seen)).value if seen else None


def _awaited(trial: Trial, as_of: str) -> Awaited:
    """Return when a trial is expected: as the topic states once it could be known, else by the register's own date."""
    if trial.expected_report is not None and is_expected(trial, as_of):
        return Awaited(trial.key, trial.expected_report, trial.expected_basis or "stated")
    day = primary_completion(trial, as_of)
    return Awaited(trial.key, day, "unknown" if day is None else "primary completion")


def is_expected(trial: Trial, as_of: str) -> bool:
    """Return True if what the topic expects of the trial could be said on the day."""
    return trial.expected_since is None or last_day(trial.expected_since) <= as_of


def primary_completion(trial: Trial, as_of: str) -> str | None:
    """Return the date of the last measurement of the primary outcome as a register last told by the day."""
    snapshot = newest_snapshot(trial, as_of)
    if snapshot is not None and snapshot.primary_completion is not None:
        return snapshot.primary_completion
    return told_by(trial, "primary_completion", as_of)
