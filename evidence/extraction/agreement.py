"""Figures of one abstract held against each other: which is which, and whether parts make more than their whole."""

from collections import defaultdict

from evidence.extraction.building import with_state
from evidence.extraction.units import bracket_at
from evidence.records.finding import Finding

_Key = tuple[object, ...]


def tell_apart(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings of one sentence; those that say different things of the same are unbound.

    Where one of them stands outside of brackets and the others inside ("92% (87% vs 100%)"), it alone is told.
    """
    alike: dict[_Key, list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[same_thing(finding)].append(finding)
    return tuple(_told(finding, alike[same_thing(finding)]) for finding in findings)


def _told(finding: Finding, alike: list[Finding]) -> Finding:
    values = {(one.value, one.p if one.value is None else None) for one in alike}
    # "One died of ... and one died of ...": an untold total; "the figures were 40% and 40%": whose and when?
    outside = [one for one in alike if not _is_bracketed(one)]
    repeated = len(alike) > 1 and finding.rule.startswith("count:count")
    repeated = repeated or (len(outside) > 1 and finding.rule == "percent:percent")
    if finding.state == "unbound" or (len(values) == 1 and not repeated):
        return finding
    if len(outside) == 1 and outside[0] is finding:
        return finding
    return with_state(finding, ("not told apart",), finding.flags)


def _is_bracketed(finding: Finding) -> bool:
    if finding.mark_start is None or finding.start is None:
        return False
    return bracket_at(finding.sentence or "", finding.mark_start - finding.start) is not None


def same_thing(finding: Finding) -> _Key:
    """Return what the finding is of: two of the same that differ in their value contradict each other."""
    return (
        finding.outcome, finding.arm, finding.comparator, finding.contrast, finding.population, finding.regimen,
        finding.timepoint_months, finding.statistic, finding.value_kind, finding.direction, finding.note,
    )  # fmt: skip


def hold_parts(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings of one abstract, flagged where groups that exclude each other count more than the whole."""
    wholes: dict[_Key, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.state == "clean" and finding.events is not None:
            wholes[_whole(finding)].append(finding)
    doubted = [one for group in wholes.values() if _exceed(group) for one in group]
    return tuple(
        with_state(finding, (), (*finding.flags, "groups add up to more than the whole"))
        if finding in doubted
        else finding
        for finding in findings
    )


def _whole(finding: Finding) -> _Key:
    return (
        finding.outcome, finding.arm, finding.comparator, finding.regimen, finding.timepoint_months, finding.direction,
        finding.sentence,
    )  # fmt: skip


def _exceed(group: list[Finding]) -> bool:
    """Tell whether the courses of MS together have more events, or more patients, than the group of all has."""
    whole = [one for one in group if one.population is None]
    parts = {one.population: one for one in group if one.population in ("RRMS", "SPMS", "PPMS")}
    if len(whole) != 1 or len(parts) < 2:
        return False
    events = sum(one.events or 0 for one in parts.values())
    patients = sum(one.denominator or 0 for one in parts.values())
    of_all = whole[0].denominator
    return events > (whole[0].events or 0) or (of_all is not None and patients > of_all)
