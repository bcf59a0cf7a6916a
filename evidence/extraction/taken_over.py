"""What a list of figures takes over from the list before it: "PFS was 83% at 2 years and 62% at 5, NEDA 72% and 46%".

Only figures that nothing of their own tells apart take something over, and only from a list as long as theirs.
"""

import re
from itertools import groupby

from evidence.extraction.building import ARM_UNTOLD, with_state
from evidence.extraction.clauses import BRACKETS
from evidence.records.finding import Finding
from evidence.values import changed, value

_LISTED = ("percent", "level", "count:n/n", "count:n-of-n", "count:in-n", "count:and-in-n")
# What may stand between two figures of such a list: brackets, "and", "versus", the count of the next.
_CONNECTED = re.compile(
    r"(?:\s*(?:\u00b1|\+/-)\s*[\d.]+%?)?[\s)\]]*(?:[(\[][^()\[\]]*[)\]]\s*)?(?:of\s+(?:the\s+)?patients\s+)?"
    r"(?:,|,?\s*\band\b|,?\s*\b(?P<against>vs\.?|v\.?|versus|against|compared\s+(?:with|to))(?=\s))\s*"
    r"(?:(?:in|at|by)\s+)?[\d/\s]*(?:of\s+\d+\s*)?[(\[]?\s*",
    re.IGNORECASE,
)


@value
class Run:
    """Figures of one outcome that stand together. against: whether "versus" joins them."""

    members: tuple[Finding, ...]
    against: bool


def take_over(findings: tuple[Finding, ...], earlier: tuple[Run, ...]) -> tuple[Finding, ...]:
    """Return the findings of a sentence in order; lists that are alike take over what parts the list before them."""
    told = list(earlier)
    result: list[Finding] = []
    for run in runs_of(findings):
        members = run.members
        if len(members) > 1 and is_alike(members):
            model = next(
                (one for one in reversed(told) if len(one.members) == len(members) and not is_alike(one.members)), None
            )
            members = members if model is None else _after(run, model)
        told.append(changed(run, members=members))
        result.extend(members)
    return tuple(result)


def without_groups(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the lists whose figures no groups part: once those have changed places, nobody knows their order."""
    return tuple(
        run for run in runs if len({(one.arm, one.comparator, one.regimen, one.population) for one in run.members}) == 1
    )


def runs_of(findings: tuple[Finding, ...]) -> tuple[Run, ...]:
    """Return the findings in lists of one outcome, in order; one that stands alone is a list of its own."""
    groups: list[list[Finding]] = []
    against: list[bool] = []
    for finding in findings:
        joined = _connection(groups[-1][-1], finding) if groups else None
        if joined is None:
            groups.append([finding])
            against.append(False)
        else:
            groups[-1].append(finding)
            against[-1] = against[-1] or joined
    return tuple(
        Run(part, opposed and len(parts) == 1)
        for group, opposed in zip(groups, against, strict=True)
        for parts in (_parts(tuple(group)),)
        for part in parts
    )


def _parts(group: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], ...]:
    """Return the group, or the lists in it where each label has one: "in A 81% and 72%, in B 46% and 37%"."""
    for told_by in (_labels, _group):
        parts = tuple(tuple(part) for _, part in groupby(group, told_by))
        if len(parts) > 1 and all(len(part) > 1 for part in parts):
            return parts
    return (group,)


def _connection(one: Finding, two: Finding) -> bool | None:
    """Return whether "versus" joins two figures of one list, None where they are of no list."""
    same = (one.outcome, one.statistic, one.value_kind, one.direction) == (
        two.outcome, two.statistic, two.value_kind, two.direction)  # fmt: skip
    renamed = one.note != two.note and two.note is not None and _begins_between(one, two)
    if not same or renamed or not (one.rule.startswith(_LISTED) and two.rule.startswith(_LISTED)):
        return None
    if one.mark_end is None or two.mark_start is None or one.start is None or one.sentence is None:
        return None
    between = one.sentence[one.mark_end - one.start : two.mark_start - one.start]
    if ";" in BRACKETS.sub("", between) and _begins_anew(one, two):
        return None
    if _tells_more(one, two):
        return "vs" in between or "versus" in between
    match = _CONNECTED.fullmatch(between)
    return None if match is None else match["against"] is not None


def _begins_anew(one: Finding, two: Finding) -> bool:
    """Tell whether another group begins a list without times: "in RRMS 75% and 55% at 2 and 5 years; in SPMS, 47%"."""
    return one.timepoint_months is not None and two.timepoint_months is None and _group(one) != _group(two)


def _group(finding: Finding) -> tuple[object, ...]:
    return (finding.arm, finding.comparator, finding.population, finding.regimen)


def _begins_between(one: Finding, two: Finding) -> bool:
    """Tell whether the name of the second stands between the two: another scale of the same outcome begins."""
    if one.mark_end is None or two.mark_start is None or two.start is None or two.sentence is None:
        return False
    return (two.note or "") in two.sentence[one.mark_end - two.start : two.mark_start - two.start]


def _tells_more(one: Finding, two: Finding) -> bool:
    """Tell whether two figures of one sentence and outcome are parted by a label of their own."""
    return _labels(one) != _labels(two) and one.sentence == two.sentence


def _labels(finding: Finding) -> tuple[object, ...]:
    return (finding.arm, finding.comparator, finding.population, finding.regimen, finding.timepoint_months)


def is_alike(members: tuple[Finding, ...]) -> bool:
    """Tell whether no label parts the figures."""
    return len({_labels(one) for one in members}) == 1


def _after(run: Run, model: Run) -> tuple[Finding, ...]:
    """Return the figures of a list with the one thing that parts those of the list before."""
    parts = [
        name for name, values in (
            ("arm", {(one.arm, one.comparator) for one in model.members}),
            ("population", {one.population for one in model.members}),
            ("regimen", {one.regimen for one in model.members}),
            ("timepoint_months", {one.timepoint_months for one in model.members}),
        ) if len(values) > 1
    ]  # fmt: skip
    clean = all(one.state == "clean" for one in model.members)
    if len(parts) != 1 or not clean or (run.against and parts == ["timepoint_months"]):
        return run.members
    return tuple(_filled(one, two, parts[0]) for one, two in zip(run.members, model.members, strict=True))


def _is_last_time(finding: Finding, model: Finding, part: str) -> bool:
    """Tell whether the time of the figure is only what the list before it ended with, in one sentence."""
    return part == "timepoint_months" and finding.sentence == model.sentence and finding.state == "clean"


def _filled(finding: Finding, model: Finding, part: str) -> Finding:
    untold = ARM_UNTOLD in finding.flags
    if part == "arm":
        if not untold:
            return finding
        finding = changed(finding, arm=model.arm, comparator=model.comparator)
    elif untold or (getattr(finding, part) is not None and not _is_last_time(finding, model, part)):
        return finding
    else:
        finding = changed(finding, **{part: getattr(model, part)})
    return with_state(finding, (), tuple(flag for flag in finding.flags if flag != ARM_UNTOLD))
