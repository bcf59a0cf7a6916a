"""Counts patients once: of series that share patients, those that together have most patients and share none count.

Sharing is a relation of two: a national cohort may share patients with two hospitals that share none with each other.
So a group of series that hang together is no pile of which one counts, and the largest one is not always the best
choice: two hospitals of 120 patients are 240 people, the cohort of 200 that overlaps with both is 200.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from evidence.answering.body import Body
from evidence.answering.reasons import reason
from evidence.records.answer import Reason


class Counted(Protocol):
    """Something a record tells about some of its patients; patients None = not reported."""

    @property
    def record(self) -> str:
        """The record's key."""

    @property
    def patients(self) -> int | None:
        """How many patients it is about."""


Told = TypeVar("Told", bound=Counted)
Places = frozenset[int]  # places in the order of most_then_newest
Sharing = Mapping[int, Places]  # for each place those that share patients with it


@dataclass(frozen=True, slots=True)
class Weights:
    """The patients of each place, 0 where they are not told. series_first: more series go before more patients."""

    patients: Sequence[int]
    series_first: bool = False

    def rank(self, chosen: Places) -> tuple[int, int, tuple[int, ...]]:
        """Return how good a choice is: most patients, then most series, then the larger and newer ones."""
        patients, series = sum(self.patients[place] for place in chosen), len(chosen)
        first = (series, patients) if self.series_first else (patients, series)
        return *first, tuple(-place for place in sorted(chosen))


def independent(
    told: Iterable[Told], body: Body, before: Sequence[Told] = ()
) -> tuple[tuple[Told, ...], tuple[Reason, ...]]:
    """Return what is left when patients are counted once, and a reason for each that was set aside.

    What counts together has most patients; where that is equal, most series, then the largest and newest. What is told
    plays no part, nor does the order of the input. before: what counts already; it comes first in what is returned.
    """
    taken = {one.record for one in before}
    every = [one for one in one_a_record(told, body) if one.record not in taken]
    free = [one for one in every if not sharing_with(one, before, body)]
    kept = [*before, *_chosen(free, body, Weights([one.patients or 0 for one in free]))]
    return tuple(kept), set_aside(every, kept, body)


def set_aside(every: Iterable[Told], kept: Sequence[Told], body: Body) -> tuple[Reason, ...]:
    """Return a reason for each that does not count because it shares patients with those that are kept."""
    return tuple(_why(one, sharing_with(one, kept, body), body) for one in every if one not in kept)


def most_series(told: Iterable[Told], body: Body) -> tuple[Told, ...]:
    """Return as many series as there are without shared patients: how many independent ones say the same.

    Not those that count: a cohort that overlaps with two hospitals has most patients, and takes nothing from what the
    two say independently of each other.
    """
    every = one_a_record(told, body)
    return tuple(_chosen(every, body, Weights([one.patients or 0 for one in every], series_first=True)))


def one_a_record(told: Iterable[Told], body: Body) -> list[Told]:
    """Return the largest that each record tells, the largest and newest first."""
    found: dict[str, Told] = {}
    for one in sorted(told, key=lambda one: _most_then_newest(one, body)):
        found.setdefault(one.record, one)
    return list(found.values())


def _chosen(every: Sequence[Told], body: Body, weights: Weights) -> list[Told]:
    sharing = sharing_of(every, body)
    return [every[place] for place in sorted(choose(frozenset(sharing), sharing, weights))]


def sharing_of(every: Sequence[Counted], body: Body) -> dict[int, Places]:
    """Return for each place of the series those that share patients with it."""
    return {place: _places_with(place, every, body) for place in range(len(every))}


def choose(places: Places, sharing: Sharing, weights: Weights) -> Places:
    """Return the best choice among the places of which no two share patients; exact, not the first that fits."""
    known: dict[Places, Places] = {}

    def best(left: Places) -> Places:
        if left not in known:
            known[left] = _best(left)
        return known[left]

    def _best(left: Places) -> Places:
        alone, together = parts(left, sharing)
        found = alone
        for part in together:
            most = max(sorted(part), key=lambda place: len(sharing[place] & part))
            better: Places = max(best(part - sharing[most] - {most}) | {most}, best(part - {most}), key=weights.rank)
            found |= better
        return found

    return best(places)


def parts(left: Places, sharing: Sharing) -> tuple[Places, list[Places]]:
    """Return the places that share with none of the others, and those that hang together in groups."""
    alone = frozenset(place for place in left if not sharing[place] & left)
    rest, groups = set(left - alone), []
    while rest:
        group, edge = set(), {min(rest)}
        while edge:
            group |= edge
            edge = {other for place in edge for other in sharing[place] & left} - group
        groups.append(frozenset(group))
        rest -= group
    return alone, groups


def _places_with(place: int, every: Sequence[Counted], body: Body) -> Places:
    one = every[place]
    return frozenset(
        other for other, second in enumerate(every) if other != place and body.why_shared(one.record, second.record)
    )


def sharing_with(one: Counted, kept: Sequence[Told], body: Body) -> list[Told]:
    """Return those that share patients with one."""
    return [other for other in kept if body.why_shared(one.record, other.record) is not None]


def _why(one: Counted, kept: Sequence[Counted], body: Body) -> Reason:
    """Return why one was set aside: for one that counts, or for several that have more patients together."""
    if len(kept) == 1:
        why = body.why_shared(one.record, kept[0].record)
        return reason("counted_once", kept=kept[0].record, left_out=one.record, why=why)
    sizes = [other.patients for other in kept]
    return reason(
        "counted_together",
        left_out=one.record,
        patients=one.patients,
        records=", ".join(other.record for other in kept),
        together=sum(n for n in sizes if n is not None) if None not in sizes else None,
        why="; ".join(dict.fromkeys(body.why_shared(one.record, other.record) or "" for other in kept)),
    )


def _most_then_newest(one: Counted, body: Body) -> tuple[int, int, str]:
    known_from = body.reports[one.record].known_from or ""
    return -(one.patients or 0), -int(known_from.replace("-", "") or 0), one.record
