"""Prognosis: who does better after transplantation, by course or by a feature before it. Never "answered"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from evidence.answering import certainty
from evidence.answering.beside import others_told, side_by_side, with_beside
from evidence.answering.body import Body
from evidence.answering.comparing import all_effects, fitting_by_record, most_direct
from evidence.answering.effect import Effect, contradict
from evidence.answering.overlap import independent, most_series
from evidence.answering.reasons import reason
from evidence.answering.sides import Sides
from evidence.answering.telling import told_effect, total
from evidence.answering.verdict import Verdict, certainty_beside
from evidence.records.answer import STATUSES, Reason
from evidence.records.question import Scope

ENOUGH_COHORTS = 2
LARGE = 200  # patients of one cohort that are enough with an interval


def judge_prognosis(scope: Scope, contrast: str, question: str, body: Body) -> Verdict:
    """Return the verdict on a contrast of courses or subgroups: that of the most settled outcome."""
    verdicts = [_judge_outcome(outcome, scope, contrast, question, body) for outcome in scope.outcomes]
    told = [verdict for verdict in verdicts if verdict.records]
    if not told:
        return Verdict("open", reasons=(reason("nothing_found"),))
    lead = min(told, key=lambda verdict: STATUSES.index(verdict.status))
    certain = certainty_beside(lead, zip(scope.outcomes, verdicts, strict=True))
    others = [why for verdict in told if verdict is not lead for why in verdict.reasons]
    beside = [why for why in others if why not in lead.reasons and not why.code.startswith(("down_", "starts_"))]
    return replace(
        lead,
        reasons=(*lead.reasons, *dict.fromkeys(beside), *certain, reason("prognostic_only")),
        records=tuple(dict.fromkeys(record for verdict in (lead, *told) for record in verdict.records)),
        findings=tuple(dict.fromkeys(id_ for verdict in (lead, *told) for id_ in verdict.findings)),
    )


def _judge_outcome(outcome: str, scope: Scope, contrast: str, question: str, body: Body) -> Verdict:
    """Return the verdict on one outcome.

    conflicting  two independent cohorts point opposite ways
    partly       two independent cohorts that show the same, or one of 200 patients or more with an interval
    signal       anything less: one cohort, or figures by side that nobody tested
    """
    found = all_effects(outcome, body, scope, contrast)
    every = _best_of_record(most_direct(found))
    kept, aside = independent(every, body)
    alone = tuple(sorted(kept, key=lambda effect: effect.record))
    if not alone:
        return _untested(outcome, scope, contrast, question, body)
    aside = (*side_by_side(outcome, scope, contrast, body, {effect.record for effect in found}), *aside)
    return with_beside(_judged(alone, aside, question, body, every=every), others_told(alone, found))


def _judged(
    alone: Sequence[Effect], aside: Sequence[Reason], question: str, body: Body, *, every: Sequence[Effect]
) -> Verdict:
    """Return the verdict on the contrasts that count, at most one for each independent study.

    every: also those that were set aside: two that share no patients with each other show what they show independently,
    whatever larger cohort both overlap with; so does a large one.
    """
    level, steps = certainty.of_effects(alone, body, question)
    shown = _agreeing(alone, every, body)
    large = _large(alone) or _large(every)
    told = tuple(dict.fromkeys((*alone, *shown)))
    status, why = _weighed(alone, shown, large)
    told = told if why.code != "large_cohort" or large[0] in told else (*told, large[0])
    signal = status == "signal"
    return Verdict(
        status=status,
        certainty=level,
        reasons=(*(told_effect(effect) for effect in told), why, *aside, *steps),
        records=tuple(effect.record for effect in told),
        findings=tuple(dict.fromkeys(id_ for effect in told for id_ in effect.findings)),
        next_status=reason("next_second_contrast", outcome=alone[0].outcome, min_patients=LARGE) if signal else None,
    )


def _agreeing(alone: Sequence[Effect], every: Sequence[Effect], body: Body) -> list[Effect]:
    """Return the independent contrasts that show the same: of the side that most of them show to do better.

    None where nothing that counts shows anything: then what is set aside does not either.
    """
    shown = [effect for effect in alone if effect.shown]
    sides = dict.fromkeys(effect.favours for effect in (*shown, *every) if effect.shown) if shown else {}
    groups = [_one_side(side, shown, every, body) for side in sides]
    return max(groups, key=len, default=[])


def _one_side(side: str, shown: Sequence[Effect], every: Sequence[Effect], body: Body) -> list[Effect]:
    """Return those that show one side to do better: those that count, or more that share no patients."""
    counting = [effect for effect in shown if effect.favours == side]
    most = most_series([effect for effect in every if effect.favours == side], body)
    return sorted(most, key=lambda effect: effect.record) if len(most) > len(counting) else counting


def _large(effects: Sequence[Effect]) -> list[Effect]:
    return [effect for effect in effects if effect.has_interval and (effect.patients or 0) >= LARGE]


def _weighed(alone: Sequence[Effect], shown: Sequence[Effect], large: Sequence[Effect]) -> tuple[str, Reason]:
    """Return the status and why. shown: independent contrasts that show the same; large: of enough patients alone."""
    outcome = alone[0].outcome
    conflict = next((pair for pair in combinations((*alone, *shown), 2) if _differ(*pair)), None)
    if conflict is not None:
        one, other = conflict
        return "conflicting", reason("conflict", outcome=outcome, one=one.record, other=other.record)
    if len(shown) >= ENOUGH_COHORTS:
        patients, favours = total([effect.patients for effect in shown]), shown[0].favours
        agree = reason("cohorts_agree", outcome=outcome, studies=len(shown), patients=patients, favours=favours)
        return "partly", agree
    if large:
        why = reason("large_cohort", outcome=outcome, record=large[0].record, patients=large[0].patients)
        return "partly", why
    return "signal", reason("single_cohort", outcome=outcome, record=(shown or list(alone))[0].record)


def _differ(one: Effect, other: Effect) -> bool:
    """Return True if two contrasts of the same two sides contradict each other."""
    return {one.a, one.b} == {other.a, other.b} and contradict(one, other)


def _best_of_record(every: Sequence[Effect]) -> tuple[Effect, ...]:
    """Return one contrast for each record: with an interval before without, then of most patients."""
    best: dict[str, Effect] = {}
    for effect in sorted(every, key=lambda one: (not one.has_interval, -(one.patients or 0), one.record, one.a, one.b)):
        best.setdefault(effect.record, effect)
    return tuple(best.values())


def _untested(outcome: str, scope: Scope, contrast: str, question: str, body: Body) -> Verdict:
    """Return "signal" if a cohort prints figures of at least two sides without an interval or test, else "open"."""
    sides = Sides(contrast, scope, body)
    both: dict[str, dict[str, str]] = {}
    for record, findings in fitting_by_record(outcome, body, sides).items():
        by_side = {side: finding.id for finding in findings if (side := sides.side(finding)) is not None}
        if len(by_side) > 1:
            both[record] = by_side
    if not both:
        return Verdict("open")
    records = tuple(sorted(both))
    unsized = reason("down_imprecision", outcome=outcome, events=None, patients=None)
    level, steps = certainty.of_shares(records, body, question, steps=[unsized])
    why = reason("untested", outcome=outcome, records=", ".join(records))
    return Verdict(
        status="signal",
        certainty=level,
        next_status=reason("next_second_contrast", outcome=outcome, min_patients=LARGE),
        reasons=(why, *side_by_side(outcome, scope, contrast, body, ()), *steps),
        records=records,
        findings=tuple(id_ for record in records for id_ in both[record].values()),
    )
