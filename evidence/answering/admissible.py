"""Which series may count together for a harm: every choice that shares no patients and loses no event.

The choice with most patients counts (overlap.py), unless another carries the answer further. So a series that has no
event of its own, or no more than those that would count in its place, never takes away what these say without it:

    a national cohort, 0 of 1000, shares patients with two hospitals, each 0 of 300. The cohort is one series, and one
    series answers nothing. The two hospitals share none: two series, 600 patients, no death. That holds with the cohort
    as it held before the cohort was published.

A choice leaves out only what shares patients with those that count, and never more events than they have themselves:
a choice that would hide deaths is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from evidence.answering.body import Body
from evidence.answering.counts import Count
from evidence.answering.overlap import Places, Sharing, Weights, choose, independent, one_a_record, parts, sharing_of
from evidence.answering.pooled import is_enough
from evidence.pooling import clopper_pearson
from evidence.records.question import Threshold

MOST_FILLED = 4096  # that are gone through in a group: 80 series in a row would have billions
MOST_CHOICES = 64  # that are pooled for one answer; a choice is told, so that nobody need know that there were more


@dataclass(frozen=True, slots=True)
class Option:
    """One way to count the series of a group that hang together."""

    places: Places
    events: int
    patients: int


def enough_series(told: Iterable[Count], body: Body) -> tuple[Count, ...]:
    """Return a choice with more than isolated events (pooled.is_enough): that of most patients, else that of most
    events in at least two series; () if there is none."""
    every = one_a_record(told, body)
    most = independent(every, body)[0]
    if _enough(most):
        return most
    sharing = sharing_of(every, body)
    best = max(_with_pairs(every, sharing), key=lambda chosen: _events(every, chosen), default=frozenset[int]())
    chosen = tuple(every[place] for place in sorted(best))
    return chosen if _enough(chosen) else ()


def _with_pairs(every: Sequence[Count], sharing: Sharing) -> Iterator[Places]:
    """Return for each two series without shared patients the choice with most events that holds both."""
    weights = Weights([count.events for count in every])
    for one, other in combinations(sharing, 2):
        if other not in sharing[one]:
            rest = frozenset(sharing) - sharing[one] - sharing[other] - {one, other}
            yield choose(rest, sharing, weights) | {one, other}


def _enough(chosen: Sequence[Count]) -> bool:
    return is_enough(sum(one.events for one in chosen), sum(one.patients for one in chosen), len(chosen))


def _events(every: Sequence[Count], chosen: Places) -> int:
    return sum(every[place].events for place in chosen)


def hopeful_choices(told: Iterable[Count], body: Body, threshold: Threshold) -> tuple[tuple[Count, ...], ...]:
    """Return the choices that lose no event and whose exact bound, patients taken together, is under the threshold."""
    every = one_a_record(told, body)
    sharing = sharing_of(every, body)
    alone, together = parts(frozenset(sharing), sharing)
    groups = [[_option(alone, every)], *(_options(group, every, sharing) for group in together)]
    found = islice(_under(groups, (0, 0), threshold), MOST_CHOICES)
    return tuple(tuple(every[place] for place in sorted(chosen)) for chosen in found)


def _option(places: Places, every: Sequence[Count]) -> Option:
    return Option(places, _events(every, places), sum(every[place].patients for place in places))


def _options(group: Places, every: Sequence[Count], sharing: Sharing) -> list[Option]:
    """Return the ways to count a group that lose no event, those of most patients first."""
    full = {
        chosen
        for chosen in islice(filled(group, sharing), MOST_FILLED)
        if _loses_nothing(chosen, group, every, sharing)
    }
    return sorted((_option(chosen, every) for chosen in full), key=lambda one: (-one.patients, sorted(one.places)))


def filled(left: Places, sharing: Sharing) -> Iterator[Places]:
    """Yield every choice without shared patients that no further place can join, each once."""
    if not left:
        yield frozenset()
        return
    first, before = min(left), frozenset[int]()
    for place in sorted({first} | (sharing[first] & left)):
        for rest in filled(left - sharing[place] - {place}, sharing):
            if not rest & before:
                yield rest | {place}
        before |= {place}


def _loses_nothing(chosen: Places, group: Places, every: Sequence[Count], sharing: Sharing) -> bool:
    return all(every[place].events <= _events(every, sharing[place] & chosen) for place in group - chosen)


def _under(groups: Sequence[Sequence[Option]], so_far: tuple[int, int], threshold: Threshold) -> Iterator[Places]:
    """Return the choices of one option a group that may be under the threshold; what cannot be is not gone into."""
    if not _may_be_under(groups, so_far, threshold):
        return
    if not groups:
        yield frozenset()
        return
    first, *rest = groups
    for option in first:
        for others in _under(rest, (so_far[0] + option.events, so_far[1] + option.patients), threshold):
            yield option.places | others


def _may_be_under(groups: Sequence[Sequence[Option]], so_far: tuple[int, int], threshold: Threshold) -> bool:
    """Return False where even the fewest events among the most patients are over the threshold, or too few patients."""
    if not all(groups):
        return False
    events = so_far[0] + sum(min(option.events for option in group) for group in groups)
    patients = so_far[1] + sum(max(option.patients for option in group) for group in groups)
    enough = patients >= max(threshold.min_patients, 1)
    return enough and 100 * clopper_pearson(events, patients)[1] < threshold.upper_percent
