"""Which of many comparisons count: one for each independent study, and which two of them point opposite ways."""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

from evidence.answering.admissible import MOST_CHOICES, MOST_FILLED, filled
from evidence.answering.body import Body
from evidence.answering.effect import Effect, contradict
from evidence.answering.overlap import Places, Sharing, independent, parts, sharing_of
from evidence.records.answer import Reason

ENOUGH_COHORTS = 2


def one_a_study(every: Sequence[Effect], body: Body) -> tuple[tuple[Effect, ...], tuple[Reason, ...]]:
    """Return one comparison for each independent study, randomised ones before cohorts that share their patients.

    Of a study's comparisons with several drugs one that is asked about counts before another, then the most precise,
    whatever it shows. A cohort is not set aside for a trial against a drug that is not asked about.
    """
    best = best_of_record(every)
    trials, aside = independent([effect for effect in best if effect.randomised], body)
    ahead = [effect for effect in trials if not effect.other_drug]
    kept, more = independent([effect for effect in best if not effect.randomised], body, before=ahead)
    chosen = {effect.record: effect for effect in (*trials, *kept)}
    return tuple(chosen[record] for record in sorted(chosen)), (*aside, *more)


def best_of_record(every: Sequence[Effect]) -> list[Effect]:
    """Return one comparison for each record: with a drug that is asked about, then the most precise."""
    best: dict[str, Effect] = {}
    for effect in sorted(every, key=_precision):
        best.setdefault(effect.record, effect)
    return [best[record] for record in sorted(best)]


def further_choices(side: str | None, best: Sequence[Effect], body: Body) -> Iterator[tuple[Effect, ...]]:
    """Return the choices of comparisons that share no patients, where what counts first shows one side to do better.

    side: that side, None if there is none. A comparison that shows that side can be left out for any that shares its
    patients: it takes nothing from what those say without it. One that does not is left out only for one that goes
    before it. best: one comparison for each record.
    """
    sharing = sharing_of(best, body)
    alone, together = parts(frozenset(sharing), sharing)
    if side is None or not together:
        return
    groups = [_hiding_nothing(group, best, sharing, side) for group in together]
    for chosen in islice(product(*groups), MOST_CHOICES):
        yield tuple(best[place] for place in sorted(alone.union(*chosen)))


def _hiding_nothing(group: Places, best: Sequence[Effect], sharing: Sharing, side: str) -> list[Places]:
    """Return the ways to count a group of comparisons that hang together, those with most patients first."""

    def hides(place: int, chosen: Places) -> bool:
        with_it = [best[other] for other in sharing[place] & chosen]
        return best[place].better != side and not any(_goes_before(one, best[place]) for one in with_it)

    ways = islice(filled(group, sharing), MOST_FILLED)
    found = [one for one in ways if not any(hides(place, one) for place in group - one)]
    return sorted(found, key=lambda one: (-sum(best[place].patients or 0 for place in one), sorted(one)))


def _goes_before(one: Effect, other: Effect) -> bool:
    """Return True if one counts rather than the other where they share patients, whatever they show."""
    if (one.randomised and not one.other_drug) != (other.randomised and not other.other_drug):
        return one.randomised and not one.other_drug
    return (one.patients or 0) >= (other.patients or 0)


def _precision(effect: Effect) -> tuple[bool, bool, float, str, str]:
    width = abs((effect.high or 0.0) - (effect.low or 0.0)) / (abs(effect.value or 0.0) or 1.0)
    return effect.other_drug, not effect.has_interval, width, effect.record, effect.b


def intervals_outrank_p(alone: Sequence[Effect]) -> tuple[tuple[Effect, ...], tuple[Effect, ...]]:
    """Return the comparisons that count, and a single bare p value that stands against intervals which hold no effect.

    A lone p value without a size does not outweigh a study that measured the same outcome with an interval; a trial
    against a drug that is not asked about is no such study, and stays.
    """
    sized = [effect for effect in alone if effect.has_interval and not effect.other_drug]
    bare = [effect for effect in alone if not effect.has_interval and effect.shown]
    if sized and not any(effect.shown for effect in sized) and len(bare) < ENOUGH_COHORTS:
        return tuple(effect for effect in alone if effect not in bare), tuple(bare)
    return tuple(alone), ()


def first_conflict(alone: Sequence[Effect]) -> tuple[Effect, Effect] | None:
    """Return two comparisons that point opposite ways in earnest, None if there are none.

    Doing better than yesterday's drugs and not better than today's is no contradiction.
    """
    pairs = combinations(alone, 2)
    return next(
        ((one, other) for one, other in pairs if one.other_drug == other.other_drug and contradict(one, other)), None
    )
