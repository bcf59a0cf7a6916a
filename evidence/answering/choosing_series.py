"""What a harm comes to by series that share no patients: by those of most patients, or by others that go further."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.answering.admissible import enough_series, hopeful_choices
from evidence.answering.body import Body
from evidence.answering.caution import at_most_partly, held_by_all, with_events_aside, with_mixed_series
from evidence.answering.counts import Count
from evidence.answering.era import Era
from evidence.answering.overlap import independent, one_a_record, set_aside
from evidence.answering.pooled import pool_counts
from evidence.answering.reasons import reason
from evidence.answering.unlike import weigh_unlike
from evidence.answering.verdict import RANK, Verdict
from evidence.answering.weighing import weigh
from evidence.records.answer import Reason
from evidence.records.question import Scope, Threshold


@dataclass(frozen=True, slots=True)
class Reported:
    """What is reported of one harm, and by what it is judged. label: code of the part, or of the question."""

    outcome: str
    era: Era
    threshold: Threshold | None
    label: str
    scope: Scope
    body: Body


@dataclass(frozen=True, slots=True)
class Judged:
    """What one choice of independent series comes to; aside: why others do not count with them."""

    verdict: Verdict
    alone: tuple[Count, ...] = ()
    aside: tuple[Reason, ...] = ()


def judge_best(told: Reported) -> Judged:
    """Return what the series of most patients come to, or another choice of them that goes further (admissible.py)."""
    alone, _ = independent(told.era.counts, told.body)
    if not alone:
        return Judged(Verdict("open"))
    most = best = _of_choice(alone, _weighed(alone, told), told)
    for choice in _further(most.verdict.status, told):
        found = _of_choice(choice, _weighed(choice, told), told)
        best = found if RANK[found.verdict.status] > RANK[best.verdict.status] else best
        if best.verdict.status == "answered":
            break
    return best if best is most else _with_why(best, most)


def judge_unlike(told: Reported, recovered: Sequence[Count]) -> Judged:
    """Return what figures come to that each measure something else under one name (unlike.py)."""
    alone = most_telling(told.era.counts, told.body)
    return _of_choice(alone, weigh_unlike(told.outcome, alone, recovered), told)


def most_telling(counts: Sequence[Count], body: Body) -> tuple[Count, ...]:
    """Return independent series with more than isolated events, else those of most patients."""
    return enough_series(counts, body) or independent(counts, body)[0]


def _further(status: str, told: Reported) -> Iterator[Sequence[Count]]:
    """Return other choices that may come to more than this status."""
    if RANK[status] < RANK["partly"]:
        enough = enough_series(told.era.counts, told.body)
        yield from (enough,) if enough else ()
    if told.threshold is not None and told.era.current and status != "answered":
        yield from hopeful_choices(told.era.counts, told.body, told.threshold)


def _with_why(best: Judged, most: Judged) -> Judged:
    """Return the choice with the word that others have more patients, and what those come to by themselves."""
    why = reason(
        "other_choice",
        outcome=most.alone[0].outcome,
        studies=len(most.alone),
        patients=sum(count.patients for count in most.alone),
        status=most.verdict.status,
    )
    return replace(best, verdict=replace(best.verdict, reasons=(*best.verdict.reasons, why)))


def _of_choice(choice: Sequence[Count], weighed: Verdict, told: Reported) -> Judged:
    """Return what series that share no patients come to, held back by what does not fit and by what is set aside."""
    aside = set_aside(one_a_record(told.era.counts, told.body), choice, told.body)
    if weighed.status == "open":
        return Judged(weighed, tuple(choice), aside)
    verdict = with_events_aside(weighed, told.era.counts, aside)
    verdict = verdict if told.era.current else at_most_partly(verdict)
    verdict = with_mixed_series(
        verdict, choice, told.scope, told.body, judge=lambda series: _weighed(series, told)
    )  # fmt: skip
    return Judged(verdict, tuple(choice), aside)


def _weighed(series: Sequence[Count], told: Reported) -> Verdict:
    """Return what independent series come to when they are pooled."""
    pool, differ_p = pool_counts(told.outcome, series, told.era.counts, told.label)
    return held_by_all(weigh(pool, series, told.threshold, differ_p), series, told.threshold)
