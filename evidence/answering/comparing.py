"""Findings -> effects: what each record tells about one side against another.

From the comparison that the abstract prints, else worked out from the figures of the two arms: from their own
intervals, from events and denominators (risk ratio with its log-normal interval), from rounded percents, or, with only
a p value, the direction alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from evidence.answering.body import Body
from evidence.answering.effect import (
    METHODS,
    PRINTED,
    Effect,
    at_95,
    judged,
)
from evidence.answering.pairing import pairs
from evidence.answering.pvalues import p_shows, p_told
from evidence.answering.scope import course_untold, speaks_to
from evidence.answering.sides import Sides
from evidence.answering.turned import seen_from_hsct
from evidence.answering.worked_out import blank_effect, is_good, paired_effect
from evidence.records.finding import DIFFERENCES, RATIOS, Finding
from evidence.records.question import Scope
from evidence.records.study import Report


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
    paired = [paired_effect(one, other, report, body=body, sides=sides) for one, other in pairs(findings, sides)]
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
    effect = blank_effect(finding, report, body, pair, scale=scale, contrast=sides.contrast)
    effect = replace(effect, value=finding.value, events=finding.events, good=is_good(finding))
    effect = replace(effect, other_drug=sides.is_other_drug(finding))
    if finding.ci_low is not None and finding.ci_high is not None:
        low, high = at_95(finding.value, finding.ci_low, finding.ci_high, finding.ci_level, scale)
        return judged(replace(effect, method=PRINTED, low=low, high=high), shown_by_p=False)
    return judged(effect, p_shows(finding.p)) if p_told(finding.p) else None
