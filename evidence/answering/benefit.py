"""Benefit: does one treatment do better than another? Judged outcome by outcome; the most settled outcome leads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.answering import certainty
from evidence.answering.beside import others_told, with_beside
from evidence.answering.body import Body
from evidence.answering.choosing import ENOUGH_COHORTS, first_conflict, intervals_outrank_p, one_a_study
from evidence.answering.combining import all_told
from evidence.answering.comparing import all_effects, most_direct, without_course
from evidence.answering.effect import Effect, contradict
from evidence.answering.overlap import most_series
from evidence.answering.pooled_effects import with_pools
from evidence.answering.reasons import reason
from evidence.answering.telling import direction, favours, told_effect, total
from evidence.answering.terms import UNLIKE
from evidence.answering.uncontrolled import uncontrolled
from evidence.answering.verdict import RANK, Verdict, certainty_beside
from evidence.records.answer import MIXED, NOT_APPLICABLE, STATUSES, Reason
from evidence.records.question import Scope

SURE_ENOUGH = ("moderate", "high")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is judged. label: code of the part, or of the question; contrast: "treatment" or "regimen"; with_series:
    results without a comparison are a signal."""

    question: str
    label: str
    scope: Scope
    contrast: str
    with_series: bool


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
    alone = intervals_outrank_p(told)
    outweighed = [effect for effect in told if effect not in alone]
    if outweighed:
        aside = (reason("p_outweighed", outcome=outcome, records=", ".join(one.record for one in outweighed)), *aside)
    verdict = _judged(alone, aside, asked, body, every=every)
    if asked.contrast == "treatment":
        verdict = with_pools(verdict, alone, every, asked.label)
    return with_beside(verdict, (*others_told(alone, found), *outweighed))


def _judged(
    alone: Sequence[Effect], aside: Sequence[Reason], asked: Asked, body: Body, *, every: Sequence[Effect]
) -> Verdict:
    """Return the verdict on the comparisons that count, at most one for each independent study.

    every: also those that were set aside because they share patients.
    """
    trials = [effect for effect in alone if effect.randomised and (effect.has_interval or effect.shown)]
    direct = [effect for effect in trials if effect.shown and not certainty.is_indirect(effect, body)]
    conflict = first_conflict(direct) if direct else first_conflict(alone)
    if conflict is not None:
        return _conflicting(conflict, alone, aside, asked, body)
    asked_about = [effect for effect in alone if not effect.other_drug]
    by_cohorts = _by_cohorts(asked_about, alone, aside, asked=asked, body=body, every=every)
    if any(not effect.other_drug for effect in trials) or (trials and RANK[by_cohorts.status] < RANK["partly"]):
        return _by_trials(trials, direct, alone, aside, asked=asked, body=body)
    return by_cohorts


def _by_trials(
    trials: Sequence[Effect],
    direct: Sequence[Effect],
    alone: Sequence[Effect],
    aside: Sequence[Reason],
    *,
    asked: Asked,
    body: Body,
) -> Verdict:
    deciding = list(direct) or list(trials)
    level, steps = certainty.of_effects(deciding, body, asked.question)
    sized = any(effect.has_interval for effect in direct)
    status = "answered" if sized and level in SURE_ENOUGH else "partly"
    told: list[Reason] = []
    if direct and any(contradict(effect, other) for effect in direct for other in alone):
        told.append(reason("trial_settles", outcome=direct[0].outcome, record=direct[0].record))
    told += [why for effect in trials for why in _indirect(effect, body)]
    told += [*_bare(deciding), *_not_shown([effect for effect in alone if not effect.other_drug])]
    nearer = None if status == "answered" or direct else reason("next_direct_trial", outcome=trials[0].outcome)
    return _verdict(status, deciding, alone, (*told, *aside, *steps), level=level, asked=asked, nearer=nearer)


def _by_cohorts(
    cohorts: Sequence[Effect],
    alone: Sequence[Effect],
    aside: Sequence[Reason],
    *,
    asked: Asked,
    body: Body,
    every: Sequence[Effect],
) -> Verdict:
    """Return what the comparisons with the drugs that are asked about come to; what else there is, is told beside."""
    shown = [effect for effect in cohorts if effect.shown]
    outcome = alone[0].outcome
    if not shown:
        return _verdict("open", [], alone, (*_not_shown(cohorts), *aside), level="none", asked=asked)
    sound = _agreeing(shown, every, body)
    agree = len(sound) >= ENOUGH_COHORTS and outcome not in UNLIKE
    deciding = shown if not agree else [*shown, *(effect for effect in sound if effect not in shown)]
    level, steps = certainty.of_effects(shown if set(sound) <= set(shown) else sound, body, asked.question)
    why = (_cohorts_told(outcome, sound or shown), *_bare(deciding))
    others = [told for effect in alone if effect.other_drug for told in _indirect(effect, body)]
    return _verdict(
        "partly" if agree else "signal",
        deciding,
        alone,
        (*why, *others, *aside, *steps),
        level=level,
        asked=asked,
        nearer=reason("next_direct_trial" if agree or outcome in UNLIKE else "next_second_cohort", outcome=outcome),
    )


def _agreeing(shown: Sequence[Effect], every: Sequence[Effect], body: Body) -> list[Effect]:
    """Return the most comparisons that show the same and share no patients; those that count, if they are as many.

    A cohort that shares patients with two others counts before them if it has more patients; that takes nothing from
    what these two show independently of each other.
    """
    counting = [effect for effect in shown if not _is_critical(effect, body)]
    same = [
        effect
        for effect in every
        if effect.favours == shown[0].favours and not effect.other_drug and not _is_critical(effect, body)
    ]
    most = most_series(same, body)
    return sorted(most, key=lambda effect: effect.record) if len(most) > len(counting) else counting


def _not_shown(compared: Sequence[Effect]) -> tuple[Reason, ...]:
    """Return that no comparison with a drug that is asked about shows a difference, if none does."""
    if not compared or any(effect.shown for effect in compared):
        return ()
    outcome, sized = compared[0].outcome, sum(1 for effect in compared if effect.has_interval)
    bare = len(compared) - sized
    return (
        *((reason("not_shown", outcome=outcome, studies=sized),) if sized else ()),
        *((reason("not_shown_by_p", outcome=outcome, studies=bare),) if bare else ()),
    )


def _indirect(effect: Effect, body: Body) -> tuple[Reason, ...]:
    """Return why a randomised comparison is indirect evidence: its people, its drugs of another time, another drug."""
    why = certainty.why_indirect(effect.record, body)
    other = (reason("other_drug", record=effect.record, comparator=effect.b),) if effect.other_drug else ()
    return (*other, *(() if why is None else (reason("trial_indirect", record=effect.record, why=why),)))


def _cohorts_told(outcome: str, shown: Sequence[Effect]) -> Reason:
    if len(shown) < ENOUGH_COHORTS:
        return reason("single_cohort", outcome=outcome, record=shown[0].record)
    if outcome in UNLIKE:
        return reason("unlike_measures", outcome=outcome, studies=len(shown))
    patients = total([effect.patients for effect in shown])
    side = favours(shown[0])
    return reason("cohorts_agree", outcome=outcome, studies=len(shown), patients=patients, favours=side)


def _conflicting(
    pair: tuple[Effect, Effect], alone: Sequence[Effect], aside: Sequence[Reason], asked: Asked, body: Body
) -> Verdict:
    level, steps = certainty.of_effects(pair, body, asked.question, inconsistent=True)
    told = reason("conflict", outcome=pair[0].outcome, one=pair[0].record, other=pair[1].record)
    verdict = _verdict("conflicting", pair, alone, (told, *aside, *steps), level=level, asked=asked)
    return replace(verdict, direction=MIXED if asked.contrast == "treatment" else NOT_APPLICABLE)


def _is_critical(effect: Effect, body: Body) -> bool:
    appraisal = body.appraisal(effect.record)
    return appraisal is not None and appraisal.overall == "critical"


def _bare(deciding: Sequence[Effect]) -> tuple[Reason, ...]:
    return tuple(
        reason("bare_p_only", outcome=effect.outcome, record=effect.record)
        for effect in deciding
        if not effect.has_interval
    )


def _verdict(
    status: str,
    deciding: Sequence[Effect],
    alone: Sequence[Effect],
    told: Sequence[Reason],
    *,
    level: str,
    asked: Asked,
    nearer: Reason | None = None,
) -> Verdict:
    ordered = [*deciding, *(effect for effect in alone if effect not in deciding)]
    return Verdict(
        status=status,
        direction=direction(deciding or alone, asked.contrast),
        certainty=level,
        reasons=(*(told_effect(effect) for effect in ordered), *told),
        records=tuple(dict.fromkeys(effect.record for effect in ordered)),
        findings=tuple(dict.fromkeys(id_ for effect in ordered for id_ in effect.findings)),
        next_status=nearer,
    )
