"""Outcomes that hold unlike things under one name: ranges instead of a pooled share, harm and recovery apart."""

from collections.abc import Sequence

from evidence.answering.counts import Count
from evidence.answering.pooled import ENOUGH_PATIENTS, is_enough
from evidence.answering.reasons import reason
from evidence.answering.verdict import Verdict
from evidence.records.answer import Reason


def weigh_unlike(outcome: str, harms: Sequence[Count], recoveries: Sequence[Count]) -> Verdict:
    """Return the verdict on figures that each measure something else.

    partly    more than isolated events (see is_enough), of harm or of recovery: periods that came back in most women
              say as much about the harm as periods that stayed away
    signal    some harm was counted
    open      only a few people who did well: one man who had a child says nothing about how often men no longer can
    """
    told = (*_told_harms(outcome, harms), *told_recoveries(outcome, recoveries))
    if _enough(harms) or _enough(recoveries):
        return Verdict("partly", reasons=(*told, reason("no_threshold", outcome=outcome)))
    if not harms:
        return Verdict("open", reasons=told)
    patients = sum(count.patients for count in harms)
    nearer = reason("next_patients", outcome=outcome, patients=patients, min_patients=ENOUGH_PATIENTS)
    return Verdict("signal", reasons=(*told, isolated(outcome, harms)), next_status=nearer)


def told_recoveries(outcome: str, recoveries: Sequence[Count]) -> tuple[Reason, ...]:
    """Return the range of the shares that did well, or the one there is."""
    if len(recoveries) > 1:
        return (reason("good_range", outcome=outcome, studies=len(recoveries), **_range(recoveries)),)
    return tuple(
        reason("good_single", outcome=outcome, record=one.record, well=one.events, patients=one.patients)
        for one in recoveries
    )


def isolated(outcome: str, alone: Sequence[Count]) -> Reason:
    """Return the events one by one: a share would be of those studies only that had one to report."""
    reporting = sum(1 for count in alone if count.events)
    events, patients = sum(count.events for count in alone), sum(count.patients for count in alone)
    return reason("isolated_events", outcome=outcome, events=events, studies=reporting, patients=patients)


def _told_harms(outcome: str, harms: Sequence[Count]) -> tuple[Reason, ...]:
    if len(harms) > 1:
        return (reason("definitions_differ", outcome=outcome, studies=len(harms), **_range(harms)),)
    return tuple(
        reason(
            "one_figure", outcome=outcome, record=one.record, events=one.events, patients=one.patients, what=one.what
        )
        for one in harms
    )


def _range(several: Sequence[Count]) -> dict[str, float]:
    shares = [round(100 * count.events / count.patients, 1) for count in several]
    return {"lowest": min(shares), "highest": max(shares)}


def _enough(several: Sequence[Count]) -> bool:
    events, patients = sum(count.events for count in several), sum(count.patients for count in several)
    return is_enough(events, patients, len(several))
