"""Figures of one sentence that would contradict each other: which is which is then not told."""

from evidence.extraction.building import with_state
from evidence.records.finding import Finding


def tell_apart(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings; those of one sentence that say different things of the same are unbound."""
    values: dict[tuple[object, ...], set[object]] = {}
    for finding in findings:
        values.setdefault(_same(finding), set()).add((finding.value, finding.p if finding.value is None else None))
    told: list[Finding] = []
    for finding in findings:
        doubtful = len(values[_same(finding)]) > 1 or _is_repeated(finding, findings)
        fresh = doubtful and finding.state != "unbound"
        told.append(with_state(finding, ("not told apart",), finding.flags) if fresh else finding)
    return tuple(told)


def _is_repeated(finding: Finding, findings: tuple[Finding, ...]) -> bool:
    """Tell whether a bare count is told twice ("one died of ... and one died of ..."): parts of an untold total."""
    return finding.rule == "count:count" and sum(_same(other) == _same(finding) for other in findings) > 1


def _same(finding: Finding) -> tuple[object, ...]:
    return (
        finding.outcome, finding.arm, finding.comparator, finding.contrast, finding.population, finding.regimen,
        finding.timepoint_months, finding.statistic, finding.value_kind, finding.direction, finding.note,
    )  # fmt: skip
