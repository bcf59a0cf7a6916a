"""Arms that only the sizes of the groups tell: "relapses in 2 of 10 and in 8 of 14" where 10 were transplanted."""

from dataclasses import replace

from evidence.extraction.building import ARM_UNTOLD, with_state
from evidence.extraction.taken_over import runs_of
from evidence.records.finding import Finding
from evidence.records.study import StudyFacts


def arms_by_size(findings: tuple[Finding, ...], facts: StudyFacts) -> tuple[Finding, ...]:
    """Return the findings; a pair of which one figure is of as many as were transplanted, the other of the others.

    Only where the study has one comparator and the two groups are not of one size.
    """
    if not facts.comparator or "," in facts.comparator or facts.n_hsct is None or facts.n_patients is None:
        return findings
    treated, others = facts.n_hsct, facts.n_patients - facts.n_hsct
    if treated == others or others <= 0:
        return findings
    result: list[Finding] = []
    for run in runs_of(findings):
        sizes = sorted(one.denominator or 0 for one in run.members)
        untold = all(ARM_UNTOLD in one.flags for one in run.members)
        fits = untold and sizes == sorted((treated, others))
        result.extend(_armed(one, facts) if fits else one for one in run.members)
    return tuple(result)


def _armed(finding: Finding, facts: StudyFacts) -> Finding:
    own = finding.denominator == facts.n_hsct
    told = replace(finding, arm="hsct" if own else "comparator", comparator=None if own else facts.comparator)
    return with_state(told, (), tuple(flag for flag in finding.flags if flag != ARM_UNTOLD))
