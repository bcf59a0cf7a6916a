"""The effect worked out from the figures of two arms: from their intervals, their counts, or a p value alone."""

from dataclasses import replace

from evidence.answering.body import Body
from evidence.answering.compared import patients_compared
from evidence.answering.effect import (
    BARE_P,
    COUNTS,
    INTERVALS,
    NONE,
    ROUNDED,
    Effect,
    at_95,
    difference,
    judged,
)
from evidence.answering.pvalues import p_shows, p_told
from evidence.answering.scope import is_whole
from evidence.answering.sides import Sides
from evidence.pooling import risk_ratio
from evidence.records.finding import Finding, later_is_better
from evidence.records.study import Report

GOOD = ("event_free", "higher_better")


def paired_effect(one: Finding, other: Finding, report: Report, *, body: Body, sides: Sides) -> Effect | None:
    """Return the effect worked out from the figures of two sides, by the most direct way there is, None if none."""
    pair = (sides.name(one), sides.name(other))
    blank = blank_effect(one, report, body, pair, scale="difference", contrast=sides.contrast)
    blank = replace(blank, good=is_good(one), findings=tuple(sorted((one.id, other.id))))
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


def is_good(finding: Finding) -> bool:
    """Tell whether the more of what the figure counts, the better; the later an undesired event."""
    later = later_is_better(finding.outcome, finding.statistic, finding.unit)
    return finding.direction in GOOD if later is None else later


def blank_effect(
    finding: Finding, report: Report, body: Body, pair: tuple[str, str], *, scale: str, contrast: str
) -> Effect:
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
