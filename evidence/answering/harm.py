"""Harm: how often it happens, pooled over independent studies; answered when the upper bound is low enough."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.answering import certainty
from evidence.answering.body import Body
from evidence.answering.choosing_series import Reported, judge_best, judge_unlike, most_telling
from evidence.answering.counts import Count, counts, is_recovery, without_parts
from evidence.answering.distance import with_distance
from evidence.answering.era import of_era
from evidence.answering.pooled import ENOUGH_PATIENTS
from evidence.answering.reasons import reason
from evidence.answering.scope import speaks_to
from evidence.answering.shown import not_counted, of_registers, told_registers, without_course
from evidence.answering.terms import UNLIKE
from evidence.answering.uncontrolled import size
from evidence.answering.verdict import Verdict, certainty_beside
from evidence.records.answer import STATUSES, Reason
from evidence.records.finding import Finding
from evidence.records.question import Scope, Threshold


@dataclass(frozen=True, slots=True)
class Asked:
    """What is judged. label: code of the part, or of the question; threshold: None if the topic sets none."""

    question: str
    label: str
    scope: Scope
    threshold: Threshold | None


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one harm. fitting: every figure of people with MS that speaks to the question; harms, recoveries:
    the counts they give; registers: counts of registers of all autoimmune diseases."""

    fitting: tuple[Finding, ...]
    harms: tuple[Count, ...]
    recoveries: tuple[Count, ...]
    registers: tuple[Count, ...]


def judge_harm(asked: Asked, body: Body) -> Verdict:
    """Return the verdict on a harm: that of the most settled outcome, with the others beside it."""
    verdicts = [_judge_outcome(outcome, asked, body) for outcome in asked.scope.outcomes]
    told = [verdict for verdict in verdicts if verdict.records]
    if not told:
        shown = tuple(dict.fromkeys(why for verdict in verdicts for why in verdict.reasons))
        return Verdict("open", reasons=shown or (reason("nothing_found"),))
    lead = min(told, key=lambda verdict: STATUSES.index(verdict.status))
    certain = certainty_beside(lead, zip(asked.scope.outcomes, verdicts, strict=True))
    beside = [why for verdict in told if verdict is not lead for why in verdict.reasons]
    others = [why for why in beside if why not in lead.reasons and not why.code.startswith(("down_", "starts_"))]
    return replace(
        lead,
        reasons=(*lead.reasons, *dict.fromkeys(others), *certain),
        records=tuple(dict.fromkeys(record for verdict in (lead, *told) for record in verdict.records)),
        findings=tuple(dict.fromkeys(id_ for verdict in (lead, *told) for id_ in verdict.findings)),
        pools=tuple(dict.fromkeys(pool for verdict in (lead, *told) for pool in verdict.pools)),
    )


def _judge_outcome(outcome: str, asked: Asked, body: Body) -> Verdict:
    """Return the verdict on one harm.

    answered  the upper bound is under the topic's threshold, with its minimum of patients, and the studies agree;
              not thanks to one series alone that holds more than half of the patients, nor to older years
    partly    at least ten events or 200 patients in independent studies of people with MS
    signal    anything less: isolated events, figures that cannot be counted, registries of all autoimmune diseases
    open      nothing, or only a few people who did well
    """
    threshold = asked.threshold if asked.threshold is not None and asked.threshold.outcome == outcome else None
    told = _told(outcome, asked.scope, body)
    era = of_era(outcome, told.harms, threshold, body)
    left_out = not_counted(outcome, told.fitting, (*told.harms, *told.recoveries), body)
    shown = (*told_registers(told.registers, body), *era.told, *left_out, *without_course(outcome, asked.scope, body))
    reported = Reported(outcome, era, threshold, asked.label, asked.scope, body)
    recovered = most_telling(told.recoveries, body)
    best = judge_unlike(reported, recovered) if outcome in UNLIKE and threshold is None else judge_best(reported)
    if best.verdict.status == "open":
        return _uncounted(best.verdict, told, shown, body, asked.question)
    verdict = with_distance(best.verdict, best.alone, threshold)
    return _finished(verdict, (*best.alone, *recovered), (*shown, *best.aside), body, asked.question)


def _told(outcome: str, asked: Scope, body: Body) -> Told:
    scope = replace(asked, outcomes=(outcome,))
    own = [finding for finding in body.findings if not body.reports[finding.record].indirect]
    harms = counts(outcome, body, scope, [finding for finding in own if not is_recovery(finding)])
    recoveries = counts(outcome, body, scope, [finding for finding in own if is_recovery(finding)])
    return Told(
        fitting=tuple(finding for finding in own if speaks_to(finding, body, scope)),
        harms=harms,
        recoveries=without_parts(recoveries, harms),
        registers=of_registers(outcome, body, scope),
    )


def _finished(verdict: Verdict, alone: Sequence[Count], shown: Sequence[Reason], body: Body, question: str) -> Verdict:
    """Return the verdict with its certainty, how its figures were counted, what is shown beside and its records."""
    level, steps = _certainty(verdict, alone, body, question)
    return replace(
        verdict,
        certainty=level,
        reasons=(*verdict.reasons, *_how_counted(alone), *shown, *steps),
        records=tuple(dict.fromkeys(count.record for count in alone)),
        findings=tuple(dict.fromkeys(count.finding for count in alone)),
    )


def _uncounted(verdict: Verdict, told: Told, shown: tuple[Reason, ...], body: Body, question: str) -> Verdict:
    """Return "signal" if a harm is reported that cannot be counted for this question, else "open"."""
    harms = [finding for finding in told.fitting if finding.arm == "hsct" and not is_recovery(finding)]
    sized = [finding for finding in harms if size(finding, body) is not None]
    records = tuple(sorted({finding.record for finding in sized} | {count.record for count in told.registers}))
    if not records:
        return replace(verdict, reasons=(*verdict.reasons, *shown))
    level, steps = certainty.of_shares(records, body, question)
    ids = {finding.id for finding in sized} | {count.finding for count in told.registers}
    outcome = sized[0].outcome if sized else told.registers[0].outcome
    return Verdict(
        "signal",
        certainty=level,
        reasons=(*verdict.reasons, *shown, *steps),
        records=records,
        findings=tuple(sorted(ids)),
        next_status=reason("next_patients", outcome=outcome, patients=0, min_patients=ENOUGH_PATIENTS),
    )


def _how_counted(alone: Sequence[Count]) -> tuple[Reason, ...]:
    """Return what was done to the figures before they were counted."""
    implied = [count.record for count in alone if count.implied]
    rounded = [count.record for count in alone if count.rounded]
    return (
        *((reason("no_death_no_trm", records=", ".join(implied)),) if implied else ()),
        *((reason("rounded_events", records=", ".join(rounded)),) if rounded else ()),
    )


def _certainty(verdict: Verdict, alone: Sequence[Count], body: Body, question: str) -> tuple[str, tuple[Reason, ...]]:
    """Return low certainty, less for studies that differ and for isolated events."""
    codes = {why.code for why in verdict.reasons}
    steps = []
    if codes & {"heterogeneous", "definitions_differ", "good_range"}:
        steps.append(reason("down_inconsistency", outcome=alone[0].outcome))
    if codes & {"isolated_events", "too_few_patients"}:
        events, patients = sum(count.events for count in alone), sum(count.patients for count in alone)
        steps.append(reason("down_imprecision", outcome=alone[0].outcome, events=events, patients=patients))
    return certainty.of_shares([count.record for count in alone], body, question, steps=steps)
