"""Counts of independent studies -> a pooled share, and the reason that tells it."""

from collections.abc import Sequence

from evidence.answering.counts import Count
from evidence.answering.reasons import reason
from evidence.pooling import CLOPPER_PEARSON_SUM, leave_one_out, pool_proportions
from evidence.records.answer import LeftOut, Pool, Reason

ENOUGH_EVENTS, ENOUGH_PATIENTS = 10, 200  # with fewer of both, what is known are isolated events


def is_enough(events: int, patients: int, studies: int) -> bool:
    """Return True if there is more than isolated events: ten events in two studies, or 200 patients."""
    return patients >= ENOUGH_PATIENTS or (events >= ENOUGH_EVENTS and studies > 1)


def pool_counts(outcome: str, alone: Sequence[Count], era: Sequence[Count], label: str) -> tuple[Pool, float | None]:
    """Return the pooled share of independent studies, and the p value that they differ.

    era: what was reported before overlaps were set aside.
    """
    told = pool_proportions(_pairs(alone))
    pool = Pool(
        outcome=outcome,
        label=label,
        model=told.model,
        k=told.k,
        n=sum(count.patients for count in alone),
        n_reported=sum(count.patients for count in era),
        events=sum(count.events for count in alone),
        estimate=_percent(told.estimate),
        low=_percent(told.low),
        high=_percent(told.high),
        prediction_low=None if told.prediction_low is None else _percent(told.prediction_low),
        prediction_high=None if told.prediction_high is None else _percent(told.prediction_high),
        tau2=None if told.tau2 is None else round(told.tau2, 6),
        records=tuple(count.record for count in alone),
        differ_p=None if told.differ_p is None else round(told.differ_p, 6),
        leave_one_out=_without_each(alone),
    )
    return pool, told.differ_p


def _without_each(alone: Sequence[Count]) -> tuple[LeftOut, ...]:
    """Return the pooled share without each study in turn."""
    return tuple(
        LeftOut(count.record, _percent(told.estimate), _percent(told.low), _percent(told.high))
        for count, told in zip(alone, leave_one_out(pool_proportions, _pairs(alone)), strict=False)
    )


def _pairs(alone: Sequence[Count]) -> list[tuple[int, int]]:
    return [(count.events, count.patients) for count in alone]


def pool_without(left_out: Count, alone: Sequence[Count]) -> float:
    """Return the upper bound in percent of the pooled share of the others."""
    return _percent(pool_proportions(_pairs([one for one in alone if one != left_out])).high)


def _percent(share: float) -> float:
    """Return a percent to six decimals: more digits than anybody reads, fewer than the last bits of a machine."""
    return round(100 * share, 6)


def told_pool(pool: Pool) -> Reason:
    """Return the pooled share as a reason: of one study, of studies without any event, or of several."""
    if pool.k == 1:
        return reason(
            "single_study",
            outcome=pool.outcome,
            record=pool.records[0],
            events=pool.events,
            patients=pool.n,
            estimate=pool.estimate,
            low=pool.low,
            high=pool.high,
        )
    if pool.model == CLOPPER_PEARSON_SUM and pool.events == 0:
        return reason("pooled_zero", outcome=pool.outcome, patients=pool.n, studies=pool.k, high=pool.high)
    return reason(
        "pooled",
        outcome=pool.outcome,
        events=pool.events,
        patients=pool.n,
        studies=pool.k,
        estimate=pool.estimate,
        low=pool.low,
        high=pool.high,
        model=pool.model,
    )
