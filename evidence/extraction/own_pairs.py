"""Pairs of figures that only the two groups of the study part: "febrile neutropenia in 49 (78%) and 84 (67%)"."""

import re

from evidence.extraction.mentions import Mention
from evidence.extraction.own_groups import OWN, Groups, OwnGroup
from evidence.extraction.taken_over import Run, is_alike, runs_of
from evidence.quick import Quick
from evidence.records.finding import Finding
from evidence.values import changed

# "Confirmed for 12 and 24 weeks in 45 (24%) and 42 (22%)": two measures, no groups.
_MEASURES = Quick(r"\b\d+\s+(?:and|or)\s+\d+[\s-]+(?:weeks?|months?|years?|days?)\b", re.IGNORECASE)
_ROUNDED = 1.5  # points by which a share may differ from its counts
_MORE = re.compile(
    r"\b(?:(?P<more>more|higher|commoner|likelier|greater)|(?P<less>less|lower|fewer|rarer))\b", re.IGNORECASE
)


def parted_by_groups(findings: tuple[Finding, ...], groups: Groups, marks: tuple[Mention, ...]) -> tuple[Finding, ...]:
    """Return the findings of a sentence; a pair that nothing parts has the two groups of the study, in their order.

    Only where the numbers allow it: no group has more patients than it had, and its share is that of its own size.
    """
    if len(groups) != 2 or not findings or _MEASURES.search(findings[0].sentence or "") is not None:
        return findings
    result: list[Finding] = []
    for run in runs_of(findings):
        pair = run.members
        if len(pair) == 2 and is_alike(pair) and _is_untold(run, groups):
            ordered, whole = _ordered(pair, groups, marks), sum(group.size for group in groups)
            if all(_fits(one, group, whole) for one, group in zip(pair, ordered, strict=True)):
                pair = tuple(_of(one, group, whole) for one, group in zip(pair, ordered, strict=True))
        result.extend(pair)
    return tuple(result)


def _is_untold(run: Run, groups: Groups) -> bool:
    """Tell whether nothing parts the pair: no group is named, or only one of those that it compares."""
    one = run.members[0]
    if one.regimen is not None or one.population is None:
        return one.regimen is None
    compared = run.against and _MORE.search(one.sentence or "") is not None
    return compared and one.population in [group.name for group in groups]


def _ordered(pair: tuple[Finding, ...], groups: Groups, marks: tuple[Mention, ...]) -> Groups:
    """Return the groups in the order of the figures: as first told, but "commoner with B (72% vs 31%)" tells of B."""
    own = [group for group in groups if any(mark.group == OWN and mark.code == group.name for mark in marks)]
    said = _MORE.search(pair[0].sentence or "")
    one, two = pair[0].value or 0, pair[1].value or 0
    if len(own) != 1 or said is None or one == two:
        return groups
    named_first = (one > two) == (said["more"] is not None)
    return groups if named_first == (own[0] is groups[0]) else groups[::-1]


def _fits(finding: Finding, group: OwnGroup, whole: int) -> bool:
    """Tell whether the figure can be one of the group: of no more patients, and a share of about its size."""
    of_all = None if finding.denominator == whole else finding.denominator
    if (finding.events or 0) > group.size or (of_all or 0) > group.size:
        return False
    if finding.events is None or of_all is not None or finding.statistic != "percent" or finding.value is None:
        return True
    return abs(100 * finding.events / group.size - finding.value) <= _ROUNDED


def _of(finding: Finding, group: OwnGroup, whole: int) -> Finding:
    untold = finding.denominator in (None, whole) and finding.events is not None and finding.outcome != "fertility"
    return changed(finding, population=group.name, denominator=group.size if untold else finding.denominator)
