"""Harm: how often it happens, pooled over independent studies; answered when the upper bound is low enough."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from evidence.answering import certainty
from evidence.answering.body import Body, independent
from evidence.answering.caution import at_most_partly, held_by_all, with_events_aside, with_mixed_series
from evidence.answering.counts import Count, counts
from evidence.answering.era import of_era
from evidence.answering.pooled import ENOUGH_PATIENTS, is_enough, pool_counts, told_pool
from evidence.answering.reasons import reason
from evidence.answering.scope import speaks_to
from evidence.answering.shown import not_counted
from evidence.answering.terms import UNLIKE
from evidence.answering.uncontrolled import size
from evidence.answering.verdict import Verdict
from evidence.records.answer import STATUSES, Pool, Reason, Value
from evidence.records.finding import Finding
from evidence.records.question import Scope, Threshold

DIFFERENT = 0.05  # p below which studies differ more than chance allows


@dataclass(frozen=True, slots=True)
class Asked:
    """What is judged. label: code of the part, or of the question; threshold: None if the topic sets none."""

    question: str
    label: str
    scope: Scope
    threshold: Threshold | None


def judge_harm(asked: Asked, body: Body) -> Verdict:
    """Return the verdict on a harm: that of the most settled outcome, with the others beside it."""
    verdicts = [_judge_outcome(outcome, asked, body) for outcome in asked.scope.outcomes]
    told = [verdict for verdict in verdicts if verdict.records]
    if not told:
        return Verdict("open", reasons=(reason("nothing_found"),))
    lead = min(told, key=lambda verdict: STATUSES.index(verdict.status))
    beside = [why for verdict in told if verdict is not lead for why in verdict.reasons]
    others = [why for why in beside if why not in lead.reasons and not why.code.startswith(("down_", "starts_"))]
    return replace(
        lead,
        reasons=(*lead.reasons, *dict.fromkeys(others)),
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
    open      nothing
    """
    threshold = asked.threshold if asked.threshold is not None and asked.threshold.outcome == outcome else None
    fitting = [
        finding for finding in body.findings if speaks_to(finding, body, replace(asked.scope, outcomes=(outcome,)))
    ]
    every = counts(outcome, body, replace(asked.scope, outcomes=(outcome,)), body.findings)
    direct = [count for count in every if not body.reports[count.record].indirect]
    era = of_era(outcome, direct, threshold, body)
    alone, aside = independent(era.counts, body)
    shown = (*_indirect(fitting, body), *era.told, *not_counted(outcome, fitting, every, body))
    if not alone:
        return _uncounted(outcome, fitting, every, shown, asked=asked, body=body)
    if outcome in UNLIKE and threshold is None:
        verdict = _unlike(outcome, alone)
    else:
        pool, differ_p = pool_counts(outcome, alone, era.counts, asked.label)
        verdict = replace(held_by_all(_weigh(outcome, pool, threshold, differ_p), alone, threshold), pools=(pool,))
    verdict = with_events_aside(verdict, era.counts, aside)
    verdict = with_mixed_series(verdict if era.current else at_most_partly(verdict), alone, asked.scope, body)
    level, steps = _certainty(verdict, alone, body, asked.question)
    return replace(
        verdict,
        certainty=level,
        reasons=(*verdict.reasons, *_how_counted(alone), *shown, *aside, *steps),
        records=tuple(count.record for count in alone),
        findings=tuple(count.finding for count in alone),
    )


def _weigh(outcome: str, pool: Pool, threshold: Threshold | None, differ_p: float | None) -> Verdict:
    """Return the status of a pooled share, why, and what is missing for the next."""
    told = [told_pool(pool)]
    if not is_enough(pool.events or 0, pool.n, pool.k):
        few = (
            reason("isolated_events", outcome=outcome, events=pool.events, patients=pool.n)
            if pool.events
            else reason("too_few_patients", outcome=outcome, patients=pool.n, min_patients=ENOUGH_PATIENTS)
        )
        nearer = reason("next_patients", outcome=outcome, patients=pool.n, min_patients=ENOUGH_PATIENTS)
        return Verdict("signal", reasons=(*told, few), next_status=nearer)
    if threshold is None:
        return Verdict("partly", reasons=(*told, reason("no_threshold", outcome=outcome)))
    missing: list[Reason] = []
    if pool.high >= threshold.upper_percent:
        values: dict[str, Value] = {"outcome": outcome, "high": pool.high, "threshold": threshold.upper_percent}
        told.append(reason("over_threshold", **values))
        missing.append(reason("next_upper_bound", **values))
    if pool.n < threshold.min_patients:
        patients: dict[str, Value] = {"outcome": outcome, "patients": pool.n, "min_patients": threshold.min_patients}
        told.append(reason("too_few_patients", **patients))
        missing.append(reason("next_patients", **patients))
    differ = differ_p is not None and differ_p < DIFFERENT
    if differ:
        told.append(
            reason("heterogeneous", outcome=outcome, p=round(differ_p or 0.0, 6), prediction_high=pool.prediction_high)
        )
    if missing or differ or pool.k < 2:
        return Verdict("partly", reasons=tuple(told), next_status=missing[0] if missing else None)
    told.append(
        reason(
            "under_threshold",
            outcome=outcome,
            high=pool.high,
            threshold=threshold.upper_percent,
            patients=pool.n,
            min_patients=threshold.min_patients,
        )
    )
    return Verdict("answered", reasons=tuple(told))


def _unlike(outcome: str, alone: Sequence[Count]) -> Verdict:
    """Return the verdict on figures that each measure something else: a range, not a pooled share."""
    events, patients = sum(count.events for count in alone), sum(count.patients for count in alone)
    shares = [round(100 * count.events / count.patients, 1) for count in alone]
    told = (
        reason("definitions_differ", outcome=outcome, studies=len(alone), lowest=min(shares), highest=max(shares)),
        reason("no_threshold", outcome=outcome),
    )
    if is_enough(events, patients, len(alone)):
        return Verdict("partly", reasons=told)
    few = reason("isolated_events", outcome=outcome, events=events, patients=patients)
    nearer = reason("next_patients", outcome=outcome, patients=patients, min_patients=ENOUGH_PATIENTS)
    return Verdict("signal", reasons=(*told, few), next_status=nearer)


def _uncounted(
    outcome: str,
    fitting: Sequence[Finding],
    every: Sequence[Count],
    shown: tuple[Reason, ...],
    *,
    asked: Asked,
    body: Body,
) -> Verdict:
    """Return "signal" if something is reported that cannot be counted for this question, else "open"."""
    told = [finding for finding in fitting if finding.arm == "hsct" and size(finding, body) is not None]
    records = tuple(sorted({finding.record for finding in told} | {count.record for count in every}))
    if not records:
        return Verdict("open")
    level, steps = certainty.of_shares(records, body, asked.question)
    ids = {finding.id for finding in told} | {count.finding for count in every}
    nearer = reason("next_patients", outcome=outcome, patients=0, min_patients=ENOUGH_PATIENTS)
    return Verdict(
        "signal",
        certainty=level,
        reasons=(*shown, *steps),
        records=records,
        findings=tuple(sorted(ids)),
        next_status=nearer,
    )


def _indirect(fitting: Sequence[Finding], body: Body) -> tuple[Reason, ...]:
    records = sorted({finding.record for finding in fitting if body.reports[finding.record].indirect})
    return (reason("indirect_shown", records=", ".join(records)),) if records else ()


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
    if codes & {"heterogeneous", "definitions_differ"}:
        steps.append(reason("down_inconsistency", outcome=alone[0].outcome))
    if codes & {"isolated_events", "too_few_patients"}:
        events, patients = sum(count.events for count in alone), sum(count.patients for count in alone)
        steps.append(reason("down_imprecision", outcome=alone[0].outcome, events=events, patients=patients))
    return certainty.of_shares([count.record for count in alone], body, question, steps=steps)
