"""Which of many comparisons count: one for each independent study, and which two of them point opposite ways."""

from collections.abc import Sequence
from itertools import combinations

from evidence.answering.body import Body
from evidence.answering.effect import Effect, contradict
from evidence.answering.overlap import independent
from evidence.records.answer import Reason

ENOUGH_COHORTS = 2


def one_a_study(every: Sequence[Effect], body: Body) -> tuple[tuple[Effect, ...], tuple[Reason, ...]]:
    """Return one comparison for each independent study, randomised ones before cohorts that share their patients.

    Of a study's comparisons with several drugs one that is asked about counts before another, then the most precise,
    whatever it shows. A cohort is not set aside for a trial against a drug that is not asked about.
    """
    best: dict[str, Effect] = {}
    for effect in sorted(every, key=_precision):
        best.setdefault(effect.record, effect)
    trials, aside = independent([effect for effect in best.values() if effect.randomised], body)
    ahead = [effect for effect in trials if not effect.other_drug]
    kept, more = independent([effect for effect in best.values() if not effect.randomised], body, before=ahead)
    chosen = {effect.record: effect for effect in (*trials, *kept)}
    return tuple(chosen[record] for record in sorted(chosen)), (*aside, *more)


def _precision(effect: Effect) -> tuple[bool, bool, float, str, str]:
    width = abs((effect.high or 0.0) - (effect.low or 0.0)) / (abs(effect.value or 0.0) or 1.0)
    return effect.other_drug, not effect.has_interval, width, effect.record, effect.b


def intervals_outrank_p(alone: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return the comparisons without a single bare p value that stands against intervals which hold no effect.

    A lone p value without a size does not outweigh a study that measured the same outcome with an interval; a trial
    against a drug that is not asked about is no such study, and stays.
    """
    sized = [effect for effect in alone if effect.has_interval and not effect.other_drug]
    bare = [effect for effect in alone if not effect.has_interval and effect.shown]
    if sized and not any(effect.shown for effect in sized) and len(bare) < ENOUGH_COHORTS:
        return tuple(effect for effect in alone if effect.has_interval)
    return tuple(alone)


def first_conflict(alone: Sequence[Effect]) -> tuple[Effect, Effect] | None:
    """Return two comparisons that point opposite ways in earnest, None if there are none.

    Doing better than yesterday's drugs and not better than today's is no contradiction.
    """
    pairs = combinations(alone, 2)
    return next(
        ((one, other) for one, other in pairs if one.other_drug == other.other_drug and contradict(one, other)), None
    )
