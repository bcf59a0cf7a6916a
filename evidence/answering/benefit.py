"""Benefit: does one treatment do better than another? Judged outcome by outcome; the most settled outcome leads."""

from collections.abc import Sequence
from dataclasses import replace

from evidence.answering import certainty
from evidence.answering.beside import others_told, with_beside
from evidence.answering.body import Body
from evidence.answering.by_design import Asked, verdict_by_cohorts, verdict_by_trials, verdict_on_conflict
from evidence.answering.choosing import (
    best_of_record,
    first_conflict,
    further_choices,
    intervals_outrank_p,
    one_a_study,
    outweighed,
)
from evidence.answering.combining import all_told
from evidence.answering.comparing import all_effects, most_direct, without_course
from evidence.answering.effect import Effect
from evidence.answering.overlap import set_aside
from evidence.answering.pooled_effects import with_pools
from evidence.answering.reasons import reason
from evidence.answering.uncontrolled import uncontrolled
from evidence.answering.verdict import RANK, Verdict, certainty_beside
from evidence.records.answer import FAVOURS_COMPARATOR, FAVOURS_HSCT, STATUSES, Reason

SIDES = {FAVOURS_HSCT: "hsct", FAVOURS_COMPARATOR: "comparator"}


def judge_benefit(asked: Asked, body: Body) -> Verdict:
    """Return the verdict on a comparison of treatments: that of the most settled outcome, with the others beside it."""
    verdicts = [judge_outcome(outcome, asked, body) for outcome in asked.scope.outcomes]
    told = [verdict for verdict in verdicts if verdict.records]
    lead = min(told, key=lambda verdict: STATUSES.index(verdict.status), default=Verdict("open"))
    if RANK[lead.status] == 0 and asked.with_series:
        lead = uncontrolled(asked.scope, body, asked.question, beside=lead)
    left_out = _left_out(asked, body)
    if lead.status == "open" and not told:
        return replace(lead, reasons=(*lead.reasons, reason("nothing_found"), *left_out))
    certain = certainty_beside(lead, zip(asked.scope.outcomes, verdicts, strict=True))
    return all_told(lead, [verdict for verdict in told if verdict is not lead], (*certain, *left_out))


def _left_out(asked: Asked, body: Body) -> tuple[Reason, ...]:
    """Return the comparisons that do not count because nobody tells which course of MS their patients had."""
    outcomes = asked.scope.outcomes
    names = {name for outcome in outcomes for name in without_course(outcome, body, asked.scope, asked.contrast)}
    return (reason("course_untold", records=", ".join(sorted(names))),) if names else ()


def judge_outcome(outcome: str, asked: Asked, body: Body) -> Verdict:
    """Return the verdict on one outcome.

    answered     a direct randomised comparison whose interval excludes no effect, with at least moderate certainty
    conflicting  independent studies point opposite ways and no direct randomised comparison settles it
    partly       a randomised comparison that is indirect, imprecise or less sure; or two cohorts that agree
    signal       one comparative cohort that shows a difference
    open         comparisons, but none shows a difference: "not shown", never "no effect"; or none at all
    """
    found = all_effects(outcome, body, asked.scope, asked.contrast)
    every = most_direct(found)
    told, aside = one_a_study(every, body)
    if not told:
        return Verdict("open")
    verdict, counted = _of_choice(told, aside, asked, body), told
    side = _side_shown(verdict, told)
    best = best_of_record(every)
    for choice in () if verdict.status == "answered" else further_choices(side, best, body):
        other = _of_choice(choice, set_aside(best, choice, body), asked, body)
        if RANK[other.status] > RANK[verdict.status] and _side_shown(other, choice) == side:
            verdict, counted = other, choice
        if verdict.status == "answered":
            break
    if asked.contrast == "treatment":
        verdict = with_pools(verdict, intervals_outrank_p(counted), every, asked.label)
    return with_beside(verdict, (*others_told(counted, found), *outweighed(counted)))


def _side_shown(verdict: Verdict, told: Sequence[Effect]) -> str | None:
    """Return the side that does better by a verdict, else by all that show something; None for no one side."""
    if verdict.direction in SIDES:
        return SIDES[verdict.direction]
    sides = {effect.better for effect in told if effect.shown}
    return sides.pop() if len(sides) == 1 else None


def _of_choice(told: Sequence[Effect], aside: Sequence[Reason], asked: Asked, body: Body) -> Verdict:
    """Return the verdict on comparisons that share no patients. aside: why others do not count with them."""
    against = outweighed(told)
    if against:
        names = ", ".join(effect.record for effect in against)
        aside = (reason("p_outweighed", outcome=told[0].outcome, records=names), *aside)
    return _judged(intervals_outrank_p(told), aside, asked, body)


def _judged(alone: Sequence[Effect], aside: Sequence[Reason], asked: Asked, body: Body) -> Verdict:
    """Return the verdict on the comparisons that count, at most one for each independent study."""
    trials = [effect for effect in alone if effect.randomised and (effect.has_interval or effect.shown)]
    direct = [effect for effect in trials if effect.shown and not certainty.is_indirect(effect, body)]
    conflict = first_conflict(direct) if direct else first_conflict(alone)
    if conflict is not None:
        return verdict_on_conflict(conflict, alone, aside, asked=asked, body=body)
    asked_about = [effect for effect in alone if not effect.other_drug]
    by_cohorts = verdict_by_cohorts(asked_about, alone, aside, asked=asked, body=body)
    if any(not effect.other_drug for effect in trials) or (trials and RANK[by_cohorts.status] < RANK["partly"]):
        return verdict_by_trials(trials, direct, alone, aside, asked=asked, body=body)
    return by_cohorts
