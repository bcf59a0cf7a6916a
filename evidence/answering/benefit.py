"""Benefit: does one treatment do better than another? Judged outcome by outcome; the most settled outcome leads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

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
)
from evidence.answering.combining import all_told
from evidence.answering.comparing import all_effects, most_direct, without_course
from evidence.answering.effect import Effect
from evidence.answering.limits import judge_with_limits
from evidence.answering.overlap import set_aside
from evidence.answering.pooled_effects import with_pools
from evidence.answering.reasons import reason
from evidence.answering.telling import side_of
from evidence.answering.uncontrolled import uncontrolled
from evidence.answering.verdict import RANK, Verdict, certainty_beside
from evidence.records.answer import STATUSES, Reason


@dataclass(frozen=True, slots=True)
class Choice:
    """What comparisons come to that share no patients; told: all of them; outweighed: p values that do not count."""

    verdict: Verdict
    told: tuple[Effect, ...]
    counting: tuple[Effect, ...]
    outweighed: tuple[Effect, ...]


def judge_benefit(asked: Asked, body: Body) -> Verdict:
    """Return the verdict on a comparison of treatments: that of the most settled outcome, with the others beside it.

    Records with a flaw are held down outcome by outcome (limits.py): what whole and sound ones show of relapses does
    not help one that was seen in part to answer on disability.
    """
    verdicts = [judge_with_limits(partial(judge_outcome, outcome, asked), body) for outcome in asked.scope.outcomes]
    told = [verdict for verdict in verdicts if verdict.records]
    lead = min(told, key=lambda verdict: STATUSES.index(verdict.status), default=Verdict("open"))
    if RANK[lead.status] == 0 and asked.with_series:
        lead = judge_with_limits(partial(uncontrolled, asked.scope, asked.question, lead), body)
    silent = [why for verdict in verdicts if not verdict.records for why in verdict.reasons]
    left_out = (*(why for why in dict.fromkeys(silent) if why not in lead.reasons), *_left_out(asked, body))
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
    best = _of_choice(told, aside, asked, body)
    side = _side_shown(best)
    single = best_of_record(every)
    for chosen in () if best.verdict.status == "answered" else further_choices(side, single, body):
        other = _of_choice(chosen, set_aside(single, chosen, body), asked, body)
        if RANK[other.verdict.status] > RANK[best.verdict.status] and _side_shown(other) == side:
            best = other
        if best.verdict.status == "answered":
            break
    verdict = best.verdict
    if asked.contrast == "treatment":
        verdict = with_pools(verdict, best.counting, every, asked.label)
    return with_beside(verdict, (*others_told(best.told, found), *best.outweighed))


def _side_shown(choice: Choice) -> str | None:
    """Return the side that does better by a verdict, else by all that show something; None for no one side."""
    return choice.verdict.side if choice.verdict.side is not None else side_of(choice.told)


def _of_choice(told: Sequence[Effect], aside: Sequence[Reason], asked: Asked, body: Body) -> Choice:
    """Return what comparisons come to that share no patients. aside: why others do not count with them."""
    counting, outweighed = intervals_outrank_p(told)
    if outweighed:
        names = ", ".join(effect.record for effect in outweighed)
        aside = (reason("p_outweighed", outcome=told[0].outcome, records=names), *aside)
    return Choice(_judged(counting, aside, asked, body), tuple(told), counting, outweighed)


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
