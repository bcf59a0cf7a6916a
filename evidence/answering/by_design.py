"""The verdict on one outcome by the design of the studies: by trials, by cohorts, or on a conflict between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.answering import certainty
from evidence.answering.body import Body
from evidence.answering.choosing import ENOUGH_COHORTS
from evidence.answering.effect import Effect, contradict
from evidence.answering.reasons import reason
from evidence.answering.telling import direction, side_of, told_effect, total
from evidence.answering.terms import UNLIKE
from evidence.answering.verdict import Verdict
from evidence.records.answer import MIXED, NOT_APPLICABLE, Reason
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


def verdict_by_trials(
    trials: Sequence[Effect],
    direct: Sequence[Effect],
    alone: Sequence[Effect],
    aside: Sequence[Reason],
    *,
    asked: Asked,
    body: Body,
) -> Verdict:
    """Return what the randomised comparisons come to; direct: those that show a difference with the drugs of today."""
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


def verdict_by_cohorts(
    cohorts: Sequence[Effect],
    alone: Sequence[Effect],
    aside: Sequence[Reason],
    *,
    asked: Asked,
    body: Body,
) -> Verdict:
    """Return what the comparisons with the drugs that are asked about come to; what else there is, is told beside."""
    shown = [effect for effect in cohorts if effect.shown]
    outcome = alone[0].outcome
    if not shown:
        return _verdict("open", [], alone, (*_not_shown(cohorts), *aside), level="none", asked=asked)
    sound = [effect for effect in shown if not _is_critical(effect, body)]
    agree = len(sound) >= ENOUGH_COHORTS and outcome not in UNLIKE
    level, steps = certainty.of_effects(shown, body, asked.question)
    why = (_cohorts_told(outcome, sound or shown), *_bare(shown))
    others = [told for effect in alone if effect.other_drug for told in _indirect(effect, body)]
    return _verdict(
        "partly" if agree else "signal",
        shown,
        alone,
        (*why, *others, *aside, *steps),
        level=level,
        asked=asked,
        nearer=reason("next_direct_trial" if agree or outcome in UNLIKE else "next_second_cohort", outcome=outcome),
    )


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
    side = shown[0].better
    return reason("cohorts_agree", outcome=outcome, studies=len(shown), patients=patients, favours=side)


def verdict_on_conflict(
    pair: tuple[Effect, Effect], alone: Sequence[Effect], aside: Sequence[Reason], *, asked: Asked, body: Body
) -> Verdict:
    """Return the verdict on two comparisons that point opposite ways."""
    level, steps = certainty.of_effects(pair, body, asked.question, inconsistent=True)
    told = reason("conflict", outcome=pair[0].outcome, one=pair[0].record, other=pair[1].record)
    verdict = _verdict("conflicting", pair, alone, (told, *aside, *steps), level=level, asked=asked)
    return replace(verdict, direction=MIXED if asked.contrast == "treatment" else NOT_APPLICABLE, side=None)


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
        side=side_of(deciding or alone),
        certainty=level,
        reasons=(*(told_effect(effect) for effect in ordered), *told),
        records=tuple(dict.fromkeys(effect.record for effect in ordered)),
        findings=tuple(dict.fromkeys(id_ for effect in ordered for id_ in effect.findings)),
        next_status=nearer,
    )
