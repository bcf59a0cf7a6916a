"""What is told beside the comparisons that count: other times, other drugs, figures that nobody tested."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidence.answering.body import Body
from evidence.answering.comparing import fitting_by_record, most_direct
from evidence.answering.effect import Effect
from evidence.answering.pairing import pairs
from evidence.answering.reasons import reason
from evidence.answering.sides import Sides
from evidence.answering.telling import told_effect
from evidence.answering.verdict import Verdict
from evidence.records.answer import Reason
from evidence.records.question import Scope


def others_told(alone: Sequence[Effect], found: Iterable[Effect]) -> tuple[Effect, ...]:
    """Return what the records that count also print: against other drugs, and at other times with another outcome.

    One figure of a record counts; a reader must not think that it is the only one.
    """
    every = tuple(found)
    pairs_told = {(effect.record, effect.a, effect.b) for effect in alone}
    records = {effect.record for effect in alone}
    drugs = [one for one in most_direct(every) if one.record in records and _pair(one) not in pairs_told]
    times = [time for chosen in alone for time in _other_times(chosen, every)]
    return (*times, *drugs)


def _other_times(chosen: Effect, every: Sequence[Effect]) -> list[Effect]:
    """Return the same comparison at other times, where its interval tells something else."""
    same = [one for one in every if _pair(one) == _pair(chosen) and one.has_interval and one.whole == chosen.whole]
    elsewhere = sorted({one.months for one in same if one.months is not None} - {chosen.months})
    by_time = [most_direct([one for one in same if one.months == months])[0] for months in elsewhere]
    return [one for one in by_time if one.favours != chosen.favours]


def _pair(effect: Effect) -> tuple[str, str, str]:
    return effect.record, effect.a, effect.b


def with_beside(verdict: Verdict, beside: Sequence[Effect]) -> Verdict:
    """Return the verdict with these comparisons told behind those that count."""
    first = [why for why in verdict.reasons if why.code.startswith("effect_")]
    rest = [why for why in verdict.reasons if not why.code.startswith("effect_")]
    more = [told for told in (told_effect(effect) for effect in beside) if told not in first]
    findings = (*verdict.findings, *(id_ for effect in beside for id_ in effect.findings))
    return replace(verdict, reasons=(*first, *more, *rest), findings=tuple(dict.fromkeys(findings)))


def side_by_side(outcome: str, scope: Scope, contrast: str, body: Body, told: Iterable[str]) -> tuple[Reason, ...]:
    """Return the shares that other records print for two sides at one time, without an interval or test between."""
    sides, known = Sides(contrast, scope, body), frozenset(told)
    by_record = fitting_by_record(outcome, body, sides)
    shown = []
    for record in sorted(set(by_record) - known):
        for one, other in pairs(by_record[record], sides):
            if one.statistic == other.statistic == "percent" and None not in (one.value, other.value):
                shown.append(
                    reason(
                        "side_by_side",
                        record=record,
                        outcome=outcome,
                        comparator=f"{sides.name(one)} / {sides.name(other)}",
                        months=one.timepoint_months,
                        first=one.value,
                        second=other.value,
                    )
                )
    return tuple(shown)
