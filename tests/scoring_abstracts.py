"""Compares what was read of abstracts with the rows of a careful reader: figure by figure, loosely and strictly.

Loosely: the same outcome and the same printed figure. Strictly: besides, the same arm, time, interval, course and
direction. A percent and a count of the same patients are one figure; 80 % spared and 20 % hit are one figure too, if
each says which it is. Each row takes one finding at most. What fits only an ambiguous row counts neither way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scipy.optimize import linear_sum_assignment

from evidence.records.finding import RATIOS, Finding
from tests.abstract_cases import Case, Row

SHARES = ("percent", "count")
UNSIGNED = ("edss_change", "brain_atrophy")  # a fall of 0.5 is printed as 0.5 or as -0.5
COURSES = ("RRMS", "SPMS", "PPMS", "progressive")
RIGHT, WRONG, ASIDE = "right", "wrong", "aside"
Fits = Callable[[Row, Finding], bool]
Patients = tuple[float | None, float | None, float | None]  # percent, events, denominator


@dataclass(frozen=True)
class Judged:
    """One abstract, judged: a verdict on each finding, the rows that a finding gives, and those that none does."""

    verdicts: tuple[tuple[Finding, str], ...]
    found: tuple[Row, ...]
    missed: tuple[Row, ...]


def judge_loosely(case: Case, findings: Sequence[Finding]) -> Judged:
    return _judge(case, findings, is_same_figure)


def judge_strictly(case: Case, findings: Sequence[Finding]) -> Judged:
    return _judge(case, findings, lambda row, finding: is_same_result(row, finding, alone=case.alone))


def _judge(case: Case, findings: Sequence[Finding], fits: Fits) -> Judged:
    sure = tuple(row for row in case.rows if not row.ambiguous)
    unsure = tuple(row for row in case.rows if row.ambiguous)
    pairs = pair(sure, findings, fits)
    taken = set(pairs.values())
    verdicts = []
    for place, finding in enumerate(findings):
        aside = any(is_same_figure(row, finding) for row in unsure)
        verdicts.append((finding, RIGHT if place in taken else ASIDE if aside else WRONG))
    found = tuple(row for place, row in enumerate(sure) if place in pairs)
    return Judged(tuple(verdicts), found, tuple(row for place, row in enumerate(sure) if place not in pairs))


def pair(rows: Sequence[Row], findings: Sequence[Finding], fits: Fits) -> dict[int, int]:
    """Return which row takes which finding: as many as can be, and among those the likest."""
    if not rows or not findings:
        return {}
    worth = [[100 + _likeness(row, one) if fits(row, one) else 0 for one in findings] for row in rows]
    chosen = zip(*linear_sum_assignment(worth, maximize=True), strict=True)
    return {int(row): int(one) for row, one in chosen if worth[row][one]}


def _likeness(row: Row, finding: Finding) -> int:
    timed = row.months is not None and row.months == finding.timepoint_months
    grouped = row.population is not None and row.population == finding.population
    quoted = bool(row.quote) and row.quote in (finding.sentence or "")
    return 2 * timed + 2 * grouped + (row.arm == finding.arm) + quoted


def is_same_figure(row: Row, finding: Finding) -> bool:
    """Tell whether outcome and printed figure are the same."""
    if finding.outcome not in row.outcomes:
        return False
    if row.statistic in SHARES and finding.statistic in SHARES:
        return _is_same_share(row, finding) or _is_complement(row, finding)
    if row.statistic != finding.statistic:
        return False
    if row.statistic == "p_only":
        return _p(row.p) is None or _p(finding.p) is None or _p(row.p) == _p(finding.p)
    if row.value is None or finding.value is None:
        return False
    if finding.outcome in UNSIGNED:
        return _is_near(abs(finding.value), abs(row.value), row.statistic)
    return _is_near(finding.value, row.value, row.statistic)


def is_same_result(row: Row, finding: Finding, *, alone: bool) -> bool:
    """Tell whether the figure is the same and said of the same patients at the same time in the same direction."""
    arms = {row.arm, finding.arm}
    same_arm = len(arms) == 1 or (alone and arms == {"hsct", "all"})
    return (
        is_same_figure(row, finding)
        and same_arm
        and _is_same_course(row, finding)
        and _is_same_direction(row, finding)
        and _is_same_time(row.months, finding.timepoint_months)
        and _is_same_limit(row.low, finding.ci_low, row.statistic)
        and _is_same_limit(row.high, finding.ci_high, row.statistic)
    )


def _is_near(read: float, told: float, statistic: str) -> bool:
    """Tell whether two figures differ by no more than their print: two decimals of a ratio, one of others, or 1 %."""
    finest = 0.0051 if statistic in RATIOS else 0.051
    return abs(read - told) <= max(finest, 0.01 * abs(told)) + 1e-9


def _p(printed: str | None) -> float | None:
    digits = (printed or "").strip("<>=\u2264\u2265 ")
    return float(digits) if digits.replace(".", "", 1).isdigit() else None


def _of_row(row: Row) -> Patients:
    percent = row.value if row.statistic == "percent" else None
    return percent, row.value if row.statistic == "count" and row.events is None else row.events, row.denominator


def _of_finding(finding: Finding) -> Patients:
    percent = finding.value if finding.statistic == "percent" else None
    alone = finding.statistic == "count" and finding.events is None
    return percent, finding.value if alone else finding.events, finding.denominator


def _is_same_share(row: Row, finding: Finding) -> bool:
    return _agree(_of_row(row), _of_finding(finding))


def _is_complement(row: Row, finding: Finding) -> bool:
    """Tell whether one counts those hit and the other those spared of the same patients."""
    if not _is_opposed(row, finding):
        return False
    percent, events, total = _of_finding(finding)
    total = row.denominator if total is None else total
    rest = None if events is None or total is None else total - events
    turned = (None if percent is None else 100 - percent, rest, total)
    return turned[:2] != (None, None) and _agree(_of_row(row), turned)


def _agree(one: Patients, two: Patients) -> bool:
    if one[0] is not None and two[0] is not None:
        return _is_near(two[0], one[0], "percent")
    same_total = one[2] is None or two[2] is None or one[2] == two[2]
    if one[1] is not None and one[1] == two[1] and same_total:
        return True
    if one[0] is None and two[0] is None:
        return False
    return any(abs(a - b) <= 0.6 for a in _percents(one) for b in _percents(two))


def _percents(told: Patients) -> list[float]:
    percent, events, total = told
    counted = [100 * events / total] if events is not None and total else []
    return counted if percent is None else [percent, *counted]


def _is_opposed(row: Row, finding: Finding) -> bool:
    return {row.direction, finding.direction} == {"event", "event_free"}


def _is_same_direction(row: Row, finding: Finding) -> bool:
    if row.statistic not in SHARES or row.direction is None:
        return True
    return finding.direction is not None and (not _is_opposed(row, finding) or _is_complement(row, finding))


def _is_same_course(row: Row, finding: Finding) -> bool:
    """Tell whether no other course of MS is named; a contrast may name the row's as one of its sides."""
    if row.population not in COURSES or finding.population not in COURSES or row.population == finding.population:
        return True
    contrast = finding.contrast
    return contrast is not None and row.population in (contrast.a, contrast.b)


def _is_same_time(told: float | None, read: float | None) -> bool:
    return told is None or (read is not None and abs(read - told) <= 0.1 * told + 1e-9)


def _is_same_limit(told: float | None, read: float | None, statistic: str) -> bool:
    return told is None or (read is not None and _is_near(read, told, statistic))
