"""Which counts are of the time that a harm question asks about; what is older is shown beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.answering.admissible import enough_series
from evidence.answering.body import Body
from evidence.answering.counts import Count
from evidence.answering.overlap import independent
from evidence.answering.pooled import ENOUGH_PATIENTS
from evidence.answering.reasons import reason
from evidence.records.answer import Reason
from evidence.records.question import Threshold


@dataclass(frozen=True, slots=True)
class Era:
    """The counts that are judged; current: False where they had to be taken from other years; told: what was done."""

    counts: tuple[Count, ...]
    current: bool
    told: tuple[Reason, ...]


def of_era(outcome: str, direct: Sequence[Count], threshold: Threshold | None, body: Body) -> Era:
    """Return the counts of the question's era, or of all years while those of the era are not enough to judge.

    Not enough is what makes no more than a signal by itself: so a first small study of the era does not turn "partly"
    into "signal", and nothing changes on New Year's Day. What older years carry is at most "partly" (harm.py).
    """
    if threshold is None or threshold.since is None:
        return Era(tuple(direct), current=True, told=())
    since = threshold.since
    recent = tuple(count for count in direct if _is_recent(count.record, since, body))
    older = [count for count in direct if count not in recent]
    if not older:
        return Era(recent, current=True, told=())
    if enough_series(recent, body):
        return Era(recent, current=True, told=(_before_era(outcome, older, since, body),))
    patients = sum(count.patients for count in independent(recent, body)[0])
    thin = reason("era_too_thin", outcome=outcome, patients=patients, min_patients=ENOUGH_PATIENTS, since=since)
    return Era(tuple(direct), current=False, told=(thin,))


def _is_recent(record: str, since: int, body: Body) -> bool:
    """Return True by the year of publication, unless the last patient is said to have been treated before the era."""
    report = body.reports[record]
    treated = report.facts.inclusion_years
    year = report.year if report.year is not None else int((report.known_from or "0")[:4])
    return year >= since and (treated is None or treated[1] >= since)


def _before_era(outcome: str, older: Sequence[Count], since: int, body: Body) -> Reason:
    """Return what the older studies counted, each patient once, and which others share patients with these."""
    alone, _ = independent(older, body)
    events, patients = sum(count.events for count in alone), sum(count.patients for count in alone)
    records = {count.record for count in alone}
    aside = sorted({count.record for count in older} - records)
    return reason(
        "before_era",
        outcome=outcome,
        studies=len(alone),
        events=events,
        patients=patients,
        since=since,
        records=", ".join(sorted(records)),
        aside=", ".join(aside) or None,
    )
