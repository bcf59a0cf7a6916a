"""Findings -> effects: what each record tells about one side against another.

From the comparison that the abstract prints, else worked out from the figures of the two arms: from their own
intervals, from events and denominators (risk ratio with its log-normal interval), from rounded percents, or, with only
a p value, the direction alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidence.answering.body import Body
from evidence.answering.compared import patients_compared
from evidence.answering.effect import (
    BARE_P,
    COUNTS,
    INTERVALS,
    METHODS,
    NONE,
    PRINTED,
    ROUNDED,
    Effect,
    at_95,
    difference,
    judged,
)
from evidence.answering.pairing import pairs
from evidence.answering.pvalues import p_shows, p_told
from evidence.answering.scope import course_untold, is_whole, speaks_to
from evidence.answering.sides import Sides
from evidence.answering.turned import seen_from_hsct
from evidence.pooling import risk_ratio
from evidence.records.finding import RATIOS, Finding
from evidence.records.question import Scope
from evidence.records.study import Report

DIFFERENCES = ("mean_difference", "standardised_mean_difference")
GOOD = ("event_free", "higher_better")


def effects(outcome: str, body: Body, scope: Scope, contrast: str) -> tuple[Effect, ...]:
    """Return the comparisons of an outcome that fit the scope: one for each record and pair of sides, the most direct.

    contrast: "treatment" (transplantation against a drug), "regimen", "course" or "subgroup". A comparison with a drug
    that the scope takes as indirect evidence counts only if it was randomised.
    """
    return most_direct(all_effects(outcome, body, scope, contrast))


def all_effects(outcome: str, body: Body, scope: Scope, contrast: str) -> tuple[Effect, ...]:
    """Return every comparison of an outcome that fits the scope, several for one record and pair of sides."""
    sides = Sides(contrast, scope, body)
    by_record = fitting_by_record(outcome, body, sides)
    found = [effect for findings in by_record.values() for effect in _of_record(findings, body, sides)]
    return tuple(effect for effect in found if effect.randomised or not effect.other_drug)


def fitting_by_record(outcome: str, body: Body, sides: Sides) -> dict[str, list[Finding]]:
    """Return the figures of an outcome that fit the scope of the sides, by record."""
    asked = replace(sides.scope, outcomes=(outcome,), courses=sides.courses, subgroups=sides.subgroups)
    by_record: dict[str, list[Finding]] = defaultdict(list)
    for finding in body.findings:
        if finding.outcome == outcome and speaks_to(finding, body, sides.scope_of(finding, asked)):
            by_record[finding.record].append(finding)
    return by_record


def without_course(outcome: str, body: Body, scope: Scope, contrast: str) -> tuple[str, ...]:
    """Return the records whose comparison would fit the scope, if their reports told the course of MS."""
    if not scope.courses or contrast == "course":
        return ()
    untold = replace(body, findings=tuple(finding for finding in body.findings if course_untold(finding, body)))
    return tuple(effect.record for effect in effects(outcome, untold, replace(scope, courses=()), contrast))


def _of_record(findings: Sequence[Finding], body: Body, sides: Sides) -> list[Effect]:
    report = body.reports[findings[0].record]
    printed = [_printed(finding, report, body, sides) for finding in findings if finding.arm == "between"]
    paired = [_paired(one, other, report, body, sides) for one, other in pairs(findings, sides)]
    return [effect for effect in (*printed, *paired) if effect is not None]


def most_direct(found: Iterable[Effect]) -> tuple[Effect, ...]:
    """Return one effect for each record and pair of sides: of everybody before a part, direct before worked out,
    then the longest follow-up. What it shows plays no part in the choice."""
    best: dict[tuple[str, str, str], Effect] = {}
    for effect in sorted(found, key=_directness):
        best.setdefault((effect.record, effect.a, effect.b), effect)
    return tuple(best[key] for key in sorted(best))


def _directness(effect: Effect) -> tuple[bool, int, bool, float, float, tuple[str, ...]]:
    width = (effect.high - effect.low) if effect.high is not None and effect.low is not None else 0.0
    ratio = effect.scale == "ratio"
    return not effect.whole, METHODS.index(effect.method), not ratio, -(effect.months or 0.0), width, effect.findings


def _printed(finding: Finding, report: Report, body: Body, sides: Sides) -> Effect | None:
    """Return the effect of a figure between two sides, None if it is of other sides or has no size."""
    pair = sides.between(finding)
    finding = seen_from_hsct(finding)
    ratio = finding.statistic in RATIOS
    if pair is None or finding.value is None or not (ratio or finding.statistic in DIFFERENCES):
        return None
    scale = "ratio" if ratio else "difference"
    effect = _blank(finding, report, body, pair, scale=scale, contrast=sides.contrast)
    effect = replace(effect, value=finding.value, events=finding.events, good=_is_good(finding))
    effect = replace(effect, other_drug=sides.is_other_drug(finding))
    if finding.ci_low is not None and finding.ci_high is not None:
        low, high = at_95(finding.value, finding.ci_low, finding.ci_high, finding.ci_level, scale)
        return judged(replace(effect, method=PRINTED, low=low, high=high), shown_by_p=False)
    return judged(effect, p_shows(finding.p)) if p_told(finding.p) else None


def _paired(one: Finding, other: Finding, report: Report, body: Body, sides: Sides) -> Effect | None:
    """Return the effect worked out from the figures of two sides, by the most direct way there is, None if none."""
    pair = (sides.name(one), sides.name(other))
    blank = _blank(one, report, body, pair, scale="difference", contrast=sides.contrast)
    blank = replace(blank, good=_is_good(one), findings=tuple(sorted((one.id, other.id))))
    blank = replace(blank, other_drug=sides.is_other_drug(other))
    sizes = [finding.denominator for finding in (one, other)]
    blank = replace(blank, patients=sum(n for n in sizes if n is not None) if None not in sizes else blank.patients)
    first, second = _with_interval(one), _with_interval(other)
    if first is not None and second is not None:
        value, low, high = difference(first, second)
        return judged(replace(blank, method=INTERVALS, value=value, low=low, high=high), shown_by_p=False)
    return _from_counts(one, other, blank) or _from_p(one, other, blank)


def _with_interval(finding: Finding) -> tuple[float, float, float] | None:
    """Return value, low, high at 95 % of a share, mean or rate; a median's interval says nothing about its spread."""
    if finding.value is None or finding.ci_low is None or finding.ci_high is None or finding.statistic == "median":
        return None
    return (finding.value, *at_95(finding.value, finding.ci_low, finding.ci_high, finding.ci_level, "difference"))


def _from_counts(one: Finding, other: Finding, blank: Effect) -> Effect | None:
    first, second = _counted(one), _counted(other)
    if first is None or second is None:
        return None
    ratio = risk_ratio(first[0], first[1], second[0], second[1])
    if ratio is None:
        return None
    method = COUNTS if one.events is not None and other.events is not None else ROUNDED
    events = sum((n - k) if blank.good else k for k, n in (first, second))  # the bad events, whatever was printed
    effect = replace(blank, scale="ratio", statistic="risk_ratio", method=method, events=events)
    return judged(replace(effect, value=ratio[0], low=ratio[1], high=ratio[2]), shown_by_p=False)


def _counted(finding: Finding) -> tuple[int, int] | None:
    """Return events and patients as printed, or rounded from percent and the number of patients printed with it."""
    n = finding.denominator
    if n is None or n == 0:
        return None
    if finding.events is not None:
        return (finding.events, n) if 0 <= finding.events <= n else None
    if finding.statistic != "percent" or finding.value is None or not 0 <= finding.value <= 100:
        return None
    return round(finding.value * n / 100), n


def _from_p(one: Finding, other: Finding, blank: Effect) -> Effect | None:
    """Return the direction by the one p value of two arms.

    Two different p values are tests within each arm; beside a level or change in one arm alone the p value may be a
    test against the start. Neither compares the arms.
    """
    printed = {finding.p for finding in (one, other) if p_told(finding.p)}
    within = one.value_kind in ("level", "change") and (one.p is None or other.p is None)
    if len(printed) != 1 or within or one.value is None or other.value is None:
        return None
    p = printed.pop()
    return judged(replace(blank, value=one.value - other.value, p=p), p_shows(p))


def _is_good(finding: Finding) -> bool:
    return finding.direction in GOOD


def _blank(finding: Finding, report: Report, body: Body, pair: tuple[str, str], *, scale: str, contrast: str) -> Effect:
    """Return an effect that says who and what, and not yet how much."""
    return Effect(
        record=finding.record,
        outcome=finding.outcome,
        a=pair[0],
        b=pair[1],
        statistic=finding.statistic,
        scale=scale,
        method=BARE_P,
        good=False,
        value=None,
        low=None,
        high=None,
        p=finding.p,
        months=finding.timepoint_months,
        patients=patients_compared(report, pair[1] if contrast == "treatment" else None, body.vocabulary.drugs),
        events=None,
        leans=None,
        favours=NONE,
        randomised=contrast == "treatment" and report.screening.study_design == "RCT",
        whole=is_whole(finding, body.vocabulary),
        findings=(finding.id,),
        direction=finding.direction,
    )
