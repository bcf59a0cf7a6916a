"""What a registry's record means for a trial: the snapshot of a day, what moved since the last, whose record it is."""

from collections.abc import Iterable
from datetime import date

from evidence.records.registry import RegistryDate, RegistryStudy
from evidence.records.trial import DateSeen, Snapshot, Trial

REGISTER = "nct"
_DATES = ("start", "primary_completion", "completion", "results_first_posted")
_STATES = ("status", "enrollment", "has_results", "primary_outcome")


def snapshot_of(study: RegistryStudy, seen: date) -> Snapshot:
    """Return what the registry says of the trial on the day it was seen; several primary outcomes become one text."""
    return Snapshot(
        register=REGISTER,
        date_seen=seen.isoformat(),
        status=study.status,
        start=_told_day(study.start),
        primary_completion=_told_day(study.primary_completion),
        completion=_told_day(study.completion),
        last_update_posted=study.last_update_posted,
        enrollment=study.enrollment,
        enrollment_type=study.enrollment_type,
        has_results=study.has_results,
        results_first_posted=study.results_first_posted,
        primary_outcome="; ".join(outcome.measure for outcome in study.primary_outcomes) or None,
    )


def _told_day(told: RegistryDate | None) -> str | None:
    return None if told is None else told.day


def dates_of(previous: Iterable[Snapshot], new: Snapshot) -> tuple[DateSeen, ...]:
    """Return the dates that the register moved since its last snapshot before the new one; () where there is none.

    value "": the register no longer tells the date. note: what it said before.
    """
    return _moved(previous, new, _DATES)


def states_of(previous: Iterable[Snapshot], new: Snapshot) -> tuple[DateSeen, ...]:
    """Return what else moved, as dates_of does: status, size, whether results are posted, the primary outcome."""
    return _moved(previous, new, _STATES)


def _moved(previous: Iterable[Snapshot], new: Snapshot, names: Iterable[str]) -> tuple[DateSeen, ...]:
    before = [seen for seen in previous if seen.register == new.register and seen.date_seen <= new.date_seen]
    if not before:
        return ()
    last = max(before, key=lambda seen: seen.date_seen)
    pairs = [(name, getattr(last, name), getattr(new, name)) for name in names]
    return tuple(
        DateSeen(new.date_seen, name, _words(now), "not told before" if was is None else f"was {_words(was)}")
        for name, was, now in pairs
        if was != now
    )


def _words(value: str | int | bool | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def trial_of(study: RegistryStudy, trials: Iterable[Trial]) -> str | None:
    """Return the key of the trial that has the study's NCT number or one of its aliases, None if none has.

    Other numbers join nothing: an extension names the EudraCT number of its parent.
    """
    for trial in trials:
        if any(register == REGISTER and number in study.names for register, number in trial.ids):
            return trial.key
    return None


def not_monitored(trials: Iterable[Trial]) -> tuple[str, ...]:
    """Return the keys of trials that only other registers know (ISRCTN, CTIS): silence about them means nothing."""
    return tuple(trial.key for trial in trials if not trial.monitored)
