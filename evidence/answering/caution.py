"""What keeps a harm from being called answered although its pooled bound is low enough."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from evidence.answering.body import Body
from evidence.answering.counts import Count
from evidence.answering.pooled import pool_without
from evidence.answering.reasons import reason, told_of
from evidence.answering.scope import is_whole
from evidence.answering.terms import of_other_courses
from evidence.answering.verdict import Verdict
from evidence.records.answer import Reason
from evidence.records.finding import Finding
from evidence.records.question import Scope, Threshold


def held_by_all(verdict: Verdict, alone: Sequence[Count], threshold: Threshold | None) -> Verdict:
    """Return the verdict; "answered" becomes "partly" where one series with most of the patients makes the bound.

    A bound that is over the threshold without that series is the series' answer, not the field's.
    """
    largest = max(alone, key=lambda count: (count.patients, count.record))
    if verdict.status != "answered" or threshold is None:
        return verdict
    if 2 * largest.patients <= sum(count.patients for count in alone):
        return verdict
    high = pool_without(largest, alone)
    if high < threshold.upper_percent:
        return verdict
    fragile = reason(
        "rests_on_one", outcome=largest.outcome, record=largest.record, high=high, threshold=threshold.upper_percent
    )
    return replace(verdict, status="partly", reasons=(*verdict.reasons, fragile), next_status=fragile)


def at_most_partly(verdict: Verdict) -> Verdict:
    """Return the verdict; "answered" becomes "partly" (the reason is told where it is found)."""
    return replace(verdict, status="partly") if verdict.status == "answered" else verdict


def with_mixed_series(
    verdict: Verdict, alone: Sequence[Count], scope: Scope, body: Body, *, judge: Callable[[Sequence[Count]], Verdict]
) -> Verdict:
    """Return the verdict with each series told that holds patients of other courses than are asked about.

    A figure of a whole series counts for the course of four in five of its patients; as nobody knows to whom of them it
    happened, it does not answer: the other series must do so without it. judge: what a part of the series comes to.
    """
    if not scope.courses:
        return verdict
    figures = {finding.id: finding for finding in body.findings}
    mixed = {count: _others(count, figures[count.finding], scope, body) for count in alone}
    told = [
        reason(
            "mixed_series",
            outcome=count.outcome,
            record=count.record,
            asked=", ".join(scope.courses),
            others=others,
            patients=count.patients,
        )
        for count, others in mixed.items()
        if others
    ]
    pure = [count for count, others in mixed.items() if not others]
    alike = not told or (bool(pure) and judge(pure).status == "answered")
    held = verdict if alike else at_most_partly(verdict)
    return replace(held, reasons=(*verdict.reasons, *told))


def _others(count: Count, figure: Finding, scope: Scope, body: Body) -> int:
    """Return how many patients of other courses a figure of a whole series is about, 0 for one of the courses alone."""
    if not is_whole(figure, body.vocabulary):
        return 0
    return of_other_courses(body.same_study(count.record), scope.courses, body.vocabulary.courses)


def with_events_aside(verdict: Verdict, era: Sequence[Count], aside: Sequence[Reason]) -> Verdict:
    """Return the verdict with every event told that went aside with a report whose patients are (or may be) counted.

    Which report counts is decided by its patients; one set aside that reports more events than what counts instead is
    named, and keeps a harm from being answered: no death may be lost in the counting.
    """
    by_record = {count.record: count for count in era}
    more = []
    for why in aside:
        left_out, kept = by_record[told_of(why, "left_out")], _kept_for(why)
        if left_out.events > sum(by_record[record].events for record in kept):
            more.append(
                reason(
                    "events_aside",
                    outcome=left_out.outcome,
                    left_out=left_out.record,
                    events=left_out.events,
                    patients=left_out.patients,
                    records=", ".join(kept),
                )
            )
    held = at_most_partly(verdict) if more else verdict
    return replace(held, reasons=(*verdict.reasons, *more))


def _kept_for(why: Reason) -> list[str]:
    """Return the records that count instead of the one that was set aside."""
    return told_of(why, "kept" if why.code == "counted_once" else "records").split(", ")
