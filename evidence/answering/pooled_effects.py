"""Comparisons of independent studies that measured the same thing -> a pooled ratio or difference.

It is told beside the comparisons and decides no status: that asks whether independent studies agree. Randomised
comparisons are pooled with randomised ones and cohorts with cohorts; worked out and printed figures alike, for both are
of one study each.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import exp, log

from evidence.answering.effect import PRINTED, Effect, judged
from evidence.answering.reasons import reason
from evidence.answering.telling import significant, total
from evidence.answering.verdict import Verdict
from evidence.pooling import Z95, Estimate, leave_one_out, pool_effects
from evidence.records.answer import LeftOut, Pool, Reason

TIMELESS = ("hazard_ratio", "rate_ratio")  # over the whole follow-up; others are of one time, and must be of the same
Measure = tuple[object, ...]


def with_pools(verdict: Verdict, alone: Sequence[Effect], reported: Iterable[Effect], label: str) -> Verdict:
    """Return the verdict with the pooled effects of its comparisons, each told behind the comparisons themselves.

    Of every measure that at least two independent comparisons report with an interval, against a drug that is asked
    about; that of most studies first. reported: the comparisons before overlaps were set aside.
    """
    groups, before = _by_measure(alone), _by_measure(reported)
    several = [measure for measure, its in groups.items() if len(its) > 1]
    pools, told = [], []
    for measure in sorted(several, key=lambda one: (-len(groups[one]), repr(one))):
        pools.append(_pool(groups[measure], before.get(measure, ()), label))
        told.append(_told(pools[-1], groups[measure]))
    first = [why for why in verdict.reasons if why.code.startswith("effect_")]
    return replace(verdict, pools=tuple(pools), reasons=(*first, *told, *verdict.reasons[len(first) :]))


def _by_measure(effects: Iterable[Effect]) -> dict[Measure, list[Effect]]:
    """Return the comparisons with an interval by what they measure, one for each record."""
    found: dict[Measure, dict[str, Effect]] = defaultdict(dict)
    for effect in effects:
        if not effect.other_drug and _error(effect) is not None:
            found[_measure(effect)].setdefault(effect.record, effect)
    return {measure: list(by_record.values()) for measure, by_record in found.items()}


def _measure(effect: Effect) -> Measure:
    """Return what two comparisons must have in common to be figures of one thing."""
    sides = (effect.a,) if effect.a == "hsct" else (effect.a, effect.b)
    months = None if effect.statistic in TIMELESS else effect.months
    kind = effect.outcome, effect.statistic, effect.scale, effect.good
    return *kind, effect.randomised, effect.whole, months, *sides


def _error(effect: Effect) -> float | None:
    """Return the standard error on the additive scale (log of a ratio), None where the interval gives none."""
    low, high = effect.low, effect.high
    if effect.value is None or low is None or high is None:
        return None
    if effect.scale == "ratio":
        if min(effect.value, low, high) <= 0:
            return None
        low, high = log(low), log(high)
    return (high - low) / (2 * Z95) if high > low else None


def _additive(effect: Effect) -> tuple[float, float]:
    value = effect.value or 0.0
    return (log(value) if effect.scale == "ratio" else value), _error(effect) or 0.0


def _pool(effects: Sequence[Effect], before: Sequence[Effect], label: str) -> Pool:
    pairs = [_additive(effect) for effect in effects]
    told, first = pool_effects(pairs), effects[0]
    wide = told.prediction_low, told.prediction_high
    events = [effect.events for effect in effects]
    prediction_low, prediction_high = (None if bound is None else _back(bound, first.scale) for bound in wide)
    return Pool(
        outcome=first.outcome,
        label=label,
        model=told.model,
        k=told.k,
        n=total([effect.patients for effect in effects]),
        n_reported=total([effect.patients for effect in before]),
        events=total(events),
        estimate=_back(told.estimate, first.scale),
        low=_back(told.low, first.scale),
        high=_back(told.high, first.scale),
        prediction_low=prediction_low,
        prediction_high=prediction_high,
        tau2=None if told.tau2 is None else round(told.tau2, 6),
        records=tuple(effect.record for effect in effects),
        differ_p=None if told.differ_p is None else round(told.differ_p, 6),
        leave_one_out=_without_each(effects, leave_one_out(pool_effects, pairs)),
        statistic=first.statistic,
        direction=first.direction,
    )


def _without_each(effects: Sequence[Effect], without: Sequence[Estimate]) -> tuple[LeftOut, ...]:
    scale = effects[0].scale
    return tuple(
        LeftOut(effect.record, _back(told.estimate, scale), _back(told.low, scale), _back(told.high, scale))
        for effect, told in zip(effects, without, strict=True)
    )


def _back(value: float, scale: str) -> float:
    """Return a value of the additive scale as it is printed, to six digits: more than anybody reads."""
    return significant(exp(value) if scale == "ratio" else value)


def _told(pool: Pool, effects: Sequence[Effect]) -> Reason:
    first = effects[0]
    whole = judged(replace(first, value=pool.estimate, low=pool.low, high=pool.high, method=PRINTED), shown_by_p=False)
    return reason(
        "pooled_randomised" if first.randomised else "pooled_cohorts",
        outcome=pool.outcome,
        statistic=pool.statistic,
        months=first.months if first.statistic not in TIMELESS else None,
        value=pool.estimate,
        low=pool.low,
        high=pool.high,
        studies=pool.k,
        patients=pool.n,
        differ_p=pool.differ_p,
        direction=pool.direction,
        favours=whole.better,
    )
